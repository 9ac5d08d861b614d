"""What a run does to one snapshot, each step announced in the journal before it is taken."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from te_tui.actions.expiry import same_expiry
from te_tui.actions.journal import Journal
from te_tui.actions.outcome import DONE, Outcome
from te_tui.actions.plan import Change, Group
from te_tui.actions.record import Trace
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.sources.base import SnapshotSource
from te_tui.sources.errors import NotFound, Rejected, ServerFailed

# Seconds before looking again whether an answered change shows: another machine may have answered.
_LOOK_AGAIN: Final = (0.5, 1.0, 2.0)


class ArchivedRow(NamedTuple):
    """Where a snapshot is archived, and its row as the service answered it for that archive."""

    path: Path
    row: SnapshotRow


class Archiver(Protocol):
    """Whoever archives a snapshot before it is deleted."""

    async def archive(self, change: Change, group: Group) -> ArchivedRow:
        """Archive a snapshot of a group; when this returns, that is complete, on the disk, and was read back.

        Raises:
            SourceError: it could not be read from the source.
            FileTrouble: it could not be written.
        """

    async def intact(self, change: Change, archive: Path) -> bool:
        """Whether an archive is there, whole, undamaged, and that of the snapshot of a change."""


async def delete(
    source: SnapshotSource, archiver: Archiver | None, journal: Journal, place: int, trace: Trace
) -> Outcome:
    """Delete the snapshot at a place of the journal's plan, after its archive where there is an archiver.

    Raises:
        SourceError: it was not done.
        FileTrouble: its archive or the journal could not be written, so nothing was asked.
    """
    change = journal.record.plan.changes[place]
    if archiver is not None and not (trace.archive and await archiver.intact(change, trace.archive)):
        journal.archiving(place)
        try:
            archived = await archiver.archive(change, journal.record.plan.group_of(change))
        except NotFound as error:
            why = (
                f"It was deleted, and its archive {trace.archive} is not whole."
                if trace.asked
                else str(error)
            )
            return Outcome("gone", why, error)
        journal.archived(place, archived.path)
    journal.asking(place)
    try:
        await source.delete_snapshot(change.aid, change.snapshot_id)
    except NotFound as error:
        # One that was asked for before and never answered was carried out (security rule 12).
        return DONE if trace.asked else Outcome("gone", str(error), error)
    return DONE


async def extend(
    source: SnapshotSource,
    journal: Journal,
    place: int,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> Outcome:
    """Give the snapshot at a place of the journal's plan its new expiry, and read that back.

    It is looked at before, too: one that has the new expiry is done, whoever did it, and one whose expiry
    is not the one that was planned with is left alone, because it might be shortened.

    Raises:
        SourceError: it was not done, or it does not show.
        FileTrouble: the journal could not be written.
    """
    change = journal.record.plan.changes[place]
    try:
        found = await _expiry(source, change)
        if not same_expiry(found, change.new) and not same_expiry(found, change.old):
            sentence = f"Could not extend {change.label}: its expiry was changed by somebody else, to {found}"
            raise Rejected(sentence, "Look at it, and extend it again.")
        if not same_expiry(found, change.new) and change.new is not None:
            journal.asking(place)
            await source.set_expiry(change.aid, change.snapshot_id, change.new)
            journal.answered(place)
            await _see(source, change, sleep)
    except NotFound as error:
        return Outcome("gone", str(error), error)
    return DONE


async def _see(source: SnapshotSource, change: Change, sleep: Callable[[float], Awaitable[None]]) -> None:
    """Read the new expiry back, a few times if need be."""
    for pause in (*_LOOK_AGAIN, None):
        found = await _expiry(source, change)
        if same_expiry(found, change.new):
            return
        if pause is not None:
            await sleep(pause)
    sentence = f"Could not extend {change.label}: the service took the new expiry, but its old one stands"
    raise ServerFailed(sentence, "Look at it again later.")


async def _expiry(source: SnapshotSource, change: Change) -> datetime | None:
    return (await source.snapshot(change.aid, change.snapshot_id)).row.expires
