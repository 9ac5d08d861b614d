"""Medians, quantiles, and the two distributions (normal and Student's t) used for tests."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from math import erfc, exp, log1p, sqrt
from typing import Final

NORMAL: Final = 1.4826
"""Times the median absolute deviation is the standard deviation of normal values."""


def median(values: Sequence[float]) -> float:
    """The median of values in any order; there is at least one."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def lower_median(values: Sequence[float]) -> float:
    """The median; of an even number of values, the lower of the two middle ones."""
    return sorted(values)[(len(values) - 1) // 2]


def deviation(values: Sequence[float]) -> float:
    """The median absolute deviation from the median."""
    middle = median(values)
    return median([abs(value - middle) for value in values])


def quantile(ordered: Sequence[float], part: float) -> float:
    """The quantile `part` (0 to 1) of ascending values, interpolated linearly as in numpy."""
    position = (len(ordered) - 1) * min(max(part, 0.0), 1.0)
    below = int(position)
    above = min(below + 1, len(ordered) - 1)
    share = position - below
    return ordered[below] * (1 - share) + ordered[above] * share


def smooth(values: Sequence[float]) -> list[float]:
    """The running median of three neighbouring values; the first and the last value stay as they are."""
    if len(values) < 3:
        return list(values)
    # Written out, because sorting each three takes five times as long, and this passes over every series.
    middles = [
        (b if b < c else c if a < c else a) if a < b else (a if a < c else c if b < c else b)  # noqa: FURB136
        for a, b, c in zip(values, values[1:], values[2:], strict=False)
    ]
    return [values[0], *middles, values[-1]]


def lag_one(values: Sequence[float]) -> float:
    """The autocorrelation at lag one, of each value with the next; 0 if all values are equal."""
    mean = sum(values) / len(values)
    centred = [value - mean for value in values]
    spread = sum([value * value for value in centred])
    return sum([a * b for a, b in pairwise(centred)]) / spread if spread > 0 else 0.0


@lru_cache(maxsize=1024)
def normal_bound(chance: float) -> float:
    """The distance from 0 that a standard normal value exceeds on either side with probability `chance`."""
    low, high = 0.0, 40.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if erfc(middle / sqrt(2)) > chance else (low, middle)
    return (low + high) / 2


def chance_of_t(t: float, freedom: float) -> float:
    """The two-sided probability of `t` for Student's t with `freedom` degrees (Wallace's approximation)."""
    return erfc(_stretch(freedom) * sqrt(freedom * log1p(t / freedom * t)) / sqrt(2))


def bound_of_t(freedom: float) -> float:
    """The two-sided 5 % bound of Student's t with `freedom` degrees (Wallace's approximation)."""
    normal = 1.959964 / _stretch(freedom)
    return sqrt(freedom * (exp(normal * normal / freedom) - 1))


def _stretch(freedom: float) -> float:
    return (8 * freedom + 1) / (8 * freedom + 3)
