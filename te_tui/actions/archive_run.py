"""Archiving many snapshots in one run, which reports its progress and can be stopped."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from contextvars import Context, copy_context
from dataclasses import dataclass
from typing import Final, Protocol, TypeAlias

from te_tui.actions.outcome import Progress
from te_tui.archive.collecting import panels_of
from te_tui.archive.writer import Archived, Told
from te_tui.files.private import FileTrouble
from te_tui.models.account_group import AccountGroup
from te_tui.models.snapshot import Snapshot
from te_tui.sources.errors import RateLimited, Refused, SourceError
from te_tui.sources.http.pace import AT_ONCE, sparing

_THIS_ONE_ONLY: Final = 403

Trouble: TypeAlias = SourceError | FileTrouble


@dataclass(frozen=True, slots=True)
class Wanted:
    """A snapshot to be archived; `group` is None if its account group still has to be found."""

    snapshot_id: str
    group: AccountGroup | None = None


ArchiveOne: TypeAlias = Callable[[Wanted, Told], Awaitable[Archived]]
"""Archives one snapshot and tells of each of its widgets; raises `Trouble` only."""


class ArchiveObserver(Protocol):
    """Protocol for receivers of the progress and the results of archiving.

    Its methods run on the event loop, so they must be fast.
    """

    def progressed(self, progress: Progress, name: str, part: str) -> None:
        """Receive the run's progress, and how far the snapshot `name` is: `part`, such as "3/9 widgets"."""

    def settled(self, wanted: Wanted, ended: Archived | Trouble) -> None:
        """Receive the result for one snapshot: its archive, or the error."""


@dataclass(frozen=True, slots=True)
class ArchiveReport:
    """The result of archiving many snapshots; `remains` counts the snapshots not begun or not finished."""

    done: tuple[Archived, ...]
    failures: tuple[Trouble, ...]
    remains: int

    @property
    def total(self) -> int:
        """The number of snapshots that were to be archived."""
        return len(self.done) + len(self.failures) + self.remains


