"""New snapshots of Grafana: what is sent is what came, and delete keys stay nowhere."""

from __future__ import annotations

import json
from datetime import timedelta

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.demo.server import DemoServer
from te_tui.models.request import CopyRequest
from te_tui.sources.clock import server_now
from te_tui.sources.errors import Rejected, ServerFailed
from te_tui.sources.grafana.creation import NewSnapshot, dashboard_in, read_created, same_dashboard
from te_tui.sources.reading.decode import NotReadable
from tests.demo.grafana.servers import OPTIONS
from tests.sources.grafana.test_source import answering, row_named, source_at

CANARY = "deleteKeyCanary-12345"

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=10,
)


@given(JSON, st.sampled_from([None, 1, 4]))
def test_a_dashboard_is_sent_as_it_was_written(panel: object, indent: int | None) -> None:
    dashboard = {"title": "one", "panels": [panel]}
    sent = {"meta": {"dashboard": {"another": 1}}, "dashboard": dashboard, "more": [1]}
    written = json.dumps(dashboard, indent=indent)
    body = json.dumps(sent, indent=indent).encode()
    found = dashboard_in(body)
    assert json.loads(found) == dashboard
    assert found in body
    assert indent is not None or found == written.encode()


def test_numbers_and_escapes_are_not_written_anew() -> None:
    dashboard = b'{ "a":1.50e+3,"b":"\\u0041\\/", "b" : 12345678901234567890.10 }'
    assert dashboard_in(b'\xef\xbb\xbf{"meta":{},"dashboard" :' + dashboard + b"}") == dashboard


@pytest.mark.parametrize(
    "body",
    [b'{"dashboard":{}}', b'{"dashboard":null}', b'{"meta":{}}', b"[]", b"", b'{"dashboard":{"a":"\xff"}}',
     b'{"dashboard":{"a":1}'],
)  # fmt: skip
def test_what_has_no_content_of_its_own_is_not_sent(body: bytes) -> None:
    with pytest.raises(NotReadable):
        dashboard_in(body)


def test_only_the_address_that_grafana_writes_may_differ() -> None:
    one = b'{"a":[1,2],"snapshot":{"originalUrl":"http://internal/d/1","timestamp":"x"}}'
    assert same_dashboard(one, b'{"snapshot":{"timestamp":"x","originalUrl":"/d/1"},"a":[1,2.0]}')
    assert same_dashboard(b'{"a":1}', b'{"a":1,"snapshot":{"originalUrl":"/d/1"}}')
    assert not same_dashboard(one, one.replace(b"[1,2]", b"[1]"))
    assert not same_dashboard(one, one.replace(b'"x"', b'"y"'))


def test_a_body_has_what_was_asked_for_and_never_a_delete_key() -> None:
    assert json.loads(NewSnapshot(b'{"a":1}').body) == {"dashboard": {"a": 1}, "expires": 0}
    full = NewSnapshot(b'{"a":1}', "é", 60, "k").body
    assert json.loads(full) == {"dashboard": {"a": 1}, "name": "é", "expires": 60, "key": "k"}


def test_a_delete_key_is_in_no_text_of_what_was_made() -> None:
    made = read_created(json.dumps({"key": "k", "deleteKey": CANARY, "deleteUrl": f"x/{CANARY}"}).encode())
    assert made.key == "k"
    assert made.delete_key is not None
    assert made.delete_key.reveal() == CANARY
    assert CANARY not in f"{made!r} {made}"


@pytest.mark.parametrize("version", [6, 8, 9, 11, 13])
async def test_a_copy_holds_the_same_under_the_key_that_was_chosen(version: int) -> None:
    with DemoServer(OPTIONS._replace(version=version, snapshots=30)) as running:
        async with source_at(running.url) as source:
            row = await row_named(source, "Every panel type")
            evidence = await source.raw_snapshot("1", str(row.snapshot_id))
            expires = server_now(source) + timedelta(days=9)
            made = await source.copy_snapshot("1", CopyRequest(evidence, "é copy", expires, "a1" * 16))
            seen = await source.compared("1", made, evidence)
            assert (made, seen.is_same) == ("a1" * 16, True)
            assert seen.row.expires is not None
            assert abs(seen.row.expires - expires) < timedelta(seconds=5)
            assert (await row_named(source, "é copy")).snapshot_id == made
            with pytest.raises((Rejected, ServerFailed)) as refused:
                await source.copy_snapshot("1", CopyRequest(evidence, "again", None, made))
            assert refused.value.perhaps_done is (version < 13)


async def test_a_creation_is_asked_for_once_and_keeps_no_answer() -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/org"):
            return httpx.Response(200, json={"id": 1, "name": "x"})
        asked.append(request.method)
        return httpx.Response(200, json={"deleteKey": CANARY, "url": "x"})

    with pytest.raises(Exception, match="names no key") as failed:
        await answering(answer).copy_snapshot("1", CopyRequest(b'{"dashboard":{"a":1}}', "n", None))
    assert asked == ["POST"]
    assert failed.value.perhaps_done  # type: ignore[attr-defined]
    assert failed.value.answer is None  # type: ignore[attr-defined]


async def test_a_delete_key_that_comes_back_is_masked() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/org"):
            return httpx.Response(200, json={"id": 1, "name": "x"})
        if request.method == "POST":
            return httpx.Response(200, json={"key": "k", "deleteKey": CANARY})
        return httpx.Response(404, json={"message": f"gone with {CANARY}"})

    source = answering(answer)
    await source.copy_snapshot("1", CopyRequest(b'{"dashboard":{"a":1}}', "n", None))
    with pytest.raises(Exception, match="gone with") as failed:
        await source.raw_snapshot("1", "k")
    assert CANARY not in str(failed.value)
