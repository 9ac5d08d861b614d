"""A time chart drawn as a look at it asks: chart and legend, small multiples, a table, or figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Final

from te_tui.figures.statistics import mean_of_all
from te_tui.render.charts.area import is_stackable
from te_tui.render.charts.chart import draw_time_chart
from te_tui.render.charts.chart_tables import draw_figures, draw_values
from te_tui.render.charts.legend import draw_legend
from te_tui.render.charts.multiples import draw_multiples
from te_tui.render.charts.readings import draw_remarks, ranked, readings, summaries_of
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
    """Draw a chart as `view` asks, each line `width` cells.

    Charts and the table of values take `height` lines at most, and follow the cursor; figures take a line for
    each series.

    Args:
        chart: All of it, not only its window.
        view: A valid look at this chart.
        width: Cells.
        height: Lines.
        zone: Of all times.
        now: Decides whether years are told; None leaves them out.
        ascii_only: For terminals without Unicode.
        summaries: `summaries_of(chart, view.window)` where they are at hand.
    """
    figures = summaries_of(chart, view.window) if summaries is None else summaries
    order = ranked(figures, view.order)
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
    below = above(remarks, _limited(legend, order, shown, width, height // _LEGEND_SHARE - remarks.height))
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


def _limited(legend: Legend, order: list[int], shown: list[int], width: int, room: int) -> Picture:
    """The legend in `room` lines: the shown series on top of the order, and how many more there are.

    Where not all have room, those that are switched off come after all that are drawn.
    """
    if len(order) <= room:
        return legend(order, width)
    if room <= 0:
        return Picture()
    left_out = len(order) - room + 1
    words = f"… and {left_out:,} more" if room > 1 else f"… {left_out:,} series"
    drawn_first = [*shown, *(index for index in order if index not in shown)]
    return above(legend(drawn_first[: room - 1], width), Picture((fit_line((Span(words, "muted"),), width),)))
