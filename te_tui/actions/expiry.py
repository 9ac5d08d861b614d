"""How long a snapshot may live: the service's rule for new and for extended ones (api.md, section 3)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from te_tui.actions.windows import NotAllowed

_LONGEST_YEARS: Final = 5

LONGEST: Final = f"{_LONGEST_YEARS} years from today"
"""How far ahead a snapshot may expire, in words."""


def latest_expiry(now: datetime) -> datetime:
    """The latest expiry that the service takes: this day in five years, 00:00 UTC."""
    today = now.astimezone(UTC).date()
    year = min(today.year + _LONGEST_YEARS, date.max.year)
    try:
        return midnight(today.replace(year=year))
    except ValueError:  # the 29th of February
        return midnight(today.replace(year=year, day=28))


def check_expiry(expires: datetime, now: datetime) -> None:
    """Refuse what the service would refuse; `now` by its clock.

    Raises:
        NotAllowed: it is not ahead, or too far ahead.
    """
    told = f"{expires:%Y-%m-%d}" if expires.time() == time() else f"{expires:%Y-%m-%d %H:%M} UTC"
    if expires <= now:
        raise NotAllowed(f"{told} is not ahead: it is {now:%Y-%m-%d %H:%M} UTC")
    if expires > latest_expiry(now):
        allowed = f"{LONGEST}, until {latest_expiry(now):%Y-%m-%d}"
        raise NotAllowed(f"{told} is too far ahead: the service allows at most {allowed}")


def midnight(day: date) -> datetime:
    """When a day begins, in UTC."""
    return datetime.combine(day, time(), UTC)


def same_second(one: datetime | None, other: datetime | None) -> bool:
    """Whether two instants are the same to the second, which is all that old answers tell."""
    if one is None or other is None:
        return one is other
    return abs(one - other) < timedelta(seconds=1)
