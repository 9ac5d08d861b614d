"""Series as lines on a canvas, with markers that tell them apart without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from te_tui.render.charts.lines import BRAILLE, CELLS, braille_cells, joined
from te_tui.render.series.segments import segments
from te_tui.render.text.glyphs import ASCII
from te_tui.render.text.picture import series_role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from te_tui.models.content import Series
    from te_tui.render.charts.lines import Dot
    from te_tui.render.charts.value_axis import ValueAxis
    from te_tui.render.series.segments import Segment, Window
    from te_tui.render.text.canvas import Canvas
    from te_tui.render.text.glyphs import GlyphSet

_MARKER_CELLS: Final = 24
"""Columns from one marker of a line to its next: near enough to find one, far enough to see the line."""
MARKED_LINES: Final = 12
"""With more lines than these, markers would hide what they mark."""


def draw_lines(
    canvas: Canvas,
    lines: Mapping[int, Series],
    window: Window,
    bin_size: int | None,
    axis: ValueAxis,
    glyphs: GlyphSet,
) -> None:
    """Draw the lines of series, the first series on top, and then their markers over all lines."""
    dots = CELLS if glyphs is ASCII else BRAILLE
    fine = window._replace(columns=window.columns * dots.across)
    height = canvas.rows * dots.down
    drawn = [
        (index, [_dotted(part, axis, height) for part in segments(lines[index], fine, bin_size)])
        for index in reversed(list(lines))
    ]
    for index, parts in drawn:
        for part in parts:
            _draw_part(canvas, part, index, glyphs)
    several = 1 < len(lines) <= MARKED_LINES
    for position, (index, parts) in enumerate(drawn, start=1):
        cells = [[(column // dots.across, row // dots.down) for column, row in part] for part in parts]
        marked = [part[0] for part in cells if len(set(part)) == 1]
        if several:
            marked.extend(_spread(cells, position * _MARKER_CELLS // (len(drawn) + 1)))
        for column, row in marked:
            canvas.put(column, row, glyphs.marker(index), series_role(index))


def draw_level(canvas: Canvas, value: float, axis: ValueAxis, glyphs: GlyphSet) -> None:
    """Draw a dashed horizontal line at a value, in Braille dots or ASCII, on blank cells only."""
    for column in range(0, canvas.columns, 1 if glyphs is ASCII else 2):
        if glyphs is ASCII:
            canvas.put_behind(column, axis.row(value, canvas.rows), glyphs.level, "muted")
            continue
        row = axis.row(value, canvas.rows * BRAILLE.down)
        dots = [(column * BRAILLE.across + dot, row) for dot in range(BRAILLE.across)]
        for (place, height), character in braille_cells(dots).items():
            canvas.put_behind(place, height, character, "muted")


def _dotted(part: Segment, axis: ValueAxis, height: int) -> list[Dot]:
    """The points of a line, converted to columns and rows of dots on a canvas that is `height` dots high."""
    return [(column, axis.row(value, height)) for column, value in part]


def _draw_part(canvas: Canvas, points: list[Dot], index: int, glyphs: GlyphSet) -> None:
    """Draw the line through `points`, in the colour of series `index`, over what is on the canvas."""
    role = series_role(index)
    if glyphs is ASCII:
        for column, row in joined(points):
            canvas.put(column, row, glyphs.marker(index), role)
        return
    for (column, row), character in braille_cells(joined(points)).items():
        canvas.put(column, row, character, role)


def _spread(parts: list[list[Dot]], first: int) -> Iterator[Dot]:
    """The points of a line that get a marker: about `_MARKER_CELLS` columns apart, from column `first` on."""
    due = first
    for part in parts:
        for column, row in part:
            if column >= due:
                yield column, row
                due = column + _MARKER_CELLS
