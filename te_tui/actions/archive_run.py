"""Archiving snapshots one after another: how far that is, how it is stopped, and what came of it."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Final, Protocol, TypeAlias

from te_tui.actions.outcome import Progress
from te_tui.archive.collecting import panels_of
from te_tui.archive.writer import Archived, Told
from te_tui.files.private import FileTrouble
from te_tui.models.account_group import AccountGroup
from te_tui.models.snapshot import Snapshot
from te_tui.sources.errors import RateLimited, Refused, SourceError
from te_tui.sources.pace import sparing

_THIS_ONE_ONLY: Final = 403

Trouble: TypeAlias = SourceError | FileTrouble


@dataclass(frozen=True, slots=True)
class Wanted:
    """A snapshot to be archived; `group` is None where it has to be looked for."""

    snapshot_id: str
    group: AccountGroup | None = None


ArchiveOne: TypeAlias = Callable[[Wanted, Told], Awaitable[Archived]]
"""Archives one snapshot and tells of each of its widgets; raises `Trouble` only."""


class ArchiveObserver(Protocol):
    """Whoever wants to see it at work; it is called on the loop and must not take long."""

    def progressed(self, progress: Progress, name: str, part: str) -> None:
        """Take note of how far it is; of the snapshot under way, its name and, once opened, its widgets."""

    def settled(self, wanted: Wanted, ended: Archived | Trouble) -> None:
        """Take note of how one of them ended."""


@dataclass(frozen=True, slots=True)
class ArchiveReport:
    """What came of it; what `remains` was not tried, or not to the end."""

    done: tuple[Archived, ...]
    failures: tuple[Trouble, ...]
    remains: int

    @property
    def total(self) -> int:
        """All snapshots that were asked for."""
        return len(self.done) + len(self.failures) + self.remains


class ArchiveRun:
    """Archives what it is given, in that order; one that fails is told, and the others go on.

    It may be cancelled at any moment: no half archive is left then, and `report` says what was done.

    Args:
        archive_one: archives a snapshot.
        observer: is told of each snapshot and of the progress.
        clock: seconds that pass; replaced in tests.
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
        self._done: list[Archived] = []
        self._failures: list[Trouble] = []
        self._name = self._part = ""
        self.stopping = False

    @property
    def report(self) -> ArchiveReport:
        """What came of it so far."""
        return ArchiveReport(tuple(self._done), tuple(self._failures), len(self._left))

    def add(self, wanted: Iterable[Wanted]) -> None:
        """Archive these as well, behind all others."""
        self._left.extend(wanted)
        if self._name:
            self._tell()

    def stop(self) -> None:
        """Begin nothing more; what is under way is brought to its end."""
        self.stopping = True

    async def run(self) -> ArchiveReport:
        """Archive until nothing is left, or until every other snapshot would fail in the same way.

        The last tenth of the rate limit is left to others.
        """
        with sparing():
            return await self._run()

    async def _run(self) -> ArchiveReport:
        ended: Archived | Trouble
        while self._left and not self.stopping:
            wanted = self._left[0]
            self._name, self._part = wanted.snapshot_id, ""
            self._tell()
            try:
                ended = await self._archive_one(wanted, self._follow)
                self._done.append(ended)
            except (SourceError, FileTrouble) as error:
                ended = error
                self._failures.append(error)
            self._left.popleft()
            self._observer.settled(wanted, ended)
            self._tell()
            if _ends_all(ended):
                break
        return self.report

    def _follow(self, snapshot: Snapshot, widgets: int) -> None:
        self._name, self._part = snapshot.row.label, f"{widgets:,}/{len(panels_of(snapshot)):,} widgets"
        self._tell()

    def _tell(self) -> None:
        report = self.report
        settled = report.total - report.remains
        seconds = (self._clock() - self._began) / settled * report.remains if settled else None
        progress = Progress(report.total, len(report.done), len(report.failures), seconds)
        self._observer.progressed(progress, self._name, self._part)


def _ends_all(ended: Archived | Trouble) -> bool:
    """Whether to stop: a wrong token, used again and again, locks its account."""
    if isinstance(ended, Refused):
        return ended.problem.status != _THIS_ONE_ONLY
    return isinstance(ended, RateLimited)
