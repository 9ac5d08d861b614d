"""The doors of each vendor: addresses, links, bodies and refusals, before anything is asked."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from te_tui.models.request import SavedTestRequest, SnapshotRequest
from te_tui.sources.errors import (
    NotFound,
    NotLoggedIn,
    Refused,
    Rejected,
    ServerFailed,
    SourceError,
    Unavailable,
)
from te_tui.sources.reading.decode import NotReadable
from te_tui.sources.thousandeyes_v6.failures import gone, read_failure
from te_tui.sources.thousandeyes_v6.saved_test import known_link, read_saved_test, saved_test_body
from te_tui.sources.vendor import NamesNoSnapshot
from te_tui.sources.vendors import UnknownVendor, all_vendors, vendor_named

V7, V6, GRAFANA = vendor_named(), vendor_named("thousandeyes-v6"), vendor_named("grafana")


def test_each_vendor_is_found_by_its_name() -> None:
    assert [vendor.name for vendor in all_vendors()] == ["grafana", "thousandeyes", "thousandeyes-v6"]
    assert V7.name == "thousandeyes"
    assert vendor_named("grafana") is GRAFANA


@pytest.mark.parametrize(
    "name", ["", "nobody", "http", "reading", "thousandeyes_v6", "../grafana", "grafana.body"]
)
def test_what_is_no_vendor_is_none(name: str) -> None:
    with pytest.raises(UnknownVendor):
        vendor_named(name)


@pytest.mark.parametrize(
    ("vendor", "pasted", "base"),
    [
        ("thousandeyes", " https://api.example/v7/ ", "https://api.example"),
        ("thousandeyes", "https://api.example", "https://api.example"),
        ("thousandeyes", "https://api.example/v6", "https://api.example/v6"),
        ("thousandeyes-v6", "https://api.example/v6/snapshot.json", "https://api.example"),
        ("thousandeyes-v6", "https://api.example/v6/snapshot", "https://api.example"),
        ("thousandeyes-v6", " https://api.example/v6/ ", "https://api.example"),
        ("thousandeyes-v6", "https://api.example/v7", "https://api.example/v7"),
        ("grafana", "https://g.example/grafana/login", "https://g.example/grafana"),
    ],
)
def test_the_base_address_is_in_what_a_person_pastes(vendor: str, pasted: str, base: str) -> None:
    assert vendor_named(vendor).base_in(pasted) == base


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://app.thousandeyes.com/x?snapshotId=a1", "a1"),
        ("https://app.thousandeyes.com/x?reportSnapshotId=b2", "b2"),
        ("https://app.thousandeyes.com/x?reportSnapshotId=b2&snapshotId=a1", "a1"),
        ("https://api.thousandeyes.com/v7/dashboard-snapshots/c%203/widgets/7", "c 3"),
        ("https://app.thousandeyes.com/dashboard-snapshots/c3?snapshotId=a1", "a1"),
    ],
)
def test_an_address_of_thousandeyes_names_a_snapshot_in_three_ways(address: str, found: str) -> None:
    assert V7.snapshot_id_in(address, "https://api.thousandeyes.com") == found


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("https://app.thousandeyes.com/view/tests?testId=1&snapshotId=x", "link of a test snapshot"),
        ("https://thousandeyes.com/view/tests/", "link of a test snapshot"),
        ("https://abcde.share.thousandeyes.com", "link of a test snapshot"),
        ("HTTPS://ABCDE.SHARE.EU1.THOUSANDEYES.COM/VIEW/TESTS?TESTID=1", "link of a test snapshot"),
        ("https://abcde.share.thousandeyes.com/view/endpoint-agent?x=1", "link of a test snapshot"),
        ("https://abcde.share.thousandeyes.com.evil.example/", "names no snapshot"),
        ("https://elsewhere.example/view/tests", "names no snapshot"),
        ("https://app.thousandeyes.com/view/testsuite", "names no snapshot"),
        ("https://app.thousandeyes.com/?snapshot=x", "neither snapshotId= nor reportSnapshotId="),
        ("https://[::1/x", "neither a snapshot's id nor an address"),
    ],
)
def test_an_address_that_names_none_says_why(address: str, why: str) -> None:
    with pytest.raises(NamesNoSnapshot, match=why):
        V7.snapshot_id_in(address, "https://api.thousandeyes.com")


def test_version_6_opens_nothing_and_makes_none_of_dashboards() -> None:
    with pytest.raises(NamesNoSnapshot, match="in a browser"):
        V6.snapshot_id_in("https://app.thousandeyes.com/x?snapshotId=a1", "")
    with pytest.raises(NotReadable):
        V6.read_snapshot(b"{}", "a1")
    with pytest.raises(Rejected, match="Could not create the snapshot n"):
        V6.snapshot_body(SnapshotRequest("d", "n", START, END))
    with pytest.raises(Rejected, match="Could not create the snapshot n"):
        GRAFANA.snapshot_body(SnapshotRequest("d", "n", START, END))


START = datetime(2026, 11, 11, 3, 0, 59, 999_999, tzinfo=UTC)
END = datetime(2026, 11, 11, 6, tzinfo=timezone(timedelta(hours=2)))


@pytest.mark.parametrize(("public", "flag"), [(True, 1), (False, 0)])
def test_version_6_is_sent_numbers_and_dates_in_utc(public: bool, flag: int) -> None:
    assert saved_test_body(SavedTestRequest("19955", "n", START, END, public)) == {
        "testId": 19955, "displayName": "n", "from": "2026-11-11T03:00:59", "to": "2026-11-11T04:00:00",
        "isPublic": flag,
    }  # fmt: skip


@pytest.mark.parametrize("test_id", ["", "abc", "1.0", "-1", "1" * 19, "１"])
def test_version_6_knows_tests_by_number_only(test_id: str) -> None:
    with pytest.raises(Rejected, match="by number only"):
        saved_test_body(SavedTestRequest(test_id, "n", START, END, public=False))
    assert saved_test_body(SavedTestRequest("1" * 18, "n", START, END, public=False))["testId"] == int(
        "1" * 18
    )


@pytest.mark.parametrize(
    ("link", "is_known"),
    [
        ("https://app.thousandeyes.com/view/tests?x=1", True),
        ("https://abc.share.thousandeyes.com/", True),
        ("https://app.thousandeyes.com:443/x", True),
        ("https://app.thousandeyes.com:444/x", False),
        ("http://app.thousandeyes.com/x", False),
        ("https://thousandeyes.com.evil.example/x", False),
        ("https://evil.example/.thousandeyes.com/", False),
        ("https://app.thousandeyes.com", False),
        ("https://app.thousandeyes.com/a\\b", False),
        ("https://app.thousandeyes.com/a b", False),
        ("https://user@app.thousandeyes.com/x", False),
        (None, False),
    ],
)
def test_only_links_at_thousandeyes_are_handed_on(link: str | None, *, is_known: bool) -> None:
    assert known_link(link) == (link if is_known else None)
    assert V6.may_hand_on(link, "api.example") == (link if is_known else None)


@pytest.mark.parametrize(
    ("view", "private"),
    [
        ("https://app.thousandeyes.com/x", True),
        ("https://abc.share.thousandeyes.com/x", False),
        ("https://share.thousandeyes.com/x", False),
        ("https://shared.thousandeyes.com/x", True),
        ("https://evil.example/x", None),
        (None, None),
    ],
)
def test_the_link_alone_says_whether_a_test_snapshot_is_private(
    view: str | None, private: bool | None
) -> None:
    body = {"linkId": 7, "displayName": "n", "startRoundId": 1_700_000_000, "viewUrl": view}
    found = read_saved_test(json.dumps({"link": body}).encode())
    assert (found.snapshot_id, found.name, found.start, found.saved_event) == (
        "7",
        "n",
        1_700_000_000,
        private,
    )
    assert found.link == (view if private is not None else None)


@pytest.mark.parametrize(
    "body", [b"", b" <xml/>", b"{}", b'{"link":null}', b'{"link":{"displayName":"n"}}', b"[]"]
)
def test_an_answer_that_describes_no_test_snapshot_is_not_readable(body: bytes) -> None:
    with pytest.raises(NotReadable):
        read_saved_test(body)


@pytest.mark.parametrize(
    ("status", "said", "kind", "words"),
    [
        (400, {"errorMessage": "bad dates"}, Rejected, "HTTP 400: bad dates"),
        (400, {"errorMessage": "bad", "detail": "other"}, Rejected, "HTTP 400: other"),
        (400, {"errorMessage": "x" * 301}, Rejected, "x" * 300 + ". "),
        (400, "<html>", Rejected, "HTTP 400. "),
        (401, {}, NotLoggedIn, "HTTP 401"),
        (403, {}, Refused, "HTTP 403"),
        (404, {}, Unavailable, "no longer answers here (HTTP 404)"),
        (410, {"errorMessage": "x"}, Unavailable, "no longer answers here (HTTP 410)"),
        (500, {}, ServerFailed, "HTTP 500"),
    ],
)
def test_a_refusal_of_version_6_has_its_words(
    status: int, said: Any, kind: type[SourceError], words: str
) -> None:
    body = said if isinstance(said, str) else json.dumps(said)
    found = read_failure("make it", status, body.encode())
    assert type(found) is kind
    assert words in str(found)
    assert "Could not make it" in str(found) or kind is NotLoggedIn


def test_a_version_that_is_gone_says_what_to_use() -> None:
    assert "profile of API v7" in str(gone("make it", 301))


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (301, Rejected), (399, Rejected), (400, Rejected), (401, NotLoggedIn), (403, Refused),
        (404, NotFound),
        (405, Rejected), (408, ServerFailed), (425, ServerFailed), (426, Rejected), (429, Rejected),
        (499, Rejected), (500, ServerFailed), (503, ServerFailed), (299, Rejected),
    ],
)  # fmt: skip
def test_a_status_says_of_which_kind_a_failure_is(status: int, kind: type[SourceError]) -> None:
    found = V7.failure("do it", status, b"")
    assert type(found) is kind
    assert ("Redirects are not followed" in str(found)) is (300 <= status < 400)
