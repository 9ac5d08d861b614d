"""Aligning two time windows, so that if possible values at the same hours are compared."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, TypeAlias

from te_tui.analysis.rhythm import DAY, HOUR
from te_tui.analysis.series import Known

FEWEST: Final = 20
"""Known values of each side without which nothing is compared."""

_WEEK: Final = 7 * DAY
_ABOUT_A_WEEK: Final = 6.9 * DAY
"""A week of which some bins at the ends may be missing."""

_NEARLY_ALL: Final = 0.7
"""The part of a short window that is enough, however few values that are."""

Align: TypeAlias = Literal["auto", "hours", "all"]
"""Same hours where possible; same hours or not at all; all values as they are."""

Hours: TypeAlias = Literal["same hour of the day", "same hour of the week", "other hours", "all values"]


class Aligned(NamedTuple):
    """Values of two time windows that can be compared.

    If `paired`, values at the same index form a pair; else the two are independent samples. `hours` says how
    the windows were aligned, such as "same hour of the day".
    """

    hours: Hours
    before: list[float]
    after: list[float]
    paired: bool = False


def align(before: Known, after: Known, wish: Align) -> Aligned | None:
    """Align two time windows of equal bin size; None if `wish` is "hours" and they share too few hours."""
    both = list(before.values), list(after.values)
    if wish == "all":
        return Aligned("all values", *both)
    short, long = sorted((_length(before), _length(after)))
    if long >= 2 * DAY and long >= 2 * short:
        aligned = _without_hours(before, after, before if _length(before) == long else after)
    else:
        aligned = _pairs(before, after, weeks=short >= _ABOUT_A_WEEK)
    return aligned or (None if wish == "hours" else Aligned("other hours", *both))


def _length(known: Known) -> int:
    return known.times[-1] - known.times[0] + known.bin_size


def _without_hours(before: Known, after: Known, longer: Known) -> Aligned | None:
    """Remove the daily rhythm from both windows; None if too few values are left.

    From each value, the longer window's mean for that hour of the day is subtracted; values at hours for
    which it has no mean are dropped.
    """
    hours: dict[int, list[float]] = {}
    for time, value in zip(longer.times, longer.values, strict=True):
        hours.setdefault(_hour(time), []).append(value)
    means = {hour: sum(some) / len(some) for hour, some in hours.items() if len(some) >= 2}

    def rest(known: Known) -> list[float]:
        pairs = zip(known.times, known.values, strict=True)
        return [value - means[_hour(time)] for time, value in pairs if _hour(time) in means]

    left = rest(before), rest(after)
    return Aligned("same hour of the day", *left) if min(map(len, left)) >= FEWEST else None


def _hour(time: int) -> int:
    return time // HOUR % 24


def _pairs(before: Known, after: Known, *, weeks: bool) -> Aligned | None:
    """Pair values at the same hour of the week (if `weeks`), else of the day; None if there are too few."""
    olds, news = _by_bin(before), _by_bin(after)
    shorter = min(len(olds), len(news))
    # Of 24 hours on both sides, a few missing ones leave less than 20 pairs, and yet the same hours.
    needed = max(min(FEWEST, _NEARLY_ALL * shorter), shorter / 2)
    units: tuple[tuple[int, Hours], ...] = ((_WEEK, "same hour of the week"), (DAY, "same hour of the day"))
    for unit, hours in units if weeks else units[1:]:
        slots = _common(olds, news, unit // before.bin_size if unit % before.bin_size == 0 else None)
        if len(slots) >= needed:
            return Aligned(hours, [olds[i] for i, _ in slots], [news[j] for _, j in slots], paired=True)
    return None


def _by_bin(known: Known) -> dict[int, float]:
    return {time // known.bin_size: value for time, value in zip(known.times, known.values, strict=True)}


def _common(olds: dict[int, float], news: dict[int, float], unit: int | None) -> list[tuple[int, int]]:
    """Pairs of bin numbers (before, after) at the same hour of the day, or of the week.

    `unit` is the number of bins in a day or a week, or None if that is no whole number; then there are no
    pairs. To make pairs, the window before is shifted by a whole number of days or weeks, so that it starts
    close to the window after. Of the three shifts that bring it closest, the one with most pairs is used.
    """
    if unit is None:
        return []  # a day is no whole number of bins
    distance = min(news) - min(olds)
    nearest = round(distance / unit)
    numbers = sorted(
        (nearest - 1, nearest, nearest + 1), key=lambda number: (abs(number * unit - distance), abs(number))
    )
    shifted = (number * unit for number in numbers)
    return max(([(slot, slot + lag) for slot in olds if slot + lag in news] for lag in shifted), key=len)
