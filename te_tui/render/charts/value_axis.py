"""The value axis of a chart: its range of values, and its labels."""

from __future__ import annotations

import math
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from te_tui.render.text.numbers import format_number, format_ticks

if TYPE_CHECKING:
    from collections.abc import Sequence

_STEPS: Final = (1.0, 2.0, 2.5, 4.0, 5.0)
_ROWS_PER_LABEL: Final = 3
_MANY: Final = 3
"""Labels from which on distances can be seen to be equal."""
_NEGLIGIBLE: Final = 1e-12
_ALL: Final = 100.0
"""Per cent: more than these there are not."""
_ROUNDING: Final = 1e-6
"""The part of a row by which a value at its edge may seem to lie below it."""
_LOG_STARTS: Final = (1, 2, 5)
_LOG_STEPS: Final = (range(1, 10), _LOG_STARTS, (1,))
_SMALLEST: Final = 1e-15
"""Where a logarithmic axis begins at the latest; what is smaller is drawn at it."""


class Tick(NamedTuple):
    """A label on an axis; `value` is where it stands, in epoch seconds on a time axis."""

    value: float
    label: str


class Levels(NamedTuple):
    """The values that a value axis has to show, and whether the axis is logarithmic.

    If `values` is None, the axis shows the values that are drawn.
    """

    values: Sequence[float] | None = None
    logarithmic: bool = False


class ValueAxis(NamedTuple):
    """An axis from `low` (bottom row) to `high` (top row), always `low < high`; ticks ascend.

    On a logarithmic axis `low` and `high` are above zero; values passed to its methods have to be, too.
    """

    low: float
    high: float
    ticks: tuple[Tick, ...]
    logarithmic: bool = False

    def row(self, value: float, rows: int) -> int:
        """The row of a value among `rows` rows, 0 at the bottom; values beyond the axis stay at its ends.

        A value is in the same cell whether `rows` counts cells or rows of Braille dots, of which a cell has
        four.
        """
        return min(max(int(self._share(value) * rows + _ROUNDING), 0), rows - 1)

    def is_inside(self, value: float) -> bool:
        """Whether a value lies on the axis; False for the value of the upper end itself."""
        return -_ROUNDING < self._share(value) < 1 - _ROUNDING

    def _share(self, value: float) -> float:
        """The position of a value on the axis, from 0 (`low`) to 1 (`high`)."""
        if self.logarithmic:
            return math.log(value / self.low) / math.log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)


def value_axis(
    values: Sequence[float], unit: str | None, rows: int, *, apart: int = _ROWS_PER_LABEL, peak: bool = False
) -> ValueAxis:
    """The axis with the least range that shows `values` and has round labels at equal distances.

    It starts at zero, so that heights can be compared; but near the lowest value if one is negative, or if
    all are percentages of 50 or more. The unit stands at the topmost label.

    Args:
        values: The values to show.
        unit: The unit of the values.
        rows: The rows of the canvas.
        apart: The least number of rows between labels, if there is room.
        peak: Whether to label the highest value, too, unless its row has a label already.
    """
    low, high = _limits(values, unit)
    axis, step = _even(low, high, rows, apart)
    first, last = math.ceil(axis.low / step - _ROUNDING), math.floor(axis.high / step)
    places = [place for index in range(first, last + 1) if axis.is_inside(place := index * step)]
    if unit == "%" and high <= _ALL:
        places = [place for place in places if place <= _ALL]
    ticks = list(map(Tick, places, format_ticks(places)))
    if peak and values and axis.row(high, rows) not in {axis.row(place, rows) for place in places}:
        ticks = sorted([*ticks, Tick(high, format_number(high))])
    return axis._replace(ticks=_with_unit(ticks, unit))


def logarithmic_axis(values: Sequence[float], unit: str | None, rows: int) -> ValueAxis:
    """The logarithmic axis that shows `values`, all above zero; the highest one is in the top row.

    It starts at 1, 2 or 5 times a power of ten, at or below the lowest value. If it spans few decades, there
    are labels inside of each decade, too.
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
    return ValueAxis(low, high, _with_unit(list(map(Tick, places, labels)), unit), logarithmic=True)


def _log_places(low: float, high: float, most: int) -> list[float]:
    """At most `most` values to label: each power of ten times 1 to 9, or times 1, 2 and 5, or times 1."""
    first, last = math.floor(math.log10(low) + _NEGLIGIBLE), math.floor(math.log10(high) + _NEGLIGIBLE)
    decades = [10.0**decade for decade in range(first, last + 1)]
    for steps in _LOG_STEPS:
        places = [step * decade for decade in decades for step in steps]
        places = [place for place in places if low * (1 - _NEGLIGIBLE) <= place <= high]
        if len(places) <= most:
            return places
    return places[:: -(-len(places) // most)]


def _most_labels(rows: int) -> int:
    return max(2, 1 + rows // _ROWS_PER_LABEL)


def _with_unit(ticks: Sequence[Tick], unit: str | None) -> tuple[Tick, ...]:
    if not unit or not ticks:
        return tuple(ticks)
    return (*ticks[:-1], Tick(ticks[-1].value, f"{ticks[-1].label} {unit}"))


def _limits(values: Sequence[float], unit: str | None) -> tuple[float, float]:
    """The lowest and the highest value that the axis shows."""
    low, high = min(values, default=0.0), max(values, default=0.0)
    if unit == "%" and low >= 50:
        # Figures such as 100.00000833 occur; they are 100.
        high = _ALL if 90 <= high < 100.01 else high
        # Never at the lowest when all are the same.
        low = low if high > low else low - 1.0
    elif low >= 0:
        low = 0.0
    elif low == high:
        high = 0.0
    # What differs only by rounding is a constant, and a constant needs some height to stand in.
    apart = high - low > _NEGLIGIBLE * max(abs(low), abs(high), 1.0)
    return (low, high) if apart else (low, low + max(abs(low), 1.0))


def _even(low: float, high: float, rows: int, apart: int) -> tuple[ValueAxis, float]:
    """The shortest axis around `low` and `high` with round labels on whole rows, and the labels' step."""
    least = (high - low) / rows
    decade = 10.0 ** math.floor(math.log10(least))
    enough = min(rows, 2 if rows <= 2 * apart else _MANY)
    spacings = _spacings(max(min(apart, rows // 2), 1), min(2 * apart + 1, max(rows - 1, 1)))
    for spacing in spacings[bisect_left(spacings, (least / decade,)) :]:
        row = spacing.row * decade
        bottom = math.floor(low / row + _ROUNDING)
        labels = (bottom + rows - 1) // spacing.rows - (bottom - 1) // spacing.rows
        if (bottom + rows) * row >= high - _ROUNDING * row and labels >= enough:
            break
    return ValueAxis(bottom * row, (bottom + rows) * row, ()), spacing.step * decade


class _Spacing(NamedTuple):
    """A way to space the labels of a value axis.

    Attributes:
        row: How much the value grows from one row to the next.
        step: How much it grows from one label to the next, a round number.
        rows: How many rows there are from one label to the next.
    """

    row: float
    step: float
    rows: int


@lru_cache(maxsize=64)
def _spacings(least: int, most: int) -> list[_Spacing]:
    """All spacings with labels `least` to `most` rows apart, sorted by the growth from row to row (`row`)."""
    steps = [step * 10.0**power for power in range(4) for step in _STEPS]
    return sorted(_Spacing(step / rows, step, rows) for step in steps for rows in range(least, most + 1))
