"""An answer belongs to its question, whatever a middlebox sends behind it or in its place."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any, TypeAlias

import httpcore
import pytest

from te_tui.credentials.secret import Secret
from te_tui.sources.errors import Moved, SourceError, Unreadable
from te_tui.sources.http.answers import AnswerStream, Trust
from te_tui.sources.http.origin import Origin
from te_tui.sources.thousandeyes.source import ThousandEyes
from tests.sources.service import TOKEN, Service, ok

Middlebox: TypeAlias = Callable[[int, bytes], "list[bytes]"]
"""What is sent for the request with this number, whose answer this is; a pause stands between the parts."""

EXPIRY = datetime(2027, 1, 1, tzinfo=UTC)
SMALL = 10
LARGE = 200_000  # bytes; more than is read at once, so that a part of what follows stays in some buffer


class Ids:
    """A service on loopback, whose answer to a widget is the widget's id, behind a middlebox."""

    def __init__(self, middlebox: Middlebox, padding: int = 0) -> None:
        self._middlebox = middlebox
        self._padding = padding
        self.connections = 0
        self.requests: list[str] = []
        self.pause = 0.0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                self.requests.append(head.split("\r\n")[0])
                number = len(self.requests)
                for place, part in enumerate(self._middlebox(number, self._answer(head))):
                    if place:
                        await asyncio.sleep(self.pause)
                    writer.write(part)
                    await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def _answer(self, head: str) -> bytes:
        named = re.search(r"/widgets/(\w+)", head)
        return response({"data": {"status": named[1] if named else "?"}, "padding": "x" * self._padding})


def response(body: Any, *headers: bytes, status: bytes = b"200 OK") -> bytes:
    content = json.dumps(body).encode()
    head = [b"HTTP/1.1 " + status, b"Content-Length: %d" % len(content), *headers]
    return b"\r\n".join(head) + b"\r\n\r\n" + content


@asynccontextmanager
async def asked(service: Ids) -> AsyncIterator[ThousandEyes]:
    async def no_nap(seconds: float) -> None:
        await asyncio.sleep(0)

    server = await asyncio.start_server(service.serve, "127.0.0.1", 0)
    async with server:
        origin = Origin.parse(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
        async with ThousandEyes(origin, Secret(TOKEN), sleep=no_nap) as source:
            yield source


async def widgets(source: ThousandEyes, *ids: str) -> list[str | None]:
    return [(await source.panel_data("7", "s1", widget_id)).status for widget_id in ids]


@pytest.mark.parametrize("padding", [SMALL, LARGE])
async def test_an_answer_that_comes_twice_shifts_nothing(padding: int) -> None:
    service = Ids(lambda number, answer: [answer + answer] if number == 1 else [answer], padding)
    async with asked(service) as source:
        assert await widgets(source, *"abcd") == [*"abcd"]
    assert service.connections == 2


async def test_an_answer_that_comes_again_just_behind_itself_shifts_nothing() -> None:
    service = Ids(lambda number, answer: [answer, answer] if number == 1 else [answer])
    async with asked(service) as source:
        assert await widgets(source, *"abcd") == [*"abcd"]


async def test_an_answer_that_comes_again_when_the_next_question_is_out_is_not_taken_for_its_answer() -> None:
    """The middlebox holds the second one back until another question is on its way."""
    kept: list[bytes] = []

    def late(number: int, answer: bytes) -> list[bytes]:
        kept.append(answer)
        return [kept[0], answer] if number == 2 else [answer]

    service = Ids(late)
    async with asked(service) as source:
        assert await widgets(source, *"abcd") == [*"abcd"]


@pytest.mark.parametrize("pause", [0.002, 0.01, 0.03])
async def test_an_answer_that_comes_again_a_little_later_shifts_nothing(pause: float) -> None:
    service = Ids(lambda number, answer: [answer, answer] if number == 1 else [answer])
    service.pause = pause
    async with asked(service) as source:
        assert await widgets(source, *"abcdefgh") == [*"abcdefgh"]


@pytest.mark.parametrize(
    "behind",
    [
        b"\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nContent-Le",
        b"HTTP/1.1 100 Continue\r\n\r\n",
        b"garbage",
        b"x",
    ],
)
async def test_whatever_comes_behind_an_answer_ends_the_connection(behind: bytes) -> None:
    service = Ids(lambda number, answer: [answer + behind] if number == 1 else [answer])
    async with asked(service) as source:
        assert await widgets(source, *"ab") == [*"ab"]
    assert service.connections == 2


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 204 No Content\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}, and more",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n3\r\n{} \r\n0\r\n\r\n",
        b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n{}",
    ],
    ids=["204 with a body", "longer than told", "chunks behind the last", "HTTP/1.0"],
)
async def test_a_connection_whose_answer_ends_oddly_is_not_used_again(answer: bytes) -> None:
    service = Ids(lambda number, right: [answer] if number == 1 else [right])
    async with asked(service) as source:
        await source.delete_snapshot("7", "s1")
        assert await widgets(source, *"ab") == [*"ab"]
    assert service.connections == 2


async def test_answers_that_say_to_wait_come_before_the_answer_and_not_in_its_place() -> None:
    hints = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
    service = Ids(lambda number, answer: [hints + answer])
    async with asked(service) as source:
        assert await widgets(source, *"abc") == [*"abc"]
    assert service.connections == 1


