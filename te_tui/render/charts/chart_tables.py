"""A time chart as tables: every value of a window by instant, and the figures of every series."""

from __future__ import annotations

from bisect import bisect_left
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Final

from te_tui.render.charts.explore import shown_window
from te_tui.render.charts.readings import format_instant
from te_tui.render.series.timeline import cut, instants
from te_tui.render.text.glyphs import glyph_set
from te_tui.render.text.grid import draw_grid
from te_tui.render.text.numbers import format_column, format_exactly
from te_tui.render.text.picture import Picture, Span, above, fit_line, series_role
from te_tui.render.text.times import format_window
from te_tui.render.text.width import cell_width
from te_tui.render.values import Column, Grid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from te_tui.render.charts.explore import ChartView
    from te_tui.render.charts.readings import Summaries
    from te_tui.render.values import TimeChart

_HEAD_LINES: Final = 4
"""What a table of values has besides its rows: what it shows, two lines of heads, columns left out."""
_FIGURES: Final = ("min", "mean", "p95", "max", "last", "median")
"""In order of importance, as far as it can be read: the last ones are left out first."""


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
    """The exact values of the series `shown` in the window, the oldest instant first.

    As many rows as fit `height` lines, around the cursor, which is marked; the head says which ones they are.
    """
    window = shown_window(view, chart)
    times = instants(chart, frozenset(range(len(chart.series))).difference(shown), window)
    room = max(height - _HEAD_LINES, 1)
    at = 0 if view.cursor is None else bisect_left(times, view.cursor)
    first = max(min(at - room // 2, len(times) - room), 0)
    page = times[first : first + room]
    spoken = format_window(*window, zone=zone, now=window[1] if now is None else now)
    unit = f" · {chart.unit}" if chart.unit else ""
    words = f"oldest first · {first + 1:,} to {first + len(page):,} of {len(times):,} · {spoken}{unit}"
    head = fit_line((Span(words if page else f"no values · {spoken}", "muted"),), width)
    if not page:
        return Picture((head,))
    grid = values_grid(chart, shown, page, zone=zone, now=now)
    roles = tuple("title" if time == view.cursor else "" for time in page)
    return above(Picture((head,)), draw_grid(Grid(grid.columns, grid.rows, roles), width))


def values_grid(
    chart: TimeChart,
    shown: Sequence[int],
    times: Sequence[int],
    *,
    zone: tzinfo,
    now: datetime | float | None = None,
) -> Grid:
    """A row for each of some ascending instants, a column for each of some series; a gap is blank."""
    if not times:
        return Grid((Column("Time"),), ())
    lines = [cut(chart.series[index], (times[0], times[-1])) for index in shown]
    known = [dict(zip(line.times, line.values, strict=False)) for line in lines]
    columns = [format_exactly([values.get(time) for time in times]) for values in known]
    spoken = [format_instant(time, zone, now) for time in times]
    rows = tuple(zip(spoken, *columns, strict=True))
    # An exact time or value that is cut is neither: where there is no room, whole columns give way.
    least = [max(4, *(cell_width(cell or "") for cell in cells)) for cells in zip(*rows, strict=True)]
    heads = ("Time", *(chart.series[index].label for index in shown))
    return Grid(
        tuple(
            Column(head, "right" if position else "left", least=cells)
            for position, (head, cells) in enumerate(zip(heads, least, strict=True))
        ),
        rows,
    )


def draw_figures(
    chart: TimeChart, summaries: Summaries, shown: Sequence[int], width: int, *, ascii_only: bool = False
) -> Picture:
    """Minimum, mean, p95, maximum, last, median, count and gaps of the series `shown`, a line for each."""
    glyphs = glyph_set(ascii_only=ascii_only)
    unit = f" ({chart.unit})" if chart.unit else ""
    heads = (Column(name, "right", least=len(name)) for name in (*_FIGURES, "count", "gaps"))
    figures = []
    for index in shown:
        one = summaries[index]
        figures.append((one.minimum, one.mean, one.p95, one.maximum, one.last, one.median))
    columns = [format_column(column) for column in zip(*figures, strict=True)]
    labels = [f"{glyphs.marker(index)} {chart.series[index].label}" for index in shown]
    counts = [(f"{summaries[index].count:,}", f"{summaries[index].gaps:,}") for index in shown]
    rows = zip(labels, *columns, *zip(*counts, strict=True), strict=True)
    roles = tuple(map(series_role, shown))
    table = draw_grid(Grid((Column(f"Series{unit}", least=12), *heads), tuple(rows), roles), width)
    hidden = len(chart.series) - len(shown)
    foot = (fit_line((Span(f"{glyphs.hidden} {hidden:,} hidden", "muted"),), width),) if hidden else ()
    return above(table, Picture(foot))
