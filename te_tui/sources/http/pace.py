"""Limits on simultaneous requests and on their rate, so that other programs can use the API meanwhile."""

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
    """Make requests in the `with` block, and in tasks started in it, leave a tenth of the rate limit unused.

    That tenth is for other programs, and for requests outside the block, such as for a widget that the person
    opens meanwhile.
    """
    before = _SPARING.set(True)
    try:
        yield
    finally:
        _SPARING.reset(before)


class Pace:
    """Delays requests: at most four run at once, and `sparing` ones leave a tenth of the rate limit unused.

    Args:
        wait: sleeps for the seconds in a `Wait`, and tells the observer, which shows it to the person.
        now: returns the service's time in epoch seconds.
    """

    def __init__(self, wait: Callable[[Wait], Awaitable[None]], now: Callable[[], float]) -> None:
        self._wait = wait
        self._now = now
        self._places = asyncio.Semaphore(AT_ONCE)
        self._entrance = asyncio.Lock()
        self._under_way = 0
        self._budget: Budget | None = None

    def seen(self, budget: Budget) -> None:
        """Remember the rate limit that an answer states.

        Answers may arrive out of order, so of two that state the same reset time, the one with fewer requests
        left is kept.
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
    """Seconds that the next `sparing` request has to wait; 0 while over a tenth of the rate limit is left.

    Args:
        budget: the rate limit as last stated by the service; None before the first answer.
        under_way: the number of requests in progress, which `budget` may not count yet.
        now: the service's time in epoch seconds.
    """
    if budget is None or budget.limit is None or budget.remaining is None or budget.resets is None:
        return 0.0
    left = budget.resets - now
    if budget.remaining - under_way > budget.limit * _RESERVE or not 0 < left <= LONGEST_TOLD:
        return 0.0
    return min(left, _LONGEST)
