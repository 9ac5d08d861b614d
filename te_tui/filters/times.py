"""Durations and days in filter expressions, and the instants they stand for."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, NamedTuple

UNITS: Final = {
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
    "m": timedelta(days=30),
    "y": timedelta(days=365),
}
_LONGEST: Final = timedelta(days=100 * 365)
_DURATION = re.compile(r"([0-9]{1,6})([a-z])", re.IGNORECASE)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Duration(NamedTuple):
    """A length of time as people write it: `7d`."""

    amount: int
    unit: str

    @property
    def span(self) -> timedelta:
        """The length as a `timedelta`."""
        return self.amount * UNITS[self.unit]

    def __str__(self) -> str:
        return f"{self.amount}{self.unit}"


def read_duration(value: str) -> Duration | None:
    """Read a length of time such as `7d`; None if the text is not one, or if it is over a hundred years."""
    match = _DURATION.fullmatch(value)
    if match is None or match[2].lower() not in UNITS:
        return None
    duration = Duration(int(match[1]), match[2].lower())
    return duration if duration.span <= _LONGEST else None


def read_day(value: str) -> date | None:
    """Read a day such as `2027-01-31`; None if the text is not a day of the calendar."""
    try:
        return date.fromisoformat(value) if _DATE.fullmatch(value) else None
    except ValueError:
        return None


def midnight(day: date) -> datetime:
    """The instant at which a day begins, in UTC."""
    return datetime.combine(day, time(), UTC)


def moved(now: datetime, span: timedelta) -> datetime:
    """The moment `span` after `now` (before it if negative), limited to the range of `datetime`."""
    try:
        return now + span
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC) if span > timedelta() else datetime.min.replace(tzinfo=UTC)
