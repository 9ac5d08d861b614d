"""Connections through a SOCKS proxy, for which te-tui has to be installed with the extra `socks`."""

from __future__ import annotations

import ssl
from contextvars import ContextVar
from typing import Any

import httpcore
import httpx
from socksio import SOCKSError

from te_tui.sources.http.answers import AnswerStream, Trust, guard

_BEGUN: ContextVar[list[Handshake]] = ContextVar("begun")


class Handshake(httpcore.AsyncNetworkStream):
    """A connection to a SOCKS proxy, kept track of so that it can be closed if the handshake fails."""

    def __init__(self, stream: httpcore.AsyncNetworkStream, trust: Trust) -> None:
        self._stream = stream
        self._trust = trust
        _BEGUN.get().append(self)

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read up to `max_bytes`."""
        return await self._stream.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send bytes."""
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        """Close the stream."""
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Begin TLS; the returned stream is not reused after an answer that no request asked for."""
        stream = await self._stream.start_tls(ssl_context, server_hostname, timeout)
        _BEGUN.get().remove(self)
        return AnswerStream(stream, self._trust)

    def get_extra_info(self, info: str) -> Any:
        """Information about the connection, by httpcore's names, such as `ssl_object`."""
        return self._stream.get_extra_info(info)


class SocksTransport(httpx.AsyncHTTPTransport):
    """httpx's transport; closes connections whose SOCKS handshake failed, which httpcore leaves open."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        guard(self, Handshake)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request through the proxy.

        Raises:
            httpx.ProxyError: the proxy refused, or does not speak SOCKS.
        """
        begun: list[Handshake] = []
        before = _BEGUN.set(begun)
        try:
            return await super().handle_async_request(request)
        except SOCKSError as error:
            raise httpx.ProxyError("no SOCKS") from error
        finally:
            _BEGUN.reset(before)
            for handshake in begun:
                await handshake.aclose()
