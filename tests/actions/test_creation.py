from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from te_tui.actions.creation import (
    about_expiry,
    describe_saved_test,
    describe_snapshot,
    differences,
    expected_row,
    saved_test_request,
    snapshot_request,
)
from te_tui.actions.windows import NotAllowed, Window, last
from te_tui.models.saved_test import SavedTest
from te_tui.sources.abilities import Limits
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
    told = describe_snapshot(replace(ASKED, anonymize=True, time_zone="UTC"), "BGP", zone=UTC, now=NOW)
    assert told == (
        '"Route leak" of dashboard BGP, 10 Nov 21:12 – 11 Nov 03:12 UTC (6 h), '
        "expires 11 Dec 03:12 UTC, anonymised, time zone UTC"
    )
    assert "expires in a year" in describe_snapshot(replace(ASKED, expires=None), "BGP", zone=UTC, now=NOW)
    test = saved_test_request("7", "Evidence", WINDOW, NOW, "public")
    assert describe_saved_test(test, "Checkout", zone=UTC, now=NOW) == (
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


@pytest.mark.parametrize(
    ("shared", "limits", "expires"),
    [
        (NOW, Limits(test_life=timedelta(days=365)), NOW + timedelta(days=365)),
        (None, Limits(test_life=timedelta(days=365)), None),
        (NOW, Limits(), None),
        (None, Limits(), None),
    ],
)
def test_a_test_snapshot_expires_so_long_after_it_was_shared_as_far_as_that_is_known(
    shared: datetime | None, limits: Limits, expires: datetime | None
) -> None:
    assert about_expiry(SavedTest("s", "Evidence", None, None, None, None, shared=shared), limits) == expires


@pytest.mark.parametrize(
    "changes",
    [{"name": None}, {"dashboard_id": None, "dashboard_title": "NOC"}, {"start": None}, {"duration": None},
     {"expires": None}, {"start": WINDOW.start + timedelta(milliseconds=999)},
     {"expires": NOW + timedelta(days=30, milliseconds=999)}, {"dashboard_title": "Renamed"}],
)  # fmt: skip
def test_what_is_unknown_or_rounded_away_is_no_difference(changes: dict[str, object]) -> None:
    row = expected_row(ASKED, "s", "1", "BGP")._replace(**changes)  # type: ignore[arg-type]
    assert list(differences(ASKED, row)) == []


@pytest.mark.parametrize("fact", ["start", "expires"])
@pytest.mark.parametrize("seconds", [1, -1])
def test_a_second_is_a_difference(fact: str, seconds: int) -> None:
    row = expected_row(ASKED, "s", "1", "BGP")
    moved = row._replace(**{fact: getattr(row, fact) + timedelta(seconds=seconds)})
    assert len(list(differences(ASKED, moved))) == 1
    assert len(list(differences(replace(ASKED, expires=None), moved))) == (1 if fact == "start" else 0)


def test_a_dashboard_without_a_title_is_told_by_its_id() -> None:
    row = expected_row(ASKED, "s", "1", "BGP")._replace(dashboard_id="d2", dashboard_title=None)
    assert list(differences(ASKED, row)) == ["it is of dashboard d2"]


def test_until_the_list_has_it_a_snapshot_is_told_as_it_was_asked_for() -> None:
    row = expected_row(ASKED, "s", "1", "BGP")
    assert (row.snapshot_id, row.name, row.aid, row.dashboard_id, row.dashboard_title) == (
        "s", "Route leak", "1", "d1", "BGP",
    )  # fmt: skip
    assert (row.start, row.duration, row.expires, row.scheduled) == (
        WINDOW.start, 6 * 3600, ASKED.expires, False,
    )  # fmt: skip
