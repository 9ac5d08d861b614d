"""Carrying out the plan of a journal: a few changes at once, each to its end, and a report of all."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Final

from te_tui.actions.journal import Journal
from te_tui.actions.outcome import Outcome, Progress, Report, RunObserver
from te_tui.actions.plan import Plan
from te_tui.actions.steps import Archiver, delete, extend
from te_tui.files.private import FileTrouble
from te_tui.sources.base import Budget, SnapshotSource
from te_tui.sources.errors import RateLimited, ReadOnlyMode, Refused, SourceError, Unavailable
from te_tui.sources.pace import AT_ONCE, sparing

_GIVE_UP: Final = 3
"""So many changes in a row to which no usable answer came: the service is away, not the snapshot."""


class WrongSource(Exception):
    """The plan was made for another source; the message names both."""


async def check_source(source: SnapshotSource, plan: Plan) -> None:
    """Be sure that a source is the one that a plan was made for, with all its account groups.

    The token of another account on the same host is told of every snapshot that it does not exist.

    Raises:
        WrongSource: it is another one.
        SourceError: its account groups could not be listed.
    """
    if plan.host != source.host:
        raise WrongSource(f"This plan is one for {plan.host}, and this is {source.host}.")
    known = {group.aid for group in await source.account_groups()}
    for change in plan.changes:
        if change.aid not in known:
            group = plan.group_of(change).label
            raise WrongSource(f"This plan is one for account group {group}, which this token cannot see.")


class Runner:
    """Carries out what is left to do in a journal.

    It may be cancelled at any moment: the journal then says what remains. It leaves the last tenth of the
    rate limit to others.

    Args:
        source: where the changes are made.
        archiver: makes the archives that the plan asks for.
        journal: the plan, and how far it came.
        observer: is told of each change and of the progress.
        budget: the source's rate budget as it was seen last.
        sleep: replaces the waiting, in tests.
        clock: seconds that pass; replaced in tests.
    """

    def __init__(
        self,
        source: SnapshotSource,
        archiver: Archiver,
        journal: Journal,
        observer: RunObserver,
        *,
        budget: Callable[[], Budget | None] = lambda: None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        plan = journal.record.plan
        self._source = source
        self._archiver = archiver if plan.archive else None
        self._journal = journal
        self._observer = observer
        self._budget = budget
        self._sleep = sleep
        self._clock = clock
        self._plan = plan
        self._outcomes = [trace.outcome for trace in journal.record.traces]
        self._left = deque(journal.record.remaining)
        self._stopped_by: SourceError | FileTrouble | None = None
        self._stopping = False
        self._failures_in_a_row = 0
        self._began = 0.0
        self._settled = 0

    async def run(self) -> Report:
        """Do what is left, and say what came of it; failures are in the report.

        Raises:
            WrongSource: the plan is one for another source; nothing was asked of it, nor written down.
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
        self._end()
        return Report(self._plan, tuple(self._outcomes), self._stopped_by)

    def stop(self) -> None:
        """Begin nothing more; what is under way is brought to its end, and the journal says what remains."""
        self._stopping = True

    def _end(self) -> None:
        if self._stopped_by is None and not self._left:
            try:
                self._journal.end()
            except FileTrouble as trouble:
                self._stopped_by = trouble

    async def _work(self) -> None:
        while self._goes_on:
            await self._change(self._left.popleft())

    @property
    def _goes_on(self) -> bool:
        return bool(self._left) and self._stopped_by is None and not self._stopping

    async def _change(self, place: int) -> None:
        try:
            outcome = await self._attempt(place)
            if outcome is None:
                return
            self._journal.settled(place, outcome)
        except FileTrouble as trouble:
            # Without a journal nothing may be asked, and without archives nothing deleted.
            self._stopped_by = trouble
            return
        self._outcomes[place] = outcome
        self._settled += 1
        self._observer.settled(place, outcome)
        self._tell()

    async def _attempt(self, place: int) -> Outcome | None:
        """Make one change; None where that failed for a reason that ends the run."""
        trace = self._journal.record.traces[place]
        try:
            if self._plan.action == "delete":
                outcome = await delete(self._source, self._archiver, self._journal, place, trace)
            else:
                outcome = await extend(self._source, self._journal, place, self._sleep)
            if outcome.kind == "gone":
                # Of another account, whose token somebody may have given meanwhile, everything is gone.
                await check_source(self._source, self._plan)
        except WrongSource as wrong:
            self._stopped_by = Refused(str(wrong), "Log in to the account of the plan, and resume it.")
            return None
        except SourceError as error:
            self._failures_in_a_row = self._failures_in_a_row + 1 if isinstance(error, Unavailable) else 0
            if ends_all(error) or self._failures_in_a_row >= _GIVE_UP:
                self._stopped_by = error
                return None
            return Outcome("failed", str(error), error)
        self._failures_in_a_row = 0
        return outcome

    def _tell(self) -> None:
        settled = [outcome for outcome in self._outcomes if outcome is not None]
        done = sum(outcome.kind == "done" for outcome in settled)
        left = len(self._outcomes) - len(settled)
        each = (self._clock() - self._began) / self._settled if self._settled else None
        seconds = None if each is None else each * left
        self._observer.progressed(
            Progress(len(self._outcomes), done, len(settled) - done, seconds, self._budget())
        )


def ends_all(error: SourceError) -> bool:
    """Whether every other change would meet the same error."""
    refused_at_the_door = isinstance(error, Refused) and error.problem.status == 401
    return refused_at_the_door or isinstance(error, (ReadOnlyMode, RateLimited))
