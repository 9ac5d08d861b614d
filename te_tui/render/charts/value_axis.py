"""The vertical axis: from which value to which, and where its labels stand."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from te_tui.render.text.numbers import format_ticks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_STEPS: Final = (1.0, 2.0, 2.5, 5.0, 10.0)
_ROWS_PER_LABEL: Final = 3
_NEGLIGIBLE: Final = 1e-12
_LOG_STARTS: Final = (1, 2, 5)
_LOG_STEPS: Final = (range(1, 10), _LOG_STARTS, (1,))
_SMALLEST: Final = 1e-15
"""Where a logarithmic axis begins at the latest; what is smaller is drawn at it."""


class Tick(NamedTuple):
    """A labelled place on an axis: a value, or epoch seconds."""

    value: float
    label: str


class Levels(NamedTuple):
    """The range of an axis: some values (None: those that are drawn), in linear steps or in decades."""

    values: Sequence[float] | None = None
    logarithmic: bool = False


class ValueAxis(NamedTuple):
    """An axis from `low` (bottom row) to `high` (top row), always `low < high`; ticks ascend.

    On a logarithmic one both are above zero, and so is every value that is asked for.
    """

    low: float
    high: float
    ticks: tuple[Tick, ...]
    logarithmic: bool = False

    def row(self, value: float, rows: int) -> int:
        """The row of a value on a canvas of `rows`, counted from the bottom, within the canvas."""
        if self.logarithmic:
            share = math.log(value / self.low) / math.log(self.high / self.low)
        else:
            share = (value - self.low) / (self.high - self.low)
        return min(max(int(share * (rows - 1) + 0.5), 0), rows - 1)


def value_axis(values: Sequence[float], unit: str | None, rows: int) -> ValueAxis:
    """The axis that shows `values` best: their highest touches the top row.

    It starts at zero, so that heights can be compared; with percentages that all lie in the upper half, and
    with negative values, it starts near the lowest one. The unit stands at the topmost label.
    """
    low, high = _limits(values, unit)
    places = _ticks(low, high, _most_labels(rows))
    return ValueAxis(low, high, _labelled(places, format_ticks(places), unit))


def logarithmic_axis(values: Sequence[float], unit: str | None, rows: int) -> ValueAxis:
    """The axis in decades that shows `values`, all above zero: their highest touches the top row.

    It starts at the 1, 2 or 5 of a decade below the lowest one. Where it spans few decades, there are labels
    between them too.
    """
    lowest = max(min(values, default=1.0), _SMALLEST)
    decade = 10.0 ** math.floor(math.log10(lowest) + _NEGLIGIBLE)
    low = max(step * decade for step in _LOG_STARTS if step * decade <= lowest * (1 + _NEGLIGIBLE))
    high = max(values, default=10.0)
    # What differs only by rounding needs some height to stand in.
    high = high if high > low * (1 + _NEGLIGIBLE) else 2 * low
    places = _log_places(low, high, _most_labels(rows))
    # Each in a scale of its own: 1, 1,000, 1M.
    labels = [label for place in places for label in format_ticks((place,))]
    return ValueAxis(low, high, _labelled(places, labels, unit), logarithmic=True)


def _log_places(low: float, high: float, most: int) -> list[float]:
    """Round values of the decades from `low` to `high`, at most `most`, as fine as that allows."""
    first, last = math.floor(math.log10(low) + _NEGLIGIBLE), math.floor(math.log10(high) + _NEGLIGIBLE)
    decades = [10.0**decade for decade in range(first, last + 1)]
    for steps in _LOG_STEPS:
        places = [step * decade for decade in decades for step in steps]
        places = [place for place in places if low * (1 - _NEGLIGIBLE) <= place <= high]
        if len(places) <= most:
            return places
    return places[:: -(-len(places) // most)]


def _most_labels(rows: int) -> int:
    """How many labels have room beside a canvas."""
    return max(2, 1 + rows // _ROWS_PER_LABEL)


def _labelled(places: Iterable[float], labels: Iterable[str], unit: str | None) -> tuple[Tick, ...]:
    """Places with their labels, the unit at the topmost one."""
    ticks = list(map(Tick, places, labels))
    if unit and ticks:
        ticks[-1] = Tick(ticks[-1].value, f"{ticks[-1].label} {unit}")
    return tuple(ticks)


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
