"""What goes out and what comes back, one call at a time."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, TypeAlias

import httpx
import pytest

from te_tui.credentials.secret import Secret
from te_tui.models.limits import LIMITS
from te_tui.models.request import SavedTestRequest, SnapshotRequest
from te_tui.models.snapshot_row import SnapshotPage
from te_tui.sources.base import Budget, Wait
from te_tui.sources.errors import (
    Moved,
    NotFound,
    NotLoggedIn,
    RateLimited,
    Refused,
    Rejected,
    ServerFailed,
    SourceError,
    Unreachable,
    Unreadable,
)
from te_tui.sources.http import funnel
from te_tui.sources.http.connection import PinnedAuth
from te_tui.sources.http.origin import Origin
from te_tui.sources.http.problems import PERHAPS_DONE
from te_tui.sources.http.retry import Patience
from te_tui.sources.thousandeyes.source import ThousandEyes
from tests.models.wire import page, row
from tests.sources.service import HTML, NOW, NOW_EPOCH, TOKEN, Broken, Service, Step, ok, status

Call: TypeAlias = Callable[[ThousandEyes], Awaitable[Any]]

START = datetime(2026, 11, 1, tzinfo=UTC)
SNAPSHOT = SnapshotRequest(
    "64ab", "Weekly", START, START.astimezone(timezone(timedelta(hours=9))) + timedelta(hours=1)
)
TEST = SavedTestRequest("202701", "Slow", START, START + timedelta(hours=2), public=False)
RESET_IN_20 = {"x_organization_rate_limit_reset": f"{NOW_EPOCH + 20}", "date": NOW}


async def pages(source: ThousandEyes, aid: str = "7") -> list[SnapshotPage]:
    return [page async for page in source.snapshots(aid)]


def opened(source: ThousandEyes) -> Awaitable[Any]:
    return source.snapshot("7", "s1")


CREATE: Call = lambda source: source.create_snapshot("7", SNAPSHOT)  # noqa: E731
CREATE_TEST: Call = lambda source: source.create_test_snapshot("7", TEST)  # noqa: E731
EXTEND: Call = lambda source: source.set_expiry("7", "s1", START)  # noqa: E731
DELETE: Call = lambda source: source.delete_snapshot("7", "s1")  # noqa: E731


# What goes out


@pytest.mark.parametrize(
    ("call", "answer", "asked"),
    [
        (lambda s: s.account_groups(), {"accountGroups": []}, "GET /account-groups"),
        (pages, {"dashboardSnapshots": []}, "GET /dashboard-snapshots?aid=7"),
        (opened, {}, "GET /dashboard-snapshots/s1?aid=7"),
        (lambda s: s.panel_data("7", "s1", "w1"), {}, "GET /dashboard-snapshots/s1/widgets/w1?aid=7"),
        (lambda s: s.raw_snapshot("7", "s1"), {}, "GET /dashboard-snapshots/s1?aid=7"),
        (
            lambda s: s.raw_panel_data("7", "s1", "w1"),
            {"data": {"totalAlerts": 0}},
            "GET /dashboard-snapshots/s1/widgets/w1?aid=7",
        ),
        (lambda s: s.dashboards("7"), [], "GET /dashboards?aid=7"),
        (lambda s: s.tests("7"), {"tests": []}, "GET /tests?aid=7"),
        (CREATE, {"snapshotId": "n"}, "POST /dashboard-snapshots?aid=7"),
        (CREATE_TEST, {}, "POST /tests/202701/snapshot?aid=7"),
        (EXTEND, {}, "PATCH /dashboard-snapshots/s1?aid=7"),
        (DELETE, {}, "DELETE /dashboard-snapshots/s1?aid=7"),
    ],
)
async def test_every_call_goes_where_the_contract_says_with_token_and_accepted_types(
    service: Service, call: Call, answer: Any, asked: str
) -> None:
    async with service.source(ok(answer)) as source:
        await call(source)
    assert service.asked == [asked]
    request = service.requests[0]
    assert (request.url.host, request.url.port) == ("127.0.0.1", 9)
    assert request.headers["authorization"] == f"Bearer {TOKEN}"
    assert request.headers["accept"] == "application/hal+json, application/problem+json"
    assert request.headers["user-agent"].startswith("te-tui/")


@pytest.mark.parametrize(
    ("opaque", "quoted"),
    [
        ("a/b", "a%2Fb"),
        ("../../tests", "..%2F..%2Ftests"),
        ("a%2Fb", "a%252Fb"),
        ("a?b#c&d", "a%3Fb%23c%26d"),
        ("東", "%E6%9D%B1"),
        ("...", "..."),
        (" ", "%20"),
        ("@:;=+", "%40%3A%3B%3D%2B"),
    ],
)
async def test_an_opaque_id_is_one_segment_of_the_path(service: Service, opaque: str, quoted: str) -> None:
    async with service.source(ok({})) as source:
        await source.panel_data("7", opaque, opaque)
    assert service.asked == [f"GET /dashboard-snapshots/{quoted}/widgets/{quoted}?aid=7"]


async def test_raw_answers_come_as_they_are_once_they_can_be_read(service: Service) -> None:
    body = b' { "snapshotId" :"s1", "n": 1.50, "caf\\u00e9": null, "data": {"totalAlerts": 0} }\r\n'
    async with service.source(HTML, httpx.Response(200, content=body)) as source:
        assert await source.raw_snapshot("7", "s1") == body
        assert await source.raw_panel_data("7", "s1", "w1") == body
        assert source.host == "127.0.0.1:9"
    assert len(service.requests) == 3


@pytest.mark.parametrize(
    "empty", [{}, {"points": []}, {"columns": [{"columnId": "a", "points": []}]}, {"rows": [], "legend": {}}]
)
async def test_empty_data_are_asked_for_once_more_because_a_node_may_be_behind(
    service: Service, empty: dict[str, Any]
) -> None:
    full = {"data": {"points": [{"timestamp": 1_700_000_000, "value": 1.0}]}}
    async with service.source(ok({"data": empty}), ok(full)) as source:
        assert json.loads(await source.raw_panel_data("7", "s1", "w1")) == full
    assert len(service.requests) == 2


async def test_data_that_are_empty_twice_are_believed(service: Service) -> None:
    async with service.source(ok({"data": {}}), ok({"data": {}})) as source:
        assert json.loads(await source.raw_panel_data("7", "s1", "w1")) == {"data": {}}
    assert len(service.requests) == 2


@pytest.mark.parametrize("no_id", ["", ".", "..", "a\nb", "\udcff"])
async def test_what_can_be_no_id_is_not_found_and_not_asked_for(service: Service, no_id: str) -> None:
    async with service.source(ok({})) as source:
        for call in (source.snapshot, source.delete_snapshot):
            with pytest.raises(NotFound):
                await call("7", no_id)
    assert service.requests == []


@pytest.mark.parametrize(
    "call",
    [
        lambda s: s.dashboards("\udcff"),
        lambda s: s.create_snapshot("7", SnapshotRequest("a", "\ud800", START, START)),
        lambda s: s.dashboards("x" * 70_000),
    ],
    ids=["aid", "name", "too long"],
)
async def test_what_cannot_be_sent_is_rejected(service: Service, call: Call) -> None:
    async with service.source(ok({})) as source:
        with pytest.raises(Rejected, match="cannot be sent"):
            await call(source)


@pytest.mark.parametrize(
    ("call", "body"),
    [
        (
            CREATE,
            {
                "dashboardId": "64ab",
                "displayName": "Weekly",
                "startDate": "2026-11-01T00:00:00Z",
                "endDate": "2026-11-01T01:00:00Z",
                "anonymizeData": False,
            },
        ),
        (
            lambda s: s.create_snapshot(
                "7", SnapshotRequest("64ab", "東", START, START, START, anonymize=True, time_zone="UTC")
            ),
            {
                "dashboardId": "64ab",
                "displayName": "東",
                "startDate": "2026-11-01T00:00:00Z",
                "endDate": "2026-11-01T00:00:00Z",
                "expirationDate": "2026-11-01T00:00:00Z",
                "anonymizeData": True,
                "timezone": "UTC",
            },
        ),
        (
            CREATE_TEST,
            {
                "displayName": "Slow",
                "startDate": "2026-11-01T00:00:00Z",
                "endDate": "2026-11-01T02:00:00Z",
                "isPublic": False,
            },
        ),
        (EXTEND, {"snapshotExpirationDate": "2026-11-01T00:00:00Z"}),
    ],
)
async def test_a_change_says_what_was_asked_for_in_utc(
    service: Service, call: Call, body: dict[str, Any]
) -> None:
    async with service.source(ok({"snapshotId": "s1"})) as source:
        await call(source)
    assert json.loads(service.requests[0].content) == body


@pytest.mark.parametrize(
    ("url", "trusted"),
    [
        ("https://gate.example/te/v7/tests", True),
        ("https://gate.example:443/te/v7/tests", True),
        ("https://gate.example/te/v7", False),
        ("https://gate.example/te/v70/tests", False),
        ("https://gate.example/v7/tests", False),
        ("https://gate.example/te/v7/../../tests", False),
        ("https://gate.example:8443/te/v7/tests", False),
        ("http://gate.example/te/v7/tests", False),
        ("https://gate.example.evil.example/te/v7/tests", False),
        ("https://user@evil.example/te/v7/tests", False),
    ],
)
def test_the_token_leaves_for_its_own_origin_and_base_path_only(url: str, trusted: bool) -> None:
    secret = Secret(TOKEN)
    request = httpx.Request("GET", url)
    next(PinnedAuth(secret, Origin.parse("https://gate.example/te/v7")).auth_flow(request))
    assert request.headers.get("authorization") == (f"Bearer {TOKEN}" if trusted else None)


# The list, page by page


async def test_a_cursor_from_a_foreign_link_is_used_at_the_own_origin(service: Service) -> None:
    first = page(row(1), next_href="https://evil.example/v9/steal?aid=666&cursor=WzFd%2B%3D")
    async with service.source(httpx.Response(200, content=first), ok({"dashboardSnapshots": []})) as source:
        found = await pages(source)
    assert [len(one.rows) for one in found] == [1, 0]
    assert service.asked[1] == "GET /dashboard-snapshots?aid=7&cursor=WzFd%2B%3D"
    assert service.requests[1].url.host == "127.0.0.1"


async def test_the_first_page_is_given_out_before_the_second_is_asked_for(service: Service) -> None:
    first = httpx.Response(200, content=page(row(1), next_href="?cursor=a"))
    async with service.source(first, ok({"dashboardSnapshots": []})) as source:
        stream = source.snapshots("7")
        assert len((await anext(stream)).rows) == 1
        assert len(service.requests) == 1
        await anext(stream)
        assert len(service.requests) == 2


@pytest.mark.parametrize(
    ("bodies", "given_out", "why"),
    [
        ([page(row(1), next_href="?cursor=a")], 2, "the same page came again"),
        (
            [
                page(row(1), next_href="?cursor=a"),
                page(row(2), next_href="?cursor=b"),
                page(row(3), next_href="?cursor=a"),
            ],
            3,
            "the same page came again",
        ),
        ([page(row(1), next_href=5)], 1, "damaged"),
        ([json.dumps({"dashboardSnapshots": [row(1)], "_links": []}).encode()], 1, "damaged"),
    ],
)
async def test_a_list_that_cannot_be_followed_gives_out_its_rows_and_then_fails(
    service: Service, bodies: list[bytes], given_out: int, why: str
) -> None:
    async with service.source(*(httpx.Response(200, content=body) for body in bodies)) as source:
        stream = source.snapshots("7")
        rows = [len((await anext(stream)).rows) for _ in range(given_out)]
        with pytest.raises(Unreadable, match=why):
            await anext(stream)
    assert rows == [1] * given_out


async def test_a_damaged_link_to_the_application_does_not_end_the_list(service: Service) -> None:
    body = {"dashboardSnapshots": [row(1)], "_links": {"appLink": 5}}
    async with service.source(ok(body)) as source:
        assert len(await pages(source)) == 1


# What fails, and what is tried again


def failures() -> list[Step]:
    return [
        status(500),
        status(502),
        status(503),
        status(504),
        httpx.RemoteProtocolError("gone"),
        httpx.ReadError("gone"),
        httpx.WriteError("gone"),
        httpx.ReadTimeout("slow"),
        httpx.PoolTimeout("slow"),
        httpx.DecodingError("zip"),
        httpx.Response(200, stream=Broken(httpx.RemoteProtocolError("cut"))),
        httpx.Response(200, stream=Broken(httpx.ReadTimeout("drip"))),
    ]


UNREADABLE: list[Step] = [HTML, httpx.Response(200, content=b'{"widgets": ['), httpx.Response(200), ok([])]
CONNECTING: list[Step] = [
    httpx.ConnectError("[Errno -2] Name or service not known"),
    httpx.ConnectTimeout("slow"),
    httpx.ProxyError("407 Proxy Authentication Required"),
]


def named(step: Step) -> str:
    return (
        type(step).__name__
        if isinstance(step, Exception)
        else f"{step.status_code}-{type(step.stream).__name__}"
    )


@pytest.mark.parametrize("failed", [*failures(), *UNREADABLE, *CONNECTING], ids=named)
async def test_a_get_is_repeated_until_it_succeeds(service: Service, failed: Step) -> None:
    async with service.source(failed, failed, ok({"snapshotId": "s1"})) as source:
        assert (await source.snapshot("7", "s1")).row.snapshot_id == "s1"
    assert len(service.requests) == 3
    assert service.naps == [0.5, 1.0]


@pytest.mark.parametrize(
    ("failed", "kind", "tries"),
    [
        *(
            (
                step,
                ServerFailed if isinstance(step, httpx.Response) and step.status_code >= 500 else Unreachable,
                5,
            )
            for step in failures()
        ),
        *((step, Unreadable, 5) for step in UNREADABLE),
        *((step, Unreachable, 3) for step in CONNECTING),
        (status(429), RateLimited, 5),
        (status(301, location="https://evil.example/"), Rejected, 1),
        (status(400), Rejected, 1),
        (status(401), NotLoggedIn, 1),
        (status(403), Refused, 1),
        (status(404), NotFound, 1),
        (status(406), Rejected, 1),
        (status(501), ServerFailed, 1),
    ],
    ids=lambda value: named(value) if isinstance(value, (Exception, httpx.Response)) else None,
)
async def test_a_get_gives_up_in_the_end_and_says_why(
    service: Service, failed: Step, kind: type[SourceError], tries: int
) -> None:
    async with service.source(failed) as source:
        with pytest.raises(kind) as caught:
            await source.snapshot("7", "s1")
    assert type(caught.value) is kind
    assert TOKEN not in str(caught.value)
    assert len(service.requests) == tries
    assert {request.url.host for request in service.requests} == {"127.0.0.1"}


@pytest.mark.parametrize("call", [CREATE, CREATE_TEST], ids=["snapshot", "test snapshot"])
@pytest.mark.parametrize("failed", [*failures(), HTML, httpx.Response(201, content=b"{")], ids=named)
async def test_a_post_is_never_repeated_and_may_have_been_done(
    service: Service, call: Call, failed: Step
) -> None:
    async with service.source(failed) as source:
        with pytest.raises(SourceError) as caught:
            await call(source)
    assert caught.value.perhaps_done
    assert caught.value.next_step == PERHAPS_DONE
    assert (len(service.requests), service.naps) == (1, [])


@pytest.mark.parametrize(
    "failed", [*CONNECTING, status(429, retry_after="1"), status(400), status(403)], ids=named
)
async def test_a_post_that_cannot_have_been_done_does_not_say_that_it_may(
    service: Service, failed: Step
) -> None:
    async with service.source(failed) as source:
        with pytest.raises(SourceError) as caught:
            await source.create_snapshot("7", SNAPSHOT)
    assert not caught.value.perhaps_done
    assert caught.value.next_step != PERHAPS_DONE
    assert (len(service.requests), service.naps) == (1, [])


async def test_a_new_snapshot_without_an_id_may_have_been_made(service: Service) -> None:
    async with service.source(ok({})) as source:
        with pytest.raises(Unreadable) as caught:
            await source.create_snapshot("7", SNAPSHOT)
    assert caught.value.perhaps_done
    assert caught.value.next_step == PERHAPS_DONE


@pytest.mark.parametrize("opening", [ThousandEyes.snapshot, ThousandEyes.raw_snapshot])
async def test_a_snapshot_of_another_account_group_has_moved_and_is_asked_for_once(
    service: Service, opening: Callable[[ThousandEyes, str, str], Awaitable[object]]
) -> None:
    async with service.source(ok({"snapshotId": "s1", "aid": "8\u202e9"})) as source:
        with pytest.raises(Moved, match="account group 89") as caught:
            await opening(source, "7", "s1")
    assert "--aid 89" in caught.value.next_step
    assert "URL" not in caught.value.next_step
    assert len(service.requests) == 1


async def test_an_answer_that_names_another_account_group_and_no_snapshot_may_be_another_ones(
    service: Service,
) -> None:
    right = {"snapshotId": "s1", "aid": "7"}
    async with service.source(ok({"aid": "8", "snapshotName": "x"}), ok(right)) as source:
        assert (await source.snapshot("7", "s1")).row.aid == "7"


@pytest.mark.parametrize("call", [EXTEND, DELETE], ids=["extend", "delete"])
async def test_a_page_of_a_proxy_is_no_answer_to_a_change(service: Service, call: Call) -> None:
    async with service.source(HTML, HTML, status(204)) as source:
        await call(source)
    assert len(service.requests) == 3
    async with service.source(HTML) as source:
        with pytest.raises(Unreadable, match="sent something else than data: it should be empty"):
            await call(source)


@pytest.mark.parametrize("call", [EXTEND, DELETE], ids=["extend", "delete"])
@pytest.mark.parametrize("failed", failures(), ids=named)
async def test_extending_and_deleting_are_repeated(service: Service, call: Call, failed: Step) -> None:
    async with service.source(failed, status(204)) as source:
        await call(source)
    assert len(service.requests) == 2


@pytest.mark.parametrize("code", [200, 202, 203, 204, 205, 207])
async def test_only_204_says_that_a_deletion_is_done(service: Service, code: int) -> None:
    async with service.source(status(code)) as source:
        assert await source.delete_snapshot("7", "s1") is (code == 204)


async def test_an_answer_to_a_change_that_is_nested_too_deep_names_no_other_snapshot(
    service: Service,
) -> None:
    deep = httpx.Response(200, content=b"[" * 100_000)
    async with service.source(deep) as source:
        assert await source.delete_snapshot("7", "s1") is False


@pytest.mark.parametrize("body", ["", "<html>404</html>"])
async def test_a_repeated_delete_that_finds_nothing_is_done(service: Service, body: str) -> None:
    async with service.source(httpx.ReadTimeout("slow"), httpx.Response(404, text=body)) as source:
        await source.delete_snapshot("7", "s1")
    assert len(service.requests) == 2


@pytest.mark.parametrize(
    ("call", "answers"),
    [(DELETE, [status(404)]), (EXTEND, [status(500), status(404)]), (opened, [status(500), status(404)])],
)
async def test_any_other_404_is_not_found(service: Service, call: Call, answers: list[Step]) -> None:
    async with service.source(*answers) as source:
        with pytest.raises(NotFound):
            await call(source)


# Rate limits, and who watches them


@pytest.mark.parametrize(
    ("limited", "nap"),
    [
        (status(429, **RESET_IN_20), 20.5),
        (status(429, retry_after="3", **RESET_IN_20), 3.0),
        (
            status(
                429, x_dashboard_snapshot_rate_limit_remaining="0", x_dashboard_snapshot_rate_limit_reset="9"
            ),
            9.0,
        ),
        (status(429), 0.5),
        (status(429, retry_after="120"), 120.0),
        (status(503, retry_after="11"), 11.0),
        (status(503, retry_after="Wed, 11 Nov 2026 09:00:30 GMT", date=NOW), 30.0),
    ],
)
async def test_a_limit_is_waited_for_and_the_observer_sees_begin_and_end(
    service: Service, limited: httpx.Response, nap: float
) -> None:
    async with service.source(limited, ok({})) as source:
        await source.snapshot("7", "s1")
    assert service.naps == [nap]
    began, ended = service.observer.waits
    assert isinstance(began, Wait)
    assert (began.seconds, ended) == (nap, None)


@pytest.mark.parametrize("call", [opened, lambda s: s.tests("7"), EXTEND, DELETE])
@pytest.mark.parametrize(
    "failed",
    [
        status(503, retry_after="0"),
        status(503, retry_after="-5"),
        status(408, retry_after="0"),
        status(429, retry_after="0"),
        status(429, retry_after=NOW, date=NOW),
    ],
)
async def test_nothing_that_may_be_repeated_is_sooner_than_by_itself(
    service: Service, call: Call, failed: httpx.Response
) -> None:
    async with service.source(failed, failed, failed, ok({"tests": []})) as source:
        await call(source)
    assert service.naps == [0.5, 1.0, 2.0]


@pytest.mark.parametrize(
    ("limited", "kind", "next_step"),
    [
        (status(429, retry_after="121"), RateLimited, "Try again in 121 s."),
        (
            status(429, x_organization_rate_limit_reset=f"{NOW_EPOCH + 3_600}", date=NOW),
            RateLimited,
            "3,601 s",
        ),
        (status(503, retry_after="500"), ServerFailed, "later"),
    ],
)
async def test_a_limit_longer_than_anyone_waits_is_told_at_once(
    service: Service, limited: httpx.Response, kind: type[SourceError], next_step: str
) -> None:
    async with service.source(limited, ok({}), patience=Patience(longest_wait=120)) as source:
        with pytest.raises(kind) as caught:
            await source.snapshot("7", "s1")
    assert next_step in caught.value.next_step
    assert (len(service.requests), service.naps, service.observer.waits) == (1, [], [])


async def test_the_observer_sees_each_budget_and_nothing_where_there_is_none(service: Service) -> None:
    with_budget = ok({})
    with_budget.headers.update(
        {"X-Organization-Rate-Limit-Limit": "240", "X-Organization-Rate-Limit-Remaining": "9"}
    )
    async with service.source(status(502), with_budget) as source:
        await source.snapshot("7", "s1")
    assert service.observer.budgets == [Budget(240, 9, None)]


async def test_cancelling_a_wait_ends_it_at_once_and_tells_the_observer(service: Service) -> None:
    asleep = asyncio.Event()

    async def sleep(seconds: float) -> None:
        asleep.set()
        await asyncio.Event().wait()

    async with service.source(status(503)) as source:
        source._client._funnel._sleep = sleep
        asking = asyncio.create_task(source.snapshot("7", "s1"))
        await asleep.wait()
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
    assert [wait is None for wait in service.observer.waits] == [False, True]
    assert len(service.requests) == 1


# Sizes and times


async def test_a_body_larger_than_the_cap_is_refused(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(funnel, "LIMITS", LIMITS._replace(body=1_000))
    async with service.source(httpx.Response(200, content=b" " * 1_001)) as source:
        with pytest.raises(Unreadable, match="larger than"):
            await source.snapshot("7", "s1")
    assert len(service.requests) == 1


async def test_a_large_body_is_read_off_the_event_loop(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(funnel, "_LARGE_BODY", 1)
    async with service.source(ok({"snapshotId": "s1"}), HTML) as source:
        assert (await source.snapshot("7", "s1")).row.snapshot_id == "s1"
        with pytest.raises(Unreadable):
            await source.snapshot("7", "s1")


async def test_a_request_has_a_deadline_as_a_whole(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(funnel, "_DEADLINE", 0.0)

    async def drip(request: httpx.Request) -> httpx.Response:
        await asyncio.Event().wait()
        raise AssertionError

    async with service.source(ok({})) as source:
        source._client._transport = httpx.MockTransport(drip)
        with pytest.raises(Unreachable, match="took too long"):
            await source.snapshot("7", "s1")
    assert service.naps == []


def test_a_source_is_called_by_its_name_or_else_its_host(service: Service) -> None:
    assert service.source(ok({})).name == "127.0.0.1:9"
    assert (
        ThousandEyes(
            Origin.parse("https://gate.example"), service.source(ok({}))._client._secret, name="lab"
        ).name
        == "lab"
    )


@pytest.mark.parametrize("code", [408, 425, 502, 520, 521, 522, 523, 524, 529, 530])
async def test_a_failure_of_a_gateway_is_repeated_and_is_the_services_fault(
    service: Service, code: int
) -> None:
    async with service.source(status(code), ok({"tests": []})) as source:
        assert await source.tests("7") == ()
    async with service.source(status(code)) as source:
        with pytest.raises(ServerFailed):
            await source.delete_snapshot("7", "s1")


# The id of what was made, and the permission that is missing


def created(
    body: bytes = b"", location: str = "/v7/dashboard-snapshots/new%20id", code: int = 201
) -> httpx.Response:
    return httpx.Response(code, content=body, headers={"Location": location})


@pytest.mark.parametrize(
    "body", [b"", b" ", b"{}", b'{"snapshotId": ', b"<html>", b"[]", b'{"snapshotId": null}']
)
@pytest.mark.parametrize(
    "location",
    [
        "https://api.thousandeyes.com/v7/dashboard-snapshots/new%20id",
        "http://127.0.0.1:9/edge/v7/dashboard-snapshots/new%20id?aid=7",
        "/v7/dashboard-snapshots/new%20id/",
        "dashboard-snapshots/new%20id",
    ],
)
async def test_the_id_of_a_new_snapshot_is_in_the_location_where_the_body_does_not_tell(
    service: Service, body: bytes, location: str
) -> None:
    async with service.source(created(body, location)) as source:
        assert await CREATE(source) == "new id"
    assert len(service.requests) == 1


@pytest.mark.parametrize(
    "location",
    [
        "",
        "/v7/dashboards/n1",
        "/v7/dashboard-snapshots/",
        "/v7/dashboard-snapshots/..",
        "/v7/dashboard-snapshots/%2e%2e",
        "/v7/dashboard-snapshots/a/widgets/b",
        "/elsewhere/v7/dashboard-snapshots/n1",
        "/v7/dashboard-snapshots/a%1b%5bm",
        "http://[broken/v7/dashboard-snapshots/n1",
    ],
)
async def test_a_location_of_anything_else_names_no_snapshot(service: Service, location: str) -> None:
    async with service.source(created(b"", location)) as source:
        with pytest.raises(Unreadable) as caught:
            await CREATE(source)
    assert caught.value.perhaps_done
    assert caught.value.next_step == PERHAPS_DONE


@pytest.mark.parametrize(
    "cut", [httpx.RemoteProtocolError("cut"), httpx.ReadError("reset"), httpx.ReadTimeout("")]
)
async def test_the_id_is_in_the_location_of_an_answer_that_breaks_off(
    service: Service, cut: Exception
) -> None:
    answer = httpx.Response(201, stream=Broken(cut), headers={"Location": "/v7/dashboard-snapshots/n1"})
    async with service.source(answer) as source:
        assert await CREATE(source) == "n1"
    assert len(service.requests) == 1


async def test_the_body_tells_the_id_before_the_location(service: Service) -> None:
    async with service.source(created(b'{"snapshotId": "n2"}')) as source:
        assert await CREATE(source) == "n2"


@pytest.mark.parametrize(
    ("call", "permission"),
    [
        (pages, "View Snapshots"),
        (opened, "View Snapshots"),
        (CREATE, "Edit Snapshots"),
        (EXTEND, "Edit snapshots"),
        (DELETE, "Edit reports for all users in account group"),
        (CREATE_TEST, "Create snapshot shares"),
    ],
)
async def test_a_refusal_names_the_permission_that_is_probably_missing(
    service: Service, call: Call, permission: str
) -> None:
    async with service.source(status(403)) as source:
        with pytest.raises(Refused, match=f'probably "{permission}" is missing'):
            await call(source)


async def test_where_no_permission_is_known_none_is_named(service: Service) -> None:
    async with service.source(status(403)) as source:
        with pytest.raises(Refused) as caught:
            await source.panel_data("7", "s1", "w1")
    assert "probably" not in caught.value.next_step


async def test_pages_are_followed_by_cursor_or_by_number_with_the_dashboard(service: Service) -> None:
    first = ok({"dashboardSnapshots": [{"snapshotId": "a"}], "pages": {"next": "/x?cursor=c2"}})
    second = ok({"dashboardSnapshots": [{"snapshotId": "b"}], "pages": {"next": {"href": "/x?page=3"}}})
    async with service.source(first, second, ok({"dashboardSnapshots": [{"snapshotId": "c"}]})) as source:
        found = [row.snapshot_id async for page in source.snapshots("7", "d1") for row in page.rows]
    assert found == ["a", "b", "c"]
    assert service.asked == [
        "GET /dashboard-snapshots?aid=7&dashboardId=d1",
        "GET /dashboard-snapshots?aid=7&dashboardId=d1&cursor=c2",
        "GET /dashboard-snapshots?aid=7&dashboardId=d1&page=3",
    ]
