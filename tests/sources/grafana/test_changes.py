"""Copies, captures and deletions against a server that answers as a test wants."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from te_tui.credentials.secret import Secret
from te_tui.models.request import CopyRequest, SavedTestRequest, SnapshotRequest
from te_tui.sources.clock import server_now
from te_tui.sources.errors import (
    NoId,
    NotFound,
    NotLoggedIn,
    Refused,
    Rejected,
    ServerFailed,
    SourceError,
    Unavailable,
)
from te_tui.sources.grafana.problems import PerhapsNotFound, failure
from te_tui.sources.grafana.source import Grafana
from te_tui.sources.grafana.versions import leading_number, version_in
from te_tui.sources.http.origin import Origin
from tests.sources.grafana.test_source import answering

Said = Any
"""What a path is answered: JSON, a status, a status with JSON, or a function of the request."""

EVIDENCE = b'{"dashboard":{"uid":"u1","panels":[]},"meta":{}}'
ORG = {"/org": {"id": 1, "name": "Main"}}
START, END = datetime(2026, 11, 11, 6, tzinfo=UTC), datetime(2026, 11, 11, 12, tzinfo=UTC)


def response(said: Said, request: httpx.Request) -> httpx.Response:
    if callable(said):
        said = said(request)
    status, body = said if isinstance(said, tuple) else (said, {}) if isinstance(said, int) else (200, said)
    return httpx.Response(status, **({"text": body} if isinstance(body, str) else {"json": body}))


def grafana(answers: dict[str, Said]) -> tuple[Grafana, list[httpx.Request]]:
    """A source, and the requests that it sends; paths that nothing is known of are 404."""
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        path = request.url.path.removeprefix("/grafana/api")
        return response((ORG | answers).get(path, (404, {"message": "no such thing"})), request)

    return answering(answer), asked


def posted(asked: list[httpx.Request]) -> list[dict[str, Any]]:
    return [json.loads(one.content) for one in asked if one.method == "POST"]


MADE = {"key": "made", "deleteKey": "delete-me-1234"}


@pytest.mark.parametrize(
    ("change", "sent"),
    [
        ({}, {"name": "n", "expires": 0}),
        ({"name": None}, {"expires": 0}),
        ({"snapshot_id": "k"}, {"name": "n", "expires": 0, "key": "k"}),
        ({"dashboard_id": "u2"}, {"name": "n", "expires": 0, "dashboard": {"panels": [], "uid": "u2"}}),
    ],
)
async def test_a_copy_is_sent_with_what_was_asked_for(change: dict[str, Any], sent: dict[str, Any]) -> None:
    source, asked = grafana({"/snapshots": MADE})
    fields: dict[str, Any] = {"name": "n", "expires": None} | change
    assert await source.copy_snapshot("1", CopyRequest(EVIDENCE, **fields)) == "made"
    assert posted(asked) == [{"dashboard": {"uid": "u1", "panels": []}} | sent]


@pytest.mark.parametrize(("seconds", "sent"), [(100.2, 100), (1.2, 1), (86_400.3, 86_400)])
async def test_a_copy_lives_until_the_instant_that_was_asked_for(seconds: float, sent: int) -> None:
    source, asked = grafana({"/snapshots": MADE})
    expires = server_now(source) + timedelta(seconds=seconds)
    await source.copy_snapshot("1", CopyRequest(EVIDENCE, "n", expires))
    assert posted(asked)[0]["expires"] in {sent, sent - 1}


@pytest.mark.parametrize("seconds", [0.4, 0, -1, -1000])
async def test_a_copy_that_would_have_expired_is_not_made(seconds: float) -> None:
    source, asked = grafana({"/snapshots": MADE})
    expires = server_now(source) + timedelta(seconds=seconds)
    with pytest.raises(Rejected, match="it would have expired"):
        await source.copy_snapshot("1", CopyRequest(EVIDENCE, None, expires))
    assert not posted(asked)


async def test_a_copy_needs_a_key_that_can_be_asked_for_and_a_content() -> None:
    source, asked = grafana({"/snapshots": MADE})
    with pytest.raises(NoId):
        await source.copy_snapshot("1", CopyRequest(EVIDENCE, "n", None, "a/b"))
    with pytest.raises(Rejected, match="Could not make the snapshot again: its content is not in it"):
        await source.copy_snapshot("1", CopyRequest(b"{}", None, None))
    assert not posted(asked)


NO_DASHBOARD = "its dashboard u1 is not in this Grafana"


@pytest.mark.parametrize(
    ("status", "dashboard", "evidence", "is_explained"),
    [
        (400, (404, {"message": "gone"}), EVIDENCE, True),
        (400, {"dashboard": {}}, EVIDENCE, False),
        (400, (500, {"message": "down"}), EVIDENCE, False),
        (400, (403, {"message": "no"}), EVIDENCE, False),
        (400, (404, {"message": "gone"}), b'{"dashboard":{"panels":[]}}', False),
        (422, (404, {"message": "gone"}), EVIDENCE, False),
    ],
)
async def test_a_copy_that_is_refused_for_want_of_its_dashboard_says_so(
    status: int, dashboard: Said, evidence: bytes, *, is_explained: bool
) -> None:
    said = (status, {"message": "bad"})
    source, _ = grafana({"/snapshots": said, "/dashboards/uid/u1": dashboard})
    with pytest.raises(Rejected) as refused:
        await source.copy_snapshot("1", CopyRequest(evidence, "n", None))
    assert (NO_DASHBOARD in str(refused.value)) is is_explained


async def test_grafana_refuses_what_only_thousandeyes_makes() -> None:
    source, asked = grafana({})
    with pytest.raises(Rejected, match="create the snapshot n"):
        await source.create_snapshot("1", SnapshotRequest("d", "n", START, END))
    with pytest.raises(Rejected, match="create the test snapshot n"):
        await source.create_test_snapshot("1", SavedTestRequest("t", "n", START, END, public=False))
    with pytest.raises(Rejected, match="move the expiry of snapshot k"):
        await source.set_expiry("1", "k", END)
    with pytest.raises(Rejected, match="fetch widget 7"):
        await source.raw_panel_data("1", "k", "7")
    assert await source.tests("1") == ()
    assert not asked


PANEL = {"id": 1, "type": "stat", "title": "P", "datasource": {"uid": "prom", "type": "prometheus"},
         "targets": [{"refId": "A", "expr": "up"}]}  # fmt: skip
LIVE = {"dashboard": {"title": "Board", "uid": "b", "panels": [PANEL]}}


@pytest.mark.parametrize(
    ("said", "panels", "why"),
    [
        ({"results": {"A": {"frames": []}}}, 1, []),
        ((400, {"results": {"A": {"error": "no such metric"}}}), 0, ["no such metric"]),
        ((400, {"message": "bad query"}), 0, ["HTTP 400: bad query"]),
        ((400, "<html>"), 0, ["HTTP 400"]),
        ((403, {"message": "not you"}), 0, ["HTTP 403: not you"]),
        ({"nothing": 1}, 0, ["the answer holds no results"]),
    ],
)
async def test_a_capture_names_the_panels_whose_queries_fail(said: Said, panels: int, why: list[str]) -> None:
    source, asked = grafana({"/dashboards/uid/b": LIVE, "/ds/query": said})
    found = await source.capture("1", "b", START, END)
    assert (found.title, found.panels) == ("Board", panels)
    assert [one.why for one in found.left_out] == why
    (body,) = posted(asked)
    assert (body["from"], body["to"]) == (
        str(int(START.timestamp()) * 1000),
        str(int(END.timestamp()) * 1000),
    )
    assert body["queries"][0]["expr"] == "up"


async def test_a_capture_ends_where_the_token_is_no_longer_accepted() -> None:
    source, _ = grafana({"/dashboards/uid/b": LIVE, "/ds/query": (401, {"message": "no"})})
    with pytest.raises(NotLoggedIn):
        await source.capture("1", "b", START, END)


@pytest.mark.parametrize(
    ("live", "kind", "why"),
    [
        ({"dashboard": {"elements": {}}}, Rejected, "second schema"),
        ({"dashboard": []}, Unavailable, "no dashboard"),
        ([], Unavailable, "no dashboard"),
        ((404, {"message": "x"}), NotFound, "capture dashboard b"),
    ],
)
async def test_what_is_no_live_dashboard_is_not_captured(live: Said, kind: type[Exception], why: str) -> None:
    source, asked = grafana({"/dashboards/uid/b": live})
    with pytest.raises(kind, match=why):
        await source.capture("1", "b", START, END)
    assert not posted(asked)


SETTINGS = "/frontend/settings"
OPTIONS = "/snapshot/shared-options"


def version(number: int) -> dict[str, Any]:
    return {"buildInfo": {"version": f"{number}.1.2"}}


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({OPTIONS: {"snapshotEnabled": False}}, "switched off"),
        ({OPTIONS: {"snapshotEnabled": True}, SETTINGS: version(10)}, None),
        ({SETTINGS: version(10)}, None),
        ({OPTIONS: 403, SETTINGS: version(10)}, None),
        ({SETTINGS: version(11)}, NO_DASHBOARD),
        ({SETTINGS: version(11), "/dashboards/uid/u1": {}}, None),
        ({SETTINGS: version(13), "/dashboards/uid/u1": 403}, None),
        ({}, None),  # of an unknown version
        ({SETTINGS: version(11), "/snapshots/k": {"dashboard": {"panels": [1]}}}, None),
        ({SETTINGS: version(11), "/snapshots/k": {"dashboard": {}}}, "its content is not in it"),
    ],
)
async def test_why_a_snapshot_cannot_be_copied_is_known_before(
    answers: dict[str, Said], why: str | None
) -> None:
    source, asked = grafana({"/snapshots/k": json.loads(EVIDENCE)} | answers)
    found = await source.why_no_copy("1", "k")
    assert found is None if why is None else why in (found or "")
    assert not posted(asked)


@pytest.mark.parametrize(
    ("settings", "health", "number", "asked"),
    [
        (version(9), version(8), 9, 1),
        (500, {"version": "12.0.1-pre"}, 12, 2),
        ({"buildInfo": {}}, {"version": "7"}, 7, 2),
        ({"buildInfo": {"version": "unknown"}}, {"version": "v7"}, None, 2),
        (404, 404, None, 2),
        ("<html>", {"version": "10.2"}, 10, 2),
    ],
)
async def test_the_version_is_asked_for_in_two_places_and_kept(
    settings: Said, health: Said, number: int | None, asked: int
) -> None:
    source, requests = grafana({SETTINGS: settings, "/health": health})
    assert await source.version() == number
    assert len(requests) == asked
    assert await source.version() == number
    assert len(requests) == (asked if number is not None else 2 * asked)


@pytest.mark.parametrize(
    ("told", "number"),
    [("11.3.0-pre", 11), ("7", 7), ("v7", None), ("", None), (None, None), ("12345.1", 1234)],
)
def test_a_version_begins_with_its_number(told: str | None, number: int | None) -> None:
    assert leading_number(told) == number


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        (b'{"buildInfo":{"version":"1"},"version":"2"}', "1"),
        (b'{"version":"2"}', "2"),
        (b"{}", None),
        (b"[]", None),
    ],
)
def test_a_version_is_where_pages_or_health_tell_it(sent: bytes, told: str | None) -> None:
    assert version_in(sent) == told


@pytest.mark.parametrize(
    ("said", "done"),
    [
        ((200, {"message": "deleted"}), True), ((200, []), False), ((200, "<html>"), False),
        ((202, {"message": "later"}), False), ((204, {}), False),
    ],
)  # fmt: skip
async def test_only_words_with_status_200_say_that_it_is_deleted(said: Said, *, done: bool) -> None:
    source, asked = grafana({"/snapshots/k": said})
    assert await source.delete_snapshot("1", "k") is done
    assert [one.method for one in asked] == ["GET", "DELETE"]
    by_key, asked = grafana({"/snapshots-delete/a-delete-key": said})
    assert await by_key.delete_by_delete_key(Secret("a-delete-key")) is done
    assert [one.method for one in asked] == ["GET"]


@pytest.mark.parametrize(
    ("said", "kind", "sentence"),
    [
        ((404, {"message": "a-delete-key is unknown"}), NotFound, "no snapshot has it"),
        ((500, {"message": "a-delete-key broke it", "messageId": "x"}), ServerFailed, "HTTP 500"),
        ((403, {"message": "a-delete-key is not yours"}), Refused, "HTTP 403"),
    ],
)
async def test_a_delete_key_is_in_no_refusal(said: Said, kind: type[SourceError], sentence: str) -> None:
    source, _ = grafana({"/snapshots-delete/a-delete-key": said})
    with pytest.raises(kind, match=sentence) as refused:
        await source.delete_by_delete_key(Secret("a-delete-key"))
    for told in (str(refused.value), repr(refused.value.args), str(refused.value.problem)):
        assert "a-delete-key" not in told
    assert refused.value.answer is None or b"a-delete-key" not in refused.value.answer.body


Act = Callable[[Grafana], Awaitable[Any]]


async def asked_while_answers_get_lost(act: Act, path: str) -> tuple[int, SourceError]:
    """How often a path is asked for where each answer gets lost on its way, and the error in the end."""
    asked = 0

    def answer(request: httpx.Request) -> httpx.Response:
        nonlocal asked
        if request.url.path.endswith(path):
            asked += 1
            raise httpx.ReadError("lost", request=request)
        return httpx.Response(200, json={"id": 1} | LIVE)

    async def no_pause(_seconds: float) -> None:
        return None

    origin, transport = Origin.parse("http://127.0.0.1:9"), httpx.MockTransport(answer)
    source = Grafana(origin, Secret("token-1234"), transport=transport, sleep=no_pause)
    with pytest.raises(SourceError) as failed:
        await act(source)
    return asked, failed.value


@pytest.mark.parametrize(
    ("act", "path"),
    [
        (lambda source: source.delete_by_delete_key(Secret("a-delete-key")), "/a-delete-key"),
        (lambda source: source.copy_snapshot("1", CopyRequest(EVIDENCE, "n", None)), "/snapshots"),
    ],
)
async def test_a_change_whose_answer_got_lost_is_not_repeated(act: Act, path: str) -> None:
    asked, error = await asked_while_answers_get_lost(act, path)
    assert (asked, error.perhaps_done) == (1, True)


@pytest.mark.parametrize(
    "act",
    [lambda source: source.raw_snapshot("1", "k"), lambda source: source.delete_snapshot("1", "k")],
)
async def test_what_is_the_same_done_twice_is_asked_for_again(act: Act) -> None:
    asked, error = await asked_while_answers_get_lost(act, "/snapshots/k")
    assert asked > 1
    assert not error.perhaps_done


async def test_queries_of_a_capture_change_nothing_and_are_asked_again() -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        if request.method == "POST" and asked.count(request.url.path) == 1:
            raise httpx.ReadError("lost", request=request)
        return httpx.Response(200, json={"id": 1, "results": {"A": {"frames": []}}} | LIVE)

    async def no_pause(_seconds: float) -> None:
        return None

    origin, transport = Origin.parse("http://127.0.0.1:9"), httpx.MockTransport(answer)
    source = Grafana(origin, Secret("token-1234"), transport=transport, sleep=no_pause)
    found = await source.capture("1", "b", START, END)
    assert (found.panels, found.left_out, asked.count("/api/ds/query")) == (1, (), 2)


@pytest.mark.parametrize("told", ["0", "-5", "Wed, 11 Nov 2026 09:00:00 GMT"])
@pytest.mark.parametrize(
    ("act", "path"),
    [
        (lambda source: source.raw_snapshot("1", "k"), "/snapshots/k"),
        (lambda source: source.delete_snapshot("1", "k"), "/snapshots/k"),
        (lambda source: source.capture("1", "b", START, END), "/ds/query"),
    ],
)
async def test_nothing_is_asked_again_sooner_than_by_itself(act: Act, path: str, told: str) -> None:
    asked = 0
    naps: list[float] = []

    def answer(request: httpx.Request) -> httpx.Response:
        nonlocal asked
        asked += request.url.path.endswith(path)
        if request.url.path.endswith(path) and asked < 4:
            return httpx.Response(503, json={"message": "no"}, headers={"Retry-After": told})
        return httpx.Response(200, json={"id": 1, "meta": {}, "results": {"A": {"frames": []}}} | LIVE)

    async def nap(seconds: float) -> None:
        naps.append(seconds)

    origin, transport = Origin.parse("http://127.0.0.1:9"), httpx.MockTransport(answer)
    await act(Grafana(origin, Secret("token-1234"), transport=transport, sleep=nap))
    assert (asked, naps) == (4, [0.5, 1.0, 2.0])


async def test_where_the_organization_may_not_be_read_it_is_called_by_its_host() -> None:
    source, asked = grafana({"/org": (403, {"message": "no"})})
    (group,) = await source.account_groups()
    assert (group.aid, group.name) == ("127.0.0.1:9/grafana",) * 2
    assert await source.account_groups() == (group,)
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ((404, {"message": "x"}), Rejected),
        ((401, {"message": "OrgID mismatch"}), Refused),
        ((401, {"message": "x"}), NotLoggedIn),
        ({"name": "no id"}, Unavailable),
        ([], Unavailable),
    ],
)
async def test_without_an_organization_there_is_no_account_group(said: Said, kind: type[Exception]) -> None:
    source, _ = grafana({"/org": said})
    with pytest.raises(kind) as refused:
        await source.account_groups()
    assert type(refused.value) is kind or kind is Unavailable


def listed(seconds: float | None) -> Callable[[httpx.Request], list[dict[str, Any]]]:
    def rows(_request: httpx.Request) -> list[dict[str, Any]]:
        now = datetime.now(UTC)
        expires = None if seconds is None else (now + timedelta(seconds=seconds)).isoformat()
        return [{"key": "k", "name": "listed", "created": "2026-01-01T00:00:00Z", "expires": expires}]

    return rows


@pytest.mark.parametrize(("seconds", "is_there"), [(-60, True), (3600, False), (None, False)])
async def test_a_snapshot_that_expired_is_what_the_list_says(
    seconds: float | None, *, is_there: bool
) -> None:
    source, _ = grafana({"/dashboard/snapshots": listed(seconds), SETTINGS: version(11)})
    if not is_there:
        with pytest.raises(NotFound):
            await source.snapshot("1", "k")
        return
    found = await source.snapshot("1", "k")
    assert (found.row.name, found.panels, found.has_list) == ("listed", (), False)
    assert "It has expired" in (found.dashboard.description or "")


@pytest.mark.parametrize(("said", "kind"), [((403, {"message": "no"}), NotFound), ((401, {}), NotLoggedIn)])
async def test_where_the_list_is_refused_an_unknown_key_is_not_found(
    said: Said, kind: type[Exception]
) -> None:
    source, _ = grafana({"/dashboard/snapshots": said, SETTINGS: version(11)})
    with pytest.raises(kind):
        await source.snapshot("1", "k")


@pytest.mark.parametrize(("number", "words"), [(13, "This is a Grafana 13 without"), (None, "base URL")])
async def test_a_grafana_without_the_list_says_which_version_it_is(number: int | None, words: str) -> None:
    source, _ = grafana({} if number is None else {SETTINGS: version(number)})
    with pytest.raises(Rejected, match=words):
        [page async for page in source.snapshots("1")]


@pytest.mark.parametrize(("number", "kind"), [(7, NotFound), (8, ServerFailed), (None, NotFound)])
async def test_the_old_words_for_an_unknown_key_count_in_old_versions_only(
    number: int | None, kind: type[Exception]
) -> None:
    said = (500, {"message": "Failed to get dashboard snapshot"})
    source, _ = grafana({"/snapshots/k": said} | ({} if number is None else {SETTINGS: version(number)}))
    with pytest.raises(kind) as refused:
        await source.raw_snapshot("1", "k")
    assert isinstance(refused.value, PerhapsNotFound) is (kind is NotFound)


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        *((status, "<html>", Rejected) for status in (401, 403, 404, 405, 410)),
        (500, "<html>", ServerFailed),
        (502, "", ServerFailed),
        (400, "<html>", Rejected),
        (401, {}, NotLoggedIn),
        (401, {"messageId": "api-key.organization-mismatch"}, Refused),
        (401, {"messageId": "other", "message": "OrgID mismatch"}, NotLoggedIn),
        (403, {}, Refused),
        (404, {}, NotFound),
        (410, {}, NotFound),
        (405, {}, Rejected),
        (500, {"message": "Failed to get dashboard snapshot"}, PerhapsNotFound),
        (500, {"message": "Failed to get dashboard snapshot", "messageId": "x"}, ServerFailed),
        (502, {"message": "Failed to get dashboard snapshot"}, ServerFailed),
        (400, {"message": "Failed to get dashboard snapshot"}, Rejected),
    ],
)
def test_a_refusal_is_of_the_kind_that_its_status_and_words_mean(
    status: int, body: Any, kind: type[SourceError]
) -> None:
    sent = body if isinstance(body, str) else json.dumps(body)
    found = failure("do it", status, sent.encode(), "snapshots:read")
    assert type(found) is kind
    assert found.problem.status == status
    is_no_api = "not Grafana's API" in str(found)
    assert is_no_api is (isinstance(body, str) and status in {401, 403, 404, 405, 410})


def test_a_refusal_names_the_permission_that_lacks() -> None:
    assert '"snapshots:read"' in str(failure("do it", 403, b"{}", "snapshots:read"))
    assert "ask for the permission" in str(failure("do it", 403, b"{}"))
