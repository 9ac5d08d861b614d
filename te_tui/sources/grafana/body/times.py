"""Reads the time range of a dashboard: dates, milliseconds since 1970, and times such as `now-1d/d`."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, Final, NamedTuple

from te_tui.sources.grafana.values.numbers import is_number
from te_tui.sources.reading.fields import text

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_OFFSET: Final = re.compile(r"([+-])(\d{0,9})(ms|[yMwdhmsQ])|/(f?)([yMwdhmsQ])")
_SECONDS: Final = {"h": 3600, "m": 60, "s": 1}
_MONTHS: Final = {"M": 1, "Q": 3, "y": 12}


class TimeRange(NamedTuple):
    """The start and the end of a range, in milliseconds since 1970 UTC; None where unknown."""

    start: int | None
    end: int | None


def time_range(start: object, end: object, now: int | None, zone: tzinfo = UTC) -> TimeRange:
    """Read a range in milliseconds since 1970; `now-1d/d` counts from `now`, and `/d` is a day in `zone`."""
    return TimeRange(instant_of(start, now, zone), instant_of(end, now, zone, is_end=True))


def instant_of(sent: Any, now: int | None, zone: tzinfo = UTC, *, is_end: bool = False) -> int | None:
    """Read the start or end of a range as milliseconds since 1970; None if it cannot be read.

    `now/d` means the first millisecond of today as a start, and the last one as an end (`is_end`).
    """
    if is_number(sent):
        sent = f"{sent:.0f}" if abs(sent) < 1e17 else ""
    written = (text(sent) or "").strip()
    try:
        if written.startswith("now"):
            return None if now is None else _offset(written[3:], now, zone, is_end)
        if written.lstrip("-").isdecimal() and len(written) != len("20231114"):
            return _milliseconds(_EPOCH + timedelta(milliseconds=int(written)))
        return _milliseconds(_read(written))
    except (ValueError, OverflowError):
        return None


def _offset(written: str, now: int, zone: tzinfo, is_end: bool) -> int | None:
    found = (_EPOCH + timedelta(milliseconds=now)).astimezone(zone)
    position = 0
    while position < len(written):
        part = _OFFSET.match(written, position)
        if part is None or position > 50:
            return None
        sign, count, unit, _, rounded = part.groups()
        if rounded:
            found = _begin(found, rounded)
            if is_end:
                found = _moved(found, 1, rounded) - timedelta(milliseconds=1)
        else:
            found = _moved(found, int(f"{sign}{count or 1}"), unit)
        position = part.end()
    return _milliseconds(found)


def _moved(date: datetime, count: int, unit: str) -> datetime:
    if unit == "ms":
        return date + timedelta(milliseconds=count)
    if unit in _SECONDS:
        return (date.astimezone(UTC) + timedelta(seconds=count * _SECONDS[unit])).astimezone(date.tzinfo)
    if unit in ("d", "w"):
        return date + timedelta(days=count * (7 if unit == "w" else 1))
    years, month = divmod(date.month - 1 + count * _MONTHS[unit], 12)
    year = date.year + years
    return date.replace(year=year, month=month + 1, day=min(date.day, monthrange(year, month + 1)[1]))


def _begin(date: datetime, unit: str) -> datetime:
    """The start of the hour, day, week, … in which a date lies; weeks start on Sunday."""
    if unit == "s":
        return date.replace(microsecond=0)
    if unit == "m":
        return date.replace(second=0, microsecond=0)
    if unit == "h":
        return date.replace(minute=0, second=0, microsecond=0)
    day = date.replace(hour=0, minute=0, second=0, microsecond=0)
    if unit == "w":
        return day - timedelta(days=day.isoweekday() % 7)
    if unit == "d":
        return day
    first = day.replace(day=1)
    size = _MONTHS[unit]
    return first.replace(month=(first.month - 1) // size * size + 1)


def _read(written: str) -> datetime:
    read = datetime.fromisoformat(written)
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def _milliseconds(date: datetime) -> int:
    return (date.astimezone(UTC) - _EPOCH) // timedelta(milliseconds=1)
