"""Huber's location: a mean on which outliers have a bounded influence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from te_tui.analysis.statistics import NORMAL, deviation, median

_BOUND: Final = 1.5
_ROUNDS: Final = 8


class Located(NamedTuple):
    """Huber's location of some values, and each value's influence on it: how far it pulls it up or down."""

    location: float
    influences: list[float]


def scale_of(values: Sequence[float]) -> float:
    """The standard deviation of values, estimated without outliers; 0 where most values are equal."""
    return NORMAL * deviation(values)


def locate(values: Sequence[float], scale: float) -> Located:
    """Huber's location of values whose standard deviation is `scale`; their mean if `scale` is 0."""
    count = len(values)
    if scale <= 0:
        mean = sum(values) / count
        return Located(mean, [value - mean for value in values])
    location, bound = median(values), _BOUND * scale
    for _ in range(_ROUNDS):
        clipped, within = _clipped(values, location, bound)
        step = sum(clipped) / within
        location += step
        if abs(step) <= 1e-9 * scale:
            break
    clipped, within = _clipped(values, location, bound)
    return Located(location, [value * count / within for value in clipped])


def _clipped(values: Sequence[float], location: float, bound: float) -> tuple[list[float], int]:
    """The deviations from the location, clipped to ±`bound`, and how many are unclipped (at least 1)."""
    low, high = location - bound, location + bound
    clipped = [bound if value > high else -bound if value < low else value - location for value in values]
    outside = clipped.count(bound) + clipped.count(-bound)
    return clipped, max(len(clipped) - outside, 1)
