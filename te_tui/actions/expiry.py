"""How long a snapshot may live: the service's rule for new and for extended ones (api.md, section 3).

Where a service knows no longest life, a snapshot may live for ever, which it writes as half a century.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from te_tui.actions.windows import NotAllowed
from te_tui.models.snapshot_row import lasts_for_ever

_LONGEST_YEARS: Final = 5
_FOR_EVER: Final = timedelta(days=50 * 365)

LONGEST: Final = f"{_LONGEST_YEARS} years from today"
"""How far ahead a snapshot may expire, in words."""


def latest_expiry(now: datetime, longest_years: int | None = _LONGEST_YEARS) -> datetime:
    """The latest expiry that the service takes: this day in so many years, 00:00 UTC; None: for ever."""
    if longest_years is None:
        return now + _FOR_EVER if now < datetime.max.replace(tzinfo=UTC) - _FOR_EVER else now
    today = now.astimezone(UTC).date()
    year = min(today.year + longest_years, date.max.year)
    try:
        return midnight(today.replace(year=year))
    except ValueError:  # the 29th of February
        return midnight(today.replace(year=year, day=28))


def check_expiry(expires: datetime, now: datetime, longest_years: int | None = _LONGEST_YEARS) -> None:
    """Refuse what the service would refuse; `now` by its clock, `longest_years` as in `latest_expiry`.

    Raises:
        NotAllowed: it is not ahead, or too far ahead.
    """
    told = f"{expires:%Y-%m-%d}" if expires.time() == time() else f"{expires:%Y-%m-%d %H:%M} UTC"
    if expires <= now:
        raise NotAllowed(f"{told} is not ahead: it is {now:%Y-%m-%d %H:%M} UTC")
    if longest_years is None:
        if lasts_for_ever(now, expires):
            raise NotAllowed(f"{told} is too far ahead: say never, if that is meant")
    elif expires > latest_expiry(now, longest_years):
        allowed = f"{longest_years} years from today, until {latest_expiry(now, longest_years):%Y-%m-%d}"
        raise NotAllowed(f"{told} is too far ahead: the service allows at most {allowed}")


def midnight(day: date) -> datetime:
    """When a day begins, in UTC."""
    return datetime.combine(day, time(), UTC)


def same_second(one: datetime | None, other: datetime | None) -> bool:
    """Whether two instants are the same to the second, which is all that old answers tell."""
    if one is None or other is None:
        return one is other
    return abs(one - other) < timedelta(seconds=1)
