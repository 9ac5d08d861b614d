"""How long an extension lasts, and what it never does: shorten, or ask for what the service refuses."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.actions.expiry import latest_expiry
from te_tui.actions.extension import By, Extension, Until, plan_extension
from te_tui.actions.plan import Plan
from te_tui.actions.windows import NotAllowed
from te_tui.sources.abilities import Limits
from te_tui.sources.thousandeyes.abilities import LIMITS
from tests.actions.remote import GROUP, NOW, row

DAY = timedelta(days=1)
LATEST = datetime(2031, 11, 21, tzinfo=UTC)
TIMES = st.timedeltas(-40 * 365 * DAY, 7900 * 365 * DAY).map(NOW.__add__)


def extended(
    expires: datetime | None, extension: Extension, now: datetime = NOW, limits: Limits = LIMITS
) -> Plan:
    return plan_extension("here", [(GROUP, row("a", expires))], extension, now=now, limits=limits)


def new_expiry(expires: datetime | None, extension: Extension, now: datetime = NOW) -> datetime | None:
    (change,) = extended(expires, extension, now).changes
    return change.new


@pytest.mark.parametrize("days", [7, 30, 90, 365])
def test_a_length_of_time_counts_from_the_old_expiry(days: int) -> None:
    old = NOW + timedelta(days=3, minutes=7)
    assert new_expiry(old, By(days * DAY)) == old + days * DAY


@pytest.mark.parametrize("now", [NOW, NOW + timedelta(minutes=1), NOW + timedelta(minutes=59)])
def test_from_an_expiry_that_has_passed_it_counts_from_now_rounded_up_to_the_hour(now: datetime) -> None:
    hour = NOW if now == NOW else NOW + timedelta(hours=1)
    assert new_expiry(NOW - 5 * DAY, By(7 * DAY), now) == hour + 7 * DAY


def test_a_length_of_time_ends_where_the_service_does() -> None:
    assert new_expiry(LATEST - 3 * DAY, By(7 * DAY)) == LATEST


@pytest.mark.parametrize("extension", [By(7 * DAY), Until(None), Until(date(2027, 1, 1))])
def test_nothing_is_shortened(extension: Extension) -> None:
    plan = extended(LATEST + DAY, extension)
    assert plan.changes == ()
    (left_out,) = plan.left_out
    assert left_out.why == "it lasts until 2031-11-22 00:00 UTC already"
    assert left_out.already


def test_a_day_means_its_beginning_in_utc() -> None:
    assert new_expiry(NOW, Until(date(2027, 1, 31))) == datetime(2027, 1, 31, tzinfo=UTC)


def test_where_there_is_no_longest_life_a_length_of_time_is_never_cut_and_max_is_refused() -> None:
    plan = extended(LATEST, By(9 * 365 * DAY), limits=Limits())
    assert plan.changes[0].new == LATEST + 9 * 365 * DAY
    with pytest.raises(NotAllowed, match="name a day"):
        extended(NOW, Until(None), limits=Limits())


def test_as_long_as_allowed_is_this_day_in_five_years() -> None:
    assert new_expiry(NOW, Until(None)) == LATEST


def test_an_unknown_expiry_has_nothing_to_count_from_and_is_left_alone() -> None:
    plan = extended(None, By(7 * DAY))
    assert plan.changes == ()
    assert "its expiry is not known" in plan.left_out[0].why
    assert not plan.left_out[0].already


@pytest.mark.parametrize("until", [Until(None), Until(date(2027, 1, 31))])
def test_an_unknown_expiry_takes_a_day_that_is_named(until: Until) -> None:
    assert new_expiry(None, until) is not None


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 21), "is not ahead: it is 2026-11-21 09:00 UTC"),
        (date(1999, 1, 1), "is not ahead"),
        (date(2031, 11, 22), "at most 5 years from today, until 2031-11-21"),
        (date(9999, 12, 31), "is too far ahead"),
    ],
)
def test_what_the_service_would_refuse_is_refused_before_it_is_asked(day: date, said: str) -> None:
    with pytest.raises(NotAllowed, match=said):
        extended(NOW, Until(day))


@given(TIMES, TIMES, st.integers(1, 9999).map(lambda days: By(days * DAY)) | st.just(Until(None)))
def test_an_extension_is_later_than_before_ahead_and_within_five_years(
    old: datetime, now: datetime, extension: Extension
) -> None:
    plan = extended(old, extension, now)
    for change in plan.changes:
        assert change.new is not None
        latest = latest_expiry(now, LIMITS)
        assert latest is not None
        assert old < change.new <= latest
        assert change.new > now or now > latest - timedelta(hours=1)
    assert len(plan.changes) + len(plan.left_out) == 1
