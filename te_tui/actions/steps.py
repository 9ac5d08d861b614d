"""The steps that delete or extend one snapshot, each written to the journal before it is taken."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple, Protocol, TypeAlias, TypeVar

from te_tui.actions.comparison import differences
from te_tui.actions.expiry import same_second
from te_tui.actions.freshness import FRESH, Lists
from te_tui.actions.journal import Journal
from te_tui.actions.outcome import (
    DONE,
    GONE_AS_ASKED,
    Outcome,
    left_alone,
    not_deleted,
    not_found_but_there,
    not_to_be_archived,
)
from te_tui.actions.plan import Change, PlannedGroup
from te_tui.actions.record import Trace
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.models.words import counted
from te_tui.sources.base import SnapshotSource
from te_tui.sources.errors import NotEnough, NotFound, Overdue
from te_tui.sources.http.in_time import sent_within
from te_tui.sources.http.problems import unreadable

T = TypeVar("T")

LOOK_AGAIN: Final = (0.5, 1.0, 2.0)
"""Seconds before looking again at what should show, or be there: another machine may have answered."""

Sleep: TypeAlias = Callable[[float], Awaitable[None]]


class ArchivedRow(NamedTuple):
    """An archived snapshot: its archive's path, its row, and the seconds that archiving took.

    The row is from the API's latest answer. Its field `panels` counts the widgets that the answer names, or
    those that the archive names if they are more.
    """

    path: Path
    row: SnapshotRow
    seconds: float = 0.0


class Archiver(Protocol):
    """Protocol for archiving a snapshot before it is deleted or recreated."""

    async def archive(self, change: Change, group: PlannedGroup) -> ArchivedRow:
        """Archive the snapshot of a change; when this returns, the archive is on the disk and verified.

        Raises:
            SourceError: the snapshot could not be fetched, or its archive is damaged or lacks too much for
                the snapshot to be deleted.
            FileTrouble: the archive could not be written.
        """

    async def evidence(self, archive: Path) -> bytes:
        """Verify an archive, and return the API's answer for the snapshot that it holds.

        Raises:
            SourceError: the archive is damaged, or does not exist any more.
            FileTrouble: the archive cannot be read.
        """

    async def intact(self, change: Change, archive: Path) -> bool:
        """Whether the archive is valid, of the change's snapshot, and full enough to delete the snapshot."""


async def look(source: SnapshotSource, change: Change) -> SnapshotRow:
    """Open the snapshot of a change, and return its row as the service shows it now.

    Raises:
        SourceError: the snapshot does not open, or the answer does not name the snapshot's id.
    """
    row = (await source.snapshot(change.aid, change.snapshot_id)).counted_row
    if row.snapshot_id is None:
        raise unreadable(f"look at {change.label}", "the answer does not say which snapshot it is about")
    return row


async def delete(
    source: SnapshotSource,
    archiver: Archiver | None,
    lists: Lists,
    journal: Journal,
    place: int,
    sleep: Sleep,
) -> Outcome:
    """Delete the snapshot of the change at index `place`; with an archiver, archive it first.

    It is archived even if an earlier run did so, because widgets without data then may have data now.

    A snapshot that differs from the plan is not deleted. The plan is compared with the archived answer, or
    with a fresh answer if archiving took long or there is no archiver. It is also compared with the list if
    opened snapshots may come out of a cache.

    Raises:
        SourceError: the deletion failed or could not be checked; the snapshot may be deleted all the same.
        FileTrouble: the archive or the journal could not be written, so no further deletion was requested.
    """
    plan = journal.record.plan
    change = plan.changes[place]
    trace = journal.record.traces[place]
    asked, archived = trace.asked, archiver is None
    if archiver is not None and trace.archive is not None:
        archived = await archiver.intact(change, trace.archive)

    async def once() -> Outcome:
        nonlocal asked, archived
        try:
            why = await _why_not(source, archiver, journal, place, archived=archived)
            why = why or await lists.differences(plan, change)
        except NotFound:
            if asked and archived:
                return GONE_AS_ASKED  # it was asked for before, and never answered
            raise
        if why:
            return left_alone(why)
        journal.asking(place)
        await journal.on_disk()
        try:
            done = await _asked(source.delete_snapshot(change.aid, change.snapshot_id))
        except Overdue as overdue:
            asked, archived = asked or overdue.perhaps_done, True
            if not asked:
                journal.refused(place)
            raise
        if done:
            return DONE
        return await _look_for(source, change, sleep)

    outcome = await try_again(once, change, sleep)
    if outcome.kind == "gone":
        return await _gone(outcome, source, change, trace, archived=archived)
    return outcome


