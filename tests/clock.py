"""The time of an event loop, as the test decides: `Clock`."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Self

import pytest


class Clock:
    """An event loop's time, which can be stopped, and of which more can pass."""

    @classmethod
    def of(cls, loop: asyncio.AbstractEventLoop, monkeypatch: pytest.MonkeyPatch) -> Self:
        """Take over the time of a loop."""
        clock = cls(loop.time)
        monkeypatch.setattr(loop, "time", clock)
        return clock

    def __init__(self, time: Callable[[], float]) -> None:
        self._time = time
        self._passed = 0.0

    def __call__(self) -> float:
        return self._time() + self._passed

    @contextmanager
    def stands_still(self) -> Iterator[None]:
        """Stand still for a while."""
        time, now = self._time, self._time()
        self._time = lambda: now
        yield
        self._time = time

    def pass_time(self, seconds: float) -> None:
        """Let so much pass at once."""
        self._passed += seconds


async def some_turns() -> None:
    """Let the event loop do what is due; a request needs a few turns, a frame some dozens."""
    for _ in range(100):
        await asyncio.sleep(0)
