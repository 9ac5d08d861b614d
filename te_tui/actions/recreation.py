"""Extending a snapshot where a service cannot change an expiry, by making it again from its archive.

The new snapshot gets a new link or the same link as the old one. With a new link, the old snapshot stays as
it is. With the same link, the old snapshot must be deleted first, because ids are unique; before that, it is
archived, and a safety copy with another id is made.

Whenever the run is interrupted, the content is available under the old link or the copy's, and the journal
says what is left to do. Ids of new snapshots are chosen here and written to the journal before they are sent.
A service accepts each id only once, so a repeated request makes no second snapshot.
"""

from __future__ import annotations

import secrets
import string
from contextlib import aclosing
from typing import Final

from te_tui.actions.comparison import differences
from te_tui.actions.copying import listed_row
from te_tui.actions.expiry import lasts_as_asked
from te_tui.actions.freshness import FRESH, Lists
from te_tui.actions.journal import Journal
from te_tui.actions.outcome import DONE, Outcome, left_alone, not_deleted, not_found_but_there
from te_tui.actions.steps import LOOK_AGAIN, Archiver, Sleep, look, try_again
from te_tui.models.request import CopyRequest
from te_tui.models.snapshot_row import SnapshotRow, lasts_for_ever
from te_tui.sources.abilities import Extension
from te_tui.sources.base import Compared, SnapshotSource
from te_tui.sources.errors import (
    NotFound,
    Overdue,
    RateLimited,
    Refused,
    SourceError,
)
from te_tui.sources.http.in_time import sent_within

_SIGNS: Final = string.ascii_letters + string.digits
_LENGTH: Final = 32


