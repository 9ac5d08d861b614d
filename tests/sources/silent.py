"""Services that say nothing in several ways, for hours if need be, which pass at once: `Slow`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import NamedTuple, TypeAlias

import httpx
import pytest

from tests.clock import Clock, some_turns


class Try(NamedTuple):
    """One request: what passes time, and how long its connection and each byte may take, in seconds."""

    pass_time: Callable[[float], Awaitable[None]]
    connect: float
    read: float


Act: TypeAlias = "Callable[[Try], Awaitable[httpx.Response]]"


class Slow(httpx.AsyncBaseTransport):
    """Plays one way of being late, again and again, in the time of whatever event loop it runs in."""

    def __init__(self, act: Act, monkeypatch: pytest.MonkeyPatch) -> None:
        self._act, self._monkeypatch = act, monkeypatch
        self.clock: Clock | None = None
        self.tries = 0
        self.passed = 0.0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self.clock is None:
            self.clock = Clock.of(asyncio.get_running_loop(), self._monkeypatch)
        self.tries += 1
        timeout = request.extensions["timeout"]
        return await self._act(Try(self.pass_time, timeout["connect"], timeout["read"]))

    async def pass_time(self, seconds: float) -> None:
        """Let so much pass, in small steps."""
        assert self.clock is not None
        self.passed += seconds
        while seconds > 0:
            self.clock.pass_time(min(seconds, 0.5))
            seconds -= 0.5
            await some_turns()


async def says_nothing(one: Try) -> httpx.Response:
    """Take the connection, and say nothing."""
    await one.pass_time(one.read)
    raise httpx.ReadTimeout("")


async def takes_no_connection(one: Try) -> httpx.Response:
    """Answer no attempt to connect, or say nothing when TLS begins."""
    await one.pass_time(one.connect)
    raise httpx.ConnectTimeout("")


async def hangs_up_late(one: Try) -> httpx.Response:
    """Hang up after five seconds without a word."""
    await one.pass_time(min(one.read, 5))
    if one.read <= 5:
        raise httpx.ReadTimeout("")
    raise httpx.RemoteProtocolError("")


async def stops_in_the_middle(one: Try) -> httpx.Response:
    """Begin a body, and say nothing more."""

    class Body(httpx.AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            yield b"{"
            await one.pass_time(one.read)
            raise httpx.ReadTimeout("")

    return httpx.Response(200, stream=Body())


def drips(size: int, *, every: float, times: int) -> Act:
    """Begin a list of no tests, and let so many bytes of it come so many times, then its end."""

    async def answers(one: Try) -> httpx.Response:
        class Body(httpx.AsyncByteStream):
            async def __aiter__(self) -> AsyncIterator[bytes]:
                yield b'{"tests": [' + b" " * 10_000
                for _ in range(times):
                    await one.pass_time(every)
                    yield b" " * size
                yield b"]}"

        return httpx.Response(200, stream=Body())

    return answers


async def fails_late(one: Try) -> httpx.Response:
    """Say after five seconds that it failed."""
    await one.pass_time(5)
    return httpx.Response(503)


async def answers_nonsense_late(one: Try) -> httpx.Response:
    """Answer after five seconds with half a body."""
    await one.pass_time(5)
    return httpx.Response(200, content=b"{")
