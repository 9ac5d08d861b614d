"""The vertical axis: from which value to which, and where its labels stand."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from te_tui.render.numbers import format_ticks

if TYPE_CHECKING:
    from collections.abc import Sequence

_STEPS: Final = (1.0, 2.0, 2.5, 5.0, 10.0)
_ROWS_PER_LABEL: Final = 3
_NEGLIGIBLE: Final = 1e-12


class Tick(NamedTuple):
    """A labelled place on an axis: a value, or epoch seconds."""

    value: float
    label: str


class ValueAxis(NamedTuple):
    """A linear axis from `low` (bottom row) to `high` (top row), always `low < high`; ticks ascend."""

    low: float
    high: float
    ticks: tuple[Tick, ...]

    def row(self, value: float, rows: int) -> int:
        """The row of a value on a canvas of `rows`, counted from the bottom, within the canvas."""
        share = (value - self.low) / (self.high - self.low)
        return min(max(int(share * (rows - 1) + 0.5), 0), rows - 1)


def value_axis(values: Sequence[float], unit: str | None, rows: int) -> ValueAxis:
    """The axis that shows `values` best: their highest touches the top row.

    It starts at zero, so that heights can be compared; with percentages that all lie in the upper half, and
    with negative values, it starts near the lowest one. The unit stands at the topmost label.
    """
    low, high = _limits(values, unit)
    places = _ticks(low, high, max(2, 1 + rows // _ROWS_PER_LABEL))
    labels = list(format_ticks(places))
    if unit and labels:
        labels[-1] = f"{labels[-1]} {unit}"
    return ValueAxis(low, high, tuple(map(Tick, places, labels)))


def _limits(values: Sequence[float], unit: str | None) -> tuple[float, float]:
    """The lowest and the highest value that the axis shows."""
    low, high = min(values, default=0.0), max(values, default=0.0)
    if unit == "%" and low >= 50:
        # Figures such as 100.00000833 occur; they are 100.
        high = 100.0 if 90 <= high < 100.01 else high
        low = _floor_of_percentages(low, high)
    elif low >= 0:
        low = 0.0
    elif low == high:
        high = 0.0
    # What differs only by rounding is a constant, and a constant needs some height to stand in.
    apart = high - low > _NEGLIGIBLE * max(abs(low), abs(high), 1.0)
    return (low, high) if apart else (low, low + max(abs(low), 1.0))


def _floor_of_percentages(low: float, high: float) -> float:
    """A round number below the lowest percentage: near it, but never at it when all are the same."""
    if high <= low:
        return low - 1.0
    step = _nice_step((high - low) / 10)
    return math.floor(low / step) * step


def _ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    """Round values from `low` to `high`, `most` at most where that is possible."""
    step = _nice_step((high - low) / most)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return tuple(index * step for index in range(first, last + 1))


def _nice_step(least: float) -> float:
    """The smallest of 1, 2, 2.5, 5 times a power of ten that is not below `least`."""
    power = 10.0 ** math.floor(math.log10(least))
    return next((step * power for step in _STEPS if step * power >= least * (1 - 1e-9)), 10 * power)
