"""Connections through a SOCKS proxy, which needs the extra `socks`: `SocksTransport`."""

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
    """A connection to a SOCKS proxy: first for the handshake, then for TLS and the requests."""

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
        """Begin TLS; return the encrypted stream, which notices answers that no request asked for."""
        stream = await self._stream.start_tls(ssl_context, server_hostname, timeout)
        _BEGUN.get().remove(self)
        return AnswerStream(stream, self._trust)

    def get_extra_info(self, info: str) -> Any:
        """A fact about the stream, by httpcore's name for it."""
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