async def _why_not(
    source: SnapshotSource, archiver: Archiver | None, journal: Journal, place: int, *, archived: bool
) -> tuple[str, ...]:
    """Archive a snapshot if there is an archiver; return its differences from the plan, as clauses.

    If archiving fails with "not found", but an earlier archive is intact (`archived`), the snapshot is opened
    instead, to compare it.
    """
    plan = journal.record.plan
    change = plan.changes[place]
    if archiver is not None:
        journal.archiving(place)
        try:
            done = await archiver.archive(change, plan.group_of(change))
        except NotFound:
            if not archived:
                raise
        else:
            journal.archived(place, done.path)
            why = differences(plan, change, done.row)
            if why or done.seconds < FRESH:
                return why
            row = await look(source, change)
            _must_hold_all(change, done.row.panels, row.panels)
            return differences(plan, change, row)
    return differences(plan, change, await look(source, change))


def _must_hold_all(change: Change, archived: int | None, named: int | None) -> None:
    """Raise `NotEnough` if the snapshot names more widgets now than when it was archived."""
    if archived is not None and named is not None and named > archived:
        why = f"it names {counted(named, 'widget')} now, and {archived:,} when it was archived"
        raise NotEnough(f"Could not delete {change.label}: {why}", "Resume it: that archives it again first.")


async def _gone(
    gone: Outcome, source: SnapshotSource, change: Change, trace: Trace, *, archived: bool
) -> Outcome:
    """The outcome for a snapshot that was not found when it was to be archived or deleted.

    That is a failure if the snapshot opens and only its archiving fails. Otherwise it is `gone`, with another
    reason if an earlier run requested the deletion.
    """
    if not archived and await _opens(source, change):
        return not_to_be_archived(change)
    why = f"It was deleted, and its archive {trace.archive} is not whole."
    return replace(gone, why=why) if trace.asked else gone


async def extend(source: SnapshotSource, journal: Journal, place: int, sleep: Sleep) -> Outcome:
    """Give the snapshot of the change at index `place` its new expiry, and check that it has it.

    The snapshot is opened first. If it has the new expiry already, the change is done. If the snapshot
    differs from the plan, it is left alone, because the new expiry might shorten its life.

    Raises:
        SourceError: the change failed or could not be checked; the expiry may be changed all the same.
        FileTrouble: the journal could not be written.
    """
    plan = journal.record.plan
    change = plan.changes[place]

    async def once() -> Outcome:
        row = await look(source, change)
        if change.new is None or same_second(row.expires, change.new):
            return DONE
        if why := differences(plan, change, row):
            return left_alone(why)
        journal.asking(place)
        await journal.on_disk()
        await _asked(source.set_expiry(change.aid, change.snapshot_id, change.new))
        journal.answered(place)
        return await _read_back(source, change, sleep)

    return await try_again(once, change, sleep)


class _NotFoundToChange(Exception):
    """The service answers a change with "not found", although it opened the snapshot a moment before."""

    def __init__(self, error: NotFound) -> None:
        super().__init__(str(error))
        self.error = error


async def _asked(change: Awaitable[T]) -> T:
    """Send the request for a change, unless it cannot be sent within seconds.

    Raises:
        _NotFoundToChange: the answer was "not found".
        Overdue: the request was held back for too long, so its snapshot must be opened and compared again.
        SourceError: the request failed; the change may have been made all the same.
    """
    try:
        with sent_within(FRESH):
            return await change
    except NotFound as error:
        raise _NotFoundToChange(error) from error


async def try_again(once: Callable[[], Awaitable[Outcome]], change: Change, sleep: Sleep) -> Outcome:
    """Call `once`, and again a few times after "not found", which alone proves nothing (safety rule 20).

    It is also called again if a request was held back for so long that the snapshot may have changed
    meanwhile. If the snapshot opens and only the change gets "not found", the outcome is failed instead of
    gone.
    """
    for pause in LOOK_AGAIN:
        try:
            return await once()
        except (NotFound, _NotFoundToChange):
            await sleep(pause)
        except Overdue:
            continue  # it has waited long enough
    try:
        return await once()
    except _NotFoundToChange as refused:
        return not_found_but_there(change, refused.error)
    except NotFound as error:
        return Outcome("gone", str(error), error)


async def _opens(source: SnapshotSource, change: Change) -> bool:
    try:
        await source.snapshot(change.aid, change.snapshot_id)
    except NotFound:
        return False
    return True


async def _look_for(source: SnapshotSource, change: Change, sleep: Sleep) -> Outcome:
    """Find out, by opening the snapshot, whether an unconfirmed deletion took place; return the outcome."""
    for pause in (*LOOK_AGAIN, None):
        if not await _opens(source, change):
            return GONE_AS_ASKED
        if pause is not None:
            await sleep(pause)
    return not_deleted(change)


async def _read_back(source: SnapshotSource, change: Change, sleep: Sleep) -> Outcome:
    """Open an extended snapshot a few times, until it shows the new expiry; return the outcome."""
    for pause in (*LOOK_AGAIN, None):
        row = await look(source, change)
        if same_second(row.expires, change.new):
            return DONE
        if pause is not None:
            await sleep(pause)
    sentence = f"Could not extend {change.label}: the service took the new expiry, but its old one stands"
    return Outcome("failed", f"{sentence}. Look at it again later.")
