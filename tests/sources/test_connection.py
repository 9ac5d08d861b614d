"""Connections that cannot be made, on a real loopback, and how they are let go of."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from te_tui.credentials.secret import Secret
from te_tui.credentials.token import NoToken
from te_tui.sources.errors import Refused, Unreachable
from te_tui.sources.http.origin import Origin
from te_tui.sources.thousandeyes.source import ThousandEyes
from tests.sources.service import TOKEN, Service, ok

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"


def source_at(base: str) -> ThousandEyes:
    async def no_nap(seconds: float) -> None:
        await asyncio.sleep(0)

    return ThousandEyes(Origin.parse(base), Secret(TOKEN), sleep=no_nap)


@asynccontextmanager
async def listening(answer: bytes) -> AsyncIterator[tuple[str, list[bytes]]]:
    """A server on loopback that answers every connection with the same bytes."""
    heard: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(answer)
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", heard


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


async def test_loopback_ignores_the_proxies_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "ALL_PROXY", "http_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{free_port()}")
    async with listening(ANSWER) as (base, heard), source_at(base) as source:
        await source.snapshot("7", "s1")
    assert heard[0].startswith(b"GET /v7/dashboard-snapshots/s1?aid=7 HTTP/1.1\r\n")


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (b"", "dropped the connection"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{", "dropped the connection"),
        (b"not http at all\r\n\r\n", "dropped the connection"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}", "damaged answer"),
    ],
)
async def test_a_broken_answer_is_tried_again_and_then_unreachable(answer: bytes, why: str) -> None:
    async with listening(answer) as (base, heard), source_at(base) as source:
        with pytest.raises(Unreachable, match=why):
            await source.snapshot("7", "s1")
    assert len(heard) == 5


async def test_a_refused_port_is_said_in_plain_words() -> None:
    async with source_at(f"http://127.0.0.1:{free_port()}") as source:
        with pytest.raises(Unreachable, match="connection refused"):
            await source.snapshot("7", "s1")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("[Errno -2] Name or service not known", "unknown host"),
        ("[Errno 8] nodename nor servname provided, or not known", "unknown host"),
        ("[Errno -3] Temporary failure in name resolution", "unknown host"),
        ("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed", "SSL_CERT_FILE"),
        ("[Errno 111] Connection refused", "connection refused"),
        ("All connection attempts failed", "connection refused"),
        ("[Errno 113] No route to host", "no connection"),
    ],
)
async def test_a_failed_connection_is_said_in_plain_words(service: Service, said: str, why: str) -> None:
    async with service.source(httpx.ConnectError(said), base="http://localhost") as source:
        with pytest.raises(Unreachable, match=why):
            await source.snapshot("7", "s1")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HTTPS_PROXY", "ftp://user:s3cret@proxy.invalid"),
        ("HTTPS_PROXY", "socks5://user:s3cret@proxy.invalid"),
        ("SSL_CERT_FILE", "missing.pem"),
        ("SSL_CERT_FILE", "empty.pem"),
    ],
)
async def test_a_setting_that_cannot_be_used_is_named_and_not_shown(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, value: str
) -> None:
    (tmp_path / "empty.pem").touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(name, value)
    async with source_at("https://name.invalid") as source:
        for _ in range(2):  # asked again, it is tried again
            with pytest.raises(Unreachable, match=name) as caught:
                await source.snapshot("7", "s1")
    assert "s3cret" not in str(caught.value)


async def test_the_connection_is_made_once_for_all_requests(service: Service) -> None:
    async with service.source(ok({})) as source:
        await asyncio.gather(*(source.snapshot("7", str(n)) for n in range(5)))
        first = await source._client._client()
        assert await source._client._client() is first
    assert first.is_closed
    assert len(service.requests) == 5


async def test_closing_is_quiet_whatever_came_before(service: Service) -> None:
    unused = service.source(ok({}))
    await unused.aclose()
    await unused.aclose()

    left = service.source(ok({}))
    connecting = asyncio.create_task(left.snapshot("7", "s1"))
    await asyncio.sleep(0)
    connecting.cancel()
    await asyncio.wait([connecting])
    await left.aclose()


async def test_a_token_is_asked_for_once_when_the_first_request_needs_it(service: Service) -> None:
    asked: list[str] = []

    async def secret() -> Secret:
        asked.append("token")
        return Secret(TOKEN)

    service.answers = [ok({})]
    source = ThousandEyes(
        Origin.parse("http://localhost"), secret, transport=httpx.MockTransport(service._answer)
    )
    async with source:
        assert asked == []
        await asyncio.gather(*(source.snapshot("7", str(n)) for n in range(3)))
    assert asked == ["token"]
    assert {request.headers["authorization"] for request in service.requests} == {f"Bearer {TOKEN}"}


async def test_without_a_token_nothing_is_sent_and_it_is_asked_for_again(service: Service) -> None:
    asked: list[str] = []

    async def secret() -> Secret:
        asked.append("token")
        raise NoToken("There is no API token", "Set TE_TOKEN.")

    source = ThousandEyes(
        Origin.parse("http://localhost"), secret, transport=httpx.MockTransport(service._answer)
    )
    async with source:
        for _ in range(2):
            with pytest.raises(Refused, match=r"There is no API token\. Set TE_TOKEN\."):
                await source.snapshot("7", "s1")
    assert (len(asked), service.requests) == (2, [])


async def test_a_source_whose_token_never_comes_can_be_closed_at_once() -> None:
    asking = asyncio.Event()

    async def secret() -> Secret:
        asking.set()
        await asyncio.Event().wait()
        raise AssertionError

    source = ThousandEyes(Origin.parse("http://localhost"), secret)
    request = asyncio.create_task(source.account_groups())
    await asking.wait()
    await source.aclose()
    with pytest.raises(asyncio.CancelledError):
        await request
