"""Writes dates and times in the formats of moment.js (`YYYY-MM-DD HH:mm:ss`), which Grafana's units use."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final, NamedTuple

ISO: Final = "YYYY-MM-DD HH:mm:ss"
ISO_MILLISECONDS: Final = "YYYY-MM-DD HH:mm:ss.SSS"
INVALID: Final = "Invalid date"

_DAY: Final = 86_400_000  # milliseconds
LAST_INSTANT: Final = 8.64e15
"""Milliseconds since 1970; JavaScript has no instants beyond."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MONTHS: Final = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_WEEKDAYS: Final = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
_LONG_FORMS: Final = {
    "LTS": "h:mm:ss A",
    "LT": "h:mm A",
    "LLLL": "dddd, MMMM D, YYYY h:mm A",
    "LLL": "MMMM D, YYYY h:mm A",
    "LL": "MMMM D, YYYY",
    "L": "MM/DD/YYYY",
    "llll": "ddd, MMM D, YYYY h:mm A",
    "lll": "MMM D, YYYY h:mm A",
    "ll": "MMM D, YYYY",
    "l": "M/D/YYYY",
}
_LONG_FORM: Final = re.compile(r"\[[^\[\]]*\]|\\.|LTS|LT|L{1,4}|l{1,4}", re.DOTALL)
_TOKEN: Final = re.compile(
    r"\[[^\[\]]*\]|\\.|Mo|MM?M?M?|Do|DDDo|DD?D?D?|do|d{1,4}|e|E|wo|ww?|Wo|WW?|Qo|Q|YYYYYY|YYYYY|YYYY|YY|Y"
    r"|gggg|gg|GGGG|GG|a|A|hh?|HH?|kk?|mm?|ss?|S{1,9}|x|X|zz?|ZZ?|.",
    re.DOTALL,
)
_AGO: Final = (  # below so many units, of this many seconds, these words
    (44.5, 1, "a few seconds"),
    (89.5, 1, "a minute"),
    (44.5, 60, "{} minutes"),
    (89.5, 60, "an hour"),
    (21.5, 3600, "{} hours"),
    (35.5, 3600, "a day"),
    (25.5, 86400, "{} days"),
    (45.5, 86400, "a month"),
    (319.5, 86400, "{} months"),
    (547.5, 86400, "a year"),
)


class Moment(NamedTuple):
    """A time as year, month, day, hour and so on in a time zone; `offset` is minutes east of UTC."""

    year: int
    month: int
    day: int
    weekday: int  # 0 is Sunday
    hour: int
    minute: int
    second: int
    millisecond: int
    offset: int
    zone: str
    epoch: int  # milliseconds

    @property
    def day_of_year(self) -> int:
        """The number of the day in its year, 1 for the first of January."""
        return _days_before(self.year, self.month, self.day) - _days_before(self.year, 1, 1) + 1

    def week(self, first_weekday: int, day_in_first_week: int) -> tuple[int, int]:
        """The year and number of the week in which this time lies.

        Weeks begin on `first_weekday` (0: Sunday). Week 1 contains the day `day_in_first_week` of January.
        """
        today = _days_before(self.year, self.month, self.day)
        for year in (self.year + 1, self.year, self.year - 1):
            anchor = _days_before(year, 1, day_in_first_week)
            start = anchor - (anchor + 4 - first_weekday) % 7
            if today >= start:
                break
        return year, (today - start) // 7 + 1


def format_instant(milliseconds: float, form: str, zone: tzinfo = UTC) -> str:
    """Write a time, in milliseconds since 1970 UTC, in a format such as `YYYY-MM-DD` and in a time zone."""
    moment = moment_of(milliseconds, zone)
    if moment is None:
        return INVALID
    form = _LONG_FORM.sub(lambda found: _LONG_FORMS.get(found[0], found[0]), form)
    return "".join(_part(moment, token) for token in _TOKEN.findall(form))


def moment_of(milliseconds: float, zone: tzinfo = UTC) -> Moment | None:
    """Convert milliseconds since 1970 UTC to date and time in a zone; None for NaN and dates too far away."""
    if not math.isfinite(milliseconds) or abs(milliseconds) > LAST_INSTANT:
        return None
    epoch = math.trunc(milliseconds)
    offset, name = 0, "UTC"
    if zone is not UTC:
        try:
            local = (_EPOCH + timedelta(milliseconds=epoch)).astimezone(zone)
            offset, name = int((local.utcoffset() or timedelta()).total_seconds()) // 60, local.tzname() or ""
        except OverflowError:
            pass  # beyond the years that zones know
    days, rest = divmod(epoch + offset * 60_000, _DAY)
    year, month, day = _civil(days)
    second, millisecond = divmod(rest, 1000)
    return Moment(
        year,
        month,
        day,
        (days + 4) % 7,
        second // 3600,
        second // 60 % 60,
        second % 60,
        millisecond,
        offset,
        name,
        epoch,
    )


def time_ago(milliseconds: float, now: float) -> str:
    """Say how long ago a time was, such as `2 hours ago`; both arguments are milliseconds since 1970.

    If `now` is NaN, the text is the date instead.
    """
    if not math.isfinite(milliseconds):
        return INVALID
    if not math.isfinite(now):
        return format_instant(milliseconds, ISO)
    seconds = abs(now - milliseconds) / 1000
    for below, unit, words in _AGO:
        if seconds / unit < below:
            count = round(seconds / 86400 / 30.44) if "month" in words else round(seconds / unit)
            told = words.format(max(count, 2))
            break
    else:
        told = f"{max(round(seconds / 86400 / 365.25), 2)} years"
    return f"{told} ago" if milliseconds <= now else f"in {told}"


