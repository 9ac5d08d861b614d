"""How long a service may send nothing before te-tui gives up, over all tries of a request: `Silence`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Final

import httpx

from te_tui.sources.base import Wait

SILENCE: Final = 12.0
"""Seconds without a byte that a person waits for a list or a snapshot."""

_TOLD_FROM: Final = 3.0  # seconds
_CONNECT: Final = 10.0  # seconds for one connection: another one may come about at once
_SHORTEST: Final = 1.0  # seconds: with less than that left, nothing is tried again
_LEAST: Final = 100.0  # bytes a second: what comes more slowly than that is as good as nothing


class Silence:
    """Adds up how long a service has sent nothing, or next to nothing, over all tries of one request.

    Args:
        longest: the total in seconds at which te-tui gives up.
        waiting: a context manager that reports a wait to the observer, and at its end that it is over.
    """

    def __init__(self, longest: float, waiting: Callable[[Wait], AbstractContextManager[None]]) -> None:
        self.longest = longest
        self._waiting = waiting
        self._spent = 0.0
        self._came = "nothing"

    def __str__(self) -> str:
        return f"said {self._came} for {self.longest:,.0f} s"

    @property
    def is_over(self) -> bool:
        """Whether the service has been silent for so long that another try is useless."""
        return self._left < _SHORTEST

    @property
    def timeout(self) -> httpx.Timeout:
        """The time-outs of the next try: how long it may wait to connect, and for each piece of data."""
        return httpx.Timeout(self._left, connect=min(self._left, _CONNECT))

    @property
    def longest_beginning(self) -> float:
        """How many seconds the next try may take to connect and receive the first bytes of its answer."""
        return self._left + _SHORTEST

    @property
    def _left(self) -> float:
        return max(self.longest - self._spent, 0.0)

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Count the time of the `with` block as silence if it fails; after 3 s of silence, report a wait."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        silent = max(self._spent, _TOLD_FROM)
        told = self._waiting(Wait(self.longest - silent, "no answer", silent))
        with ExitStack() as wait:
            timer = loop.call_later(silent - self._spent, wait.enter_context, told)
            try:
                yield
            except BaseException:
                self._spent += loop.time() - began
                raise
            finally:
                timer.cancel()

    async def heard(self, stream: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
        """Yield a body's pieces; the wait for each counts as silence, minus 1 s for every 100 bytes in it.

        Raises:
            TimeoutError: data trickled in so slowly that the allowed silence is used up.
        """
        pieces, clock = aiter(stream), asyncio.get_running_loop().time
        while True:
            began = clock()
            with self.counted():
                piece = await anext(pieces, None)
            if piece is None:
                return
            self._spent = max(self._spent + clock() - began - len(piece) / _LEAST, 0.0)
            if not self._left:
                self._came = "next to nothing"
                raise TimeoutError
            yield piece
