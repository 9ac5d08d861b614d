"""The steps of a run for one snapshot, each announced in the journal before it is taken."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple, Protocol, TypeAlias, TypeVar

from te_tui.actions.comparison import differences
from te_tui.actions.expiry import same_second
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
from te_tui.actions.plan import Change, Group
from te_tui.actions.record import Trace
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.sources.base import SnapshotSource
from te_tui.sources.errors import NotFound
from te_tui.sources.http.problems import unreadable

T = TypeVar("T")

LOOK_AGAIN: Final = (0.5, 1.0, 2.0)
"""Seconds before looking again at what should show, or be there: another machine may have answered."""

_LONG: Final = 10.0
"""Seconds after which an answer is too old to delete by: archiving may have waited for a rate limit since."""

Sleep: TypeAlias = Callable[[float], Awaitable[None]]


class ArchivedRow(NamedTuple):
    """Where a snapshot is archived, its row as the service answered it for that, and the seconds it took."""

    path: Path
    row: SnapshotRow
    seconds: float = 0.0


class Archiver(Protocol):
    """Archives a snapshot before it is deleted."""

    async def archive(self, change: Change, group: Group) -> ArchivedRow:
        """Archive a snapshot of a group; when this returns, that is complete, on the disk, and was read back.

        Raises:
            SourceError: it could not be read from the source.
            FileTrouble: it could not be written.
        """

    async def evidence(self, archive: Path) -> bytes:
        """The answer that describes the snapshot, out of an archive all of which is verified.

        Raises:
            SourceError: the archive is damaged, or gone.
            FileTrouble: it cannot be read.
        """

    async def intact(self, change: Change, archive: Path) -> bool:
        """Whether an archive is there, whole, undamaged, and that of the snapshot of a change."""


async def look(source: SnapshotSource, change: Change) -> SnapshotRow:
    """The service's row of a change's snapshot; an answer that does not name the snapshot is refused.

    Raises:
        SourceError: it does not open.
    """
    row = (await source.snapshot(change.aid, change.snapshot_id)).row
    if row.snapshot_id is None:
        raise unreadable(f"look at {change.label}", "the answer does not say which snapshot it is about")
    return row


async def delete(
    source: SnapshotSource,
    archiver: Archiver | None,
    journal: Journal,
    place: int,
    trace: Trace,
    sleep: Sleep,
) -> Outcome:
    """Delete the snapshot at a place of the journal's plan, after its archive where there is an archiver.

    It is left alone where it is not as planned. What is compared is the answer that is archived, and one more
    where archiving took long; or else one that is asked for now.

    Raises:
        SourceError: it was not done.
        FileTrouble: its archive or the journal could not be written, so nothing was asked.
    """
    plan = journal.record.plan
    change = plan.changes[place]
    to_archive = archiver
    if archiver is not None and trace.archive is not None and await archiver.intact(change, trace.archive):
        to_archive = None

    async def once() -> Outcome:
        try:
            why = await _why_not(source, to_archive, journal, place)
        except NotFound:
            if trace.asked and to_archive is None:
                return GONE_AS_ASKED  # it was asked for before, and never answered
            raise
        if why:
            return left_alone(why)
        journal.asking(place)
        await journal.on_disk()
        if await _asked(source.delete_snapshot(change.aid, change.snapshot_id)):
            return DONE
        return await _look_for(source, change, sleep)

    outcome = await try_again(once, change, sleep)
    if outcome.kind == "gone":
        return await _gone(outcome, source, change, trace, archived=to_archive is None)
    return outcome


async def _why_not(
    source: SnapshotSource, archiver: Archiver | None, journal: Journal, place: int
) -> tuple[str, ...]:
    """The differences of a snapshot from the plan; it is archived where there is an archiver."""
    plan = journal.record.plan
    change = plan.changes[place]
    if archiver is not None:
        journal.archiving(place)
        archived = await archiver.archive(change, plan.group_of(change))
        journal.archived(place, archived.path)
        why = differences(plan, change, archived.row)
        if why or archived.seconds < _LONG:
            return why
    return differences(plan, change, await look(source, change))


async def _gone(
    gone: Outcome, source: SnapshotSource, change: Change, trace: Trace, *, archived: bool
) -> Outcome:
    """Say that a snapshot is gone; or that it is there, and could not be archived."""
    if not archived and await _opens(source, change):
        return not_to_be_archived(change)
    why = f"It was deleted, and its archive {trace.archive} is not whole."
    return replace(gone, why=why) if trace.asked else gone


async def extend(source: SnapshotSource, journal: Journal, place: int, sleep: Sleep) -> Outcome:
    """Give the snapshot at a place of the journal's plan its new expiry, and read that back.

    It is opened before, too: one that has the new expiry already is done, and one that is not as planned is
    left alone, because its life might be shortened.

    Raises:
        SourceError: it was not done.
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
    """The service does not find a snapshot to change that it opened a moment before."""

    def __init__(self, error: NotFound) -> None:
        super().__init__(str(error))
        self.error = error


async def _asked(change: Awaitable[T]) -> T:
    """Ask for a change of a snapshot that opens."""
    try:
        return await change
    except NotFound as error:
        raise _NotFoundToChange(error) from error


async def try_again(once: Callable[[], Awaitable[Outcome]], change: Change, sleep: Sleep) -> Outcome:
    """Try as long as it is not found; one answer alone does not say that it is gone (safety rule 20).

    Nor does the answer to a change: what opens is there.
    """
    for pause in LOOK_AGAIN:
        try:
            return await once()
        except (NotFound, _NotFoundToChange):
            await sleep(pause)
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
    """Whether a deletion that was answered, but not as done, was carried out."""
    for pause in (*LOOK_AGAIN, None):
        if not await _opens(source, change):
            return GONE_AS_ASKED
        if pause is not None:
            await sleep(pause)
    return not_deleted(change)


async def _read_back(source: SnapshotSource, change: Change, sleep: Sleep) -> Outcome:
    """Whether the new expiry shows; looked at a few times if need be."""
    for pause in (*LOOK_AGAIN, None):
        row = await look(source, change)
        if same_second(row.expires, change.new):
            return DONE
        if pause is not None:
            await sleep(pause)
    sentence = f"Could not extend {change.label}: the service took the new expiry, but its old one stands"
    return Outcome("failed", f"{sentence}. Look at it again later.")
