"""A slow drift: its slope (Theil and Sen), and a test of whether there is one (Mann and Kendall)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import erfc, sqrt
from typing import NamedTuple

from te_tui.analysis.statistics import lag_one, median, quantile


class Slope(NamedTuple):
    """A slope per week, its 95 % interval, and the probability of such a slope if nothing drifts."""

    slope: float
    low: float
    high: float
    p: float


def slope_of(weeks: Sequence[int], values: Sequence[float]) -> Slope:
    """The slope of two or more weekly values; `weeks` are their week numbers, ascending and distinct."""
    points = list(zip(weeks, values, strict=True))
    slopes = sorted(
        (later - value) / (after - week)
        for place, (week, value) in enumerate(points)
        for after, later in points[place + 1 :]
    )
    slope = median(slopes)
    surplus = sum((one > 0) - (one < 0) for one in slopes)
    rest = [value - slope * week for week, value in points]
    spread = sqrt(_variance(values) * _inflation(rest))
    p = erfc(max(abs(surplus) - 1, 0) / spread / sqrt(2)) if spread else 1.0
    around = 1.96 * spread / len(slopes) / 2
    return Slope(slope, quantile(slopes, 0.5 - around), quantile(slopes, 0.5 + around), p)


def _variance(values: Sequence[float]) -> float:
    """The variance of Kendall's statistic for independent values, corrected for ties."""
    count = len(values)
    ties = sum(same * (same - 1) * (2 * same + 5) for same in Counter(values).values())
    return (count * (count - 1) * (2 * count + 5) - ties) / 18


def _inflation(rest: Sequence[float]) -> float:
    """The factor by which autocorrelation between weeks increases the variance; 1 if there is none."""
    count = len(rest)
    correlation = lag_one(_ranks(rest))
    correlation = min(max(correlation + (2 + 4 * correlation) / count, 0.0), 0.9)
    if count < 3:
        return 1.0
    weights = ((count - k) * (count - k - 1) * (count - k - 2) * correlation**k for k in range(1, count - 2))
    return 1 + 2 * sum(weights) / (count * (count - 1) * (count - 2))


def _ranks(values: Sequence[float]) -> list[float]:
    """The rank of each value, from 0; equal values all get the mean of their ranks."""
    places: dict[float, list[int]] = {}
    for place, value in enumerate(sorted(values)):
        places.setdefault(value, []).append(place)
    return [sum(places[value]) / len(places[value]) for value in values]
