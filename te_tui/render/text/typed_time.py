"""Finding the instant that a person types: `22:30`, `2230`, `11 Nov 03:00`, `2026-11-10 22:30`."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from te_tui.render.text.times import MONTHS, in_zone

_CLOCK: Final = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?|(\d{2})(\d{2})")
_DAY: Final = re.compile(r"(\d{1,2})(?: ?([a-z]{3,})\.?)?(?: (\d{4}))?")
_ISO_DAY: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_MOST_DAYS: Final = 3_700


def find_time(typed: str, window: tuple[float, float], near: float, zone: tzinfo) -> float | None:
    """The instant (epoch seconds) that a typed time means; None if there is no such time in the window.

    If the time occurs on several days, the instant nearest to `near` is taken. A day without a time means its
    midnight, or the window's start if that is later.

    Args:
        typed: The typed text, in small or capital letters: a time, a day, or a day and a time.
        window: First and last instant, in epoch seconds.
        near: The instant in view, in epoch seconds.
        zone: The zone of the typed time.
    """
    words = typed.strip().casefold().replace("t", " ") if "-" in typed else typed.strip().casefold()
    day_words, _, clock_words = words.rpartition(" ")
    clock = _clock(clock_words)
    days = _days(window, zone)
    if clock is None:
        day_words = words
        days = [day for day in days if _is_day(day_words, day)]
        return max(_instant(days[0], (0, 0, 0), zone), window[0]) if days else None
    if day_words:
        days = [day for day in days if _is_day(day_words, day)]
    times = [_instant(day, clock, zone) for day in days]
    times = [time for time in times if window[0] <= time <= window[1]]
    return min(times, key=lambda time: abs(time - near), default=None)


def _clock(words: str) -> tuple[int, int, int] | None:
    found = _CLOCK.fullmatch(words)
    if found is None:
        return None
    hour, minute, second, short_hour, short_minute = found.groups()
    clock = int(hour or short_hour), int(minute or short_minute), int(second or 0)
    return clock if clock[0] < 24 and clock[1] < 60 and clock[2] < 60 else None


def _is_day(words: str, day: date) -> bool:
    """Whether words name a day: `11`, `11 Nov`, `11 Nov 2026`, `2026-11-11`."""
    if found := _ISO_DAY.fullmatch(words):
        return tuple(map(int, found.groups())) == (day.year, day.month, day.day)
    if (found := _DAY.fullmatch(words)) is None:
        return False
    number, month, year = found.groups()
    return (
        int(number) == day.day
        and (month is None or month.startswith(MONTHS[day.month - 1].casefold()))
        and (year is None or int(year) == day.year)
    )


def _days(window: tuple[float, float], zone: tzinfo) -> list[date]:
    first, last = in_zone(window[0], zone).date(), in_zone(window[1], zone).date()
    return [first + timedelta(days=index) for index in range(min((last - first).days, _MOST_DAYS) + 1)]


def _instant(day: date, clock: tuple[int, int, int], zone: tzinfo) -> float:
    return datetime(day.year, day.month, day.day, *clock, tzinfo=zone).timestamp()
