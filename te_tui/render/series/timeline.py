"""The time span of a chart, its instants, and the part of the chart within a window of time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from te_tui.render.series.segments import Window

if TYPE_CHECKING:
    from collections.abc import Collection

    from te_tui.models.content import Series, TimeChart


def extent(chart: TimeChart) -> tuple[float, float]:
    """First and last instant of a chart, in epoch seconds; equal if it has a single instant or none."""
    times = [time for line in chart.series if line.times for time in (line.times[0], line.times[-1])]
    start = chart.start if chart.start is not None else min(times, default=0)
    end = chart.end if chart.end is not None else max(times, default=start)
    return start, max(start, end)


def window_of(chart: TimeChart) -> Window:
    """A chart's extent as a `Window`, widened around a single instant; callers set its number of columns."""
    start, end = extent(chart)
    if end > start:
        return Window(start, end, 2)
    around = (chart.bin_size or 3_600) / 2
    return Window(start - around, start + around, 2)


def within(chart: TimeChart, window: tuple[float, float] | None) -> TimeChart:
    """The chart with a window (epoch seconds) as its start and end; None leaves the chart as it is."""
    return chart if window is None else replace(chart, start=window[0], end=window[1])


def cut(series: Series, window: tuple[float, float] | None) -> Series:
    """The series with only its points in a window (epoch seconds), or with all if `window` is None."""
    if window is None:
        return series
    first, behind = bisect_left(series.times, window[0]), bisect_right(series.times, window[1])
    return replace(series, times=series.times[first:behind], values=series.values[first:behind])


def instants(chart: TimeChart, hidden: Collection[int], window: tuple[float, float]) -> list[float]:
    """All instants in a window at which a series that is not hidden has a point, ascending."""
    lines = (line for index, line in enumerate(chart.series) if index not in hidden)
    first, *others = [cut(line, window).times for line in lines] or [()]
    if all(times == first for times in others):
        # Series nearly always know the same instants, and 100,000 are sorted faster by not sorting them.
        return list(dict.fromkeys(first))
    return sorted(set(first).union(*others))


def instant_from(chart: TimeChart, hidden: Collection[int], window: tuple[float, float]) -> float | None:
    """The first instant in a window at which a series that is not hidden has a point; None without any."""
    lines = [line.times for index, line in enumerate(chart.series) if index not in hidden]
    places = [(times, bisect_left(times, window[0])) for times in lines]
    found = min((times[place] for times, place in places if place < len(times)), default=None)
    return None if found is None or found > window[1] else found


def instant_until(chart: TimeChart, hidden: Collection[int], window: tuple[float, float]) -> float | None:
    """The last instant in a window at which a series that is not hidden has a point; None without any."""
    lines = [line.times for index, line in enumerate(chart.series) if index not in hidden]
    places = [(times, bisect_right(times, window[1])) for times in lines]
    found = max((times[place - 1] for times, place in places if place), default=None)
    return None if found is None or found < window[0] else found


def bin_of(chart: TimeChart) -> float:
    """The bin size of a chart in seconds; if unknown, the shortest step between points, or 1 without one."""
    if chart.bin_size and chart.bin_size > 0:
        return chart.bin_size
    steps = (later - time for line in chart.series for time, later in pairwise(line.times))
    return min((step for step in steps if step > 0), default=1)


def above_zero(series: Series) -> Series:
    """The series with gaps in place of zero and negative values, which no logarithmic axis can show."""
    values = [None if value is None or value <= 0 else value for value in series.values]
    return replace(series, values=values)