def read_instant(text: str) -> float:
    """Read an ISO 8601 date as milliseconds since 1970 UTC (no zone means UTC); NaN for any other text."""
    try:
        read = datetime.fromisoformat(text.strip())
        if text.strip().isdigit():
            return math.nan
        zoned = read if read.tzinfo else read.replace(tzinfo=UTC)
        return (zoned - _EPOCH) / timedelta(milliseconds=1)
    except (ValueError, OverflowError):
        return math.nan


def _part(moment: Moment, token: str) -> str:
    if token[0] == "[" and token[-1] == "]" and len(token) > 1:
        return token[1:-1]
    if token[0] == "\\" and len(token) == 2:
        return token[1]
    if token[0] == "S" and token.strip("S") == "":
        return f"{moment.millisecond:03d}000000"[: len(token)]
    writer = _WRITERS.get(token)
    return token if writer is None else writer(moment)


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 // 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _offset(moment: Moment, colon: str) -> str:
    hours, minutes = divmod(abs(moment.offset), 60)
    return f"{'-' if moment.offset < 0 else '+'}{hours:02d}{colon}{minutes:02d}"


def _year(number: int, width: int) -> str:
    return f"-{-number:0{width}d}" if number < 0 else f"{number:0{width}d}"


_WRITERS: Final[dict[str, Callable[[Moment], str]]] = {
    "YYYYYY": lambda m: f"{'-' if m.year < 0 else '+'}{abs(m.year):06d}",
    "YYYYY": lambda m: _year(m.year, 5),
    "YYYY": lambda m: _year(m.year, 4),
    "YY": lambda m: f"{m.year % 100:02d}",
    "Y": lambda m: _year(m.year, 4) if m.year <= 9999 else f"+{m.year}",
    "Q": lambda m: str((m.month + 2) // 3),
    "Qo": lambda m: _ordinal((m.month + 2) // 3),
    "M": lambda m: str(m.month),
    "Mo": lambda m: _ordinal(m.month),
    "MM": lambda m: f"{m.month:02d}",
    "MMM": lambda m: _MONTHS[m.month - 1][:3],
    "MMMM": lambda m: _MONTHS[m.month - 1],
    "D": lambda m: str(m.day),
    "Do": lambda m: _ordinal(m.day),
    "DD": lambda m: f"{m.day:02d}",
    "DDD": lambda m: str(m.day_of_year),
    "DDDo": lambda m: _ordinal(m.day_of_year),
    "DDDD": lambda m: f"{m.day_of_year:03d}",
    "d": lambda m: str(m.weekday),
    "do": lambda m: _ordinal(m.weekday),
    "dd": lambda m: _WEEKDAYS[m.weekday][:2],
    "ddd": lambda m: _WEEKDAYS[m.weekday][:3],
    "dddd": lambda m: _WEEKDAYS[m.weekday],
    "e": lambda m: str(m.weekday),
    "E": lambda m: str(m.weekday or 7),
    "w": lambda m: str(m.week(0, 1)[1]),
    "wo": lambda m: _ordinal(m.week(0, 1)[1]),
    "ww": lambda m: f"{m.week(0, 1)[1]:02d}",
    "W": lambda m: str(m.week(1, 4)[1]),
    "Wo": lambda m: _ordinal(m.week(1, 4)[1]),
    "WW": lambda m: f"{m.week(1, 4)[1]:02d}",
    "gggg": lambda m: f"{m.week(0, 1)[0]:04d}",
    "gg": lambda m: f"{m.week(0, 1)[0] % 100:02d}",
    "GGGG": lambda m: f"{m.week(1, 4)[0]:04d}",
    "GG": lambda m: f"{m.week(1, 4)[0] % 100:02d}",
    "a": lambda m: "am" if m.hour < 12 else "pm",
    "A": lambda m: "AM" if m.hour < 12 else "PM",
    "H": lambda m: str(m.hour),
    "HH": lambda m: f"{m.hour:02d}",
    "h": lambda m: str(m.hour % 12 or 12),
    "hh": lambda m: f"{m.hour % 12 or 12:02d}",
    "k": lambda m: str(m.hour or 24),
    "kk": lambda m: f"{m.hour or 24:02d}",
    "m": lambda m: str(m.minute),
    "mm": lambda m: f"{m.minute:02d}",
    "s": lambda m: str(m.second),
    "ss": lambda m: f"{m.second:02d}",
    "Z": lambda m: _offset(m, ":"),
    "ZZ": lambda m: _offset(m, ""),
    "z": lambda m: m.zone,
    "zz": lambda m: m.zone,
    "X": lambda m: str(m.epoch // 1000),
    "x": lambda m: str(m.epoch),
}


def _days_before(year: int, month: int, day: int) -> int:
    """The number of days from 1970-01-01 to a date, in the Gregorian calendar of all years."""
    year -= month <= 2
    era, of_era = divmod(year, 400)
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719_468


def _civil(days: int) -> tuple[int, int, int]:
    """The date (year, month, day) that is a number of days after 1970-01-01."""
    era, of_era = divmod(days + 719_468, 146_097)
    year = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    shifted = (5 * of_year + 2) // 153
    month = shifted + (3 if shifted < 10 else -9)
    return year + era * 400 + (month <= 2), month, of_year - (153 * shifted + 2) // 5 + 1
