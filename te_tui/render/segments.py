"""From a series to what can be seen of it: cut at gaps, thinned to a few points a column, peaks kept.

A column here is the narrowest step that a canvas can draw (half a cell for Braille). Of all values within one
column only first, lowest, highest and last can be told apart on a screen; the rest is left out here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from te_tui.render.gate import drawable_values, known_values
from te_tui.render.statistics import reach

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from te_tui.render.values import Series


class Point(NamedTuple):
    """A value in a column, counted from the left edge of the canvas."""

    column: int
    value: float


class Window(NamedTuple):
    """Epoch seconds at the left and the right edge of a canvas (`start < end`), and its columns."""

    start: float
    end: float
    columns: int

    @property
    def scale(self) -> float:
        """Columns a second."""
        return (self.columns - 1) / (self.end - self.start)

    def column(self, time: float) -> int:
        """The column of an instant; outside of the canvas when the instant is outside of the window."""
        return int((time - self.start) * self.scale + 0.5)

    def end_of(self, column: int) -> float:
        """The first instant behind a column."""
        return self.start + (column + 0.5) / self.scale

    def indexes(self, times: Sequence[int]) -> tuple[int, int]:
        """The first of ascending instants inside of the window, and the first one behind it."""
        return bisect_left(times, self.start), bisect_right(times, self.end)


Segment: TypeAlias = list[Point]
"""Points to be joined by a line, left to right."""


def segments(series: Series, window: Window, bin_size: int | None) -> list[Segment]:
    """The visible part of a series as unbroken lines, thinned; a gap between two columns separates two lines.

    A gap within one column is too small to be seen: the lines on both sides of it share the column.
    """
    limit = reach(bin_size)
    times, values = series.times, drawable_values(series.values)
    lines: list[Segment] = []
    previous, broken = window.start, True
    for column, first, behind in _by_column(times, min(len(times), len(values)), window):
        inside = values[first:behind]
        known = known_values(inside)
        if not known:
            broken = True
            continue
        if broken or inside[0] is None or times[first] - previous > limit:
            lines.append([])
        lines[-1].extend(Point(column, value) for value in _thinned(known))
        previous, broken = times[behind - 1], inside[-1] is None
    return lines


def _by_column(times: Sequence[int], count: int, window: Window) -> Iterator[tuple[int, int, int]]:
    """(column, first index, index behind) for every column that holds any of the first `count` instants."""
    first, last = window.indexes(times)
    last = min(last, count)
    while first < last:
        column = window.column(times[first])
        # At least one step forward, so that instants out of order cannot hold us up.
        behind = max(bisect_left(times, window.end_of(column), first, last), first + 1)
        yield column, first, behind
        first = behind


def _thinned(values: Sequence[float]) -> Sequence[float]:
    """First, lowest, highest and last of the values, in the order in which they came."""
    if len(values) <= 2:
        return values
    low, high = min(values), max(values)
    between = (low, high) if values.index(low) < values.index(high) else (high, low)
    return values[0], *between, values[-1]
