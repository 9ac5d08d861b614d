"""Archiving many: how far it is, what ends it, and what is said of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from te_tui.actions.archive_lines import describe_report
from te_tui.actions.archive_run import ArchiveReport, ArchiveRun, Trouble, Wanted
from te_tui.actions.outcome import Progress
from te_tui.archive.writer import Archived, Told
from te_tui.files.private import FileTrouble
from te_tui.sources.base import Budget, Wait
from te_tui.sources.errors import NotFound, Problem, RateLimited, Refused, ServerFailed
from te_tui.sources.http.pace import Pace
from tests.archive.fake import SNAPSHOT, Bodies, archived, number
from tests.archive.test_gaps import failed

GONE = NotFound("There is no such snapshot", "Check the id.")


class Watcher:
    """Remembers what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[int, int, int, str]] = []
        self.left: list[float | None] = []
        self.begun: list[str] = []
        self.ended: list[str] = []

    def progressed(self, progress: Progress, name: str, part: str) -> None:
        self.told.append((progress.done, progress.failed, progress.remaining, f"{name} {part}"))
        self.left.append(progress.seconds_left)

    def settled(self, wanted: Wanted, ended: Archived | Trouble) -> None:
        self.ended.append(wanted.snapshot_id)


def run_of(folder: Path, watcher: Watcher, *names: str, **troubles: Trouble) -> ArchiveRun:
    """Archives snapshots of these names, or fails, with a clock that ticks at each look."""

    async def archive_one(wanted: Wanted, told: Told) -> Archived:
        if wanted.snapshot_id in troubles:
            raise troubles[wanted.snapshot_id]
        named = SNAPSHOT | {"snapshotId": wanted.snapshot_id, "snapshotName": wanted.snapshot_id}
        return await archived(folder, Bodies(named), wanted.snapshot_id, told=told)

    ticks = iter(range(1000))
    run = ArchiveRun(archive_one, watcher, clock=lambda: float(next(ticks)))
    run.add(map(Wanted, names))
    return run


