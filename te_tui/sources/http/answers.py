"""Connections that never take an answer for the answer to another request (safety rule 22).

httpcore reuses a connection even if bytes that came after an answer are still in a buffer, and takes them
for the answer to the next request. The streams here parse the answers themselves to notice such bytes.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import blake2b
from typing import Any, Final, TypeAlias

import h11
import httpcore
import httpx

_LONGEST_HEAD: Final = 100 * 1024  # bytes; httpcore's own limit
_CHUNK: Final = 256 * 1024  # bytes; as much as asyncio reads at once, so that nothing is left behind
_TURNS: Final = 5  # of the loop, after which bytes that have arrived can be read


class Trust:
    """Counts the answers that came for the wrong request; after one, no older connection is reused."""

    def __init__(self) -> None:
        self.lost = 0


Follow: TypeAlias = "Callable[[httpcore.AsyncNetworkStream, Trust], httpcore.AsyncNetworkStream]"
"""Makes a stream that notices answers without a request."""


class _Backend(httpcore.AsyncNetworkBackend):
    """Wraps httpcore's network backend, so that each connection checks its answers as `AnswerStream` does."""

    def __init__(self, backend: httpcore.AsyncNetworkBackend, follow: Follow) -> None:
        self._backend = backend
        self._follow = follow
        self._trust = Trust()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect, and return a stream that checks its answers."""
        stream = await self._backend.connect_tcp(host, port, timeout, local_address, socket_options)
        return self._follow(stream, self._trust)

    async def sleep(self, seconds: float) -> None:
        await self._backend.sleep(seconds)


class AnswerStream(httpcore.AsyncNetworkStream):
    """A connection on which no request is sent once bytes have come that are no part of an answer."""

    def __init__(self, stream: httpcore.AsyncNetworkStream, trust: Trust) -> None:
        self._stream = stream
        self._trust = trust
        self._lost_before = trust.lost
        self._answer: _Answer | None = None

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read the bytes that have come, up to the larger of `max_bytes` and 256 KiB; find the answer's end.

        Raises:
            RemoteProtocolError: the bytes are the previous answer once more.
        """
        data = await self._stream.read(max(max_bytes, _CHUNK), timeout)
        if self._answer is not None:
            self._answer.take(data)
            if self._answer.is_the_one_before:
                self._trust.lost += 1
                raise httpcore.RemoteProtocolError("the answer to the question before came again")
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send a request, or the next part of it.

        Raises:
            ConnectionNotAvailable: bytes came that no request asked for, here or on another connection;
                httpcore then uses a new one.
        """
        if self._answer is None:
            self._answer = _Answer(buffer, None)
        elif self._answer.complete:
            if self._is_spent or not await self._is_quiet():
                raise httpcore.ConnectionNotAvailable
            self._answer = _Answer(buffer, self._answer.mark)
        await self._stream.write(buffer, timeout)

    async def _is_quiet(self) -> bool:
        """Whether no bytes are waiting to be read.

        To find out, one byte is read; if it is there, it is lost.
        """
        reading = asyncio.ensure_future(self._stream.read(1))
        try:
            for _ in range(_TURNS):
                await asyncio.sleep(0)
            return not reading.done()
        finally:  # a question that is given up meanwhile leaves nothing behind that reads
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)

    async def aclose(self) -> None:
        """Close the stream."""
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Begin TLS, and return the encrypted stream, which checks its answers as well."""
        return AnswerStream(await self._stream.start_tls(ssl_context, server_hostname, timeout), self._trust)

    def get_extra_info(self, info: str) -> Any:
        """A fact about the stream, by httpcore's name for it.

        A stream that may not be used again counts as readable, a state in which httpcore does not reuse it.
        """
        if info == "is_readable" and self._is_spent:
            return True
        return self._stream.get_extra_info(info)

    @property
    def _is_spent(self) -> bool:
        """Whether no further request may be sent on this stream."""
        surplus = self._answer is not None and self._answer.surplus
        return surplus or self._lost_before != self._trust.lost


class _Answer:
    """The answer to one request, or the part of it that has come so far.

    Attributes:
        complete: whether the last byte of the answer has come.
        surplus: whether further bytes have come after the last one.
    """

    def __init__(self, question: bytes, before: tuple[bytes, bytes] | None) -> None:
        self.complete = self.surplus = False
        self._question = question.partition(b"\r\n")[0]
        self._before = before
        self._digest = blake2b()
        self._has_body = False
        self._parser = h11.Connection(h11.CLIENT, max_incomplete_event_size=_LONGEST_HEAD)
        method = self._question.partition(b" ")[0]
        self._parser.send(h11.Request(method=method, target=b"/", headers=[(b"host", b"")]))
        self._parser.send(h11.EndOfMessage())

    def take(self, data: bytes) -> None:
        """Parse bytes that have come, and update `complete` and `surplus`."""
        if self.complete:
            self.surplus = self.surplus or bool(data)
            return
        # What is no HTTP is told by httpcore, which reads the same.
        with suppress(h11.RemoteProtocolError):
            self._parser.receive_data(data)
            self._follow()
        behind = len(self._parser.trailing_data[0]) if self.complete else 0
        self.surplus = behind > 0
        self._digest.update(data[: len(data) - behind])

    def _follow(self) -> None:
        while (event := self._parser.next_event()) not in (h11.NEED_DATA, h11.PAUSED):
            self._has_body = self._has_body or isinstance(event, h11.Data)
            if isinstance(event, h11.EndOfMessage):
                self.complete = True
                return
            if isinstance(event, h11.ConnectionClosed):
                return

    @property
    def mark(self) -> tuple[bytes, bytes]:
        """The first line of the request and a digest of the answer's bytes, to recognise the answer later."""
        return self._question, self._digest.digest()

    @property
    def is_the_one_before(self) -> bool:
        """Whether this has the same bytes as the previous answer, although the request is another GET.

        The server then most likely sent the previous answer twice, the second time too late to be noticed as
        surplus. If the two answers are equal by chance, repeating the request costs little.
        """
        if self._before is None or not (self.complete and self._has_body):
            return False
        question, digest = self.mark
        asks_other = question.startswith(b"GET ") and question != self._before[0]
        return asks_other and digest == self._before[1]


def guard(transport: httpx.AsyncHTTPTransport, follow: Follow = AnswerStream) -> httpx.AsyncHTTPTransport:
    """Make a transport check the answers on its connections, by wrapping each with `follow`; return it."""
    pool = transport._pool  # noqa: SLF001 - httpx takes no network backend
    pool._network_backend = _Backend(pool._network_backend, follow)  # noqa: SLF001 - for the same reason
    return transport
