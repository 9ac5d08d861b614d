"""Series as visible lines: cut at gaps, and thinned to a few points for each column, with peaks kept.

A column here is the narrowest step that a canvas can draw (half a cell for Braille). Of all values within one
column only first, lowest, highest and last can be told apart on a screen; the rest is left out here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from te_tui.figures.gate import drawable_values, known_values
from te_tui.figures.statistics import reach

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from te_tui.models.content import Series


class Point(NamedTuple):
    """A value and its column, which is counted from the left edge of the canvas."""

    column: int
    value: float


class Window(NamedTuple):
    """Epoch seconds at the left and the right edge of a canvas (`start < end`), and its columns."""

    start: float
    end: float
    columns: int

    @property
    def scale(self) -> float:
        """How many columns a second takes."""
        return (self.columns - 1) / (self.end - self.start)

    def column(self, time: float) -> int:
        """The column of an instant; outside of the canvas when the instant is outside of the window."""
        return int((time - self.start) * self.scale + 0.5)

    def indexes(self, times: Sequence[float]) -> tuple[int, int]:
        """The index of the first instant inside the window, and of the first after it; `times` ascend."""
        return bisect_left(times, self.start), bisect_right(times, self.end)


Segment: TypeAlias = list[Point]
"""Points to be joined by a line, left to right."""


def visible(series: Series, window: Window) -> Series:
    """The part of a series inside the window, ready to draw: gaps and infinite values are None."""
    first, behind = window.indexes(series.times)
    behind = min(behind, len(series.values))
    return replace(
        series, times=series.times[first:behind], values=drawable_values(series.values[first:behind])
    )


def extremes(lines: Iterable[Series]) -> list[float]:
    """The lowest and the highest value of each series, all in one list, which an axis must show."""
    found: list[float] = []
    for line in lines:
        known = known_values(line.values)
        found.extend((min(known), max(known)) if known else ())
    return found


def segments(series: Series, window: Window, bin_size: int | None) -> list[Segment]:
    """A visible series as unbroken lines with few points; where there is a gap, a new line begins.

    A gap within one column is too small to be seen: the lines before and after it share the column.
    """
    limit = reach(bin_size)
    times, values = series.times, series.values
    lines: list[Segment] = []
    previous, broken = window.start, True
    for column, first, behind in _by_column(times, window):
        if behind - first == 1:
            value = values[first]
            known: Sequence[float] = () if value is None else (value,)
        else:
            known = known_values(values[first:behind])
        if not known:
            broken = True
            continue
        if broken or values[first] is None or times[first] - previous > limit:
            lines.append([])
        part = lines[-1]
        for number in _thinned(known):
            part.append(Point(column, number))
        previous, broken = times[behind - 1], values[behind - 1] is None
    return lines


def _by_column(times: Sequence[float], window: Window) -> Iterator[tuple[int, int, int]]:
    """(column, first index, index after the last) for each column that contains any of the instants."""
    start, scale, count = window.start, window.scale, len(times)
    first = 0
    while first < count:
        column = int((times[first] - start) * scale + 0.5)
        end = start + (column + 0.5) / scale
        # At least one step forward, so that instants out of order cannot hold us up.
        behind = first + 1
        if behind < count and times[behind] < end:
            behind = bisect_left(times, end, behind, count)
        yield column, first, behind
        first = behind


def _thinned(values: Sequence[float]) -> Sequence[float]:
    """First, lowest, highest and last of the values, in the order in which they came."""
    if len(values) <= 2:
        return values
    low, high = min(values), max(values)
    between = (low, high) if values.index(low) < values.index(high) else (high, low)
    return values[0], *between, values[-1]
