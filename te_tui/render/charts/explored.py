"""Drawing a time chart as its view says: as a chart, small multiples, or a table of values or statistics."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING, Final

from te_tui.figures.statistics import mean_of_all
from te_tui.render.charts.area import is_stackable
from te_tui.render.charts.chart import draw_time_chart
from te_tui.render.charts.chart_tables import draw_figures, draw_values
from te_tui.render.charts.legend import draw_legend, draw_readings, reading_columns
from te_tui.render.charts.multiples import draw_multiples
from te_tui.render.charts.readings import draw_remarks, legend_order, readings, summaries_of
from te_tui.render.charts.value_axis import Levels
from te_tui.render.series.timeline import within
from te_tui.render.text.picture import Picture, Span, above, fit_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from te_tui.models.content import TimeChart
    from te_tui.render.charts.explore import ChartView
    from te_tui.render.charts.multiples import Legend
    from te_tui.render.charts.readings import Summaries

_LEGEND_SHARE: Final = 3
"""The legend and what belongs to it take at most one in so many lines."""


def draw_explored(
    chart: TimeChart,
    view: ChartView,
    width: int,
    height: int,
    *,
    zone: tzinfo,
    now: datetime | float | None = None,
    ascii_only: bool = False,
    summaries: Summaries | None = None,
) -> Picture:
    """Draw a chart as its view says, each line `width` cells.

    Charts and the table of values take `height` lines at most, and follow the cursor; the table of statistics
    takes a line for each series.

    Args:
        chart: The whole chart, not only the view's window.
        view: A valid view of this chart.
        width: Cells.
        height: Lines.
        zone: The time zone of all times.
        now: Times in another year than `now` are written with the year; None leaves out all years.
        ascii_only: For terminals without Unicode.
        summaries: `summaries_of(chart, view.window)`, if known already.
    """
    figures = summaries_of(chart, view.window) if summaries is None else summaries
    order = legend_order(chart, view, figures)
    shown = [index for index in order if index not in view.hidden]
    if view.face == "table":
        return draw_values(chart, view, width, height, shown=shown, zone=zone, now=now)
    if view.face == "figures":
        return draw_figures(chart, figures, shown, width, ascii_only=ascii_only)
    part = within(chart, view.window)
    if part.baseline is not None:
        part = replace(part, baseline=mean_of_all(figures[index] for index in shown))
    remarks = draw_remarks(part, view, width, zone=zone, now=now, ascii_only=ascii_only)
    if height < _LEGEND_SHARE * remarks.height:
        remarks = Picture()
    values = None if view.cursor is None else readings(chart, view)
    filled = not view.logarithmic and is_stackable(part)

    def legend(listed: Sequence[int], cells: int) -> Picture:
        return draw_legend(
            chart,
            cells,
            hidden=view.hidden,
            summaries=figures,
            listed=listed,
            values=values,
            filled=filled,
            ascii_only=ascii_only,
        )

    if view.multiples and shown:
        room = height - remarks.height
        charts = draw_multiples(
            part, view, shown, width, room, legend=legend, zone=zone, ascii_only=ascii_only
        )
        return above(charts, remarks)
    room = legend_room(height) - remarks.height
    if values is None:
        listed = _limited(legend, order, shown, width, room, view.legend_top)
    else:
        listed = _limited(
            lambda some, cells: draw_readings(
                chart, cells, some, values, hidden=view.hidden, filled=filled, ascii_only=ascii_only
            ),
            order,
            shown,
            width,
            room,
            view.legend_top,
            across=reading_columns(chart, width, values),
        )
    below = above(remarks, listed)
    drawn = draw_time_chart(
        part,
        width,
        height - below.height,
        hidden=view.hidden,
        zone=zone,
        ascii_only=ascii_only,
        cursor=view.cursor,
        levels=Levels(logarithmic=view.logarithmic),
    )
    return above(drawn, below)


def legend_room(height: int) -> int:
    """The most lines that legend and remarks may take together, in a picture of `height` lines."""
    return height // _LEGEND_SHARE


def listed_at_once(chart: TimeChart, view: ChartView, width: int, height: int) -> int:
    """How many series the legend of a chart can show at once."""
    values = None if view.cursor is None else readings(chart, view)
    across = 1 if values is None else reading_columns(chart, width, values)
    remarks = draw_remarks(within(chart, view.window), view, width, zone=UTC)
    return max(legend_room(height) - remarks.height - 1, 0) * across


def _limited(
    legend: Legend, order: list[int], shown: list[int], width: int, room: int, top: int, *, across: int = 1
) -> Picture:
    """The part of a legend that fits `room` lines, from series `top` on, with a count of the series left out.

    If not all series fit, those that are switched off come last. `across` series stand side by side.
    """
    if len(order) <= room * across:
        return legend(order, width)
    if room <= 0:
        return Picture()
    drawn_first = [*shown, *(index for index in order if index not in shown)]
    listed = (room - 1) * across
    if not listed:
        words = f"… {len(order):,} series"
    else:
        top = min(top, len(order) - listed)
        before, behind = top, len(order) - listed - top
        parts = (f"{before:,} above" if before else "", f"{behind:,} more" if behind else "")
        words = f"… {' and '.join(filter(None, parts))}" if before else f"… and {behind:,} more"
    some = legend(drawn_first[top : top + listed], width)
    return above(some, Picture((fit_line((Span(words, "muted"),), width),)))
