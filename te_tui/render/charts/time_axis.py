"""The horizontal axis of a time chart: labels at round wall-clock times of a zone."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Final

from te_tui.render.charts.value_axis import Tick
from te_tui.render.text.times import MONTHS, in_zone

if TYPE_CHECKING:
    from collections.abc import Iterator

_DAY: Final = 86_400
_MINUTES: Final = (1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720)
_DAYS: Final = (1, 2, 7, 14)
_MONTHS: Final = (1, 3, 6, 12)
_MONTH: Final = 30 * _DAY


def time_ticks(start: float, end: float, most: int, zone: tzinfo) -> tuple[Tick, ...]:
    """The labelled instants of a time axis, in epoch seconds, ascending: about `most` of them, or fewer.

    Labels are `HH:MM` within days, `11 Nov` at midnight and for whole days, `Nov` or the year for months.
    """
    least = (end - start) / max(most, 1)
    for minutes in _MINUTES:
        if minutes * 60 >= least:
            return _within(start, end, _by_minutes(start, end, minutes, zone))
    for days in _DAYS:
        if days * _DAY >= least:
            return _within(start, end, _by_days(start, end, days, zone))
    months = next((count for count in _MONTHS if count * _MONTH >= least), None)
    years = 1 if months else max(1, round(least / _MONTH / 12 + 0.5))
    return _within(start, end, _by_months(start, end, months or 12, years, zone))


def _within(start: float, end: float, candidates: Iterator[tuple[datetime, str]]) -> tuple[Tick, ...]:
    ticks = {moment.timestamp(): label for moment, label in candidates}
    return tuple(Tick(time, ticks[time]) for time in sorted(ticks) if start <= time <= end)


def _midnights(start: float, end: float, zone: tzinfo) -> Iterator[datetime]:
    """The first moment of every local day from the day of `start` to the day of `end`."""
    first, last = in_zone(start, zone), in_zone(end, zone)
    day = first.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    while day <= last:
        yield day
        if day.year == 9999 and day.month == 12 and day.day == 31:
            return
        day += timedelta(days=1)


def _by_minutes(start: float, end: float, minutes: int, zone: tzinfo) -> Iterator[tuple[datetime, str]]:
    """A time and its label every `minutes` of the wall clock, counted from midnight of each day."""
    several_days = in_zone(start, zone).date() != in_zone(end, zone).date()
    for midnight in _midnights(start, end, zone):
        for minute in range(0, 24 * 60, minutes):
            moment = midnight.replace(hour=minute // 60, minute=minute % 60)
            yield moment, _day(moment) if several_days and minute == 0 else f"{moment:%H:%M}"


def _by_days(start: float, end: float, days: int, zone: tzinfo) -> Iterator[tuple[datetime, str]]:
    """Midnight of every `days`-th day, with its label; steps of whole weeks fall on Mondays."""
    for midnight in _midnights(start, end, zone):
        if (midnight.toordinal() - 1) % days == 0:
            yield midnight, _day(midnight)


def _by_months(
    start: float, end: float, months: int, years: int, zone: tzinfo
) -> Iterator[tuple[datetime, str]]:
    """The first day of every `months`-th month, with its label; January's label is the year.

    On an axis of many years, only every `years`-th year is labelled.
    """
    first, last = in_zone(start, zone), in_zone(end, zone)
    for year in range(first.year - first.year % years, last.year + 1, years):
        for month in range(1, 13, months):
            if year >= 1:
                label = str(year) if month == 1 else MONTHS[month - 1]
                yield datetime(year, month, 1, tzinfo=zone), label


def _day(moment: datetime) -> str:
    """A day without its year: `11 Nov`."""
    return f"{moment.day} {MONTHS[moment.month - 1]}"
