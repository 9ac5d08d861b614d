"""The view of a time chart (`ChartView`), which never changes, and functions that return the next view.

A view is valid for a chart if its window lies within the chart's extent, and its cursor on an instant in the
window. Each function takes a valid view and returns a valid view: an equal view if there is nothing to do.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf, nextafter
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args

from te_tui.render.series.timeline import bin_of, extent, instant_from, instant_until

if TYPE_CHECKING:
    from te_tui.models.content import TimeChart

Order: TypeAlias = Literal["given", "last", "mean", "p95", "max"]
Face: TypeAlias = Literal["chart", "table", "figures"]

_ORDERS: Final[tuple[Order, ...]] = get_args(Order)
_FACES: Final[tuple[Face, ...]] = get_args(Face)
_LEAST_BINS: Final = 4
"""A window of fewer bins shows nothing that the table does not say better."""


@dataclass(frozen=True, slots=True)
class ChartView:
    """One view of a time chart.

    Attributes:
        window: First and last instant shown, in epoch seconds; None is the whole chart.
        cursor: The instant whose values are shown, in epoch seconds; None without a cursor.
        hidden: Indexes of series that are switched off.
        order: The order of the legend: as the API gives it, or by a statistic, the highest first.
        logarithmic: Whether the value axis is logarithmic.
        multiples: Whether every series has a small chart of its own.
        face: What is shown: the chart, a table of its values, or a table of its statistics.
        column: Index of the table's chosen series, among the series that are switched on; -1 is the time.
        legend_top: Index of the legend's first series on the screen, if not all series fit.
    """

    window: tuple[float, float] | None = None
    cursor: float | None = None
    hidden: frozenset[int] = frozenset()
    order: Order = "given"
    logarithmic: bool = False
    multiples: bool = False
    face: Face = "chart"
    column: int = 0
    legend_top: int = 0


def first_view(chart: TimeChart) -> ChartView:
    """The first view of a chart: small multiples if its dashboard shows each series by itself."""
    return ChartView(multiples=chart.one_each)


def step_cursor(view: ChartView, chart: TimeChart, steps: int) -> ChartView:
    """Move the cursor by `steps` instants (to the left if negative), and the window just enough to show it.

    Without a cursor, put one on the last instant of the window.
    """
    if view.cursor is None:
        return cursor_end(view, chart)
    unread, (first, last) = _unread(view, chart), extent(chart)
    time = view.cursor
    for _ in range(abs(steps)):
        # From one instant to the next, and never through a list of them all: there may be 100,000.
        further = (
            instant_from(chart, unread, (nextafter(time, inf), last))
            if steps > 0
            else instant_until(chart, unread, (first, nextafter(time, -inf)))
        )
        if further is None:
            break
        time = further
    return replace(view, cursor=time, window=_around(view, chart, time))


def cursor_home(view: ChartView, chart: TimeChart) -> ChartView:
    """Put the cursor on the first instant of the window at which a series has a point."""
    time = instant_from(chart, _unread(view, chart), shown_window(view, chart))
    return view if time is None else replace(view, cursor=time)


def cursor_end(view: ChartView, chart: TimeChart) -> ChartView:
    """Put the cursor on the last instant of the window at which a series has a point."""
    time = instant_until(chart, _unread(view, chart), shown_window(view, chart))
    return view if time is None else replace(view, cursor=time)


def cursor_at(view: ChartView, chart: TimeChart, time: float) -> ChartView:
    """Put the cursor on the instant nearest to a time, and move the window just far enough to show it."""
    unread, (first, last) = _unread(view, chart), extent(chart)
    around = (instant_until(chart, unread, (first, time)), instant_from(chart, unread, (time, last)))
    nearest = min((one for one in around if one is not None), key=lambda one: abs(one - time), default=None)
    return view if nearest is None else replace(view, cursor=nearest, window=_around(view, chart, nearest))


def scroll_legend(view: ChartView, chart: TimeChart, lines: int, room: int) -> ChartView:
    """Scroll the legend down by `lines` series (up if negative); it shows `room` series at once."""
    last = max(len(chart.series) - room, 0)
    return replace(view, legend_top=min(max(min(view.legend_top, last) + lines, 0), last))


def without_cursor(view: ChartView, _chart: TimeChart) -> ChartView:
    """Remove the cursor."""
    return replace(view, cursor=None)


def zoom_in(view: ChartView, chart: TimeChart) -> ChartView:
    """Halve the window around the cursor (without one, around the middle), to four bins at least."""
    start, end = shown_window(view, chart)
    return _resized(view, chart, max((end - start) // 2, _LEAST_BINS * bin_of(chart)))


def zoom_out(view: ChartView, chart: TimeChart) -> ChartView:
    """Double the window around the cursor (without one, around the middle), up to the whole chart."""
    start, end = shown_window(view, chart)
    return _resized(view, chart, 2 * (end - start))


def pan(view: ChartView, chart: TimeChart, steps: int) -> ChartView:
    """Move the window by `steps` times half its width (to the left if negative), within the chart's extent.

    A cursor that is then outside goes to the nearest instant inside.
    """
    start, end = shown_window(view, chart)
    moved = _held(start + steps * ((end - start) // 2), end - start, chart)
    cursor = view.cursor
    if cursor is not None and moved is not None and not moved[0] <= cursor <= moved[1]:
        nearest = instant_from if cursor < moved[0] else instant_until
        cursor = nearest(chart, _unread(view, chart), moved)
    return replace(view, window=moved, cursor=cursor)


def show_everything(view: ChartView, _chart: TimeChart) -> ChartView:
    """Show the whole chart again."""
    return replace(view, window=None)


def toggle_series(view: ChartView, chart: TimeChart, index: int) -> ChartView:
    """Switch one series off, or on again; an `index` without a series changes nothing."""
    return replace(view, hidden=view.hidden ^ (_all(chart) & {index}))


def isolate_series(view: ChartView, chart: TimeChart, index: int) -> ChartView:
    """Switch all series off but `index`; if it is the only one on already, switch all on."""
    if index not in _all(chart):
        return view
    others = _all(chart) - {index}
    return replace(view, hidden=frozenset() if view.hidden == others else others)


def next_order(view: ChartView, _chart: TimeChart) -> ChartView:
    """Sort the legend by the next of `_ORDERS`: as given, last, mean, p95, max."""
    return replace(view, order=_ORDERS[(_ORDERS.index(view.order) + 1) % len(_ORDERS)])


def toggle_logarithmic(view: ChartView, _chart: TimeChart) -> ChartView:
    """Switch between a linear and a logarithmic value axis."""
    return replace(view, logarithmic=not view.logarithmic)


def toggle_multiples(view: ChartView, _chart: TimeChart) -> ChartView:
    """Switch between one chart and a small chart for each series."""
    return replace(view, multiples=not view.multiples)


def next_face(view: ChartView, _chart: TimeChart) -> ChartView:
    """Switch from the chart to the table of values, to the table of statistics, and back to the chart."""
    return replace(view, face=_FACES[(_FACES.index(view.face) + 1) % len(_FACES)])


def shown_window(view: ChartView, chart: TimeChart) -> tuple[float, float]:
    """First and last instant that a view shows, in epoch seconds."""
    return view.window or extent(chart)


def _all(chart: TimeChart) -> frozenset[int]:
    return frozenset(range(len(chart.series)))


def _unread(view: ChartView, chart: TimeChart) -> frozenset[int]:
    """The indexes of series whose points the cursor skips: the hidden ones, unless all are hidden."""
    return view.hidden if view.hidden != _all(chart) else frozenset()


def _around(view: ChartView, chart: TimeChart, time: float) -> tuple[float, float] | None:
    """The view's window, moved just far enough to show an instant; None is the whole chart."""
    start, end = shown_window(view, chart)
    return _held(min(max(start, time - (end - start)), time), end - start, chart)


def _resized(view: ChartView, chart: TimeChart, length: float) -> ChartView:
    """The view with a window of another length, in which the cursor keeps its place on the screen."""
    start, end = shown_window(view, chart)
    anchor = (start + end) // 2 if view.cursor is None else view.cursor
    before = (anchor - start) * length // max(end - start, 1)
    return replace(view, window=_held(anchor - before, length, chart))


def _held(start: float, length: float, chart: TimeChart) -> tuple[float, float] | None:
    """A window of this start and length, moved into the chart's extent; None if it would cover all of it."""
    first, last = extent(chart)
    if length >= last - first:
        return None
    start = min(max(start, first), last - length)
    return start, start + length