class _UnderWay:
    """A snapshot whose archiving has begun; `ended` is its result, or None until it has one."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.name, self.part = wanted.snapshot_id, ""
        self.ended: Archived | Trouble | None = None
        self.task: asyncio.Task[None] | None = None


class ArchiveRun:
    """Archives the snapshots that are added, a few at once; if one fails, the others go on.

    Results are reported in the order in which the snapshots were added. The first snapshot is archived alone
    until an answer of the API shows that it accepts the token.

    The run may be cancelled at any moment: it leaves no unfinished archive, and `report` has the results.

    Args:
        archive_one: the function that archives one snapshot.
        observer: receives the progress and the result of each snapshot.
        clock: returns monotonic seconds; tests replace it.
    """

    def __init__(
        self,
        archive_one: ArchiveOne,
        observer: ArchiveObserver,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._archive_one = archive_one
        self._observer = observer
        self._clock = clock
        self._began = clock()
        self._left: deque[Wanted] = deque()
        self._under_way: deque[_UnderWay] = deque()
        self._context: Context | None = None  # of the run, while there is one
        self._ends: list[Archived | Trouble] = []
        self._name = self._part = ""
        self._answered = self._over = False
        self.stopping = False

    @property
    def report(self) -> ArchiveReport:
        """The result so far, including snapshots that are finished but not reported to the observer yet."""
        ends = [*self._ends, *(one.ended for one in self._under_way if one.ended is not None)]
        done = tuple(end for end in ends if isinstance(end, Archived))
        failures = tuple(end for end in ends if not isinstance(end, Archived))
        remains = len(self._left) + sum(one.ended is None for one in self._under_way)
        return ArchiveReport(done, failures, remains)

    @property
    def takes_more(self) -> bool:
        """Whether snapshots added now will still be archived; False once the run was stopped or has ended."""
        return not (self.stopping or self._over)

    def add(self, wanted: Iterable[Wanted]) -> None:
        """Add snapshots to the end of the queue."""
        self._left.extend(wanted)
        self._begin_more()
        if self._name:
            self._tell()

    def stop(self) -> None:
        """Begin no further snapshot; finish the snapshots already begun."""
        self.stopping = True

    async def run(self) -> ArchiveReport:
        """Archive the added snapshots and return the report.

        The run ends early if the rate limit is used up or the token is refused, as every further snapshot
        would then fail, too. It leaves the last tenth of the rate limit to other requests and programs.
        """
        with sparing():
            self._context, self._over = copy_context(), False
        try:
            self._begin_more()
            while tasks := self._tasks:
                done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    if not task.cancelled():
                        task.result()  # a mistake of ours is not kept quiet
        finally:
            self._context, self._over = None, True
            await self._break_off()
        return self.report

    @property
    def _tasks(self) -> list[asyncio.Task[None]]:
        return [one.task for one in self._under_way if one.task is not None and not one.task.done()]

    def _begin_more(self) -> None:
        """Begin archiving queued snapshots: one before the API's first answer, then a few at once."""
        while (
            self._context is not None
            and self._left
            and len(self._tasks) < (AT_ONCE if self._answered else 1)
            and not (self.stopping or self._over)
        ):
            one = _UnderWay(self._left.popleft())
            self._under_way.append(one)
            one.task = asyncio.create_task(self._archive(one), context=self._context)
            self._tell()

    async def _archive(self, one: _UnderWay) -> None:
        def follow(snapshot: Snapshot, widgets: int) -> None:
            one.name, one.part = snapshot.row.label, f"{widgets:,}/{len(panels_of(snapshot)):,} widgets"
            self._answered = True
            self._tell()
            self._begin_more()

        try:
            one.ended = await self._archive_one(one.wanted, follow)
        except (SourceError, FileTrouble) as error:
            one.ended = error
        if _ends_all(one.ended):
            self._end_after(one)
        else:
            self._answered = True
        self._settle()

    def _end_after(self, last: _UnderWay) -> None:
        """End the run early: begin no further snapshot, and cancel those that were begun after `last`."""
        self._over = True
        behind = list(self._under_way)
        for one in behind[behind.index(last) + 1 :]:
            if one.task is not None:
                one.task.cancel()

    def _settle(self) -> None:
        """Report finished snapshots in order, up to the first unfinished one; begin further snapshots."""
        self._tell()
        while self._under_way and self._under_way[0].ended is not None:
            self._tell_end(self._under_way.popleft())
        if self._under_way:
            self._tell()
        self._begin_more()

    async def _break_off(self) -> None:
        """Cancel the snapshots under way; report finished ones, and put the others back into the queue."""
        tasks = self._tasks
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        under_way, self._under_way = self._under_way, deque()
        self._left.extendleft(one.wanted for one in reversed(under_way) if one.ended is None)
        for one in under_way:
            self._tell_end(one)

    def _tell_end(self, one: _UnderWay) -> None:
        if one.ended is None:
            return
        self._name, self._part = one.name, one.part
        self._ends.append(one.ended)
        self._observer.settled(one.wanted, one.ended)

    def _tell(self) -> None:
        """Report the progress to the observer, with the name of the oldest snapshot under way."""
        if self._under_way:
            self._name, self._part = self._under_way[0].name, self._under_way[0].part
        report = self.report
        settled = report.total - report.remains
        seconds = (self._clock() - self._began) / settled * report.remains if settled else None
        progress = Progress(report.total, len(report.done), len(report.failures), seconds)
        self._observer.progressed(progress, self._name, self._part)


def _ends_all(ended: Archived | Trouble) -> bool:
    """Whether a result ends the run: the rate limit is used up, or the token was refused.

    A refused token must not be sent again, because the service may lock the account.
    """
    if isinstance(ended, Refused):
        return ended.problem.status != _THIS_ONE_ONLY
    return isinstance(ended, RateLimited)
