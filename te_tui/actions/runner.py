"""Carrying out a journal's plan, a few changes at once, and reporting the outcomes."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from te_tui.actions.absence import Look, ids_that_open, sees_others, still_there
from te_tui.actions.freshness import Lists
from te_tui.actions.journal import Journal
from te_tui.actions.outcome import (
    CHECK_RIGHTS,
    DONE,
    Outcome,
    Progress,
    Report,
    RunObserver,
    not_deleted,
    nothing_seen,
    still_listed,
)
from te_tui.actions.plan import Change, Plan
from te_tui.actions.recreation import Recreation
from te_tui.actions.steps import LOOK_AGAIN, Archiver, delete, extend
from te_tui.files.private import FileTrouble
from te_tui.sources.base import Budget, SnapshotSource
from te_tui.sources.errors import (
    Moved,
    NotFound,
    RateLimited,
    ReadOnlyMode,
    Refused,
    SourceError,
    Unavailable,
)
from te_tui.sources.http.pace import AT_ONCE, sparing

_GIVE_UP: Final = 3
"""Changes in a row without a usable answer after which the service counts as away.

As many that do not open, while the token sees nothing else in their account group, mean that it is the token.
"""


class NothingSeen(Refused):
    """Several snapshots in a row are not found, and the token sees no others: it may have lost its rights."""


class WrongSource(Exception):
    """The plan was made for another source; the message names both."""


async def check_source(source: SnapshotSource, plan: Plan) -> None:
    """Check that a plan was made for this source, and that the token sees all of its account groups.

    The token of another account on the host would get "not found" for every snapshot, as if all were gone.

    Raises:
        WrongSource: the plan was made for another host, or the token does not see one of its account groups.
        SourceError: the account groups could not be listed.
    """
    if plan.host != source.host:
        raise WrongSource(f"This plan is one for {plan.host}, and this is {source.host}.")
    known = {group.aid for group in await source.account_groups()}
    for change in plan.changes:
        if change.aid not in known:
            group = plan.group_of(change)
            where = f"{group.kind} {group.label}"
            raise WrongSource(f"This plan is one for {where}, which this token cannot see.")


class Runner:
    """Carries out the remaining changes of a journal.

    A run may be cancelled at any moment: the journal then says what remains. A run leaves the last tenth of
    the rate limit to other programs, and to te-tui's other requests.

    Args:
        source: the source that has the snapshots.
        archiver: makes the archives, if the plan requires them.
        journal: has the plan and what is left to do; each step is written to it.
        observer: receives the outcome of each change, and the progress.
        budget: returns how many requests the rate limit still allows, as last reported; for the progress.
        progressed: a second receiver of the progress, such as `RunLock.progressed`.
        sleep: waits for a number of seconds; tests replace it.
        clock: returns monotonic seconds; tests replace it.
    """

    def __init__(
        self,
        source: SnapshotSource,
        archiver: Archiver,
        journal: Journal,
        observer: RunObserver,
        *,
        budget: Callable[[], Budget | None] = lambda: None,
        progressed: Callable[[Progress], None] = lambda progress: None,  # noqa: ARG005 - nobody listens
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        plan = journal.record.plan
        self._source = source
        self._archiver = archiver if plan.archive else None
        self._lists = Lists(source)
        self._journal = journal
        self._observer = observer
        self._budget = budget
        self._progressed = progressed
        self._sleep = sleep
        self._clock = clock
        self._plan = plan
        self._outcomes = [trace.outcome for trace in journal.record.traces]
        self._left = deque(journal.record.remaining)
        self._stopped_by: SourceError | FileTrouble | None = None
        self._stopping = False
        self._unconfirmed: SourceError | None = None
        self._unsure: set[int] = set()  # deleted, if the list says so as well
        self._failures_in_a_row = 0
        self._unseen_in_a_row = 0
        self._only_one = len(self._left) == 1
        self._began = 0.0
        self._settled = 0

    async def run(self) -> Report:
        """Carry out the remaining changes; failures are in the returned report.

        Raises:
            WrongSource: the plan was made for another source; no change was requested or recorded.
        """
        with sparing():
            return await self._run()

    async def _run(self) -> Report:
        try:
            await check_source(self._source, self._plan)
        except SourceError as error:
            return Report(self._plan, tuple(self._outcomes), error)
        for place in self._left:
            self._outcomes[place] = None  # one that failed before is tried again
        self._began = self._clock()
        self._tell()
        async with asyncio.TaskGroup() as tasks:
            for _ in range(AT_ONCE):
                tasks.create_task(self._work())
        try:
            await self._confirm()
            self._end()
        except FileTrouble as trouble:
            self._stopped_by = trouble
        return Report(
            self._plan, tuple(self._outcomes), self._stopped_by, self._unconfirmed, tuple(self._archives())
        )

    def _archives(self) -> Iterator[Path]:
        """The paths of the archives of the snapshots that this run deleted."""
        for place in self._journal.record.remaining if self._plan.action == "delete" else ():
            outcome, path = self._outcomes[place], self._journal.archives.get(place)
            if outcome is not None and outcome.kind == "done" and path is not None:
                yield path

    def stop(self) -> None:
        """Begin no further change; finish changes under way. The journal says which changes remain."""
        self._stopping = True

    def _end(self) -> None:
        if self._stopped_by is None and self._unconfirmed is None and None not in self._outcomes:
            self._journal.end()

    async def _confirm(self) -> None:
        """Check that deleted snapshots are no longer in the list (safety rule 21)."""
        if self._stopped_by is not None or self._plan.action != "delete":
            return
        deleted: dict[str, dict[str, int]] = {}
        for place, (change, outcome) in enumerate(zip(self._plan.changes, self._outcomes, strict=True)):
            if place in self._unsure or (outcome is not None and outcome.kind == "done"):
                deleted.setdefault(change.aid, {})[change.snapshot_id] = place
        for aid, places in deleted.items():
            try:
                left = await self._still_there(aid, places)
                opening = await ids_that_open(self._source, aid, left.there)
            except SourceError as error:
                self._unconfirmed = error
                continue
            for snapshot_id, place in places.items():
                change = self._plan.changes[place]
                if snapshot_id in opening:
                    self._settle(place, not_deleted(change))
                elif snapshot_id in left.there:
                    self._settle(place, still_listed(change))
                elif place in self._unsure:
                    self._settle(place, DONE if left.shows_any else self._not_seen(place))

    def _not_seen(self, place: int) -> Outcome:
        why = nothing_seen(self._plan.group_of(self._plan.changes[place]))
        return Outcome("failed", f"{why}. {CHECK_RIGHTS}")

    async def _still_there(self, aid: str, places: Mapping[str, int]) -> Look:
        """Find out which deleted snapshots still exist; if any do, look again a few times, with pauses."""
        is_unsure = not self._unsure.isdisjoint(places.values())
        by_list = is_unsure or self._source.abilities.opens_from_caches
        left = await still_there(self._source, aid, places.keys(), by_list=by_list)
        for pause in LOOK_AGAIN:
            if not left.there:
                break
            await self._sleep(pause)
            left = await still_there(self._source, aid, left.there, by_list=by_list)
        return left

    async def _work(self) -> None:
        while self._goes_on:
            await self._change(self._left.popleft())

    @property
    def _goes_on(self) -> bool:
        return bool(self._left) and self._stopped_by is None and not self._stopping

    async def _change(self, place: int) -> None:
        try:
            outcome = await self._attempt(place)
            if outcome is not None and outcome.sure:
                self._settle(place, outcome)
            elif outcome is not None:
                self._unsure.add(place)
        except FileTrouble as trouble:
            # Without a journal nothing may be asked, and without archives nothing deleted.
            self._stopped_by = trouble

    def _settle(self, place: int, outcome: Outcome) -> None:
        self._outcomes[place] = outcome
        self._settled += 1
        try:
            self._journal.settled(place, outcome)
        finally:  # what was done is told, even if it cannot be written down
            self._observer.settled(place, outcome)
            self._tell()

    async def _attempt(self, place: int) -> Outcome | None:
        """Make the change at index `place`; None if it failed for a reason that ends the run."""
        try:
            if self._plan.action == "delete":
                outcome = await delete(
                    self._source, self._archiver, self._lists, self._journal, place, self._sleep
                )
            elif self._plan.makes_again and self._archiver is not None:
                again = Recreation(
                    self._source, self._archiver, self._lists, self._journal, place, self._sleep
                )
                outcome = await again.run()
            else:
                outcome = await extend(self._source, self._journal, place, self._sleep)
            if outcome.kind == "gone":
                outcome = await self._believed(self._plan.changes[place], outcome)
        except WrongSource as wrong:
            self._stopped_by = Refused(str(wrong), "Log in to the account of the plan, and resume it.")
            return None
        except SourceError as error:
            self._failures_in_a_row = self._failures_in_a_row + 1 if _is_away(error) else 0
            if ends_all(error) or self._failures_in_a_row >= _GIVE_UP:
                self._stopped_by = error
                return None
            return Outcome("failed", str(error), error)
        self._failures_in_a_row = 0
        if outcome.kind != "failed":
            self._unseen_in_a_row = 0
        return outcome

    async def _believed(self, change: Change, gone: Outcome) -> Outcome:
        """Decide whether a snapshot that was not found is really gone (safety rule 20).

        A token of another account, or one that has lost its rights, finds no snapshots at all. So the outcome
        `gone` is returned only if the token sees other snapshots in the same account group; else a failure.

        Raises:
            WrongSource: the token does not see the account group.
            Refused: several snapshots in a row were not found, and the token sees no other ones.
            SourceError: the list could not be fetched.
        """
        await check_source(self._source, self._plan)
        if await sees_others(self._source, change.aid, {change.snapshot_id}):
            return gone
        self._unseen_in_a_row += 1
        why = nothing_seen(self._plan.group_of(change))
        if self._unseen_in_a_row >= _GIVE_UP:
            raise NothingSeen(why, CHECK_RIGHTS)
        alone = NotFound(why, CHECK_RIGHTS) if self._only_one else None
        return Outcome("failed", f"{why}. {CHECK_RIGHTS}", alone)

    def _tell(self) -> None:
        settled = [outcome for outcome in self._outcomes if outcome is not None]
        done = sum(outcome.kind == "done" for outcome in settled)
        left = len(self._outcomes) - len(settled)
        each = (self._clock() - self._began) / self._settled if self._settled else None
        seconds = None if each is None else each * left
        progress = Progress(len(self._outcomes), done, len(settled) - done, seconds, self._budget())
        self._progressed(progress)
        self._observer.progressed(progress)


def ends_all(error: SourceError) -> bool:
    """Whether every other change would fail with the same error."""
    refused_at_the_door = isinstance(error, Refused) and error.problem.status == 401
    return refused_at_the_door or isinstance(error, (ReadOnlyMode, RateLimited, NothingSeen))


def _is_away(error: SourceError) -> bool:
    """Whether an error means that the service is unavailable; `Moved` does not, as it is a clear answer."""
    return isinstance(error, Unavailable) and not isinstance(error, Moved)
