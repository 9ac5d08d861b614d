"""How long a snapshot may live."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from te_tui.actions.expiry import check_expiry, lasts_as_asked, latest_expiry
from te_tui.actions.windows import NotAllowed
from te_tui.sources.abilities import Limits
from te_tui.sources.thousandeyes.abilities import LIMITS
from tests.actions.remote import row

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("today", "latest"),
    [
        (date(2028, 2, 29), date(2033, 2, 28)),
        (date(2026, 2, 28), date(2031, 2, 28)),
        (date(9998, 5, 5), date(9999, 5, 5)),
    ],
)
def test_years_without_that_day_end_the_day_before(today: date, latest: date) -> None:
    now = datetime(today.year, today.month, today.day, 23, 59, tzinfo=UTC)
    expiry = latest_expiry(now, LIMITS)
    assert expiry is not None
    assert expiry.date() == latest


def test_an_expiry_lies_ahead_by_as_many_years_as_the_source_says() -> None:
    latest = datetime(2031, 11, 21, tzinfo=UTC)
    check_expiry(NOW + timedelta(seconds=1), NOW, LIMITS)
    check_expiry(latest, NOW, LIMITS)
    with pytest.raises(NotAllowed, match="is not ahead: it is 2026-11-21 09:00 UTC"):
        check_expiry(NOW, NOW, LIMITS)
    with pytest.raises(NotAllowed, match="at most 5 years from today, until 2031-11-21"):
        check_expiry(latest + timedelta(seconds=1), NOW, LIMITS)
    check_expiry(latest + timedelta(seconds=1), NOW, Limits(longest_years=6))


def test_where_any_date_is_taken_an_expiry_only_has_to_lie_ahead() -> None:
    assert latest_expiry(NOW, Limits()) is None
    check_expiry(datetime(9999, 1, 1, tzinfo=UTC), NOW, Limits())
    with pytest.raises(NotAllowed, match="is not ahead"):
        check_expiry(NOW, NOW, Limits())


FOR_EVER = timedelta(days=50 * 365)
ASKED = NOW + timedelta(days=30)


@pytest.mark.parametrize(
    ("wanted", "expires", "lasts"),
    [
        (ASKED, ASKED, True),
        (ASKED, ASKED - timedelta(seconds=60), True),
        (ASKED, ASKED - timedelta(seconds=61), False),
        (ASKED, ASKED + timedelta(hours=1), True),
        (ASKED, ASKED + timedelta(hours=1, seconds=1), False),
        (ASKED, None, False),
        (None, ASKED, False),
        (None, None, False),
        (NOW + FOR_EVER, NOW + FOR_EVER, True),
        (NOW + FOR_EVER, NOW + 2 * FOR_EVER, True),
        (NOW + FOR_EVER, ASKED, False),
        (NOW + FOR_EVER, None, False),
        (ASKED, NOW + FOR_EVER, False),
    ],
)
def test_a_snapshot_lasts_as_asked_within_a_minute_less_and_an_hour_more(
    wanted: datetime | None, expires: datetime | None, *, lasts: bool
) -> None:
    made = row("a", expires)._replace(created=NOW)
    assert lasts_as_asked(made, wanted, NOW) is lasts
