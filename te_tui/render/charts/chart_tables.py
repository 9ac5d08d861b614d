"""A time chart as tables: the values of a window by instant, and the statistics of each series."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Final

from te_tui.models.content import Column, Grid
from te_tui.render.charts.explore import cursor_end, cursor_home, shown_window, step_cursor
from te_tui.render.headings import whole_facts
from te_tui.render.series.timeline import cut, instants
from te_tui.render.text.glyphs import glyph_set
from te_tui.render.text.grid import column_sizes, draw_grid
from te_tui.render.text.numbers import format_exactly, format_statistics
from te_tui.render.text.picture import Picture, Span, above, fit_line, series_role
from te_tui.render.text.table_page import draw_page, first_row, page_of, rows_words
from te_tui.render.text.times import format_date, format_window, in_zone, zone_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from te_tui.models.content import TimeChart
    from te_tui.render.charts.explore import ChartView
    from te_tui.render.charts.readings import Summaries
    from te_tui.render.text.table_page import Move, TablePage

_HEAD_LINES: Final = 3
"""The lines of a table of values besides its rows: which rows they are, and two of heads."""
_FIGURES: Final = ("min", "mean", "p95", "max", "last", "median")
"""In order of importance, as far as it can be read: the last ones are left out first."""


@dataclass(frozen=True, slots=True)
class ValuesPage:
    """One page of a table of a chart's values: rows, columns and cursor row.

    Attributes:
        grid: The rows of the page, with all columns.
        page: The columns that fit.
        first: Index of the page's first row among the rows of the window.
        count: How many rows the window has.
        cursor: Index of the cursor's row among the rows of the page; None without a cursor.
    """

    grid: Grid
    page: TablePage
    first: int
    count: int
    cursor: int | None


def values_page(
    chart: TimeChart, view: ChartView, width: int, height: int, *, shown: Sequence[int], zone: tzinfo
) -> ValuesPage:
    """One page of the table of values: the rows around the cursor that fit `height` lines, oldest first."""
    window = shown_window(view, chart)
    times = instants(chart, frozenset(range(len(chart.series))).difference(shown), window)
    room = max(height - _HEAD_LINES, 1)
    at = 0 if view.cursor is None else bisect_left(times, view.cursor)
    first = first_row(at, room, len(times))
    page = times[first : first + room]
    grid = values_grid(chart, shown, page, zone=zone, end=window[1])
    cursor = page.index(view.cursor) if view.cursor in page else None
    columns = page_of(grid, column_sizes(grid), view.column, width, room)
    return ValuesPage(grid, columns, first, len(times), cursor)


def move_in_table(view: ChartView, chart: TimeChart, move: Move, page: TablePage) -> ChartView:
    """The view after a move; without a cursor, a move by rows or columns puts one on the first row."""
    if move.end:
        return cursor_home(view, chart) if move.end < 0 else cursor_end(view, chart)
    rows = page.rows_of(move)
    if rows:
        return cursor_home(view, chart) if view.cursor is None else step_cursor(view, chart, rows)
    return replace(
        view if view.cursor is not None else cursor_home(view, chart), column=page.column_after(move)
    )


def draw_values(
    chart: TimeChart,
    view: ChartView,
    width: int,
    height: int,
    *,
    shown: Sequence[int],
    zone: tzinfo,
    now: datetime | float | None = None,
) -> Picture:
    """One page of the exact values of the series `shown`, the oldest instant first.

    It has the rows around the cursor that fit `height` lines, with the cursor's row marked, and as many
    columns as fit; the first line says which rows and columns these are.
    """
    window = shown_window(view, chart)
    spoken = format_window(*window, zone=zone, now=window[1] if now is None else now)
    seen = values_page(chart, view, width, height, shown=shown, zone=zone)
    rows = rows_words(seen.first, len(seen.grid.rows), seen.count)
    words = (f"{rows}, oldest first", seen.page.columns_words, chart.unit, spoken)
    told = whole_facts(list(filter(None, words)) if seen.grid.rows else ["no values", spoken], width)
    head = Picture((fit_line((Span(told, "muted"),), width),))
    return above(head, draw_page(seen.grid, seen.page, width, seen.cursor)) if seen.grid.rows else head


def values_grid(
    chart: TimeChart, shown: Sequence[int], times: Sequence[float], *, zone: tzinfo, end: float
) -> Grid:
    """A table with a row for each of the ascending `times`, and a column for each series; a gap is blank.

    Times have a year unless it is the year of `end`, and seconds unless all are full minutes. The heading
    names the time zone once; if summer time begins or ends among the `times`, each of them names its own.
    """
    lines = [cut(chart.series[index], (times[0], times[-1]) if times else None) for index in shown]
    known = [dict(zip(line.times, line.values, strict=False)) for line in lines]
    columns = [format_exactly([values.get(time) for time in times]) for values in known]
    zones = dict.fromkeys(zone_name(time, zone) for time in times)
    clock = "%H:%M:%S" if any(time % 60 for time in times) else "%H:%M"
    fraction = any(time % 1 for time in times)
    labelled = len(zones) > 1
    spoken = [_instant(time, zone, end, clock, fraction=fraction, labelled=labelled) for time in times]
    heads = [chart.series[index].label for index in shown]
    time_head = "Time" if labelled or not zones else f"Time ({next(iter(zones))})"
    return Grid(
        # Part of a time is another time, so the first column keeps its width.
        (
            Column(time_head, least=max(map(len, spoken), default=4)),
            *(Column(head, "right") for head in heads),
        ),
        tuple(zip(spoken, *columns, strict=True)),
    )


def _instant(time: float, zone: tzinfo, end: float, clock: str, *, fraction: bool, labelled: bool) -> str:
    told = f"{in_zone(time, zone):{clock}}" + (f".{round(time % 1 * 1000):03d}" if fraction else "")
    text = f"{format_date(time, zone=zone, now=end)} {told}"
    return f"{text} {zone_name(time, zone)}" if labelled else text


def draw_figures(
    chart: TimeChart, summaries: Summaries, shown: Sequence[int], width: int, *, ascii_only: bool = False
) -> Picture:
    """A table with a line for each series `shown`: minimum, mean, p95, maximum, last, median, count, gaps."""
    glyphs = glyph_set(ascii_only=ascii_only)
    unit = f" ({chart.unit})" if chart.unit else ""
    heads = (Column(name, "right", least=len(name)) for name in (*_FIGURES, "count", "gaps"))
    figures = []
    for index in shown:
        one = summaries[index]
        figures.append((one.minimum, one.mean, one.p95, one.maximum, one.last, one.median))
    columns = format_statistics(list(zip(*figures, strict=True)), chart.unit)
    labels = [f"{glyphs.marker(index)} {chart.series[index].label}" for index in shown]
    counts = [(f"{summaries[index].count:,}", f"{summaries[index].gaps:,}") for index in shown]
    rows = zip(labels, *columns, *zip(*counts, strict=True), strict=True)
    roles = tuple(map(series_role, shown))
    table = draw_grid(Grid((Column(f"Series{unit}", least=12), *heads), tuple(rows), roles), width)
    hidden = len(chart.series) - len(shown)
    foot = (fit_line((Span(f"{glyphs.hidden} {hidden:,} hidden", "muted"),), width),) if hidden else ()
    return above(table, Picture(foot))
