"""A run says how far it is, stops on demand, and what remains can be finished later."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual.app import App
from textual.widgets import Static

from te_tui.actions.deletion import plan_deletion
from te_tui.actions.journal import Journal
from te_tui.actions.journals import interrupted
from te_tui.actions.outcome import Progress
from te_tui.actions.run_lock import RunLock
from te_tui.screens.changing import ChangeAsked, ask_to_resume
from te_tui.screens.session import Display, Places, Session
from te_tui.screens.snapshots.screen import SnapshotListScreen
from te_tui.screens.work.change_job import ChangeJob
from te_tui.screens.work.progress_dialog import bar
from te_tui.screens.work.queue import WorkQueue
from te_tui.sources.base import Wait
from te_tui.terminal.app import TerminalApp
from tests.screens.changing import fill, ids, listed, notices
from tests.screens.conftest import NOW, OPS, answer, lines, row, rows, until, until_asked, until_shown
from tests.screens.fake_source import FakeSource

TEN = [f"s{index}" for index in range(10)]


def ten(source: FakeSource) -> FakeSource:
    """Ten snapshots, of which the fifth and all behind it wait before they are deleted."""
    fill(source, map(row, TEN))
    source.hold(*(f"delete {name}" for name in TEN[4:]))
    return source


@pytest.mark.parametrize(("done", "failed"), [(0, 0), (0, 1), (1, 1), (3, 1), (207, 1), (0, 208)])
def test_the_bar_is_as_long_at_any_time(done: int, failed: int) -> None:
    assert len(bar(Progress(208, done, failed)).plain) == 40


async def test_progress_tells_what_is_done_and_what_remains(source: FakeSource, tmp_path: Path) -> None:
    ten(source)
    async with listed(source, tmp_path, (60, 20)) as pilot:
        await pilot.press("asterisk", "d")
        await answer(pilot, "y")
        await until_shown(
            pilot, "Deleting 10 snapshots", "4 of 10 done", "6 remain", "████", "░░░░", "s Stop"
        )
        pilot.app.session.waiting(Wait(600, "others need the rest", is_retry=False))  # type: ignore[attr-defined]
        await until_shown(pilot, "about 10 min left", "goes on in 600 s: others need the rest")
        source.release()
        await until(pilot, lambda: notices(pilot))
        assert "Deleted 10 snapshots" in notices(pilot)[0]


async def test_the_outcome_of_work_that_has_ended_is_read_again_with_w(
    source: FakeSource, tmp_path: Path
) -> None:
    fill(source, map(row, TEN))
    async with listed(source, tmp_path) as pilot:
        for left in (9, 8):
            await pilot.press("d")
            await answer(pilot, "y")
            await until_shown(pilot, f"{left} snapshots")
            await until(pilot, lambda: notices(pilot))
        await pilot.press("w")
        await until_shown(
            pilot, 'Deleted "Snapshot s1"', "1 of 1 done", 'Before: Deleted "Snapshot s0"', "Close"
        )
        told = "".join(line.strip("│ ") for line in lines(pilot))
        assert [path.name in told for path in (tmp_path / "journals").glob("*.jsonl")].count(True) == 1
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, SnapshotListScreen))


async def test_stopping_ends_what_is_under_way_and_the_palette_finishes_the_rest(
    source: FakeSource, tmp_path: Path
) -> None:
    ten(source)
    async with listed(source, tmp_path) as pilot:
        await pilot.press("asterisk", "d")
        await answer(pilot, "y")
        await until_shown(pilot, "4 of 10 done")
        await until(pilot, lambda: len(source.changes) == 8)
        await pilot.press("s")
        await until_shown(pilot, "Stopping after the running requests; s again stops now.")
        source.release()
        await until_shown(pilot, "Deleted 8 snapshots", "2 of 10 remain", "te-tui rm --resume")
        assert str(pilot.app.screen.query_one("#progress", Static).render()) == "8 of 10 done"
        await pilot.press("enter")
        await until(pilot, lambda: ids(pilot) == TEN[8:])
        assert rows(pilot).marked == set(TEN[8:])
        await pilot.press("ctrl+p", *"Resume")
        await until_shown(pilot, "2 of 10 remain")
        await pilot.press("enter")
        await until_shown(pilot, "Delete the 2 of 10 snapshots that are left?")
        await answer(pilot, "y")
        await until(pilot, lambda: len(source.changes) == 10)
        await until_shown(pilot, "has no dashboard snapshots")
        assert sorted(source.changes) == sorted(f"DELETE 1234 {name}" for name in TEN)
        assert interrupted(tmp_path / "journals") == []
        await until(pilot, lambda: not pilot.app.session.interrupted)  # type: ignore[attr-defined]


async def test_stopping_twice_waits_for_nothing(source: FakeSource, tmp_path: Path) -> None:
    ten(source)
    async with listed(source, tmp_path) as pilot:
        await pilot.press("asterisk", "d")
        await answer(pilot, "y")
        await until(pilot, lambda: len(source.changes) == 8)
        await pilot.press("s", "s")
        await until_shown(pilot, "Deleted 4 snapshots", "6 of 10 remain")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, SnapshotListScreen))


async def test_a_stop_before_there_is_anything_to_stop_begins_nothing(
    source: FakeSource, tmp_path: Path
) -> None:
    session = Session(ten(source), Display(clock=lambda: NOW), Places(tmp_path / "a", tmp_path / "j"))
    rows = [(OPS, row(name, name)) for name in TEN]
    plan = plan_deletion(source.host, rows, now=NOW, reason="chosen")

    def settled(*_: object) -> None:
        pytest.fail("something was changed")

    job = ChangeJob(
        session, tmp_path / "a", tmp_path / "j", plan, None,
        changed=lambda: None, settled=settled, warn=pytest.fail,
    )  # fmt: skip
    running = asyncio.create_task(job.run())
    job.stop()
    await running
    assert source.changes == []
    assert job.ending is not None
    assert job.ending.sentence == "Nothing was changed."
    assert "10 of 10 remain" in str(job.ending.lines[-1])


async def test_what_was_dropped_counts_at_the_end_unless_it_was_done_after_all(
    source: FakeSource, tmp_path: Path
) -> None:
    session = Session(ten(source), Display(clock=lambda: NOW), Places(tmp_path / "a", tmp_path / "j"))
    app = App[None]()
    async with app.run_test() as pilot:
        queue = WorkQueue(app, session)
        for name in TEN[4:6]:
            queue.change(plan_deletion(source.host, [(OPS, source.opened[name].row)], now=NOW))
        await until(pilot, lambda: source.changes)
        await queue.end()
        assert (queue.is_busy, queue.leaves_undone) == (False, True)
        source.release()
        (left,) = interrupted(tmp_path / "j")
        queue.change(left.record.plan, left.path)
        await until(pilot, lambda: not queue.is_busy)
        assert interrupted(tmp_path / "j") == []
        assert queue.leaves_undone
        assert str(queue.describe_unfinished_work()) == 'te-tui: Not begun: Deleting "Snapshot s5".'


@pytest.mark.parametrize(
    ("count", "archive", "typed"), [(21, True, "21"), (2, False, "delete"), (2, True, "y")]
)
async def test_deletions_are_resumed_by_the_answer_that_would_begin_them(
    source: FakeSource, tmp_path: Path, count: int, archive: bool, typed: str
) -> None:
    chosen = [(OPS, row(f"s{index}")) for index in range(count)]
    plan = plan_deletion(source.host, chosen, now=NOW, archive=archive)
    Journal.begin(tmp_path, plan).close()
    (left,) = interrupted(tmp_path)
    session = Session(source, Display(clock=lambda: NOW), Places(tmp_path / "a", tmp_path))
    asked: list[ChangeAsked] = []

    class Asked(TerminalApp):
        def on_change_asked(self, message: ChangeAsked) -> None:
            asked.append(message)

    async with Asked().run_test() as pilot:
        ask_to_resume(pilot.app, session, left)
        await until_asked(pilot)
        await pilot.press(*([] if typed == "y" else "y"), "enter")
        await until_asked(pilot)
        assert asked == []
        await pilot.press(*typed, *(() if typed == "y" else ("enter",)))
        await until(pilot, lambda: asked)
    assert asked[0].journal == left.path


async def test_who_quits_in_the_middle_is_told_at_the_next_start_and_can_finish(
    source: FakeSource, tmp_path: Path
) -> None:
    ten(source)
    async with listed(source, tmp_path) as pilot:
        await pilot.press("asterisk", "d")
        await answer(pilot, "y")
        await until(pilot, lambda: len(source.changes) == 8)
        await pilot.press("ctrl+c")
    (left,) = interrupted(tmp_path / "journals")
    assert len(left.record.remaining) == 6

    source.release()
    async with listed(source, tmp_path) as pilot:
        await until_shown(pilot, "6 of 10 not deleted (w)", "6 snapshots")
        assert notices(pilot) == []
        await pilot.press("w")
        await until_shown(pilot, "Delete the 6 of 10 snapshots that are left?")
        await answer(pilot, "y")
        await until(pilot, lambda: not interrupted(tmp_path / "journals"))


async def test_where_another_run_is_at_work_that_is_told_with_the_next_step(
    source: FakeSource, tmp_path: Path
) -> None:
    async with listed(ten(source), tmp_path) as pilot:
        plan = plan_deletion(source.host, [(OPS, row("s0"))], now=NOW)
        with RunLock.take(tmp_path / "journals", plan, "te-tui prune"):
            await pilot.press("d")
            await answer(pilot, "y")
            await until_shown(pilot, "Nothing was changed.", "te-tui prune", "Try again when that is over.")
        assert source.changes == []


async def test_another_host_and_another_process_are_left_alone(source: FakeSource, tmp_path: Path) -> None:
    ten(source)
    async with listed(source, tmp_path) as pilot:
        await pilot.press("asterisk", "d")
        await answer(pilot, "y")
        await until(pilot, lambda: len(source.changes) == 8)
        await pilot.press("ctrl+c")
    source.host = "elsewhere.example.net"
    async with listed(source, tmp_path) as pilot:
        assert notices(pilot) == []


async def test_a_folder_that_cannot_be_written_changes_nothing(source: FakeSource, tmp_path: Path) -> None:
    fill(source, [row("a")])
    (tmp_path / "journals").write_bytes(b"")
    async with listed(source, tmp_path) as pilot:
        await pilot.press("e", "3", "0", "enter")
        await until_shown(pilot, "Nothing was changed.", "Could not write")
        assert source.changes == []
