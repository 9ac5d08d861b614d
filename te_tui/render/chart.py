"""Charts as pictures; the only module that knows plotext, which draws the lines and nothing else.

plotext gets points that are finite, clamped, cut at gaps and thinned to its own columns, and returns cells.
Axes, labels, areas and bars are ours: plotext misplaces wide characters, and its bars break on None.
"""

from __future__ import annotations

from datetime import UTC, tzinfo
from typing import TYPE_CHECKING, Final, NamedTuple

from te_tui.render.area import draw_stacks, is_stackable, stacks
from te_tui.render.bars import horizontal_bars, vertical_bars
from te_tui.render.canvas import Canvas
from te_tui.render.frame import AXIS_ROWS, LABEL_CELLS, Placed, framed, gutter_width
from te_tui.render.gate import drawable_values, known_values
from te_tui.render.glyphs import glyph_set
from te_tui.render.picture import PALETTE_SIZE, Picture, series_role
from te_tui.render.segments import Window, segments
from te_tui.render.time_axis import time_ticks
from te_tui.render.times import zone_name
from te_tui.render.value_axis import value_axis

if TYPE_CHECKING:
    from collections.abc import Iterator

    from te_tui.render.glyphs import GlyphSet
    from te_tui.render.segments import Segment
    from te_tui.render.value_axis import ValueAxis
    from te_tui.render.values import BarChart, TimeChart

_NOTHING: Final = "no values in this window"
_MARKER_CELLS: Final = 24
"""Columns from one marker of a line to its next: near enough to find one, far enough to see the line."""
_MARKED_LINES: Final = 12
"""With more lines than these, markers would hide what they mark."""


class _Dots(NamedTuple):
    """How finely plotext draws: its name for it (None: in whole cells), dots across and down one cell."""

    name: str | None
    across: int
    down: int


_BRAILLE: Final = _Dots("braille", 2, 4)
_CELLS: Final = _Dots(None, 1, 1)


