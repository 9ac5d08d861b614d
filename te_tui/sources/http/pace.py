"""Limits on how many requests are sent at once and how fast, so that other programs can send some, too."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from typing import Final

from te_tui.sources.base import Budget, Wait
from te_tui.sources.http.retry import LONGEST_TOLD

AT_ONCE: Final = 4
"""The most requests of one source that are under way at once."""

_RESERVE: Final = 0.1
"""Of the window's requests: what sparing work leaves to everyone else."""

_LONGEST: Final = 120.0
_REASON: Final = "others need the rest of the rate limit"

_SPARING: ContextVar[bool] = ContextVar("sparing", default=False)


@contextmanager
def sparing() -> Iterator[None]:
    """Leave the last tenth of the rate limit to others, for requests made in the `with` block or its tasks.

    Other requests, such as for a widget that a person opens meanwhile, may use the whole limit.
    """
    before = _SPARING.set(True)
    try:
        yield
    finally:
        _SPARING.reset(before)


class Pace:
    """Lets at most four requests run at once; within `sparing`, keeps the last tenth of the limit for others.

    Args:
        wait: pauses, and notifies the observer.
        now: the service's time in epoch seconds.
    """

    def __init__(self, wait: Callable[[Wait], Awaitable[None]], now: Callable[[], float]) -> None:
        self._wait = wait
        self._now = now
        self._places = asyncio.Semaphore(AT_ONCE)
        self._entrance = asyncio.Lock()
        self._under_way = 0
        self._budget: Budget | None = None

    def seen(self, budget: Budget) -> None:
        """Take note of an answer's rate limit.

        Answers may come out of order, so the lowest number of remaining requests in a window counts.
        """
        if budget.remaining is None:
            return
        known = self._budget
        if known is not None and known.resets == budget.resets:
            budget = min(known, budget, key=lambda one: one.remaining or 0)
        self._budget = budget

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for one of the four slots for requests, and hold it during the `with` block."""
        if _SPARING.get():
            # One at a time, and without a place while it waits: whoever spares nothing passes it.
            async with self._entrance:
                pause = pause_before_next(self._budget, self._under_way, self._now())
                if pause > 0:
                    await self._wait(Wait(pause, _REASON, is_retry=False))
                await self._places.acquire()
        else:
            await self._places.acquire()
        self._under_way += 1
        try:
            yield
        finally:
            self._under_way -= 1
            self._places.release()


def pause_before_next(budget: Budget | None, under_way: int, now: float) -> float:
    """Seconds to wait before the next request within `sparing`; 0 while enough of the rate limit is left.

    Args:
        budget: the rate limit as last sent by the service; None before the first answer.
        under_way: the number of requests in progress, which the budget may not include yet.
        now: the service's time in epoch seconds.
    """
    if budget is None or budget.limit is None or budget.remaining is None or budget.resets is None:
        return 0.0
    left = budget.resets - now
    if budget.remaining - under_way > budget.limit * _RESERVE or not 0 < left <= LONGEST_TOLD:
        return 0.0
    return min(left, _LONGEST)
