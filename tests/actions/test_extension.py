"""How long an extension lasts, and what it never does: shorten, or ask for what the service refuses."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.actions.expiry import latest_expiry
from te_tui.actions.extension import By, Extension, Never, Until, plan_extension
from te_tui.actions.plan import Plan
from te_tui.actions.windows import NotAllowed
from te_tui.models.snapshot_row import Publication
from te_tui.sources.abilities import Extension as Way
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


FOR_EVER = timedelta(days=50 * 365)
SAME_LINK, NEW_LINK, IN_PLACE = Way.SAME_LINK, Way.NEW_LINK, Way.IN_PLACE


@pytest.mark.parametrize("longer", [By(7 * DAY), Never()])
@pytest.mark.parametrize(
    ("way", "expires", "external", "why_not"),
    [
        (SAME_LINK, NOW + timedelta(seconds=1), None, None),
        (SAME_LINK, NOW, None, "it has expired"),
        (NEW_LINK, NOW - DAY, None, "it has expired"),
        (IN_PLACE, NOW - DAY, None, None),
        (NEW_LINK, NOW + DAY, True, "its content is on another server"),
        (SAME_LINK, NOW + DAY, False, None),
        (IN_PLACE, NOW + DAY, True, None),
    ],
)
def test_only_what_has_its_content_there_can_be_made_again(
    longer: Extension, way: Way, expires: datetime, external: bool | None, why_not: str | None
) -> None:
    asked = row("a", expires)._replace(publication=Publication("grafana", external))
    plan = plan_extension("here", [(GROUP, asked)], longer, now=NOW, limits=Limits(), way=way)
    assert len(plan.changes) == (0 if why_not else 1)
    assert [one.why.startswith(str(why_not)) and not one.already for one in plan.left_out] == (
        [True] if why_not else []
    )


@pytest.mark.parametrize("way", Way)
def test_what_is_made_again_is_archived_before(way: Way) -> None:
    plan = plan_extension(
        "here", [(GROUP, row("a", NOW + DAY))], By(DAY), now=NOW, limits=Limits(), way=way, reason="age>1y"
    )
    assert (plan.archive, plan.makes_again, plan.deletes) == (
        way is not IN_PLACE, way is not IN_PLACE, way is SAME_LINK,
    )  # fmt: skip
    assert (plan.way, plan.reason, plan.action) == (way, "age>1y", "extend")


@pytest.mark.parametrize("longer", [Never(), By(3 * FOR_EVER), By(DAY)])
@pytest.mark.parametrize("way", Way)
def test_what_never_expires_is_left_alone(longer: Extension, way: Way) -> None:
    for_ever = row("a", NOW + FOR_EVER)._replace(created=NOW)
    plan = plan_extension("here", [(GROUP, for_ever)], longer, now=NOW, limits=Limits(), way=way)
    assert plan.changes == ()
    assert [(one.why, one.already) for one in plan.left_out] == [("it never expires already", True)]


@pytest.mark.parametrize("longer", [Never(), By(FOR_EVER)])
def test_where_there_is_no_longest_life_a_very_long_one_is_for_ever(longer: Extension) -> None:
    assert extended(NOW + DAY, longer, limits=Limits()).changes[0].new == NOW + FOR_EVER


@pytest.mark.parametrize("expires", [NOW, datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC)])
@pytest.mark.parametrize("now", [NOW, datetime(1000, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)])
def test_no_length_of_time_leads_beyond_the_calendar(now: datetime, expires: datetime) -> None:
    longer = By(timedelta(days=9_000 * 365))
    for limits in (Limits(), LIMITS):
        plan = plan_extension("demo", [(GROUP, row("s1", expires))], longer, now=now, limits=limits)
        assert len(plan.changes) + len(plan.left_out) == 1


@pytest.mark.parametrize(("seconds", "changes"), [(-1, 1), (0, 0), (1, 0)])
def test_what_lasts_as_long_as_asked_is_left_alone(seconds: int, changes: int) -> None:
    day = date(2027, 1, 31)
    old = datetime(2027, 1, 31, tzinfo=UTC) + timedelta(seconds=seconds)
    assert len(extended(old, Until(day)).changes) == changes


@pytest.mark.parametrize(
    ("longer", "by_clock"),
    [(By(DAY), True), (Never(), True), (Until(None), True), (Until(date(2027, 1, 31)), False)],
)
def test_only_a_day_that_is_named_does_not_go_by_the_clock(longer: Extension, *, by_clock: bool) -> None:
    assert extended(NOW + DAY, longer).by_clock is by_clock