class Silent(httpcore.AsyncNetworkStream):
    """A connection on which one answer has come; reading on ends as soon as it is closed."""

    def __init__(self) -> None:
        self._answers = [response({})]
        self._closed = asyncio.Event()
        self.reading = 0

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if self._answers:
            return self._answers.pop()
        self.reading += 1
        try:
            await self._closed.wait()
        finally:
            self.reading -= 1
        raise httpcore.ReadError

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        pass

    async def aclose(self) -> None:
        self._closed.set()


@pytest.mark.parametrize("turns", range(1, 8))
async def test_a_question_that_is_given_up_leaves_nothing_that_reads(turns: int) -> None:
    """Once the connection is closed, that would tell its failure on the terminal of who has left."""
    silent = Silent()
    stream = AnswerStream(silent, Trust())
    await stream.write(b"GET /a HTTP/1.1\r\n\r\n")
    await stream.read(1)
    asking = asyncio.create_task(stream.write(b"GET /b HTTP/1.1\r\n\r\n"))
    for _ in range(turns):
        await asyncio.sleep(0)
    asking.cancel()
    await asyncio.wait([asking])
    assert silent.reading == 0
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_sound_answers_share_a_connection() -> None:
    service = Ids(lambda number, answer: [answer])
    async with asked(service) as source:
        assert await widgets(source, *"abcab") == [*"abcab"]
        assert await widgets(source, *"aaa") == [*"aaa"]  # the same question may well have the same answer
    assert service.connections == 1


WIDGET = {"groupLabels": [], "data": {"points": []}}


def own(path: str) -> dict[str, Any]:
    return {"_links": {"self": {"href": f"https://api.example/v7/dashboard-snapshots/{path}"}}}


@pytest.mark.parametrize(
    ("ask", "body"),
    [
        (lambda s: s.snapshot("7", "s1"), {"snapshotId": "s2"}),
        (lambda s: s.snapshot("7", "s1"), WIDGET),
        (lambda s: s.snapshot("7", "s1"), {"dashboardSnapshots": []}),
        (lambda s: s.raw_snapshot("7", "s1"), {"snapshotId": "s2"}),
        (lambda s: s.raw_snapshot("7", "s1"), WIDGET),
        (lambda s: s.panel_data("7", "s1", "w1"), WIDGET | own("s1/widgets/w2")),
        (lambda s: s.panel_data("7", "s1", "w1"), WIDGET | own("s2/widgets/w1")),
        (
            lambda s: s.panel_data("7", "s1", "w1"),
            WIDGET | {"_links": {"self": [own("s1/widgets/w2")["_links"]["self"], 5]}},
        ),
        (lambda s: s.panel_data("7", "s1", "w1"), {"snapshotId": "s1", "widgets": []}),
        (lambda s: s.raw_panel_data("7", "s1", "w1"), WIDGET | own("s1/widgets/w2")),
        (lambda s: s.raw_panel_data("7", "s1", "w1"), {"dashboardSnapshots": []}),
        (lambda s: s.set_expiry("7", "s1", EXPIRY), {"snapshotId": "s2"}),
        (lambda s: s.delete_snapshot("7", "s1"), {"snapshotId": "s2"}),
    ],
)
async def test_an_answer_about_another_thing_is_refused(
    service: Service, ask: Callable[[ThousandEyes], Any], body: Any
) -> None:
    async with service.source(ok(body)) as source:
        with pytest.raises(Unreadable, match="another question") as refused:
            await ask(source)
    assert refused.value.answer is None  # it is kept nowhere as what the API said of this thing
    assert len(service.requests) == 5


@pytest.mark.parametrize("named", [{"aid": "8"}, {"accountId": 8}])
async def test_a_snapshot_of_another_group_is_refused_at_once(service: Service, named: Any) -> None:
    async with service.source(ok({"snapshotId": "s1"} | named)) as source:
        with pytest.raises(Moved) as refused:
            await source.snapshot("7", "s1")
    assert refused.value.answer is None
    assert len(service.requests) == 1


@pytest.mark.parametrize(
    ("ask", "body"),
    [
        (lambda s: s.snapshot("7", "AB"), {"snapshotId": "ab", "aid": 7}),
        (lambda s: s.snapshot("7", "s1"), {}),
        (lambda s: s.panel_data("7", "s 1", "w/1"), WIDGET | own("s%201/widgets/w%2F1?aid=7")),
        (lambda s: s.panel_data("7", "s1", "w1"), WIDGET | own("link/to/resource/id")),
        (lambda s: s.panel_data("7", "s1", "w1"), WIDGET | {"_links": [{"self": 5}]}),
        (lambda s: s.panel_data("7", "s1", "w1"), WIDGET | {"_links": {"self": {"href": "http://[x"}}}),
        (lambda s: s.set_expiry("7", "s1", EXPIRY), {"snapshotId": "s1"}),
    ],
)
async def test_an_answer_that_says_nothing_else_is_taken(
    service: Service, ask: Callable[[ThousandEyes], Any], body: Any
) -> None:
    async with service.source(ok(body)) as source:
        await ask(source)


@pytest.mark.parametrize("body", [{}, WIDGET, {"snapshotId": "s1"}, {"dashboardSnapshots": None}])
async def test_what_is_no_list_is_no_empty_list(service: Service, body: Any) -> None:
    async with service.source(ok(body)) as source:
        asks: list[Callable[[], Any]] = [
            lambda: listed(source),
            source.account_groups,
            lambda: source.tests("7"),
            lambda: source.dashboards("7"),
        ]
        for ask in asks:
            with pytest.raises(SourceError, match="something else than data"):
                await ask()


async def listed(source: ThousandEyes) -> int:
    return len([page async for page in source.snapshots("7")])
