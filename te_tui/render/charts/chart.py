"""Charts as pictures: lines or areas over time, bars by category, with axes and without a legend."""

from __future__ import annotations

from datetime import UTC, tzinfo
from typing import TYPE_CHECKING, Final

from te_tui.render.charts.area import draw_stacks, is_stackable, stack_heights, stacks
from te_tui.render.charts.bars import horizontal_bars, vertical_bars
from te_tui.render.charts.frame import AXIS_ROWS, LABEL_CELLS, Placed, framed, gutter_width
from te_tui.render.charts.line_drawing import draw_level, draw_lines
from te_tui.render.charts.time_axis import time_ticks
from te_tui.render.charts.value_axis import Levels, logarithmic_axis, value_axis
from te_tui.render.series.segments import extremes, visible
from te_tui.render.series.timeline import above_zero, window_of
from te_tui.render.text.canvas import Canvas
from te_tui.render.text.glyphs import glyph_set
from te_tui.render.text.picture import Picture
from te_tui.render.text.times import zone_name

if TYPE_CHECKING:
    from te_tui.models.content import BarChart, TimeChart
    from te_tui.render.charts.value_axis import ValueAxis
    from te_tui.render.series.segments import Window
    from te_tui.render.text.glyphs import GlyphSet

_NOTHING: Final = "no values in this window"
_OWN_LEVELS: Final = Levels()


def draw_time_chart(
    chart: TimeChart,
    width: int,
    height: int,
    *,
    hidden: frozenset[int] = frozenset(),
    zone: tzinfo = UTC,
    ascii_only: bool = False,
    cursor: float | None = None,
    levels: Levels = _OWN_LEVELS,
) -> Picture:
    """Draw lines, or stacked areas, over time: `height` lines of exactly `width` cells, without a legend.

    Args:
        chart: What to draw; areas with a value below zero are drawn as lines, which cannot cover each other.
        width: Cells; below about 20 little can be made out.
        height: Lines, two of them below the canvas for the time axis.
        hidden: Indexes of series to leave out; the others keep their colours and markers.
        zone: The zone of the time labels; its name stands beside them.
        ascii_only: For terminals without Unicode.
        cursor: Epoch seconds of a vertical line behind the series.
        levels: The values that the value axis must show, and whether it is logarithmic. On a logarithmic
            axis, areas become lines, and values of zero or less become gaps.
    """
    glyphs = glyph_set(ascii_only=ascii_only)
    rows = max(height - AXIS_ROWS, 1)
    window = window_of(chart)
    shown = {index: visible(line, window) for index, line in enumerate(chart.series) if index not in hidden}
    if levels.logarithmic:
        shown = {index: above_zero(line) for index, line in shown.items()}
    stacked = not levels.logarithmic and is_stackable(chart)
    own = stack_heights(shown) if stacked else extremes(shown.values())
    axis = _axis(levels, own, chart.unit, rows)
    corner = zone_name(window.start, zone)
    canvas = Canvas(max(width - gutter_width(axis, corner, width) - 1, 1), rows)
    window = window._replace(columns=max(canvas.columns, 2))
    if not own:
        canvas.write(max((canvas.columns - len(_NOTHING)) // 2, 0), rows // 2, _NOTHING, "muted")
    elif stacked:
        draw_stacks(canvas, stacks(shown, chart.bin_size, window), axis, glyphs)
    else:
        draw_lines(canvas, shown, window, chart.bin_size, axis, glyphs)
    pointed = None if cursor is None or not window.start <= cursor <= window.end else window.column(cursor)
    _draw_behind(canvas, chart, window, axis, glyphs, pointed)
    ticks = time_ticks(window.start, window.end, canvas.columns // LABEL_CELLS, zone)
    below = [Placed(window.column(tick.value), tick.label) for tick in ticks]
    picture = framed(canvas, axis, below, corner, glyphs, width, cursor=pointed)
    return Picture(picture.lines[: max(height, 0)])


def draw_bar_chart(chart: BarChart, width: int, height: int, *, ascii_only: bool = False) -> Picture:
    """Draw bars by category, each line exactly `width` cells; several series are named below them.

    Vertical bars take exactly `height` lines. Bars are horizontal if the chart says so, if categories do not
    fit beside each other, or if bars do not begin at zero; then each bar takes a line, whatever the `height`.
    """
    glyphs = glyph_set(ascii_only=ascii_only)
    upright = None if chart.horizontal else vertical_bars(chart, width, height, glyphs)
    return upright or horizontal_bars(chart, width, glyphs)


def _axis(levels: Levels, own: list[float], unit: str | None, rows: int) -> ValueAxis:
    """The value axis for the values of `levels`, or for the chart's `own` values if `levels.values` is None.

    An axis without values has no labels.
    """
    values = own if levels.values is None else levels.values
    if levels.logarithmic:
        axis = logarithmic_axis(values, unit, rows)
    else:
        axis = value_axis(values, unit, rows, peak=True)
    return axis if values else axis._replace(ticks=())


def _draw_behind(
    canvas: Canvas,
    chart: TimeChart,
    window: Window,
    axis: ValueAxis,
    glyphs: GlyphSet,
    pointed: int | None,
) -> None:
    """Draw, on blank cells only, the cursor's line in column `pointed`, the baseline, and shaded periods."""
    if pointed is not None:
        for row in range(canvas.rows):
            canvas.put_behind(pointed, row, glyphs.cursor, "title")
    level = chart.baseline
    if level is not None and axis.low <= level <= axis.high:
        draw_level(canvas, level, axis, glyphs)
    shaded: set[int] = set()
    for start, end in chart.suppressed:
        if end < window.start or start > window.end:
            continue
        first, last = window.column(max(start, window.start)), window.column(min(end, window.end))
        shaded.update(range(first, last + 1))
    for column in shaded:
        for row in range(canvas.rows):
            canvas.put_behind(column, row, glyphs.shade, "muted")
