"""Drawing one widget small, as a tile: the first lines of its picture, and how many more there are."""

from __future__ import annotations

from datetime import UTC, tzinfo
from typing import TYPE_CHECKING

from te_tui.models.content import TimeChart
from te_tui.render.charts.chart import draw_time_chart
from te_tui.render.pictures import draw
from te_tui.render.text.picture import Line, Picture, Span, fit_line

if TYPE_CHECKING:
    from te_tui.models.content import Drawing


def draw_small(
    drawing: Drawing, width: int, height: int, *, zone: tzinfo = UTC, ascii_only: bool = False
) -> Picture:
    """Draw a widget's content in at most `height` lines of `width` cells; a time chart without its legend."""
    if isinstance(drawing, TimeChart):
        return draw_time_chart(drawing, width, height, zone=zone, ascii_only=ascii_only)
    picture = draw(drawing, width, height=height, zone=zone, ascii_only=ascii_only)
    return Picture(shortened(picture.lines, width, height))


def shortened(lines: tuple[Line, ...], width: int, height: int) -> tuple[Line, ...]:
    """The first `height` lines; if lines are left out, the last line says how many."""
    left_out = len(lines) - height
    if left_out <= 0:
        return lines
    more = fit_line((Span(f"… {left_out + 1:,} more lines", "muted"),), width)
    return (*lines[: height - 1], more)
