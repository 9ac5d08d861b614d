"""Steps: weeks in which a level changes for good."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import log, sqrt
from operator import sub
from typing import Final

from te_tui.analysis.statistics import NORMAL, deviation, median, smooth

_SHORTEST: Final = 4
"""Weeks that a level lasts, at least."""

_PENALTY: Final = 4.5
_OUTLIER: Final = 3.0
_LONGEST: Final = 260


def steps_of(values: Sequence[float]) -> list[int]:
    """The indexes at which a new lasting level begins; `values` holds one value per week.

    Only the last five years are searched. Empty if a straight line fits the values better than levels do.
    """
    before = max(len(values) - _LONGEST, 0)
    values = values[before:]
    count = len(values)
    if count < 2 * _SHORTEST:
        return []
    alike = _alikeness(values)
    noise = _noise(values) / sqrt(1 - alike)
    if not noise:
        return []
    middle = median(values)
    standard = [(value - middle) / noise for value in values]
    clipped = [
        min(max(value, usual - _OUTLIER), usual + _OUTLIER)
        for value, usual in zip(standard, smooth(standard), strict=True)
    ]
    penalty = _PENALTY * log(count) * (1 + alike) / (1 - alike)
    cost, steps = _partition(clipped, penalty)
    return [before + step for step in steps] if cost < _cost_of_line(clipped) + penalty else []


def _alikeness(values: Sequence[float]) -> float:
    """The autocorrelation of adjacent weeks (0 to 0.8).

    It is estimated from the changes between weeks, without the unusually large ones, which may be steps.
    """
    changes: list[float] = list(map(sub, values[1:], values))
    bound = 3 * NORMAL * median([abs(change) for change in changes])
    usual = [change if abs(change) <= bound else None for change in changes]
    squares: float = sum(change * change for change in usual if change is not None)
    if not squares:
        return 0.0
    products: float = sum(a * b for a, b in pairwise(usual) if a is not None and b is not None)
    return min(max(1 + 2 * products / squares - 1 / sqrt(len(values)), 0.0), 0.8)


def _noise(values: Sequence[float]) -> float:
    """The standard deviation of weekly values around their level."""
    changes = [abs(later - value) for value, later in pairwise(values)]
    return max(
        NORMAL * median(changes) / sqrt(2),
        0.15 * deviation(values),
        0.01 * abs(median(values)),
    )


def _cost_of_line(values: Sequence[float]) -> float:
    """The sum of squared distances of the values from the straight line that fits them best."""
    half = (len(values) - 1) / 2
    mean = sum(values) / len(values)
    spread: float = sum((place - half) ** 2 for place in range(len(values)))
    rise: float = sum((place - half) * (value - mean) for place, value in enumerate(values))
    around: float = sum((value - mean) ** 2 for value in values)
    return around - rise * rise / spread


def _partition(values: Sequence[float], penalty: float) -> tuple[float, list[int]]:
    """The cheapest split into levels: its cost, and the indexes of its steps.

    The cost is the sum of squared distances from the levels, plus `penalty` for each step.
    """
    count = len(values)
    sums = list(accumulate(values, initial=0.0))
    squares = list(accumulate((value * value for value in values), initial=0.0))

    def cost(first: int, behind: int) -> float:
        total = sums[behind] - sums[first]
        return squares[behind] - squares[first] - total * total / (behind - first)

    cheapest = [0.0] + [float("inf")] * count
    begins = [0] * (count + 1)
    for behind in range(_SHORTEST, count + 1):
        for first in (0, *range(_SHORTEST, behind - _SHORTEST + 1)):
            whole = cheapest[first] + cost(first, behind) + (penalty if first else 0.0)
            if whole < cheapest[behind]:
                cheapest[behind], begins[behind] = whole, first
    steps: list[int] = []
    behind = count
    while begins[behind]:
        behind = begins[behind]
        steps.append(behind)
    return cheapest[count], steps[::-1]
