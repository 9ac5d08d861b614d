"""A server that wants the token to go elsewhere; a second one writes down every byte that reaches it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from te_tui.credentials.secret import Secret
from te_tui.models.clean import clean
from te_tui.sources.errors import Refused, Rejected
from te_tui.sources.http.origin import Origin
from te_tui.sources.thousandeyes.source import ThousandEyes

TOKEN = "canary-7f3a-token"
LAST = json.dumps({"dashboardSnapshots": []})
ESCAPES = "\x1b]52;c;AAAA\x07\x1b[2J\x9b31m\u202e<html>[@click=app.quit]"


@dataclass
class Listener:
    """A server on loopback that remembers what it hears, and gives its answers in turn."""

    answers: list[bytes] = field(default_factory=list)
    heard: list[bytes] = field(default_factory=list)
    connections: int = 0
    port: int = 0

    @property
    def requests(self) -> list[str]:
        """The first line of each request."""
        return [each.split(b"\r\n")[0].decode() for each in self.heard]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self.heard.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(self.answers.pop(0))
        await writer.drain()
        writer.close()
        await writer.wait_closed()


@asynccontextmanager
async def listening() -> AsyncIterator[Listener]:
    listener = Listener()
    server = await asyncio.start_server(listener.serve, "127.0.0.1", 0)
    async with server:
        listener.port = server.sockets[0].getsockname()[1]
        yield listener


def answer(body: str, status: str = "200 OK", *headers: str) -> bytes:
    content = body.encode()
    head = (f"HTTP/1.1 {status}", f"Content-Length: {len(content)}", "Connection: close", *headers)
    return "\r\n".join(head).encode() + b"\r\n\r\n" + content


def source_at(listener: Listener) -> ThousandEyes:
    return ThousandEyes(Origin.parse(f"http://127.0.0.1:{listener.port}/base"), Secret(TOKEN))


@pytest.mark.parametrize(
    "link",
    [
        "http://127.0.0.1:{port}/base/v7/dashboard-snapshots?cursor=c2",
        "http://localhost:{port}/base/v7/dashboard-snapshots?cursor=c2",
        "https://127.0.0.1:{port}/base/v7/dashboard-snapshots?cursor=c2",
        "http://me:secret@127.0.0.1:{port}/base/v7/dashboard-snapshots?cursor=c2",
        "http://127.0.0.1@127.0.0.1:{port}/base/v7/dashboard-snapshots?cursor=c2",
        "//127.0.0.1:{port}/base/v7/dashboard-snapshots?cursor=c2",
        "http://127.0.0.1:{port}/elsewhere?cursor=c2",
    ],
)
async def test_of_a_link_to_the_next_page_only_the_cursor_is_taken(link: str) -> None:
    async with listening() as hostile, listening() as elsewhere:
        first = {"dashboardSnapshots": [], "_links": {"next": {"href": link.format(port=elsewhere.port)}}}
        hostile.answers = [answer(json.dumps(first)), answer(LAST)]
        async with source_at(hostile) as source:
            assert len([page async for page in source.snapshots("7")]) == 2
        assert hostile.requests == [
            "GET /base/v7/dashboard-snapshots?aid=7 HTTP/1.1",
            "GET /base/v7/dashboard-snapshots?aid=7&cursor=c2 HTTP/1.1",
        ]
        assert all(f"Bearer {TOKEN}".encode() in request for request in hostile.heard)
        assert (elsewhere.connections, elsewhere.heard) == (0, [])


@pytest.mark.parametrize(
    "status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"]
)
async def test_a_redirect_is_not_followed_anywhere(status: str) -> None:
    async with listening() as hostile, listening() as elsewhere:
        location = f"Location: http://127.0.0.1:{elsewhere.port}/base/v7/account-groups"
        hostile.answers = [answer("", status, location)]
        async with source_at(hostile) as source:
            with pytest.raises(Rejected, match="Redirects are not followed"):
                await source.account_groups()
        assert len(hostile.heard) == 1
        assert (elsewhere.connections, elsewhere.heard) == (0, [])


@pytest.mark.parametrize("body", [ESCAPES, json.dumps({"title": ESCAPES, "detail": ESCAPES})])
async def test_a_refusal_full_of_escapes_is_told_clean_and_without_the_token(body: str) -> None:
    async with listening() as hostile:
        hostile.answers = [answer(body, "401 Unauthorized", 'WWW-Authenticate: Basic realm="x"')]
        async with source_at(hostile) as source:
            with pytest.raises(Refused) as refused:
                await source.account_groups()
        assert len(hostile.heard) == 1
    said = str(refused.value)
    assert clean(said) == said
    assert TOKEN not in said