def listed(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def until(condition: Callable[[], bool]) -> None:
    """Let others work, also threads, until something is so."""
    async with asyncio.timeout(60):
        while not condition():  # noqa: ASYNC110 - it depends on threads, which tell nobody
            await asyncio.sleep(0.001)


def gated(folder: Path, watcher: Watcher, *names: str) -> tuple[ArchiveRun, dict[str, asyncio.Event]]:
    """Archives snapshots of these names, each when its gate is opened."""
    gates = {name: asyncio.Event() for name in names}

    async def archive_one(wanted: Wanted, told: Told) -> Archived:
        watcher.begun.append(wanted.snapshot_id)
        await gates[wanted.snapshot_id].wait()
        named = SNAPSHOT | {"snapshotId": wanted.snapshot_id, "snapshotName": wanted.snapshot_id}
        return await archived(folder, Bodies(named), wanted.snapshot_id, told=told)

    run = ArchiveRun(archive_one, watcher)
    run.add(map(Wanted, names))
    return run, gates


async def test_progress_is_told_with_the_name_and_widgets_of_what_is_under_way(tmp_path: Path) -> None:
    watcher = Watcher()
    await run_of(tmp_path, watcher, "a", "b", a=GONE).run()
    assert watcher.told[:2] == [(0, 0, 2, "a "), (0, 1, 1, "a ")]
    assert watcher.told[2:5] == [(0, 1, 1, "b "), (0, 1, 1, "b 0/2 widgets"), (0, 1, 1, "b 1/2 widgets")]
    assert watcher.told[-1] == (1, 1, 0, "b 2/2 widgets")
    assert watcher.left[0] is None
    assert all(left is not None and left >= 0 for left in watcher.left[1:])
    assert watcher.ended == ["a", "b"]


async def test_it_leaves_the_last_tenth_of_the_rate_limit_to_others(tmp_path: Path) -> None:
    waits: list[Wait] = []

    async def wait(pause: Wait) -> None:
        waits.append(pause)

    pace = Pace(wait, lambda: 0.0)
    pace.seen(Budget(limit=240, remaining=24, resets=30))

    async def archive_one(wanted: Wanted, told: Told) -> Archived:
        async with pace.turn():
            raise GONE

    run = ArchiveRun(archive_one, Watcher())
    run.add([Wanted("a")])
    await run.run()
    assert [pause.seconds for pause in waits] == [30]
    async with pace.turn():
        assert len(waits) == 1


async def test_one_that_fails_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    refused = Refused("May not", "Ask.", Problem(403))
    trouble = FileTrouble("write", tmp_path, "the archive of another snapshot is there")
    report = await run_of(tmp_path, Watcher(), *"abcd", a=refused, b=GONE, c=trouble).run()
    assert (len(report.done), report.failures, report.remains) == (1, (refused, GONE, trouble), 0)


@pytest.mark.parametrize(
    "error",
    [Refused("No", "Log in.", Problem(401)), Refused("No token", "Log in."), RateLimited("No", "Later.")],
)
async def test_what_every_other_would_meet_as_well_ends_it(tmp_path: Path, error: Trouble) -> None:
    watcher = Watcher()
    report = await run_of(tmp_path, watcher, *"abc", b=error).run()
    assert (watcher.ended, report.remains) == (["a", "b"], 1)
    assert describe_report(report).endswith(
        f"1 of 3 snapshots could not be archived. {error} 1 of 3 snapshots was not archived."
    )


async def test_after_a_stop_nothing_more_is_begun(tmp_path: Path) -> None:
    watcher = Watcher()
    run = run_of(tmp_path, watcher, *"abc")
    run.stop()
    report = await run.run()
    assert (watcher.told, report.remains) == ([], 3)
    assert describe_report(report) == "3 of 3 snapshots were not archived."


async def test_a_run_says_whether_it_still_archives_what_is_added(tmp_path: Path) -> None:
    run = run_of(tmp_path, Watcher(), "a", refused=Refused("No", "Log in.", Problem(401)))
    assert run.takes_more
    await run.run()
    assert not run.takes_more
    stopped = run_of(tmp_path, Watcher(), "b")
    stopped.stop()
    assert not stopped.takes_more


async def test_when_it_is_cancelled_the_report_says_what_was_done(tmp_path: Path) -> None:
    run, gates = gated(tmp_path, watcher := Watcher(), *"abcdef")
    task = asyncio.create_task(run.run())
    gates["c"].set()
    gates["a"].set()
    await until(lambda: len(run.report.done) == 2)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert (watcher.ended, run.report.remains) == (["a", "c"], 4)
    assert [path.suffix for path in listed(tmp_path)] == [".tesnap"] * 2, "no half archive"


async def test_only_one_is_begun_until_an_answer_shows_that_the_token_is_accepted(tmp_path: Path) -> None:
    run, gates = gated(tmp_path, watcher := Watcher(), *"abcdef")
    task = asyncio.create_task(run.run())
    await until(lambda: watcher.begun == ["a"])
    gates["a"].set()
    await until(lambda: watcher.begun == list("abcde"))
    for gate in gates.values():
        gate.set()
    await task
    assert watcher.begun == list("abcdef")


async def test_how_each_ended_is_told_in_the_order_of_asking_whatever_ends_first(tmp_path: Path) -> None:
    run, gates = gated(tmp_path, watcher := Watcher(), *"abcd")
    task = asyncio.create_task(run.run())
    for name in "adcb":
        gates[name].set()
        before = len(run.report.done)
        await until(lambda before=before: len(run.report.done) > before)  # type: ignore[misc]
    await task
    assert watcher.ended == list("abcd")
    assert [one.manifest.snapshot_id for one in run.report.done] == list("abcd")


@pytest.mark.parametrize("refused", "bcde")
async def test_what_ends_a_run_breaks_off_what_was_begun_after_it_and_nothing_before(
    tmp_path: Path, refused: str
) -> None:
    watcher = Watcher()
    gates = {name: asyncio.Event() for name in "abcdefg"}
    error = Refused("No", "Log in.", Problem(401))

    async def archive_one(wanted: Wanted, told: Told) -> Archived:
        watcher.begun.append(wanted.snapshot_id)
        await gates[wanted.snapshot_id].wait()
        if wanted.snapshot_id == refused:
            raise error
        named = SNAPSHOT | {"snapshotId": wanted.snapshot_id}
        return await archived(tmp_path, Bodies(named), wanted.snapshot_id, told=told)

    run = ArchiveRun(archive_one, watcher)
    run.add(map(Wanted, gates))
    task = asyncio.create_task(run.run())
    gates["a"].set()
    await until(lambda: watcher.begun == list("abcde"))
    gates[refused].set()
    await until(lambda: not run.takes_more)
    for gate in gates.values():
        gate.set()
    report = await task
    before = list("abcde"[: "abcde".index(refused)])
    assert watcher.ended == [*before, refused]
    assert (len(report.done), report.failures) == (len(before), (error,))
    assert (watcher.begun, report.remains) == (list("abcde"), 7 - len(before) - 1)


async def test_what_is_left_takes_as_long_for_each_as_what_has_ended_took(tmp_path: Path) -> None:
    watcher, runs = Watcher(), [run_of(tmp_path, Watcher())]
    archive_one = runs[0]._archive_one
    runs[0] = ArchiveRun(archive_one, watcher, clock=lambda: 100 + 7.5 * len(runs[0].report.done))
    runs[0].add(map(Wanted, "abcd"))
    await runs[0].run()
    for (done, _, remaining, _), left in zip(watcher.told, watcher.left, strict=True):
        assert left == (7.5 * remaining if done else None)
    assert {done for done, *_ in watcher.told} == {0, 1, 2, 3, 4}


async def test_what_is_asked_for_meanwhile_is_begun_at_once_and_spares_the_rate_limit_too() -> None:
    waits: list[Wait] = []

    async def wait(pause: Wait) -> None:
        waits.append(pause)

    pace = Pace(wait, lambda: 0.0)
    pace.seen(Budget(limit=240, remaining=24, resets=30))
    gate, watcher = asyncio.Event(), Watcher()

    async def archive_one(wanted: Wanted, told: Told) -> Archived:
        async with pace.turn():
            watcher.begun.append(wanted.snapshot_id)
        if wanted.snapshot_id == "b":
            await gate.wait()
        raise GONE

    run = ArchiveRun(archive_one, watcher)
    run.add(map(Wanted, "ab"))
    task = asyncio.create_task(run.run())
    await until(lambda: watcher.begun == ["a", "b"])
    run.add([Wanted("c")])
    await until(lambda: watcher.begun == ["a", "b", "c"])
    gate.set()
    await task
    assert (watcher.ended, len(waits)) == (["a", "b", "c"], 3)


async def test_sentences_name_what_is_there_and_what_is_not(tmp_path: Path) -> None:
    run = run_of(tmp_path, Watcher(), "a", "b")
    report = await run.run()
    assert describe_report(report) == f"2 snapshots with 4 widgets are archived in {tmp_path}."
    again = await run_of(tmp_path, Watcher(), "a").run()
    assert describe_report(again) == f"a was archived before: {again.done[0].path}"
    alone = await run_of(tmp_path, Watcher(), "a", a=GONE).run()
    assert describe_report(alone) == str(GONE)


async def test_an_incomplete_archive_is_named_as_such(tmp_path: Path) -> None:
    lacking = Bodies(w1=number(1), w2=failed(500))

    async def archive_one(wanted: Wanted, told: Told) -> Archived:
        return await archived(tmp_path, lacking, told=told)

    run = ArchiveRun(archive_one, Watcher())
    run.add([Wanted("s1")])
    said = describe_report(await run.run())
    assert said.startswith(
        "Checkout latency is archived, but incompletely: 1 of 2 widgets could not be fetched: HTTP 500: "
    )
    run.add([Wanted("s1"), Wanted("s2")])
    assert "; 3 incomplete." in describe_report(await run.run())


async def test_an_error_of_the_service_does_not_end_it(tmp_path: Path) -> None:
    away = ServerFailed("HTTP 503", "Later.")
    report = await run_of(tmp_path, Watcher(), *"ab", a=away).run()
    assert (len(report.done), report.failures) == (1, (away,))


@pytest.mark.parametrize(
    ("done", "gone", "left", "said"),
    [
        (
            1,
            1,
            0,
            "1 snapshot with 2 widgets is {archived}. 1 of 2 snapshots could not be archived. {gone}",
        ),
        (
            2,
            1,
            0,
            "2 snapshots with 4 widgets are {archived}. 1 of 3 snapshots could not be archived. {gone}",
        ),
        (1, 0, 1, "1 snapshot with 2 widgets is {archived}. 1 of 2 snapshots was not archived."),
        (1, 0, 2, "1 snapshot with 2 widgets is {archived}. 2 of 3 snapshots were not archived."),
    ],
)
async def test_a_report_counts_what_is_archived_what_failed_and_what_was_not_tried(
    tmp_path: Path, done: int, gone: int, left: int, said: str
) -> None:
    whole = await run_of(tmp_path, Watcher(), *"abc"[:done]).run()
    report = ArchiveReport(whole.done, (GONE,) * gone, left)
    assert describe_report(report) == said.format(archived=f"archived in {tmp_path}", gone=GONE)


async def test_a_report_counts_what_had_been_archived_before_and_what_has_no_data(tmp_path: Path) -> None:
    first = await archived(tmp_path, Bodies(w1=number(1)))
    assert describe_report(ArchiveReport((first,), (), 0)) == (
        f"Checkout latency is archived with 1 widgets (1 without data): {first.path}"
    )
    again = await archived(tmp_path, Bodies(w1=number(1)))
    assert describe_report(ArchiveReport((first, again), (), 0)) == (
        f"2 snapshots with 2 widgets (2 without data) are archived in {tmp_path}; 1 had been before."
    )
