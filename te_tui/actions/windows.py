"""Windows, the spans of time that new snapshots cover; also reading lengths of time, dates and zones.

See api.md, section 3.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo
from difflib import get_close_matches
from functools import cache
from typing import ClassVar, Final, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from te_tui.sources.abilities import Limits

_EXAMPLE: Final = "Europe/Berlin"

EARLIEST: Final = datetime(1970, 1, 1, tzinfo=UTC)

_LENGTH: Final = re.compile(r"([0-9]{1,5}) ?(min|h|d|w|y)", re.ASCII | re.IGNORECASE)
_UNITS: Final = {
    "min": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
    "y": timedelta(days=365),
}

# The clocks of two machines differ by seconds, and an end in the server's future is refused.
_CLOCKS_DIFFER: Final = timedelta(seconds=15)


class NotAllowed(ValueError):
    """A value that the service would refuse; the message, without full stop, says why."""

    label: ClassVar[str] = "Not valid"
    """The word or two in front of the message where a person is still typing."""


class Missing(NotAllowed):
    """A value that a request needs is missing, perhaps because the person has not typed it yet."""

    label: ClassVar[str] = "Missing"


class Window(NamedTuple):
    """A stretch of time from `start` to `end`, both timezone-aware, in UTC and in whole seconds."""

    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        """The length of the window."""
        return self.end - self.start


def last_minute(now: datetime) -> datetime:
    """The latest full minute, in UTC, that is at least 15 seconds ago, as the server's clock may be slow."""
    return (now.astimezone(UTC) - _CLOCKS_DIFFER).replace(second=0, microsecond=0)


def last(length: timedelta, now: datetime) -> Window:
    """The window of this length that ends at the latest whole minute.

    Raises:
        NotAllowed: the window would begin before 1970.
    """
    end = last_minute(now)
    if length > end - EARLIEST:
        raise NotAllowed(f"The window would begin before {EARLIEST:%Y}")
    return checked(Window(end - length, end), now)


def checked(window: Window, now: datetime) -> Window:
    """Check that a snapshot of a window can be made, and return the window.

    Raises:
        NotAllowed: the window ends before it begins, is empty, ends in the future, or begins before 1970.
    """
    if window.start >= window.end:
        raise NotAllowed("The window has to begin before it ends")
    if window.end > now:
        raise NotAllowed(f"The window ends in the future; now is {now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")
    if window.start < EARLIEST:
        raise NotAllowed(f"The window begins before {EARLIEST:%Y}")
    return window


def length_until(length: timedelta, end: datetime, now: datetime, limits: Limits) -> Window:
    """The window of a test snapshot, which has this length and ends at `end`.

    Raises:
        NotAllowed: the source allows no such length, or the window ends in the future or begins before 1970.
    """
    if length not in limits.test_lengths:
        *others, longest = (f"{hours_in(allowed):,}" for allowed in limits.test_lengths)
        raise NotAllowed(f"A test snapshot takes {', '.join(others)} or {longest} hours")
    if end < EARLIEST + length:
        raise NotAllowed(f"The window begins before {EARLIEST:%Y}")
    return checked(Window(end - length, end), now)


def hours_in(length: timedelta) -> int:
    """The number of whole hours in a length of time."""
    return length // timedelta(hours=1)


def read_length(text: str) -> timedelta:
    """Read a length of time such as 90min, 6h, 7d, 2w or 1y (365 d).

    Raises:
        NotAllowed: the text is no length of time, or a length of zero.
    """
    match = _LENGTH.fullmatch(text.strip())
    if match is None or not int(match[1]):
        raise NotAllowed(f"{text!r} is not a length such as 90min, 6h, 7d, 2w or 1y")
    return int(match[1]) * _UNITS[match[2].lower()]


def read_instant(text: str, zone: tzinfo) -> datetime:
    """Read an ISO 8601 date or time, and return it in UTC; without an offset it is a time in `zone`.

    Raises:
        NotAllowed: the text is no date, or a time that the zone's clocks show twice or never.
    """
    if not text.strip():
        raise Missing("A date and time is needed, such as 2026-11-11 03:00")
    try:
        read = datetime.fromisoformat(text.strip()).replace(microsecond=0)
        if read.tzinfo is not None:
            return read.astimezone(UTC)
        first, second = (read.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
        there = first.astimezone(zone).replace(tzinfo=None)
    except (ValueError, OverflowError):
        raise NotAllowed(f"{text!r} is not a date and time such as 2026-11-11 03:00") from None
    if there != read or first != second:
        times = "never" if there != read else "twice"
        raise NotAllowed(f"The clocks of {zone} show {text.strip()} {times}; add the offset, as in +01:00")
    return first


def read_zone(name: str) -> ZoneInfo:
    """Find a time zone by its IANA name.

    Raises:
        NotAllowed: there is no such zone (a similar name is proposed), or this machine has no zone data.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        if _EXAMPLE not in _zone_names():
            raise NotAllowed(
                "This machine knows no time zones: it has no zone data. Install the package tzdata, or "
                "write dates with an offset, such as 2026-11-11T03:00+01:00"
            ) from None
        alike = get_close_matches(name, _zone_names(), n=1, cutoff=0.8) or [_EXAMPLE]
        raise NotAllowed(f"{name!r} is no IANA time zone such as {alike[0]}") from None


@cache
def _zone_names() -> tuple[str, ...]:
    return tuple(sorted(available_timezones()))
