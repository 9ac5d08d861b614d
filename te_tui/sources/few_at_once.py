"""Limits the number of requests for many items that run at the same time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Iterable
from typing import Any, TypeVar

from te_tui.sources.http.pace import AT_ONCE

T = TypeVar("T")
R = TypeVar("R")


def few_at_once(ask: Callable[[T], Awaitable[R]]) -> Callable[[T], Coroutine[Any, Any, R]]:
    """Wrap `ask` so that only a few calls of it run at once; the others wait for their turn.

    A call that fails does not let a waiting call begin, as the caller then gives up all of them.
    """
    turn = asyncio.Semaphore(AT_ONCE)

    async def asked(one: T) -> R:
        await turn.acquire()
        answer = await ask(one)
        turn.release()  # not after a failure, which makes the others useless
        return answer

    return asked


async def in_order(ask: Callable[[T], Awaitable[R]], many: Iterable[T]) -> AsyncGenerator[R, None]:
    """Call `ask` for each item, a few at once, and stream the results in the order of the items.

    Raises:
        Exception: whatever `ask` raises; all other calls are cancelled then.
    """
    asked = few_at_once(ask)
    asking = [asyncio.create_task(asked(one)) for one in many]
    try:
        for task in asking:
            yield await task
    finally:
        # Nobody may be left who would use a connection after it is closed.
        for task in asking:
            task.cancel()
        await asyncio.gather(*asking, return_exceptions=True)