class _Ended(Exception):
    """Raised to end the work on a snapshot in this run, with its `outcome`."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.why)
        self.outcome = outcome


class Recreation:
    """Makes one snapshot again, with a later expiry, as a journal's plan says.

    Args:
        source: the source that has the snapshot.
        archiver: archives the snapshot.
        lists: the lists of snapshots, to check snapshots by if opening one may return an outdated answer.
        journal: has the plan and the steps of an earlier run; each new step is written to it in advance.
        place: the index, in the plan, of the change to make.
        sleep: waits for a number of seconds; tests replace it.
    """

    def __init__(
        self,
        source: SnapshotSource,
        archiver: Archiver,
        lists: Lists,
        journal: Journal,
        place: int,
        sleep: Sleep,
    ) -> None:
        self._source = source
        self._archiver = archiver
        self._lists = lists
        self._journal = journal
        self._place = place
        self._plan = journal.record.plan
        self._change = self._plan.changes[place]
        self._sleep = sleep
        trace = journal.record.traces[place]
        self._archive = trace.archive
        self._copy = trace.copy
        self._new_id = trace.new_id
        self._asked = trace.asked
        self._evidence: bytes | None = None

    async def run(self) -> Outcome:
        """Make the snapshot again, resuming where an earlier run stopped; return the outcome.

        Raises:
            SourceError: the snapshot could not be recreated.
            FileTrouble: the archive or the journal could not be written, so the next request was not sent.
        """
        if self._archive is not None and await self._archiver.intact(self._change, self._archive):
            self._evidence = await self._archiver.evidence(self._archive)
        try:
            if self._plan.way is Extension.NEW_LINK:
                return await self._under_a_new_link()
            return await self._under_the_same_link()
        except _Ended as ended:
            return ended.outcome

    # Under a new link

    async def _under_a_new_link(self) -> Outcome:
        evidence = self._evidence
        if self._new_id is not None and evidence is not None:
            seen = await self._seen(self._new_id, evidence)
            if seen is not None and self._is_as_asked(seen):
                return self._done(seen.row)
        evidence = await self._archived()
        self._new_id = self._new_id or _drawn_id()
        self._journal.making(self._place, self._new_id)
        try:
            self._new_id = await self._make(self._new_id, self._change.name, evidence)
        except SourceError as error:
            raise _told(error, _AS_IT_WAS) from error
        self._journal.made(self._place, self._new_id)
        return self._done(await self._read_back(self._new_id, evidence, _AS_IT_WAS))

    # Under the same link

    async def _under_the_same_link(self) -> Outcome:
        archived = self._evidence
        if archived is None:
            self._evidence = await self._only_in_the_copy()
        evidence = self._evidence
        there = True
        if self._asked and evidence is not None:
            seen = await self._seen(self._change.snapshot_id, evidence)
            if seen is not None and not seen.is_same:
                raise _Ended(self._taken())
            if seen is not None and self._is_as_asked(seen):
                return await self._tidy(seen.row)
            if seen is not None and (row := await self._as_listed(self._change.snapshot_id)):
                return await self._tidy(row)
            there = seen is not None
        if evidence is None or there:
            self._evidence = archived  # what a copy holds is no archive
            evidence = await self._archived()
            await self._make_copy(evidence)
            await self._delete_old(evidence)
        return await self._put_back(evidence)

    async def _only_in_the_copy(self) -> bytes | None:
        """The safety copy's content, if an earlier run deleted the old snapshot; else None."""
        if not self._asked or self._copy is None:
            return None
        try:
            await look(self._source, self._change)
        except NotFound:
            return await self._source.raw_snapshot(self._change.aid, self._copy)
        return None

    async def _make_copy(self, evidence: bytes) -> None:
        """Make a safety copy of the snapshot, with another id, unless an earlier run made one."""
        if self._copy is not None:
            seen = await self._seen(self._copy, evidence)
            if seen is not None and self._is_as_asked(seen):
                return
        wanted = self._copy = self._copy or _drawn_id()
        self._journal.copying(self._place, wanted)
        try:
            self._copy = await self._make(wanted, _name_of_copy(self._change.name), evidence)
            if self._copy != wanted:
                self._journal.copying(self._place, self._copy)
            await self._read_back(self._copy, evidence, _AS_IT_WAS)
        except SourceError as error:
            raise _told(error, _AS_IT_WAS) from error
        if self._copy != wanted:
            why = f"Could not extend {self._change.label} under the same link: the service chooses ids itself"
            raise _Ended(await self._without_copy(Outcome("failed", f"{why}. It is as it was.")))

    async def _delete_old(self, evidence: bytes) -> None:
        """Delete the old snapshot if it still is as planned.

        If the request waits too long before it is sent, the snapshot is compared with the plan again.
        """
        for _ in LOOK_AGAIN:
            try:
                return await self._delete_if_as_planned(evidence)
            except Overdue:
                continue
        return await self._delete_if_as_planned(evidence)

    async def _delete_if_as_planned(self, evidence: bytes) -> None:
        seen = await self._seen_at_last(evidence)
        if seen is None and not self._asked:
            raise _Ended(await self._without_copy(self._deleted_by_others()))
        if seen is not None and (why := await self._why_not_to_delete(seen)):
            raise _Ended(await self._without_copy(left_alone(why)))
        asked_before = self._asked
        self._journal.asking(self._place)
        await self._journal.on_disk()
        self._asked = True
        try:
            await self._ask_to_delete(evidence)
        except Overdue as overdue:
            if not (asked_before or overdue.perhaps_done):
                self._asked = False
                self._journal.refused(self._place)
            raise _told(overdue, self._where_it_is) from overdue

    async def _ask_to_delete(self, evidence: bytes) -> None:
        """Request the deletion of the old snapshot; raise an error unless the snapshot is then gone.

        The request is given up if it cannot be sent within seconds.
        """
        change = self._change
        there = not_deleted(change)
        try:
            with sent_within(FRESH):
                if await self._source.delete_snapshot(change.aid, change.snapshot_id):
                    return
        except Overdue:
            raise
        except NotFound as error:
            there = not_found_but_there(change, error)
        except SourceError as error:
            if isinstance(error, Refused) and await self._opens(evidence):
                # It was not deleted, so that the copy is of no use.
                self._journal.refused(self._place)
                as_it_was = await self._without_copy(Outcome("failed", _AS_IT_WAS))
                raise _told(error, as_it_was.why) from error
            raise _told(error, f"Whether it was deleted is not known. {self._where_it_is}") from error
        is_there = await self._is_there(evidence)
        if is_there is None:
            unknown = (
                f"Whether {change.label} was deleted is not known: it opens, perhaps only out of a cache"
            )
            raise _Ended(Outcome("failed", f"{unknown}. Resume it: that looks first. {self._where_it_is}"))
        if is_there:
            raise _Ended(await self._without_copy(there))

    async def _is_there(self, evidence: bytes) -> bool | None:
        """Whether the snapshot still exists after its deletion; None if this cannot be told.

        It may still open although it is gone, out of a cache; then the list decides, if it can be relied on.
        """
        for pause in (*LOOK_AGAIN, None):
            if await self._seen(self._change.snapshot_id, evidence) is None:
                return False
            if pause is not None:
                await self._sleep(pause)
        return await self._is_listed()

    async def _is_listed(self) -> bool | None:
        """Whether the list shows this snapshot; None if the list cannot be relied on.

        A list proves nothing if it cannot be read, or shows no snapshot but the safety copy.
        """
        change = self._change
        shows_others = False
        try:
            async with aclosing(self._source.snapshots(change.aid)) as pages:
                async for page in pages:
                    ids = {row.snapshot_id for row in page.rows}
                    if change.snapshot_id in ids:
                        return True
                    if page.hides_rows:
                        return None
                    shows_others = shows_others or bool(ids - {self._copy})
        except SourceError:
            return None
        return False if shows_others else None

    async def _seen_at_last(self, evidence: bytes) -> Compared | None:
        """Compare the old snapshot with its archive; None if it is not found, even after pauses."""
        for pause in LOOK_AGAIN:
            if (seen := await self._seen(self._change.snapshot_id, evidence)) is not None:
                return seen
            await self._sleep(pause)
        return await self._seen(self._change.snapshot_id, evidence)

    async def _opens(self, evidence: bytes) -> bool:
        """Whether the old snapshot still opens, and the list does not prove it deleted; False on an error."""
        try:
            opens = await self._seen(self._change.snapshot_id, evidence) is not None
        except SourceError:
            return False
        return opens and await self._is_listed() is not False

    async def _why_not_to_delete(self, seen: Compared) -> tuple[str, ...]:
        """How the old snapshot differs from its archive, the plan or the list, as clauses.

        It may be deleted only if this is empty.
        """
        if not seen.is_same:
            return ("it holds something else than its archive",)
        plan, change = self._plan, self._change
        return differences(plan, change, seen.row) or await self._lists.differences(plan, change)

    def _deleted_by_others(self) -> Outcome:
        why = f"{self._change.label} was deleted meanwhile, by somebody else, so it is not made again"
        return Outcome("gone", f"{why}. Its archive is {self._archive}.")

    async def _put_back(self, evidence: bytes) -> Outcome:
        """Make the snapshot again with its old id, which is now free, and delete the safety copy."""
        change = self._change
        where = self._where_it_is
        self._journal.making(self._place, change.snapshot_id)
        try:
            made = await self._make(change.snapshot_id, change.name, evidence)
        except SourceError as error:
            raise _told(error, where) from error
        self._journal.made(self._place, made)
        return await self._tidy(await self._read_back(change.snapshot_id, evidence, where))

    async def _tidy(self, row: SnapshotRow) -> Outcome:
        """Delete the safety copy, which is no longer needed: the snapshot exists again, as `row`."""
        return await self._without_copy(self._done(row))

    async def _without_copy(self, outcome: Outcome) -> Outcome:
        """Delete the safety copy, if any; return `outcome`, or a failure if the copy cannot be deleted."""
        if self._copy is None or self._evidence is None:
            return outcome
        said = "it still opens"
        try:
            gone = await self._is_deleted(self._copy) or await self._seen(self._copy, self._evidence) is None
        except SourceError as error:
            gone, said = False, str(error)
        if not gone:
            done = outcome.why.rstrip(".") or f"{self._change.label} is extended"
            stays = f"{done}. Its safety copy {self._copy} could not be deleted: {said.rstrip('.')}."
            return Outcome("failed" if outcome.kind == "done" else outcome.kind, stays)
        self._copy = None
        self._journal.tidied(self._place)
        return outcome

    async def _is_deleted(self, snapshot_id: str) -> bool:
        """Delete a snapshot; return whether the service confirmed it. "Not found" is no confirmation."""
        try:
            return await self._source.delete_snapshot(self._change.aid, snapshot_id)
        except NotFound:
            return False

    def _taken(self) -> Outcome:
        why = (
            f"It was deleted to be made again, and another snapshot has its link by now. {self._where_it_is}"
        )
        return Outcome("changed", why)

    @property
    def _where_it_is(self) -> str:
        copy = f"in the safety copy {self._copy}, and " if self._copy else ""
        return f"Its content is {copy}in its archive {self._archive}."

    # Steps of both

    async def _archived(self) -> bytes:
        """Archive the snapshot if needed, check that it is as planned, and return its archived content."""
        change = self._change

        async def once() -> Outcome:
            if self._evidence is not None:
                row = await look(self._source, change)
            else:
                self._journal.archiving(self._place)
                archived = await self._archiver.archive(change, self._plan.group_of(change))
                self._journal.archived(self._place, archived.path)
                self._archive, row = archived.path, archived.row
                self._evidence = await self._archiver.evidence(archived.path)
            why = differences(self._plan, change, row) or await self._lists.differences(self._plan, change)
            return left_alone(why) if why else DONE

        outcome = await try_again(once, change, self._sleep)
        if outcome.kind != "done" or self._evidence is None:
            raise _Ended(outcome)
        return self._evidence

    async def _make(self, wanted: str, name: str | None, evidence: bytes) -> str:
        """Request a new snapshot with the id `wanted`; return its id, which the service may have replaced.

        After an error, the snapshot is looked for, because it may exist although the answer got lost.
        """
        await self._journal.on_disk()
        change = self._change
        expires = None if lasts_for_ever(self._plan.made, change.new) else change.new
        try:
            return await self._source.copy_snapshot(change.aid, CopyRequest(evidence, name, expires, wanted))
        except (Refused, RateLimited):
            raise
        except SourceError as error:
            for pause in (None, *LOOK_AGAIN):
                if pause is not None:
                    await self._sleep(pause)
                if await self._is_there_after(error, wanted, evidence):
                    return wanted
                if not error.perhaps_done:
                    break
            raise

    async def _is_there_after(self, error: SourceError, wanted: str, evidence: bytes) -> bool:
        """Whether the new snapshot exists although its request failed; if this is unknown, raise `error`."""
        try:
            seen = await self._seen(wanted, evidence)
        except SourceError:
            raise error from None
        return seen is not None and self._is_as_asked(seen)

    async def _read_back(self, made: str, evidence: bytes, otherwise: str) -> SnapshotRow:
        """Check the content and expiry of the new snapshot, several times if needed, and return its row.

        If they stay wrong, the work on this snapshot ends as failed, and `otherwise`, a sentence on where the
        content is, is added to the reason.
        """
        seen = None
        for pause in (*LOOK_AGAIN, None):
            seen = await self._seen(made, evidence)
            if seen is not None and self._is_as_asked(seen):
                return seen.row
            if pause is not None:
                await self._sleep(pause)
        if seen is not None and seen.is_same and (row := await self._as_listed(made)):
            return row
        why = f"Could not extend {self._change.label}: {self._wrong_with(made, seen)}"
        raise _Ended(Outcome("failed", f"{why}. {otherwise}"))

    def _wrong_with(self, made: str, seen: Compared | None) -> str:
        if seen is None:
            return f"the service said that it made {made}, but that does not open"
        if not seen.is_same:
            return f"what the service made, {made}, does not hold the same"
        expires = f"{seen.row.expires:%Y-%m-%d %H:%M} UTC" if seen.row.expires else "at an unknown time"
        return f"what the service made, {made}, expires {expires}"

    async def _seen(self, snapshot_id: str, evidence: bytes) -> Compared | None:
        """Open a snapshot and compare it with the archived answer; None if the snapshot is not found."""
        try:
            return await self._source.compared(self._change.aid, snapshot_id, evidence)
        except NotFound:
            return None

    async def _as_listed(self, snapshot_id: str) -> SnapshotRow | None:
        """The new snapshot's row in the list, which is never outdated, unlike the opened snapshot.

        None if the list does not show it, or shows another expiry than was requested.
        """
        row = await listed_row(self._source, self._change.aid, snapshot_id)
        lasts = row is not None and lasts_as_asked(row, self._change.new, self._plan.made)
        return row if lasts else None

    def _is_as_asked(self, seen: Compared) -> bool:
        return seen.is_same and lasts_as_asked(seen.row, self._change.new, self._plan.made)

    def _done(self, row: SnapshotRow) -> Outcome:
        return Outcome("done", made=row._replace(name=row.name or self._change.name))


_AS_IT_WAS: Final = "The old one is as it was."


def _told(error: SourceError, where: str) -> SourceError:
    """Add `where`, a sentence on where the content is, to the next step that an error tells people.

    If the change may have been made all the same, the next step becomes to resume the run.
    """
    error.next_step = (
        f"{error.next_step if not error.perhaps_done else 'Resume it: that looks first.'} {where}"
    )
    error.perhaps_done = False
    return error


def _name_of_copy(name: str | None) -> str:
    return f"{name or 'snapshot'} (safety copy)"


def _drawn_id() -> str:
    """A new random id, which nobody can guess and no other snapshot has."""
    return "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH))
