"""One piece of long work, which is carried out when it is its turn: `Job`."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Literal, NamedTuple, Protocol, TypeAlias

from textual.content import Content

from te_tui.actions.outcome import Progress

Severity: TypeAlias = Literal["information", "warning", "error"]


class Ending(NamedTuple):
    """The result of a job.

    Attributes:
        sentence: what was done.
        severity: how it went.
        lines: what was not done, and why; where there are none, the sentence says everything.
    """

    sentence: str
    severity: Severity = "information"
    lines: tuple[Content, ...] = ()


class Job(ABC):
    """Work on snapshots that takes its time, and can be stopped at any moment.

    Attributes:
        progress: how far it is.
        stopping: whether nothing more will be begun.
        ending: what came of it, once it has ended.
    """

    def __init__(self) -> None:
        self.progress = Progress(0, 0, 0)
        self.stopping = False
        self.ending: Ending | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    @abstractmethod
    def title(self) -> str:
        """The work, in a sentence without a stop."""

    @property
    @abstractmethod
    def short(self) -> str:
        """The work and its progress, in a few words."""

    @property
    def details(self) -> tuple[str, ...]:
        """The steps under way at this moment, line by line."""
        return ()

    @abstractmethod
    def describe_unfinished(self) -> str:
        """Say what is done and what is not, for a job that is broken off."""

    @abstractmethod
    async def _work(self) -> None:
        """Do it; may be cancelled at any moment."""

    @abstractmethod
    async def _conclude(self) -> Ending:
        """Say what came of it, also if it was cancelled."""

    @abstractmethod
    def _begin_nothing_more(self) -> None:
        """End with what is under way."""

    async def run(self) -> None:
        """Do it, until `ending` says what came of it."""
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
        """Begin nothing more; asked again, wait for nothing more either."""
        if self.stopping:
            self.abort()
        self.stopping = True
        self._begin_nothing_more()

    def abort(self) -> None:
        """Wait for nothing more."""
        if self._task is not None:
            self._task.cancel()


class Jobs(Protocol):
    """All jobs, one after the other."""

    def ahead_of(self, job: Job, /) -> Job | None:
        """The job that this one waits for; None if it is its turn."""

    def behind(self, job: Job, /) -> Sequence[Job]:
        """The jobs that wait for this one."""

    def stop(self, job: Job, /) -> None:
        """Begin nothing more of it."""
