"""The daily rhythm of a series: how its values differ by the hour of the day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from te_tui.analysis.statistics import deviation, median

HOUR: Final = 3_600
DAY: Final = 86_400
FROM: Final = 2.9 * DAY
"""Seconds from which on a window shows what repeats itself."""

_TWO_WEEKENDS: Final = 13.5 * DAY
_WEEKEND: Final = 24
"""Added to the hours of Saturday and Sunday where they have a profile of their own."""


class Rhythm(NamedTuple):
    """How far values at each hour of the day usually lie above or below the median of their day.

    Attributes:
        profile: That distance by hour of the day in UTC (0 to 23); if `apart`, 24 more values follow, those
            of an hour on Saturday or Sunday.
        apart: Whether the weekend (Saturday and Sunday) has a profile of its own.
        weekend: The factor by which the profile is multiplied on the weekend, if not `apart`.
    """

    profile: dict[int, float]
    apart: bool = False
    weekend: float = 1.0

    def at(self, time: int) -> float:
        """How far values at this hour usually lie from their day's median; `time` is in epoch seconds."""
        strength = 1.0 if self.apart or not on_weekend(time) else self.weekend
        return self.profile.get(_slot(time, apart=self.apart), 0.0) * strength


def on_weekend(time: int) -> bool:
    """Whether an instant is on a Saturday or Sunday in UTC."""
    return (time // DAY + 3) % 7 >= 5


def rhythm_of(times: Sequence[int], values: Sequence[float]) -> Rhythm | None:
    """The daily rhythm of a window; None if the window is shorter than 2.9 days or has hardly any rhythm.

    Values are measured from the median of their own day, so that a lasting change of level does not count.
    """
    span = times[-1] - times[0]
    if span < FROM:
        return None
    left = _around_each_day(times, values)
    apart = span >= _TWO_WEEKENDS
    slots: dict[int, list[float]] = {}
    for time, value in zip(times, left, strict=True):
        slots.setdefault(_slot(time, apart=apart), []).append(value)
    profile = {slot: median(some) for slot, some in slots.items() if len(some) >= 3}
    rhythm = Rhythm(profile, apart)
    if not apart:
        rhythm = rhythm._replace(weekend=_weekend_strength(rhythm, times, left))
    rest = [value - rhythm.at(time) for time, value in zip(times, values, strict=True)]
    return rhythm if deviation(rest) <= 0.9 * deviation(values) else None


def _around_each_day(times: Sequence[int], values: Sequence[float]) -> list[float]:
    """Each value minus the median of its day; days are 24 h long and counted from the first value."""
    days: dict[int, list[float]] = {}
    for time, value in zip(times, values, strict=True):
        days.setdefault((time - times[0]) // DAY, []).append(value)
    medians = {day: median(some) for day, some in days.items()}
    return [value - medians[(time - times[0]) // DAY] for time, value in zip(times, values, strict=True)]


def _weekend_strength(rhythm: Rhythm, times: Sequence[int], left: Sequence[float]) -> float:
    if not rhythm.profile:
        return 1.0
    expected = [rhythm.profile.get(_slot(time, apart=False), 0.0) for time in times]
    usual = median([abs(one) for one in expected])
    ratios = [
        value / one
        for time, value, one in zip(times, left, expected, strict=True)
        if one and abs(one) >= usual and on_weekend(time)
    ]
    return min(max(median(ratios), 0.3), 1.2) if len(ratios) >= 8 else 1.0


def _slot(time: int, *, apart: bool) -> int:
    hour = time // HOUR % 24
    return hour + _WEEKEND if apart and on_weekend(time) else hour
