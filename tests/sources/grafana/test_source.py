"""Grafana's API over real HTTP: what the embedded Grafana answers, below a path of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest

from te_tui.credentials.secret import Secret
from te_tui.demo import LOGIN_TOKEN, GrafanaOptions
from te_tui.demo.options import EDITOR_TOKEN, OTHER_ORG_TOKEN
from te_tui.demo.server import DemoServer
from te_tui.models.account_group import AccountGroup
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.sources.errors import NotFound, NotLoggedIn, Refused, Rejected, ServerFailed, Unavailable
from te_tui.sources.grafana import VENDOR
from te_tui.sources.grafana.address import base_in, snapshot_id_in
from te_tui.sources.grafana.source import Grafana
from te_tui.sources.http.origin import Origin
from te_tui.sources.http.retry import Patience
from te_tui.sources.vendor import NamesNoSnapshot
from tests.demo.grafana.servers import OPTIONS
from tests.sources.grafana.bodies import body, panel, series

ONCE = Patience(tries=1, tries_to_connect=1, longest_wait=0)
BELOW: GrafanaOptions = OPTIONS._replace(base_path="/grafana", snapshots=30)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[DemoServer, Path]]:
    """One Grafana for all tests of this module that change nothing, with its log."""
    log = tmp_path_factory.mktemp("grafana") / "log"
    with DemoServer(BELOW._replace(log=log)) as running:
        yield running, log


@pytest.fixture
def start() -> Iterator[Callable[..., DemoServer]]:
    """Begin a Grafana of its own."""
    with ExitStack() as stack:
        yield lambda **changes: stack.enter_context(DemoServer(BELOW._replace(**changes)))


def source_at(url: str, token: str = LOGIN_TOKEN) -> Grafana:
    return Grafana(Origin.parse(url), Secret(token), patience=ONCE)


async def rows_of(source: Grafana) -> list[SnapshotRow]:
    return [row async for page in source.snapshots("1") for row in page.rows]


async def row_named(source: Grafana, name: str) -> SnapshotRow:
    return next(row for row in await rows_of(source) if (row.name or "").startswith(name))


def answering(answer: Callable[[httpx.Request], httpx.Response]) -> Grafana:
    """A source whose server is this function."""
    transport = httpx.MockTransport(answer)
    return Grafana(Origin.parse("http://127.0.0.1:9/grafana"), Secret("token-1234"), transport=transport,
                   patience=ONCE)  # fmt: skip


def says(status: int, **said: Any) -> Grafana:
    return answering(lambda _: httpx.Response(status, json=said))


async def test_the_list_is_whole_and_newest_first(server: tuple[DemoServer, Path]) -> None:
    async with source_at(server[0].url) as source:
        (group,) = await source.account_groups()
        rows = await rows_of(source)
    assert (group.aid, bool(group.name)) == ("1", True)
    created = [row.created for row in rows if row.created]
    assert len(rows) == len(created) >= 25
    assert created == sorted(created, reverse=True)
    assert any(row.never_expires for row in rows)
    assert any(row.external for row in rows)
    assert all(row.link == f"{server[0].url}/dashboard/snapshot/{row.snapshot_id}" for row in rows)


def listing(count: int, limits: list[int]) -> Grafana:
    """A source whose server has that many snapshots; each limit that it is asked for is noted."""
    sent = [{"key": f"k{number}", "orgId": 1, "created": f"2026-01-01T00:00:{number % 60:02}Z"}
            for number in range(count)]  # fmt: skip

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/api/org"):
            return httpx.Response(200, json={"id": 1, "name": "Main"})
        limits.append(int(request.url.params["limit"]))
        return httpx.Response(200, json=sent[: limits[-1]])

    return answering(answer)


async def test_the_limit_grows_until_fewer_rows_come(monkeypatch: pytest.MonkeyPatch) -> None:
    limits: list[int] = []
    monkeypatch.setattr("te_tui.sources.grafana.source.FIRST_LIMIT", 5)
    async with listing(25, limits) as source:
        assert len(await rows_of(source)) == 25
    assert limits == [5, 20, 80]


async def test_a_list_of_thousands_is_asked_for_once() -> None:
    limits: list[int] = []
    async with listing(5_001, limits) as source:
        assert len(await rows_of(source)) == 5_001
    assert len(limits) == 1


async def test_a_snapshot_comes_with_the_data_of_all_its_panels(server: tuple[DemoServer, Path]) -> None:
    async with source_at(server[0].url) as source:
        row = await row_named(source, "Every panel type")
        asked = len(server[1].read_text().splitlines())
        snapshot = await source.snapshot("1", row.snapshot_id or "")
        contents = [await source.panel_content("1", "", one) for one in snapshot.panels]
        again = await source.snapshot("1", row.snapshot_id or "")
    assert (again.row.name, again.row.snapshot_id) == (row.name, row.snapshot_id)
    assert len(snapshot.panels) > 20
    assert all(content.drawing() is not None and content.glimpse(content.drawing()) for content in contents)
    # Once for each opening, which is never answered from memory: a key may be given to another one.
    assert len(server[1].read_text().splitlines()) == asked + 2


async def test_another_token_may_be_one_of_another_organization(server: tuple[DemoServer, Path]) -> None:
    async def renew(refused: NotLoggedIn, again: bool) -> Secret:
        return Secret(OTHER_ORG_TOKEN)

    async with Grafana(Origin.parse(server[0].url), Secret("glsa_refused"), renew=renew) as source:
        source._group = AccountGroup("1", "as the first token saw it")
        with pytest.raises(NotFound):
            await source.snapshot("1", "some-key")
        (group,) = await source.account_groups()
    assert group.aid == "2"


async def test_the_token_goes_below_the_base_path_and_to_no_other(server: tuple[DemoServer, Path]) -> None:
    seen: list[tuple[str, bool]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append((request.url.path, "authorization" in request.headers))
        return httpx.Response(200, json={"id": 1})

    async with answering(answer) as source:
        await source.account_groups()
        client = await source._client._client()
        await client.get("http://127.0.0.1:9/api/org")
    assert seen == [("/grafana/api/org", True), ("/api/org", False)]


@pytest.mark.parametrize("key", ["", ".", "..", ":key", "a/b", "a\x1b"])
async def test_what_is_no_key_is_never_asked_for(key: str) -> None:
    async with answering(lambda _: pytest.fail("it was asked")) as source:
        with pytest.raises(NotFound):
            await source.raw_snapshot("1", key)


@pytest.mark.parametrize("version", [6, 8, 9, 13])
async def test_an_unknown_key_is_not_found_in_every_version(
    start: Callable[..., DemoServer], version: int
) -> None:
    async with source_at(start(version=version, snapshots=20).url) as source:
        with pytest.raises(NotFound):
            await source.raw_snapshot("1", "nobodyhasthiskey")
        assert await source.version() == version


@pytest.mark.parametrize("code", [408, 425, 503, 522, 529])
async def test_a_failure_of_a_gateway_is_repeated_and_is_the_services_fault(code: int) -> None:
    asked: list[int] = []

    def answer(_request: httpx.Request) -> httpx.Response:
        asked.append(code)
        return httpx.Response(code if len(asked) != 2 else 200, json={"id": 1, "name": "Ours"})

    async def at_once(seconds: float) -> None:
        assert seconds > 0

    transport = httpx.MockTransport(answer)
    source = Grafana(
        Origin.parse("http://127.0.0.1:9"), Secret(LOGIN_TOKEN), transport=transport, sleep=at_once
    )
    async with source:
        assert [group.aid for group in await source.account_groups()] == ["1"]
        with pytest.raises(ServerFailed):
            await source.raw_snapshot("1", "key")


async def test_the_old_words_of_a_newer_grafana_are_a_failure() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("settings"):
            return httpx.Response(200, json={"buildInfo": {"version": "11.3.0-pre"}})
        return httpx.Response(500, json={"message": "Failed to get dashboard snapshot"})

    async with answering(answer) as source:
        with pytest.raises(Unavailable):
            await source.raw_snapshot("1", "key")


@pytest.mark.parametrize(
    ("status", "said", "kind"),
    [
        (401, {"messageId": "api-key.invalid", "message": "Invalid API key"}, NotLoggedIn),
        (401, {"messageId": "api-key.organization-mismatch", "message": "x"}, Refused),
        (401, {"message": "OrgID mismatch"}, Refused),
        (403, {"accessErrorId": "ACE1", "title": "Access denied", "message": "x"}, Refused),
        (404, {"messageId": "dashboardsnapshots.not-found", "message": "Snapshot not found"}, NotFound),
    ],
)
async def test_a_refusal_is_told_apart_by_its_message_id_and_status(
    status: int, said: dict[str, Any], kind: type[Exception]
) -> None:
    async with says(status, **said) as source:
        with pytest.raises(kind) as caught:
            await source.raw_snapshot("1", "key")
    assert type(caught.value) is kind


async def test_a_redirect_is_told_with_its_host_and_not_followed() -> None:
    moved = httpx.Response(302, headers={"location": "https://login.example/sso?token=secret"})
    async with answering(lambda _: moved) as source:
        with pytest.raises(Rejected, match=r"login\.example") as caught:
            await source.raw_snapshot("1", "key")
    assert "secret" not in str(caught.value)


async def test_a_login_page_is_no_answer() -> None:
    async with answering(lambda _: httpx.Response(200, html="<html>log in</html>")) as source:
        with pytest.raises(Unavailable):
            await source.account_groups()
    async with answering(lambda _: httpx.Response(404, html="<html>nothing</html>")) as source:
        with pytest.raises(Rejected, match="not Grafana's API"):
            await source.raw_snapshot("1", "key")


async def test_an_address_without_grafanas_own_path_is_told(server: tuple[DemoServer, Path]) -> None:
    async with source_at(server[0].url.removesuffix("/grafana")) as source:
        with pytest.raises(Rejected, match="Check the base URL"):
            await source.account_groups()


async def test_another_organization_than_the_tokens_is_refused(server: tuple[DemoServer, Path]) -> None:
    async with source_at(server[0].url, OTHER_ORG_TOKEN) as source:
        with pytest.raises(NotFound, match="organization 2, not 1"):
            await rows_of(source)


async def test_deleting_is_done_once_and_gone_afterwards(start: Callable[..., DemoServer]) -> None:
    async with source_at(start().url) as source:
        row = (await rows_of(source))[0]
        assert await source.delete_snapshot("1", row.snapshot_id or "")
        with pytest.raises(NotFound):
            await source.snapshot("1", row.snapshot_id or "")
        with pytest.raises(NotFound):
            await source.delete_snapshot("1", row.snapshot_id or "")


async def test_a_page_in_the_place_of_the_words_of_a_deletion_is_looked_at() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            return httpx.Response(200, json={"id": 1})
        return httpx.Response(200, html="<html>log in</html>")

    async with answering(answer) as source:
        assert not await source.delete_snapshot("1", "key")


async def test_an_expired_snapshot_is_what_the_list_says_of_it(server: tuple[DemoServer, Path]) -> None:
    async with source_at(server[0].url) as source:
        row = await row_named(source, "Handover of the night shift")
        snapshot = await source.snapshot("1", row.snapshot_id or "")
    assert (snapshot.row, snapshot.panels, snapshot.has_list) == (row, (), False)


async def test_whoever_is_no_administrator_sees_the_own_ones(server: tuple[DemoServer, Path]) -> None:
    async with source_at(server[0].url, EDITOR_TOKEN) as source:
        assert len(await rows_of(source)) == 3


async def test_damaged_rows_are_left_out_and_told() -> None:
    rows = [
        7,
        {"name": "no key"},
        {"key": "k", "name": "n", "created": "soon", "expires": "0001-01-01T00:00:00Z"},
    ]

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"id": 1} if request.url.path.endswith("org") else rows)

    async with answering(answer) as source:
        (page,) = [page async for page in source.snapshots("1")]
    assert page.hides_rows
    assert page.damage == ("[0]", "[1].key", "[2].created")
    assert [(row.snapshot_id, row.expires) for row in page.rows] == [(None, None), ("k", None)]


async def test_an_external_snapshot_says_where_its_content_is(server: tuple[DemoServer, Path]) -> None:
    async with source_at(server[0].url) as source:
        row = next(row for row in await rows_of(source) if row.external)
        snapshot = await source.snapshot("1", row.snapshot_id or "")
    assert (snapshot.panels, snapshot.has_list) == ((), False)
    assert "outside this Grafana" in (snapshot.dashboard.description or "")


async def test_rows_of_panels_do_not_overlap() -> None:
    place = {"x": 0, "y": 0, "w": 24, "h": 8}
    first = {**panel(series([1.0])), "gridPos": place}
    second = {**panel(series([2.0])), "id": 2, "gridPos": place}
    sent = body(first, {"type": "row", "title": "Closed", "collapsed": True, "panels": [second]})
    async with answering(lambda _: httpx.Response(200, content=sent)) as source:
        snapshot = await source.snapshot("1", "key")
    assert [(place.y, place.h) for place in snapshot.layout] == [(0, 8), (8, 8)]


@pytest.mark.parametrize(
    ("address", "base"),
    [
        ("https://g.example/grafana/dashboard/snapshot/KEY?orgId=1", "https://g.example/grafana"),
        ("https://g.example/api/snapshots/KEY", "https://g.example"),
    ],
)
def test_an_address_names_a_key_of_the_profiles_grafana_alone(address: str, base: str) -> None:
    assert snapshot_id_in(address, base) == "KEY"
    for other in (f"{base}/other", base.replace("g.", "h.")):
        with pytest.raises(NamesNoSnapshot, match="--profile"):
            snapshot_id_in(address, other)


def test_capitals_tell_apart_paths_and_no_hosts() -> None:
    address = "https://G.example/grafana/dashboard/snapshot/KEY"
    assert snapshot_id_in(address, "https://g.example/grafana") == "KEY"
    with pytest.raises(NamesNoSnapshot, match="--profile"):
        snapshot_id_in(address, "https://g.example/Grafana")


def test_two_grafanas_below_one_host_are_two_sources() -> None:
    first, second = (source_at(f"https://g.example/{path}") for path in ("a", "b"))
    assert (first.host, second.host) == ("g.example/a", "g.example/b")


@pytest.mark.parametrize(
    "address", ["https://g.example/api/snapshots-delete/KEY", "https://g.example/d/KEY/x"]
)
def test_an_address_that_deletes_or_names_none_is_refused(address: str) -> None:
    with pytest.raises(NamesNoSnapshot) as refused:
        snapshot_id_in(address, "https://g.example")
    assert "KEY" not in str(refused.value).replace("/KEY", "")


@pytest.mark.parametrize(
    ("pasted", "base"),
    [
        ("https://g.example/", "https://g.example"),
        ("https://g.example/grafana/login", "https://g.example/grafana"),
        ("https://g.example/grafana/d/uid/name?orgId=2", "https://g.example/grafana"),
        ("https://g.example/dashboard/snapshots", "https://g.example"),
        ("https://g.example/grafana/api", "https://g.example/grafana"),
        ("https://g.example/api/grafana", "https://g.example/api/grafana"),
        ("https://g.example/d/grafana", "https://g.example/d/grafana"),
        ("not an address", "not an address"),
    ],
)
def test_the_base_is_what_stands_before_pages_and_the_api(pasted: str, base: str) -> None:
    assert base_in(pasted) == base


def test_a_link_is_handed_on_at_the_profiles_host_alone() -> None:
    link = "https://g.example/dashboard/snapshot/KEY"
    assert VENDOR.may_hand_on(link, "g.example") == link
    assert VENDOR.may_hand_on(link, "other.example") is None
    assert VENDOR.may_hand_on("http://g.example/dashboard/snapshot/KEY", "g.example") is None
    assert VENDOR.may_hand_on("https://g.example/\x1b]52;c;a", "g.example") is None


def test_the_route_that_deletes_by_delete_key_was_never_called(server: tuple[DemoServer, Path]) -> None:
    entries = [json.loads(line) for line in server[1].read_text().splitlines()]
    assert {entry["deleteKeyCalls"] for entry in entries} <= {0}
