"""`Job`: base class of archiving, extending and deleting, which run one after another in the background."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple, Protocol, TypeAlias

from textual.content import Content

from te_tui.actions.outcome import Progress

Severity: TypeAlias = Literal["information", "warning", "error"]


class Ending(NamedTuple):
    """The result of a job.

    Attributes:
        sentence: a sentence on what was done.
        severity: information if the job succeeded; otherwise warning or error.
        lines: the report on what failed or remains; empty if all went well.
    """

    sentence: str
    severity: Severity = "information"
    lines: tuple[Content, ...] = ()


class Job(ABC):
    """Base class of a job: work on many snapshots in the background, which can be stopped at any moment.

    Attributes:
        progress: the number of items done, failed and in all.
        stopping: whether the job was asked to stop; it still completes the present item.
        ending: the result; None until the job has ended.
    """

    def __init__(self) -> None:
        self.progress = Progress(0, 0, 0)
        self.stopping = False
        self.ending: Ending | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    @abstractmethod
    def title(self) -> str:
        """The job's title, a sentence without full stop."""

    @property
    @abstractmethod
    def short(self) -> str:
        """The job and its progress, in a few words."""

    @property
    def details(self) -> tuple[str, ...]:
        """Lines about the present step."""
        return ()

    @property
    def record(self) -> Path | None:
        """The path of the journal, a file in which the job records its changes; None if there is none."""
        return None

    @property
    def is_unfinished(self) -> bool:
        """Whether some of the job's items are not done."""
        return self.progress.done < self.progress.total

    @abstractmethod
    def describe_unfinished(self) -> str:
        """A sentence on what is done and what is not, for a job that did not run to its end."""

    @abstractmethod
    async def _work(self) -> None:
        """Do the work; it may be cancelled at any moment."""

    @abstractmethod
    async def _conclude(self) -> Ending:
        """The result of the work, also after it was cancelled."""

    @abstractmethod
    def _begin_nothing_more(self) -> None:
        """Complete the present item, and begin no further one."""

    async def run(self) -> None:
        """Do the work, and set `ending` to its result."""
        self._task = asyncio.create_task(self._work())
        try:
            await asyncio.wait([self._task])
        except asyncio.CancelledError:  # the explorer ends
            self._task.cancel()
            raise
        if not self._task.cancelled():
            self._task.result()  # a mistake of ours is not kept quiet
        self.ending = await self._conclude()

    def stop(self) -> None:
        """Stop after the present item; if called again, cancel at once."""
        if self.stopping:
            self.abort()
        self.stopping = True
        self._begin_nothing_more()

    def abort(self) -> None:
        """Cancel the work at once."""
        if self._task is not None:
            self._task.cancel()


class Jobs(Protocol):
    """Protocol with the methods of the job queue that a job's dialog calls."""

    def ahead_of(self, job: Job, /) -> Job | None:
        """The running job that has to end before `job` can begin; None if `job` is not waiting."""

    def before(self, job: Job, /) -> Sequence[Job]:
        """The jobs that ended before `job`, the newest first."""

    def behind(self, job: Job, /) -> Sequence[Job]:
        """The jobs that wait until `job` has ended."""

    def stop(self, job: Job, /) -> None:
        """Stop a job after its present item, or drop it if it waits."""
