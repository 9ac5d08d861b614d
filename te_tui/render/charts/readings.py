"""What can be read off a chart: statistics of its window, values at the cursor, and remarks."""

from __future__ import annotations

from bisect import bisect_left
from datetime import datetime, tzinfo
from math import inf
from typing import TYPE_CHECKING, TypeAlias

from te_tui.figures.gate import finite_values, known_values
from te_tui.figures.statistics import Summary, summarize
from te_tui.models.words import counted
from te_tui.render.charts.explore import shown_window
from te_tui.render.charts.line_drawing import MARKED_LINES
from te_tui.render.series.timeline import cut
from te_tui.render.text.glyphs import glyph_set
from te_tui.render.text.numbers import and_more, format_number
from te_tui.render.text.picture import Picture, Span, fit_line
from te_tui.render.text.times import format_date, in_zone, zone_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from te_tui.models.content import Series, TimeChart
    from te_tui.render.charts.explore import ChartView, Order

Summaries: TypeAlias = tuple[Summary, ...]


def summaries_of(chart: TimeChart, window: tuple[float, float] | None) -> Summaries:
    """The statistics of every series in a window (None: the whole chart)."""
    return tuple(summarize(cut(line, window), chart.bin_size) for line in chart.series)


def ranked(summaries: Sequence[Summary], order: Order) -> list[int]:
    """Indexes of series, highest statistic first, those without a value last; `given` keeps the order."""
    indexes = range(len(summaries))
    if order == "given":
        return list(indexes)
    return sorted(indexes, key=lambda index: _figure(summaries[index], order), reverse=True)


def legend_order(chart: TimeChart, view: ChartView, summaries: Sequence[Summary]) -> list[int]:
    """Indexes of the series in the order of the legend: by a statistic, or as given.

    If no order was chosen and the chart has a cursor, the highest value at the cursor comes first.
    """
    if view.order != "given" or view.cursor is None or view.face != "chart" or view.multiples:
        return ranked(summaries, view.order)
    values = readings(chart, view)
    return sorted(
        range(len(values)), key=lambda index: -inf if (at := values[index]) is None else at, reverse=True
    )


def readings(chart: TimeChart, view: ChartView) -> tuple[float | None, ...]:
    """The value of each series at the cursor; None if it has none exactly there, or without a cursor."""
    return tuple(None if view.cursor is None else _at(line, view.cursor) for line in chart.series)


def format_instant(when: float, zone: tzinfo, now: datetime | float | None = None) -> str:
    """An instant to the second: `10 Nov 22:35:00 UTC`, with the year if `now` is in another year."""
    day = format_date(when, zone=zone, now=when if now is None else now)
    return f"{day} {in_zone(when, zone):%H:%M:%S} {zone_name(when, zone)}"


def draw_remarks(
    chart: TimeChart,
    view: ChartView,
    width: int,
    *,
    zone: tzinfo,
    now: datetime | float | None = None,
    ascii_only: bool = False,
) -> Picture:
    """A line of remarks below a chart, such as the cursor's instant; no line if there is nothing to say."""
    glyphs = glyph_set(ascii_only=ascii_only)
    start, end = shown_window(view, chart)
    remarks: list[Span] = []
    if any(first <= end and last >= start for first, last in chart.suppressed):
        remarks.append(Span(f"{glyphs.shade} {chart.shade_words}", "muted"))
    if chart.baseline is not None:
        whole = view.window is None and not view.hidden
        of_what = "all" if whole else "what is shown"
        level = chart.baseline_words or f"mean of {of_what}"
        words = f"{glyphs.level} {level} {format_number(chart.baseline, chart.unit)}"
        remarks.append(Span(words, "muted"))
    lines = 0 if chart.stacked or view.multiples else len(chart.series) - len(view.hidden)
    if lines > MARKED_LINES:
        remarks.append(Span(f"{lines:,} lines, too many to mark each", "muted"))
    if chart.more:
        remarks.append(Span(f"{'...' if ascii_only else '…'} {and_more(chart.more, 'series')}", "muted"))
    left_out = _not_above_zero(chart, view) if view.logarithmic else 0
    if left_out:
        words = f"{counted(left_out, 'value')} {'<=' if ascii_only else '≤'} 0 not shown"
        remarks.append(Span(words, "warning"))
    if view.cursor is not None:
        remarks.insert(0, Span(format_instant(view.cursor, zone, now), "title"))
    spans = [span for remark in remarks for span in (Span("   "), remark)]
    return Picture((fit_line(spans[1:], width),)) if spans else Picture()


def _figure(summary: Summary, order: Order) -> float:
    """The statistic that an order sorts by; minus infinity if the series has no value."""
    figures = {"last": summary.last, "mean": summary.mean, "p95": summary.p95, "max": summary.maximum}
    figure = figures.get(order)
    return -inf if figure is None else figure


def _at(series: Series, time: float) -> float | None:
    """The value of a series exactly at an instant; None in a gap or between points."""
    position = bisect_left(series.times, time)
    inside = position < min(len(series.times), len(series.values)) and series.times[position] == time
    return finite_values(series.values[position : position + 1])[0] if inside else None


def _not_above_zero(chart: TimeChart, view: ChartView) -> int:
    """How many values in the window a logarithmic axis cannot show, because they are zero or less."""
    shown = (line for index, line in enumerate(chart.series) if index not in view.hidden)
    lines = (finite_values(cut(line, shown_window(view, chart)).values) for line in shown)
    return sum(value <= 0 for values in lines for value in known_values(values))
