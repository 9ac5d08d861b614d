"""The frame of a chart: value labels left of the canvas, labels of time or category below."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from te_tui.render.text.canvas import Canvas
from te_tui.render.text.glyphs import glyph_set
from te_tui.render.text.picture import Line, Picture, Span, fit_line
from te_tui.render.text.width import cell_width, fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from te_tui.render.charts.value_axis import ValueAxis
    from te_tui.render.text.glyphs import GlyphSet

AXIS_ROWS: Final = 2
"""Rows below the canvas: the axis and its labels."""
LABEL_CELLS: Final = 9
"""Room for one time label and the space around it."""


class Placed(NamedTuple):
    """A label of the axis below a chart, and the canvas column that it labels."""

    column: int
    label: str


def gutter_width(axis: ValueAxis, corner: str, width: int) -> int:
    """The cells for value labels and `corner` left of the axis; 0, for none, if over a third of `width`."""
    needed = max(cell_width(text) for text in (corner, *(tick.label for tick in axis.ticks)))
    return needed if needed <= width // 3 else 0


def framed(
    canvas: Canvas,
    axis: ValueAxis,
    below: Sequence[Placed],
    corner: str,
    glyphs: GlyphSet,
    width: int,
    *,
    cursor: int | None = None,
) -> Picture:
    """The canvas with its axes, each line exactly `width` cells.

    Args:
        canvas: The drawing; as wide as `width` less the gutter and one cell.
        axis: The value axis, whose labels stand beside their rows.
        below: The labels of the lower axis, left to right; those without room are left out.
        corner: The text left of the labels of the lower axis, for example the time zone.
        glyphs: The glyphs of the frame.
        width: The width of the whole picture.
        cursor: The canvas column of the cursor; the lower axis points at it, as areas may hide its line.
    """
    gutter = max(width - canvas.columns - 1, 0)
    labels = {axis.row(tick.value, canvas.rows): tick.label for tick in axis.ticks}
    lines = []
    for row in reversed(range(canvas.rows)):
        edge = glyphs.left_mark if row in labels else glyphs.left
        label = fit(labels.get(row, ""), gutter, "right")
        lines.append(fit_line((Span(f"{label}{edge}", "axis"), *canvas.line(row)), width))
    placed = _with_room(below, canvas.columns)
    marks = Canvas(canvas.columns, 1)
    marks.write(0, 0, glyphs.bottom * canvas.columns, "axis")
    text = ""
    for begin, (column, label) in placed:
        marks.put(column, 0, glyphs.bottom_mark, "axis")
        text = fit(text, begin) + label
    if cursor is not None:
        marks.put(cursor, 0, glyphs.cursor_mark, "title")
    foot: tuple[Line, Line] = (
        (Span(f"{' ' * gutter}{glyphs.corner}", "axis"), *marks.line(0)),
        (Span(f"{fit(corner, gutter, 'right')} {text}", "axis"),),
    )
    return Picture((*lines, *(fit_line(line, width) for line in foot)))


def pointed_share(picture: Picture, x: int, y: int, *, ascii_only: bool = False) -> float | None:
    """Where along the lower axis the mouse points, from 0 (left end) to 1; None outside of a chart.

    `x` and `y` are the cell at which the mouse points. If the picture has several charts, the axis is that of
    the chart with this cell.
    """
    glyphs = glyph_set(ascii_only=ascii_only)
    signs = re.escape(glyphs.bottom + glyphs.bottom_mark + glyphs.cursor_mark)
    axis = re.compile(f"{re.escape(glyphs.corner)}[{signs}]+")
    for line in picture.lines[max(y, 0) :]:
        text = "".join(span.text for span in line)
        if text.strip() and not axis.sub("", text).strip():
            ends = [match.span() for match in axis.finditer(text) if match.start() < x]
            corner, end = ends[-1] if ends else (x, x)
            return (x - corner - 1) / max(end - corner - 2, 1) if x < end else None
    return None


def _with_room(below: Sequence[Placed], columns: int) -> list[tuple[int, Placed]]:
    """The labels that fit without touching the one before, each with the column where its text begins."""
    placed: list[tuple[int, Placed]] = []
    free = 0
    for place in below:
        size = cell_width(place.label)
        begin = min(max(place.column - size // 2, 0), columns - size)
        if begin >= free:
            placed.append((begin, place))
            free = begin + size + 1
    return placed
