"""Times as people read them: short dates in a given zone, durations, and relative times.

Instants are epoch seconds or aware datetimes. Month names are English whatever the locale of the machine.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from itertools import pairwise
from typing import Final, NamedTuple

from te_tui.render.text.numbers import ABSENT

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

SOON: Final = timedelta(days=7)
"""Snapshots that expire within this time are urgent: `▲`."""

LATER: Final = timedelta(days=30)
"""Snapshots that expire within this time are worth knowing: `△`."""

_UNITS: Final = ((86_400, "d"), (3_600, "h"), (60, "min"), (1, "s"))
_YEAR: Final = 365 * 86_400
_MONTH: Final = _YEAR / 12
_MARKS: Final = ("▲", "△", "×")
_ASCII_MARKS: Final = ("!!", "!", "x")
_TWINS: Final = dict(zip(_MARKS, _ASCII_MARKS, strict=True))
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Expiry(NamedTuple):
    """When something expires, in words, with a glyph for its urgency (`▲`, `△`, `×`, or empty) and a role.

    The role is the name of a colour: `bad`, `warning`, `muted`, or empty.
    """

    text: str
    glyph: str
    role: str

    def mark(self, *, ascii_only: bool) -> str:
        """The glyph, or its ASCII replacement: `!!`, `!`, `x`; empty if there is no glyph."""
        return _TWINS.get(self.glyph, "") if ascii_only else self.glyph


def expiry_marks(*, ascii_only: bool = False) -> tuple[str, str, str]:
    """The three glyphs for what expires within 7 days, within 30 days, and for what has expired."""
    return _ASCII_MARKS if ascii_only else _MARKS


def in_zone(when: datetime | float, zone: tzinfo) -> datetime:
    """An instant as wall-clock time of a zone, limited to the years that `datetime` knows."""
    if isinstance(when, datetime):
        try:
            return when.astimezone(zone)
        except OverflowError:
            when = (when.replace(tzinfo=UTC) - _EPOCH).total_seconds()
    # A day of room on both sides, so that any zone's offset stays within the calendar.
    seconds = min(max(when, -62_135_510_400), 253_402_214_400)
    return (_EPOCH + timedelta(seconds=seconds)).astimezone(zone)


def zone_name(when: datetime | float, zone: tzinfo) -> str:
    """The name of a zone at an instant: `UTC`, `CET`, `UTC+05:30`."""
    local = in_zone(when, zone)
    name = local.tzname() or ""
    # Zones without letters of their own name themselves "+03"; that alone reads like a number.
    return f"UTC{name}" if name[:1] in {"+", "-"} else name


def format_date(when: datetime | float, *, zone: tzinfo, now: datetime | float | None) -> str:
    """The day of an instant: `11 Nov`, or `11 Nov 2025` if `now` is in another year, or not given."""
    local = in_zone(when, zone)
    day = f"{local.day} {MONTHS[local.month - 1]}"
    return day if now is not None and local.year == in_zone(now, zone).year else f"{day} {local.year}"


def format_time(
    when: datetime | float | None, *, zone: tzinfo, now: datetime | float | None, labelled: bool = True
) -> str:
    """An instant to the minute: `11 Nov 03:12 UTC`; without the zone if not `labelled`."""
    if when is None:
        return ABSENT
    text = f"{format_date(when, zone=zone, now=now)} {in_zone(when, zone):%H:%M}"
    return f"{text} {zone_name(when, zone)}" if labelled else text


def format_window(
    start: datetime | float,
    end: datetime | float,
    *,
    zone: tzinfo,
    now: datetime | float | None,
    with_length: bool = True,
) -> str:
    """A time span: `10 Nov 21:00 – 11 Nov 03:00 UTC (6 h)`; a date that both ends share is written once."""
    first, last = in_zone(start, zone), in_zone(end, zone)
    if first.date() == last.date():
        until = f"{last:%H:%M} {zone_name(end, zone)}"
    else:
        until = format_time(end, zone=zone, now=now)
    # Clocks may change in between: the start gets its own zone name when it has another one.
    changes = zone_name(start, zone) != zone_name(end, zone)
    since = format_time(start, zone=zone, now=now, labelled=changes)
    length = format_duration((in_zone(end, UTC) - in_zone(start, UTC)).total_seconds())
    return f"{since} – {until} ({length})" if with_length else f"{since} – {until}"


def format_duration(seconds: float) -> str:
    """A length of time as a whole number of one unit: `6 h`, `90 min`, `7 d`.

    The unit is the largest in which the number is exact, or is at least ten; then it may be rounded.
    """
    whole = round(abs(seconds))
    for size, name in _UNITS:
        if whole and (whole % size == 0 or whole >= 10 * size):
            return f"{round(whole / size)} {name}"
    return "0 s"


def format_length(seconds: float) -> str:
    """A length of time in its two largest units: `4 h 8 min`, `1 d 2 h`, `1 min 30 s`."""
    left = round(abs(seconds))
    for (size, name), (smaller, below) in pairwise(_UNITS):
        if left >= size:
            rest = (left % size) // smaller
            return f"{left // size} {name} {rest} {below}" if rest else f"{left // size} {name}"
    return f"{left} s"


def format_relative(when: datetime | float, now: datetime | float) -> str:
    """How far an instant is from `now`, rounded down: `in 6 d`, `3 h ago`; `now` if it is within a second.

    From 12 months on, it is in months, and from 24 months on in years.
    """
    seconds = (in_zone(when, UTC) - in_zone(now, UTC)).total_seconds()
    length = _rounded_down(abs(seconds))
    if length is None:
        return "now"
    return f"in {length}" if seconds > 0 else f"{length} ago"


def expiry(expires: datetime | float | None, now: datetime | float) -> Expiry:
    """An expiry in words, marked `▲` within 7 days, `△` within 30, `×` when past; `–` if unknown (None)."""
    if expires is None:
        return Expiry(ABSENT, "", "muted")
    left = in_zone(expires, UTC) - in_zone(now, UTC)
    relative = format_relative(expires, now)
    if left <= timedelta(0):
        return Expiry(f"expired {relative}", "×", "muted")
    if left <= SOON:
        return Expiry(relative, "▲", "bad")
    if left <= LATER:
        return Expiry(relative, "△", "warning")
    return Expiry(relative, "", "")


def _rounded_down(seconds: float) -> str | None:
    """A time as a whole number of one unit: `90 min`, `36 h`, `14 mo`; None below one second."""
    if (months := int(seconds / _MONTH + 0.5)) >= 12:
        return f"{months} mo" if months < 24 else f"{int((seconds + _MONTH / 2) // _YEAR)} y"
    for size, name in _UNITS:
        if seconds >= (2 * size if size > 1 else 1):
            return f"{int(seconds // size)} {name}"
    return None
