"""A run: a few changes at once, each told to its end, and an end to it when there is no sense in going on."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from te_tui.actions.deletion import plan_deletion
from te_tui.actions.extension import By, Until, plan_extension
from te_tui.actions.journal import ENDED, Journal, read_journal
from te_tui.actions.journals import interrupted
from te_tui.actions.outcome import Outcome, Report
from te_tui.actions.plan import Change, Plan, PlannedGroup
from te_tui.actions.runner import Runner, WrongSource
from te_tui.actions.steps import LOOK_AGAIN, ArchivedRow
from te_tui.files.private import Appending, FileTrouble
from te_tui.models.account_group import AccountGroup
from te_tui.models.snapshot import Snapshot
from te_tui.models.snapshot_row import SnapshotPage, SnapshotPages
from te_tui.sources.errors import (
    Moved,
    NotFound,
    Overdue,
    Problem,
    RateLimited,
    Refused,
    ServerFailed,
    SourceError,
    Unreachable,
)
from te_tui.sources.http.pace import AT_ONCE
from te_tui.sources.read_only import ReadOnly
from te_tui.sources.thousandeyes.abilities import LIMITS
from te_tui.sources.thousandeyes.body.panel import Panel
from tests.actions.conftest import IDS
from tests.actions.remote import LATER, NOW, SOON, Remote, Shelf, Watcher, at_once, chosen, row, until

DELETION = plan_deletion("demo", chosen(IDS), now=NOW)
EXTENSION = plan_extension("demo", chosen(IDS), Until(LATER.date()), now=NOW, limits=LIMITS)
NEW = EXTENSION.changes[0].new


async def run(
    plan: Plan, remote: Remote, shelf: Shelf, folder: Path, watcher: Watcher | None = None
) -> Report:
    with Journal.begin(folder, plan) as journal:
        return await Runner(remote, shelf, journal, watcher or Watcher(), sleep=at_once).run()


async def finish(remote: Remote, shelf: Shelf, path: Path) -> Report:
    with Journal.resume(path) as journal:
        return await Runner(remote, shelf, journal, Watcher(), sleep=at_once).run()


def ids(changes: Iterable[Change]) -> list[str]:
    return [change.snapshot_id for change in changes]


def journal_in(folder: Path) -> Path:
    """The one journal in a folder."""
    (path,) = folder.glob("*.jsonl")
    return path


def steps(folder: Path, place: int) -> list[str]:
    """What the one journal in a folder says of a change."""
    lines = [json.loads(line) for line in journal_in(folder).read_text().splitlines()[1:]]
    return [line["step"] for line in lines if line.get("place") == place]


async def test_everything_is_archived_and_then_deleted(remote: Remote, shelf: Shelf, tmp_path: Path) -> None:
    report = await run(DELETION, remote, shelf, tmp_path)
    assert ids(report.done) == IDS
    assert remote.expiries == {}
    assert shelf.archives == dict.fromkeys(IDS, "whole")
    assert steps(tmp_path, 0) == ["archiving", "archived", "asking", "done"]


@pytest.mark.parametrize(
    ("seconds", "done"), [(9.9, True), (10.0, False), (3_600.0, False)], ids=["soon", "long", "an hour"]
)
async def test_what_changed_while_archiving_took_long_is_left_alone(
    remote: Remote,
    shelf: Shelf,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    seconds: float,
    *,
    done: bool,
) -> None:
    archive = shelf.archive

    async def slowly(change: Change, group: PlannedGroup) -> ArchivedRow:
        archived = await archive(change, group)
        remote.expiries[change.snapshot_id] = LATER
        return archived._replace(seconds=seconds)

    monkeypatch.setattr(shelf, "archive", slowly)
    report = await run(DELETION, remote, shelf, tmp_path)
    assert (ids(report.done) == IDS) is done
    assert {outcome.kind for outcome in report.outcomes if outcome} == {"done" if done else "changed"}
    assert remote.count("DELETE").total() == (len(IDS) if done else 0)


async def test_a_widget_that_only_the_answer_before_the_deletion_names_keeps_the_snapshot(
    remote: Remote, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = shelf.archive

    async def slowly(change: Change, group: PlannedGroup) -> ArchivedRow:
        archived = await archive(change, group)
        return archived._replace(seconds=60.0, row=archived.row._replace(panels=1))

    async def named(aid: str, snapshot_id: str) -> Snapshot:
        return Snapshot(row(snapshot_id), (Panel(widget_id="w0"), Panel(widget_id="w1")))

    monkeypatch.setattr(shelf, "archive", slowly)
    monkeypatch.setattr(remote, "snapshot", named)
    report = await run(DELETION, remote, shelf, tmp_path)
    assert (report.done, remote.count("DELETE").total()) == ((), 0)
    assert "it names 2 widgets now, and 1 when it was archived" in str(report.outcomes[0])


async def test_what_somebody_deletes_while_archiving_takes_long_is_gone(
    remote: Remote, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = shelf.archive

    async def slowly(change: Change, group: PlannedGroup) -> ArchivedRow:
        archived = await archive(change, group)
        if change.snapshot_id == IDS[0]:
            del remote.expiries[IDS[0]]
        return archived._replace(seconds=60.0)

    monkeypatch.setattr(shelf, "archive", slowly)
    report = await run(DELETION, remote, shelf, tmp_path)
    assert [outcome and outcome.kind for outcome in report.outcomes] == ["gone", *["done"] * (len(IDS) - 1)]


async def test_with_the_token_of_another_account_given_meanwhile_nothing_is_called_gone(
    remote: Remote, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = remote.snapshot

    async def as_another(aid: str, snapshot_id: str) -> Snapshot:
        remote.groups = (AccountGroup("99"),)
        raise NotFound(f"Could not open {snapshot_id}", "Check the id.")

    monkeypatch.setattr(remote, "snapshot", as_another)
    report = await run(DELETION, remote, shelf, tmp_path)
    assert isinstance(report.stopped_by, Refused)
    assert "which this token cannot see" in str(report.stopped_by)
    assert ids(report.remaining) == IDS

    remote.groups = (AccountGroup("1234"),)
    monkeypatch.setattr(remote, "snapshot", snapshot)
    assert ids((await finish(remote, shelf, journal_in(tmp_path))).done) == IDS


async def test_without_archives_each_is_looked_at_once(remote: Remote, shelf: Shelf, tmp_path: Path) -> None:
    remote.expiries["another"] = SOON
    plan = plan_deletion("demo", chosen(IDS), now=NOW, archive=False)
    assert ids((await run(plan, remote, shelf, tmp_path)).done) == IDS
    assert shelf.archives == {}
    assert remote.count("GET") == dict.fromkeys(IDS, 1)


async def test_an_extension_is_read_back(remote: Remote, shelf: Shelf, tmp_path: Path) -> None:
    report = await run(EXTENSION, remote, shelf, tmp_path)
    assert ids(report.done) == IDS
    assert set(remote.expiries.values()) == {NEW}
    assert remote.count("GET") == dict.fromkeys(IDS, 2)
    assert steps(tmp_path, 0) == ["asking", "answered", "done"]


async def test_what_has_the_new_expiry_already_is_done_unasked(
    remote: Remote, shelf: Shelf, tmp_path: Path
) -> None:
    remote.expiries["s0"] = NEW
    assert ids((await run(EXTENSION, remote, shelf, tmp_path)).done) == IDS
    assert remote.count("PATCH")["s0"] == 0


async def test_what_somebody_else_extended_meanwhile_is_left_alone(
    remote: Remote, shelf: Shelf, tmp_path: Path
) -> None:
    remote.expiries["s0"] = theirs = SOON + timedelta(days=1000)
    report = await run(EXTENSION, remote, shelf, tmp_path)
    ((change, outcome),) = report.unmade
    assert (change.snapshot_id, outcome.kind) == ("s0", "changed")
    assert "and now it expires 2029-08-19 09:00 UTC" in outcome.why
    assert remote.expiries["s0"] == theirs


async def test_an_extension_that_does_not_show_is_not_called_done(
    remote: Remote, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def ignore(*_: object) -> None:
        pass

    monkeypatch.setattr(remote, "set_expiry", ignore)
    plan = plan_extension("demo", chosen(["s0"]), By(timedelta(days=7)), now=NOW, limits=LIMITS)
    ((_, outcome),) = (await run(plan, remote, shelf, tmp_path)).unmade
    assert "the service took the new expiry, but its old one stands" in outcome.why
    assert remote.count("GET")["s0"] == 5


async def test_at_most_four_changes_are_under_way(remote: Remote, shelf: Shelf, tmp_path: Path) -> None:
    remote.hold(*(f"DELETE {one}" for one in IDS))
    running = asyncio.create_task(run(DELETION, remote, shelf, tmp_path))
    await until(lambda: remote.count("DELETE").total() == AT_ONCE)
    for _ in range(100):
        await asyncio.sleep(0)
    assert remote.count("DELETE").total() == AT_ONCE
    remote.release()
    await running


async def test_one_that_fails_is_told_and_does_not_keep_the_others(
    remote: Remote, shelf: Shelf, tmp_path: Path
) -> None:
    remote.errors["DELETE s2"] = Refused("Could not delete s2", "Ask.", Problem(403))
    watcher = Watcher()
    report = await run(DELETION, remote, shelf, tmp_path, watcher)
    assert ids(report.done) == [one for one in IDS if one != "s2"]
    assert ids(report.remaining) == ["s2"]
    assert watcher.outcomes[2] == Outcome("failed", "Could not delete s2. Ask.", remote.errors["DELETE s2"])
    assert [(p.done, p.failed, p.remaining) for p in watcher.progress][-1] == (5, 1, 0)
    assert interrupted(tmp_path) == []


async def test_what_failed_is_tried_again_when_its_journal_is_resumed(
    remote: Remote, shelf: Shelf, tmp_path: Path
) -> None:
    remote.expiries["another"] = SOON
    remote.errors["DELETE s2"] = ServerFailed("Could not delete s2", "Wait.")
    await run(DELETION, remote, shelf, tmp_path)
    del remote.errors["DELETE s2"]
    report = await finish(remote, shelf, journal_in(tmp_path))
    assert ids(report.done) == IDS
    assert remote.count("DELETE") == dict.fromkeys(IDS, 1) | {"s2": 2}
    assert remote.count("GET") == dict.fromkeys(IDS, 1) | {"s2": 2}  # for its archive, and to compare it


async def test_what_somebody_else_deleted_first_is_gone_and_not_tried_again(
    remote: Remote, shelf: Shelf, tmp_path: Path
) -> None:
    del remote.expiries["s1"]
    remote.expiries["another"] = SOON
    for plan in (EXTENSION, replace(DELETION, archive=False), plan_deletion("demo", chosen(["s1"]), now=NOW)):
        report = await run(plan, remote, shelf, tmp_path)
        assert ("s1", "gone") in [(change.snapshot_id, outcome.kind) for change, outcome in report.unmade]
        assert "s1" not in ids(report.remaining)


async def test_a_failure_to_archive_is_a_reason_not_to_delete(
    remote: Remote, shelf: Shelf, tmp_path: Path
) -> None:
    remote.errors["GET s3"] = ServerFailed("Could not open s3", "Wait.")
    report = await run(DELETION, remote, shelf, tmp_path)
    assert ids(report.remaining) == ["s3"]
    assert remote.count("DELETE")["s3"] == 0


@pytest.mark.parametrize(
    "error",
    [
        Refused("The token is not accepted", "Log in.", Problem(401)),
        RateLimited("The rate limit is used up", "Wait."),
    ],
)
async def test_what_every_other_change_would_meet_ends_the_run(
    remote: Remote, shelf: Shelf, tmp_path: Path, error: SourceError
) -> None:
    remote.errors = {f"GET {one}": error for one in IDS}
    report = await run(DELETION, remote, shelf, tmp_path)
    assert report.stopped_by is error
    assert ids(report.remaining) == IDS
    assert report.unmade == ()
    assert remote.count("GET").total() <= AT_ONCE
    (found,) = interrupted(tmp_path)
    assert found.record.remaining == tuple(range(6))


async def test_an_archive_that_cannot_be_written_ends_the_run(
    remote: Remote, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object) -> Path:
        raise FileTrouble("write", tmp_path, "No space left on device")

    monkeypatch.setattr(shelf, "archive", full)
    report = await run(DELETION, remote, shelf, tmp_path)
    assert isinstance(report.stopped_by, FileTrouble)
    assert ids(report.remaining) == IDS
    assert remote.requests == {}


async def test_a_service_that_is_away_ends_the_run_after_three_failures_in_a_row(
    remote: Remote, shelf: Shelf, tmp_path: Path
) -> None:
    remote.errors = {f"GET {one}": Unreachable("No connection", "Check the network.") for one in IDS}
    report = await run(DELETION, remote, shelf, tmp_path)
    assert report.stopped_by is not None
    assert remote.count("GET").total() <= AT_ONCE
    assert len(interrupted(tmp_path)) == 1
    remote.errors.clear()
    assert ids((await finish(remote, shelf, journal_in(tmp_path))).done) == IDS


AWAY = Unreachable("No connection", "Check the network.")
IN_A_ROW = {"x": AWAY, "r": Refused("No", "Ask.", Problem(403)), "m": Moved("Elsewhere", "Look there.")}


@pytest.mark.parametrize(
    ("failing", "tried"),
    [("xx.xx.", 6), ("xxx...", 3), (".xxx..", 4), ("xxrxx.", 6), ("xxmxx.", 6), ("x.x.x.", 6), ("rrrrr.", 6),
     ("xxrxxx", 6)],
)  # fmt: skip
async def test_only_three_failures_in_a_row_without_an_answer_end_a_run(
    remote: Remote, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str, tried: int
) -> None:
    monkeypatch.setattr("te_tui.actions.runner.AT_ONCE", 1)
    errors = {f"DELETE {one}": IN_A_ROW.get(sign) for one, sign in zip(IDS, failing, strict=True)}
    remote.errors = {request: error for request, error in errors.items() if error}
    report = await run(DELETION, remote, shelf, tmp_path)
    assert (report.stopped_by is AWAY) == ("xxx" in failing)
    assert remote.count("DELETE").total() == tried
    assert ids(report.done) == [one for one, sign in zip(IDS, failing[:tried], strict=False) if sign == "."]
    assert len(report.unmade) == sum(sign != "." for sign in failing[:tried]) - ("xxx" in failing)


@pytest.mark.parametrize("number", [1, 2, 3, 4])
async def test_three_in_a_row_that_do_not_open_beside_nothing_end_a_run(
    remote: Remote, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr("te_tui.actions.runner.AT_ONCE", 1)
    remote.expiries.clear()
    report = await run(plan_deletion("demo", chosen(IDS[:number]), now=NOW), remote, shelf, tmp_path)
    assert (report.stopped_by is not None) == (number >= 3)
    assert len(report.unmade) == min(number, 2)
    assert report.done == ()
    assert ids(report.remaining) == IDS[:number]
    for _, outcome in report.unmade:
        assert outcome.why.startswith("It does not open, and this token sees no other snapshot")
        assert (outcome.error is not None) == (number == 1)


@pytest.mark.parametrize(
    ("changes", "tried"), [("uuduud", 6), ("uuuddd", 3), ("duuudd", 4), ("ududuu", 6), ("uuxudd", 4)]
)
async def test_only_three_in_a_row_that_do_not_open_beside_nothing_end_a_run(
    remote: Remote, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changes: str, tried: int
) -> None:
    """What is done (d) begins the row again, and what fails (x) does not; (u) does not open."""

    async def nothing(aid: str, dashboard_id: str | None = None) -> SnapshotPages:
        yield SnapshotPage((), None)

    monkeypatch.setattr("te_tui.actions.runner.AT_ONCE", 1)
    monkeypatch.setattr(remote, "snapshots", nothing)
    for one, sign in zip(IDS, changes, strict=True):
        if sign == "u":
            del remote.expiries[one]
        elif sign == "x":
            remote.errors[f"DELETE {one}"] = Refused("No", "Ask.", Problem(403))
    report = await run(plan_deletion("demo", chosen(IDS), now=NOW), remote, shelf, tmp_path)
    assert ids(report.done) == [one for one, sign in zip(IDS, changes[:tried], strict=False) if sign == "d"]
    assert (report.stopped_by is None) == (tried == 6)
    assert len(remote.count("GET")) == tried


async def test_a_read_only_source_ends_the_run_at_once(remote: Remote, shelf: Shelf, tmp_path: Path) -> None:
    with Journal.begin(tmp_path, DELETION) as journal:
        report = await Runner(ReadOnly(remote), shelf, journal, Watcher()).run()
    assert "read-only mode" in str(report.stopped_by)
    assert remote.count("DELETE") == {}


async def test_a_journal_that_cannot_be_written_ends_the_run_before_anything_is_asked(
    remote: Remote, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise FileTrouble("write", tmp_path, "No space left on device")

    with Journal.begin(tmp_path, DELETION) as journal:
        monkeypatch.setattr("te_tui.files.private.Appending.append", full)
        report = await Runner(remote, shelf, journal, Watcher()).run()
    assert isinstance(report.stopped_by, FileTrouble)
    assert remote.requests == {}


async def test_a_journal_whose_end_cannot_be_written_is_told(
    remote: Remote, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Journal) -> None:
        raise FileTrouble("write", tmp_path, "No space left on device")

    monkeypatch.setattr(Journal, "end", full)
    report = await run(DELETION, remote, shelf, tmp_path)
    assert isinstance(report.stopped_by, FileTrouble)
    assert ids(report.done) == IDS


async def test_what_was_deleted_is_told_where_that_could_not_be_written_down(
    remote: Remote, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append, watcher = Appending.append, Watcher()

    def full(file: Appending, line: bytes) -> None:
        if b'"done"' in line:
            raise FileTrouble("write", tmp_path, "No space left on device")
        append(file, line)

    monkeypatch.setattr("te_tui.files.private.Appending.append", full)
    report = await run(DELETION, remote, shelf, tmp_path, watcher)
    assert isinstance(report.stopped_by, FileTrouble)
    assert ids(report.remaining) == list(remote.expiries)
    assert len(report.done) == len(watcher.outcomes) == len(IDS) - len(remote.expiries)
    monkeypatch.undo()
    remote.expiries["another"] = SOON
    assert ids((await finish(remote, shelf, journal_in(tmp_path))).done) == IDS


async def test_a_run_that_is_cancelled_can_be_finished(remote: Remote, shelf: Shelf, tmp_path: Path) -> None:
    remote.hold("DELETE s1", "DELETE s4")
    running = asyncio.create_task(run(DELETION, remote, shelf, tmp_path))
    await until(lambda: remote.count("DELETE").total() == len(IDS))
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    remote.release()
    (found,) = interrupted(tmp_path)
    assert found.record.remaining == (1, 4)
    assert ids((await finish(remote, shelf, found.path)).done) == IDS
    assert remote.count("DELETE") == dict.fromkeys(IDS, 1) | {"s1": 2, "s4": 2}


async def test_a_deletion_that_was_asked_for_before_and_is_not_found_is_done(
    remote: Remote, shelf: Shelf, tmp_path: Path
) -> None:
    remote.expiries["another"] = SOON
    with Journal.begin(tmp_path, DELETION) as journal:
        journal.archived(0, (await shelf.archive(DELETION.changes[0], DELETION.groups[0])).path)
        journal.asking(0)
    del remote.expiries["s0"]
    assert ids((await finish(remote, shelf, journal.path)).done) == IDS


class Lying(Remote):
    """A source whose answer to a deletion, and whose list, may be wrong.

    Attributes:
        surely: whether it says that it deleted.
        stays: what is not deleted all the same.
        lists: what the list shows besides, though it does not open.
    """

    def __init__(self, *, surely: bool, stays: Iterable[str] = (), lists: Iterable[str] = ()) -> None:
        super().__init__(IDS[:3])
        self.surely, self.stays, self.lists = surely, tuple(stays), tuple(lists)

    async def delete_snapshot(self, aid: str, snapshot_id: str) -> bool:
        await self._request("DELETE", aid, snapshot_id)
        if snapshot_id not in self.stays:
            del self.expiries[snapshot_id]
        return self.surely

    async def snapshots(self, aid: str, dashboard_id: str | None = None) -> SnapshotPages:
        self.requests["LIST", aid] += 1
        await self._answer(f"LIST {aid}")
        yield SnapshotPage(tuple(row(one) for one in [*self.expiries, *self.lists]), None)


class Settling(Watcher):
    """Is told again how a change ended whose deletion turns out not to be one."""

    def settled(self, place: int, outcome: Outcome) -> None:
        self.outcomes[place] = outcome


@pytest.mark.parametrize(
    ("surely", "stays", "lists", "kind", "why"),
    [
        (True, [], [], "done", ""),
        (True, [], ["another"], "done", ""),
        (True, ["s0"], ["another"], "failed", "the snapshot is still there"),
        (True, [], ["s0"], "done", ""),
        (False, [], ["another"], "done", ""),
        (False, [], [], "failed", "this token sees no other snapshot"),
        (False, [], ["s0"], "failed", "does not open any more, but the list still shows it"),
        (False, ["s0"], ["another"], "failed", "the snapshot is still there"),
    ],
)
@pytest.mark.parametrize("number", [1, 3])
async def test_what_was_deleted_is_looked_for_in_the_list_at_the_end(
    tmp_path: Path, number: int, *, surely: bool, stays: list[str], lists: list[str], kind: str, why: str
) -> None:
    """The last one that is listed after a sure deletion is opened: that a list lags behind does not count."""
    remote = Lying(surely=surely, stays=stays, lists=lists)
    for one in IDS[number:3]:
        del remote.expiries[one]
    plan = plan_deletion("demo", chosen(IDS[:number]), now=NOW)
    report = await run(plan, remote, Shelf(remote), tmp_path, Settling())
    first = report.outcomes[0]
    assert first is not None
    assert (first.kind, report.unconfirmed) == (kind, None)
    assert why in first.why
    if stays or lists == ["s0"]:
        assert {one.kind for one in report.outcomes[1:] if one} <= {"done"}
    assert (remote.count("LIST")["1234"] == 0) == (number == 1 and (surely or bool(stays)))
    assert journal_in(tmp_path).name.endswith(ENDED)


@pytest.mark.parametrize("surely", [True, False])
async def test_a_list_that_cannot_be_had_leaves_deletions_unconfirmed_and_the_journal_open(
    tmp_path: Path, *, surely: bool
) -> None:
    remote = Lying(surely=surely)
    remote.errors["LIST 1234"] = error = ServerFailed("Could not list", "Wait.")
    shelf = Shelf(remote)
    report = await run(plan_deletion("demo", chosen(IDS[:3]), now=NOW), remote, shelf, tmp_path)
    assert report.unconfirmed is error
    assert len(report.done) == (3 if surely else 0)
    assert len(report.remaining) == (0 if surely else 3)
    assert not journal_in(tmp_path).name.endswith(ENDED)
    remote.errors.clear()
    remote.expiries["another"] = SOON
    assert ids((await finish(remote, shelf, journal_in(tmp_path))).done) == IDS[:3]
    assert remote.count("DELETE") == dict.fromkeys(IDS[:3], 1)


async def test_what_was_extended_is_not_looked_for_as_if_it_were_deleted(
    remote: Remote, shelf: Shelf, tmp_path: Path
) -> None:
    await run(EXTENSION, remote, shelf, tmp_path)
    assert remote.count("LIST") == {}


NOT_FOUND = "Could not GET s0. Check the id."


@pytest.mark.parametrize(
    ("archive", "asked", "kind", "why"),
    [
        ("whole", True, "done", ""),
        ("whole", False, "gone", NOT_FOUND),
        ("half", True, "gone", "It was deleted, and its archive s0 is not whole."),
        ("half", False, "gone", NOT_FOUND),
        ("none", False, "gone", NOT_FOUND),
        ("declined", True, "done", ""),
        ("declined", False, "gone", NOT_FOUND),
    ],
)
@pytest.mark.parametrize("is_there", [True, False])
async def test_a_resumed_deletion_is_done_where_it_was_asked_for_and_archived_and_else_gone(
    remote: Remote,
    shelf: Shelf,
    tmp_path: Path,
    *,
    archive: str,
    asked: bool,
    kind: str,
    why: str,
    is_there: bool,
) -> None:
    remote.expiries["another"] = SOON
    plan = plan_deletion("demo", chosen(["s0"]), now=NOW, archive=archive != "declined")
    with Journal.begin(tmp_path, plan) as journal:
        if archive in {"whole", "half"}:
            journal.archived(0, (await shelf.archive(plan.changes[0], plan.groups[0])).path)
            shelf.archives["s0"] = archive
        if asked:
            journal.asking(0)
    if not is_there:
        del remote.expiries["s0"]
    with Journal.resume(journal.path) as journal:
        (outcome,) = (await Runner(remote, shelf, journal, Watcher(), sleep=at_once).run()).outcomes
    assert outcome is not None
    if is_there:
        assert (outcome.kind, remote.count("DELETE")["s0"], "s0" in remote.expiries) == ("done", 1, False)
        assert shelf.archives == ({} if archive == "declined" else {"s0": "whole"})
        archived_again = "archiving" in steps(tmp_path, 0)
        assert archived_again == (archive != "declined")
    else:
        assert (outcome.kind, outcome.why, remote.count("DELETE")["s0"]) == (kind, why, 0)


@pytest.mark.parametrize("sent", [True, False])
async def test_a_deletion_that_was_never_sent_was_not_asked_for_when_it_is_resumed(
    remote: Remote, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, sent: bool
) -> None:
    async def waits(aid: str, snapshot_id: str) -> bool:
        overdue = Overdue("Could not delete it: it had to wait", "Try again.")
        overdue.perhaps_done = sent
        raise overdue

    monkeypatch.setattr(remote, "delete_snapshot", waits)
    remote.expiries["another"] = SOON
    report = await run(plan_deletion("demo", chosen(["s0"]), now=NOW), remote, shelf, tmp_path)
    assert len(report.remaining) == 1
    del remote.expiries["s0"]
    (outcome,) = (await finish(remote, shelf, journal_in(tmp_path))).outcomes
    assert outcome is not None
    assert outcome.kind == ("done" if sent else "gone")


@pytest.mark.parametrize("opens", [True, False])
async def test_what_opens_and_cannot_be_archived_is_not_called_gone(
    remote: Remote, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, opens: bool
) -> None:
    async def nothing(change: Change, group: PlannedGroup) -> ArchivedRow:
        raise NotFound("There is no such snapshot", "Check the id.")

    monkeypatch.setattr(shelf, "archive", nothing)
    if not opens:
        del remote.expiries["s0"]
    report = await run(plan_deletion("demo", chosen(["s0"]), now=NOW), remote, shelf, tmp_path)
    (outcome,) = report.outcomes
    assert outcome is not None
    assert outcome.kind == ("failed" if opens else "gone")
    assert ("it is there, but nothing of it could be archived" in outcome.why) == opens
    assert remote.count("DELETE") == {}


async def test_a_plan_is_for_one_source_only(remote: Remote, shelf: Shelf, tmp_path: Path) -> None:
    remote.host = "elsewhere"
    with Journal.begin(tmp_path, DELETION) as journal, pytest.raises(WrongSource, match="one for demo"):
        await Runner(remote, shelf, journal, Watcher()).run()


async def test_another_account_of_the_same_host_is_another_source(
    remote: Remote, shelf: Shelf, tmp_path: Path
) -> None:
    """To its token nothing of the plan exists, which says nothing of what was asked for before."""
    with Journal.begin(tmp_path, DELETION) as journal:
        journal.archived(0, (await shelf.archive(DELETION.changes[0], DELETION.groups[0])).path)
        journal.asking(0)
    before = journal.path.read_bytes()
    remote.groups, remote.expiries = (AccountGroup("77", "Elsewhere"),), {}
    with pytest.raises(WrongSource, match=r"account group Network Ops \(1234\), which this token cannot see"):
        await finish(remote, shelf, journal.path)
    assert remote.count("DELETE") == {}
    assert journal.path.read_bytes() == before
    assert len(interrupted(tmp_path)) == 1


async def test_without_the_account_groups_nothing_is_asked(
    remote: Remote, shelf: Shelf, tmp_path: Path
) -> None:
    remote.errors["groups"] = error = Refused("The token is not accepted", "Log in.", Problem(401))
    report = await run(DELETION, remote, shelf, tmp_path)
    assert report.stopped_by is error
    assert remote.requests == {}
    assert len(interrupted(tmp_path)) == 1


async def test_every_request_names_the_account_group_that_the_row_came_from(
    remote: Remote, shelf: Shelf, tmp_path: Path
) -> None:
    remote.groups = (AccountGroup("77"),)
    plan = plan_deletion("demo", chosen(["s0"]), now=NOW, archive=False)
    other = replace(plan, changes=(Change("77", "s0", None),))
    ((_, outcome),) = (await run(other, remote, shelf, tmp_path)).unmade
    assert isinstance(outcome.error, NotFound)
    assert "s0" in remote.expiries


async def test_progress_tells_what_is_done_what_remains_and_how_long_it_will_take(
    remote: Remote, shelf: Shelf, tmp_path: Path
) -> None:
    watcher, clock = Watcher(), iter(range(1000))
    with Journal.begin(tmp_path, DELETION) as journal:
        runner = Runner(remote, shelf, journal, watcher, clock=lambda: float(next(clock)))
        await runner.run()
    first, *_, last = watcher.progress
    assert (first.total, first.done, first.remaining, first.seconds_left) == (6, 0, 6, None)
    assert (last.done, last.remaining, last.seconds_left) == (6, 0, 0.0)
    assert [p.done for p in watcher.progress] == sorted(p.done for p in watcher.progress)


@pytest.mark.parametrize("request_", ["GET s0", "DELETE s0"])
@pytest.mark.parametrize("looks", [0, 1, 2, 3, 4])
async def test_what_is_not_found_is_tried_four_times_with_pauses(
    remote: Remote, shelf: Shelf, tmp_path: Path, request_: str, looks: int
) -> None:
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == looks:
            remote.errors.clear()

    if looks:
        remote.errors[request_] = NotFound("Could not find s0", "Check the id.")
    plan = plan_deletion("demo", chosen(["s0"]), now=NOW)
    with Journal.begin(tmp_path, plan) as journal:
        report = await Runner(remote, shelf, journal, Watcher(), sleep=pause).run()
    assert (len(report.done), pauses) == (int(looks < 4), [*LOOK_AGAIN[:looks]])
    if looks == 4:
        ((_, outcome),) = report.unmade
        assert outcome.kind == ("gone" if request_ == "GET s0" else "failed")


@pytest.mark.parametrize("looks", [0, 1, 2, 3, 4])
async def test_a_new_expiry_that_shows_late_is_looked_for_four_times_with_pauses(
    remote: Remote, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, looks: int
) -> None:
    pauses: list[float] = []

    async def later(aid: str, snapshot_id: str, expires: datetime) -> None:
        remote.expiries[snapshot_id] = SOON if looks else expires

    async def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == looks:
            remote.expiries["s0"] = LATER.replace(hour=0)

    monkeypatch.setattr(remote, "set_expiry", later)
    plan = plan_extension("demo", chosen(["s0"]), Until(LATER.date()), now=NOW, limits=LIMITS)
    with Journal.begin(tmp_path, plan) as journal:
        report = await Runner(remote, shelf, journal, Watcher(), sleep=pause).run()
    assert (len(report.done), pauses) == (int(looks < 4), [*LOOK_AGAIN[:looks]])


@pytest.mark.parametrize("looks", [0, 1, 2, 3, 4])
async def test_a_deletion_that_is_not_answered_as_done_is_looked_for_with_pauses(
    remote: Remote, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, looks: int
) -> None:
    pauses: list[float] = []

    async def perhaps(aid: str, snapshot_id: str) -> bool:
        if not looks:
            del remote.expiries[snapshot_id]
        return False

    async def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == looks:
            del remote.expiries["s0"]

    remote.expiries["another"] = SOON
    monkeypatch.setattr(remote, "delete_snapshot", perhaps)
    plan = plan_deletion("demo", chosen(["s0"]), now=NOW)
    with Journal.begin(tmp_path, plan) as journal:
        report = await Runner(remote, shelf, journal, Watcher(), sleep=pause).run()
    assert (len(report.done), pauses) == (int(looks < 4), [*LOOK_AGAIN[:looks]])


async def test_what_is_left_takes_as_long_for_each_as_what_is_done_took(
    remote: Remote, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("te_tui.actions.runner.AT_ONCE", 1)
    watcher = Watcher()
    with Journal.begin(tmp_path, DELETION) as journal:
        clock = lambda: 1_000.0 + 7.5 * len(watcher.outcomes)  # noqa: E731
        await Runner(remote, shelf, journal, watcher, clock=clock).run()
    assert [told.seconds_left for told in watcher.progress] == [None, 37.5, 30, 22.5, 15, 7.5, 0]


async def test_the_journal_of_a_finished_run_says_so(remote: Remote, shelf: Shelf, tmp_path: Path) -> None:
    await run(DELETION, remote, shelf, tmp_path)
    assert journal_in(tmp_path).name.endswith(ENDED)
    assert not read_journal(journal_in(tmp_path))[0].interrupted


async def test_a_run_that_is_stopped_begins_nothing_more_and_can_be_resumed(
    remote: Remote, shelf: Shelf, tmp_path: Path
) -> None:
    class Stopping(Watcher):
        def settled(self, place: int, outcome: Outcome) -> None:
            super().settled(place, outcome)
            runner.stop()

    with Journal.begin(tmp_path, DELETION) as journal:
        runner = Runner(remote, shelf, journal, Stopping(), sleep=at_once)
        report = await runner.run()
    assert 1 <= len(report.done) <= AT_ONCE
    assert report.stopped_by is None
    assert ids(report.remaining) == list(remote.expiries)
    assert ids((await finish(remote, shelf, journal_in(tmp_path))).done) == IDS


@pytest.mark.parametrize("plan", [DELETION, EXTENSION])
async def test_nothing_is_asked_before_the_disk_has_the_line_that_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plan: Plan
) -> None:
    on_disk = b""

    class Disk(Appending):
        def sync(self) -> None:
            nonlocal on_disk
            content = os.pread(self._handle, 2**20, 0)  # its name changes at the end
            super().sync()
            on_disk = content

    class Asked(Remote):
        async def _request(self, method: str, aid: str, snapshot_id: str) -> None:
            head, *lines = map(json.loads, on_disk.splitlines())
            assert len(head["changes"]) == len(IDS)
            if method != "GET":
                assert any(
                    (line["step"], line.get("place")) == ("asking", IDS.index(snapshot_id)) for line in lines
                )
            await super()._request(method, aid, snapshot_id)

    monkeypatch.setattr("te_tui.actions.journal.Appending", Disk)
    remote = Asked(IDS)
    assert ids((await run(plan, remote, Shelf(remote), tmp_path)).done) == IDS
    assert json.loads(on_disk.splitlines()[-1])["step"] == "end"