def draw_time_chart(
    chart: TimeChart,
    width: int,
    height: int,
    *,
    hidden: frozenset[int] = frozenset(),
    zone: tzinfo = UTC,
    ascii_only: bool = False,
    cursor: int | None = None,
) -> Picture:
    """Draw lines, or stacked areas, over time: `height` lines of exactly `width` cells, without a legend.

    Args:
        chart: What to draw; areas with a value below zero are drawn as lines, which cannot cover each other.
        width: Cells; below about 20 little can be told.
        height: Lines, two of them below the canvas for the time axis.
        hidden: Indexes of series to leave out; the others keep their colours and markers.
        zone: Of the time labels; its name stands beside them.
        ascii_only: For terminals without Unicode.
        cursor: Epoch seconds of a vertical line.
    """
    glyphs = glyph_set(ascii_only=ascii_only)
    rows = max(height - AXIS_ROWS, 1)
    window = _window(chart)._replace(columns=max(width - 1, 2))
    stacked = is_stackable(chart)
    levels = _stack_heights(chart, hidden, window) if stacked else _extremes(chart, hidden, window)
    axis = value_axis(levels, chart.unit, rows)
    if not levels:
        axis = axis._replace(ticks=())
    corner = zone_name(window.start, zone)
    canvas = Canvas(max(width - gutter_width(axis, corner, width) - 1, 1), rows)
    window = window._replace(columns=max(canvas.columns, 2))
    if not levels:
        canvas.write(max((canvas.columns - len(_NOTHING)) // 2, 0), rows // 2, _NOTHING, "muted")
    elif stacked:
        draw_stacks(canvas, stacks(chart, hidden, window), axis, glyphs)
    else:
        dots = _CELLS if ascii_only else _BRAILLE
        _draw_lines(canvas, _visible_lines(chart, hidden, window, dots), axis, dots, glyphs)
    if cursor is not None and window.start <= cursor <= window.end:
        for row in range(rows):
            canvas.put_behind(window.column(cursor), row, glyphs.cursor, "title")
    _shade(canvas, chart.suppressed, window, glyphs)
    ticks = time_ticks(window.start, window.end, canvas.columns // LABEL_CELLS, zone)
    below = [Placed(window.column(tick.value), tick.label) for tick in ticks]
    return Picture(framed(canvas, axis, below, corner, glyphs, width).lines[: max(height, 0)])


def draw_bar_chart(chart: BarChart, width: int, height: int, *, ascii_only: bool = False) -> Picture:
    """Draw bars by category, lines of exactly `width` cells, several series named below them.

    Upright bars take exactly `height` lines; they are drawn lying when their categories do not fit beside
    each other or a value is below zero. Lying bars take one line for each bar, whatever `height` says.
    """
    glyphs = glyph_set(ascii_only=ascii_only)
    upright = None if chart.horizontal else vertical_bars(chart, width, height, glyphs)
    return upright or horizontal_bars(chart, width, glyphs)


def _window(chart: TimeChart) -> Window:
    """First and last second that the chart shows, never the same one; columns are not known yet."""
    times = [time for line in chart.series if line.times for time in (line.times[0], line.times[-1])]
    start = chart.start if chart.start is not None else min(times, default=0)
    end = chart.end if chart.end is not None else max(times, default=start)
    if end > start:
        return Window(start, end, 0)
    around = (chart.bin_size or 3_600) / 2
    return Window(start - around, start + around, 0)


def _extremes(chart: TimeChart, hidden: frozenset[int], window: Window) -> list[float]:
    """Lowest and highest visible value of every series that has one."""
    extremes: list[float] = []
    for index, line in enumerate(chart.series):
        if index not in hidden:
            first, behind = window.indexes(line.times)
            known = known_values(drawable_values(line.values[first:behind]))
            extremes.extend((min(known), max(known)) if known else ())
    return extremes


def _stack_heights(chart: TimeChart, hidden: frozenset[int], window: Window) -> list[float]:
    """The height of the highest stack of each column."""
    return [sum(value for _, value in stack) for stack in stacks(chart, hidden, window).values()]


def _visible_lines(
    chart: TimeChart, hidden: frozenset[int], window: Window, dots: _Dots
) -> dict[int, list[Segment]]:
    """The segments of every visible series by index, in columns of dots; the first series is drawn last."""
    fine = window._replace(columns=window.columns * dots.across)
    shown = [index for index in range(len(chart.series)) if index not in hidden]
    return {index: segments(chart.series[index], fine, chart.bin_size) for index in reversed(shown)}


def _draw_lines(
    canvas: Canvas, lines: dict[int, list[Segment]], axis: ValueAxis, dots: _Dots, glyphs: GlyphSet
) -> None:
    """Draw lines, and on them the markers that tell them apart without colour."""
    _plot(canvas, lines, axis, dots, glyphs)
    several = 1 < len(lines) <= _MARKED_LINES
    for position, (index, parts) in enumerate(lines.items(), start=1):
        cells = [
            [(point.column // dots.across, axis.row(point.value, canvas.rows)) for point in part]
            for part in parts
        ]
        marked = [part[0] for part in cells if len(set(part)) == 1]
        if several:
            marked.extend(_spread(cells, position * _MARKER_CELLS // (len(lines) + 1)))
        for column, row in marked:
            canvas.put(column, row, glyphs.marker(index), series_role(index))


def _plot(
    canvas: Canvas, lines: dict[int, list[Segment]], axis: ValueAxis, dots: _Dots, glyphs: GlyphSet
) -> None:
    """Let plotext join the points of each segment, and copy its cells.

    `monitor_class` is what plotext's figures draw on. Used directly, it touches none of the module's global
    state, so that threads may draw at the same time, and its size is not limited to that of the terminal.
    """
    # Importing plotext takes 48 ms, which nothing but a drawn line should pay.
    from plotext._date import date_class
    from plotext._monitor import monitor_class

    height = canvas.rows * dots.down
    monitor = monitor_class()
    monitor.set_size([canvas.columns, canvas.rows])
    monitor.set_date(date_class())
    monitor.set_frame(frame=False)
    monitor.set_xticks([])
    monitor.set_yticks([])
    monitor.set_xlim(0, max(canvas.columns, 2) * dots.across - 1)
    monitor.set_ylim(0, max(height - 1, 1))
    for index, parts in lines.items():
        for part in parts:
            across, up = zip(*_corners(part, axis, height), strict=True)
            marker = dots.name or glyphs.marker(index)
            monitor.draw(across, up, lines=True, marker=marker, color=index % PALETTE_SIZE)
    monitor.build_plot()
    drawn = monitor.matrix
    for row in range(canvas.rows):
        for column, (character, color) in enumerate(
            zip(drawn.marker[row], drawn.fullground[row], strict=True)
        ):
            if character != " ":
                canvas.put(column, row, character, series_role(color))


def _corners(part: Segment, axis: ValueAxis, height: int) -> list[tuple[int, int]]:
    """Columns and rows of dots, without those that lie on the level line between their neighbours.

    plotext takes its time for each point; the line through the remaining ones is the same.
    """
    corners: list[tuple[int, int]] = []
    for column, value in part:
        row = axis.row(value, height)
        if len(corners) > 1 and corners[-1][1] == corners[-2][1] == row:
            corners.pop()
        corners.append((column, row))
    return corners


def _spread(parts: list[list[tuple[int, int]]], first: int) -> Iterator[tuple[int, int]]:
    """Cells of a line at regular distances, from column `first` on."""
    due = first
    for part in parts:
        for column, row in part:
            if column >= due:
                yield column, row
                due = column + _MARKER_CELLS


def _shade(canvas: Canvas, suppressed: tuple[tuple[int, int], ...], window: Window, glyphs: GlyphSet) -> None:
    """Fill what is blank during alert suppression."""
    for start, end in suppressed:
        if end < window.start or start > window.end:
            continue
        first, last = window.column(max(start, window.start)), window.column(min(end, window.end))
        for column in range(first, last + 1):
            for row in range(canvas.rows):
                canvas.put_behind(column, row, glyphs.shade, "muted")
