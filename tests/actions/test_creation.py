from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from te_tui.actions.creation import (
    differences,
    expected_row,
    saved_test_request,
    snapshot_request,
    told_saved_test,
    told_snapshot,
)
from te_tui.actions.windows import NotAllowed, Window, last
from te_tui.sources.thousandeyes.abilities import LIMITS
from te_tui.sources.thousandeyes.body.requests import saved_test_body, snapshot_body

NOW = datetime(2026, 11, 11, 3, 12, 40, tzinfo=UTC)
WINDOW = last(timedelta(hours=6), NOW)
ASKED = snapshot_request("d1", " Route leak ", WINDOW, NOW, expires=NOW + timedelta(days=30), limits=LIMITS)


def test_a_request_keeps_what_was_asked_for() -> None:
    assert (ASKED.name, ASKED.start, ASKED.end) == ("Route leak", WINDOW.start, WINDOW.end)
    assert snapshot_body(ASKED) == {
        "dashboardId": "d1",
        "displayName": "Route leak",
        "startDate": "2026-11-10T21:12:00Z",
        "endDate": "2026-11-11T03:12:00Z",
        "anonymizeData": False,
        "expirationDate": "2026-12-11T03:12:40Z",
    }
    in_utc = snapshot_request("d1", "x", WINDOW, NOW, time_zone="UTC", limits=LIMITS)
    assert snapshot_body(in_utc)["timezone"] == "UTC"


@pytest.mark.parametrize("public", [True, False])
def test_is_public_is_always_sent(public: bool) -> None:
    request = saved_test_request("7", "Evidence", WINDOW, NOW, "public" if public else "private")
    assert saved_test_body(request)["isPublic"] is public


def test_a_window_that_is_not_allowed_makes_no_request() -> None:
    future = Window(NOW, NOW + timedelta(hours=1))
    with pytest.raises(NotAllowed, match="in the future; now is 2026-11-11T03:12:40Z"):
        snapshot_request("d1", "x", future, NOW, limits=LIMITS)
    with pytest.raises(NotAllowed, match="in the future"):
        saved_test_request("7", "x", future, NOW, "private")


def test_an_expiry_that_is_not_allowed_makes_no_request() -> None:
    with pytest.raises(NotAllowed, match="2026-11-11 03:12 UTC is not ahead"):
        snapshot_request("d1", "x", WINDOW, NOW, expires=NOW, limits=LIMITS)
    with pytest.raises(NotAllowed, match="2031-11-12 is too far ahead"):
        snapshot_request("d1", "x", WINDOW, NOW, expires=datetime(2031, 11, 12, tzinfo=UTC), limits=LIMITS)


def test_what_will_be_asked_for_is_told_exactly() -> None:
    told = told_snapshot(replace(ASKED, anonymize=True, time_zone="UTC"), "BGP", zone=UTC, now=NOW)
    assert told == (
        '"Route leak" of dashboard BGP, 10 Nov 21:12 – 11 Nov 03:12 UTC (6 h), '
        "expires 11 Dec 03:12 UTC, anonymised, time zone UTC"
    )
    assert "expires in a year" in told_snapshot(replace(ASKED, expires=None), "BGP", zone=UTC, now=NOW)
    test = saved_test_request("7", "Evidence", WINDOW, NOW, "public")
    assert told_saved_test(test, "Checkout", zone=UTC, now=NOW) == (
        '"Evidence" of test Checkout, 10 Nov 21:12 – 11 Nov 03:12 UTC (6 h), public: anyone with the link'
    )


def test_a_snapshot_that_came_as_asked_differs_in_nothing() -> None:
    assert not list(differences(ASKED, expected_row(ASKED, "s", "1", "BGP")))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"name": "Other"}, 'it is called "Other"'),
        ({"dashboard_id": "d2", "dashboard_title": "NOC"}, "it is of dashboard NOC"),
        ({"start": WINDOW.start + timedelta(hours=1)}, "it begins at 10 Nov 22:12 UTC"),
        ({"duration": 3600}, "it covers 1 h"),
        ({"expires": NOW + timedelta(days=60)}, "it expires 10 Jan 2027 03:12 UTC"),
    ],
)
def test_what_came_otherwise_than_asked_is_told(changes: dict[str, object], told: str) -> None:
    row = expected_row(ASKED, "s", "1", "BGP")._replace(**changes)  # type: ignore[arg-type]
    assert list(differences(ASKED, row)) == [told]
