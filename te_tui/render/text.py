"""Any drawing as a picture, and any picture as text: plain, or with sixteen colours."""

from __future__ import annotations

from datetime import UTC, tzinfo
from typing import TYPE_CHECKING, Final

from te_tui.render.cards import draw_numbers
from te_tui.render.chart import draw_bar_chart, draw_time_chart
from te_tui.render.glyphs import to_ascii
from te_tui.render.grid import draw_grid
from te_tui.render.legend import draw_legend
from te_tui.render.picture import PALETTE_SIZE, Picture, Span, above, fit_line
from te_tui.render.values import BarChart, Grid, Numbers, TimeChart
from te_tui.render.width import wrap

if TYPE_CHECKING:
    from te_tui.render.values import Drawing

_RESET: Final = "\x1b[0m"
_COLORS: Final = {
    "axis": "90", "muted": "90", "title": "1", "good": "32", "warning": "33", "bad": "31",
    **dict(zip((f"series-{index}" for index in range(PALETTE_SIZE)),
               ("36", "33", "35", "32", "34", "31", "96", "93"), strict=True)),
}  # fmt: skip
"""Select Graphic Rendition parameters; every terminal knows these sixteen and draws them in its own theme."""


def draw(
    drawing: Drawing, width: int, *, height: int = 15, ascii_only: bool = False, zone: tzinfo = UTC
) -> Picture:
    """Draw anything, each line exactly `width` cells.

    Args:
        drawing: What to draw.
        width: Cells.
        height: Lines of a chart; its legend comes below. Tables, lying bars, numbers and notes take theirs.
        ascii_only: For terminals without Unicode; what people named keeps its letters until `to_plain`.
        zone: Of time labels.
    """
    if isinstance(drawing, TimeChart):
        chart = draw_time_chart(drawing, width, height, zone=zone, ascii_only=ascii_only)
        return above(chart, draw_legend(drawing, width, ascii_only=ascii_only))
    if isinstance(drawing, BarChart):
        return draw_bar_chart(drawing, width, height, ascii_only=ascii_only)
    if isinstance(drawing, Grid):
        return draw_grid(drawing, width)
    if isinstance(drawing, Numbers):
        return draw_numbers(drawing, width)
    return Picture(tuple(fit_line((Span(line, "muted"),), width) for line in wrap(drawing.text, width)))


def to_plain(picture: Picture, *, ascii_only: bool = False) -> str:
    """The picture as text without any escape sequence, no trailing spaces, a line feed after each line."""
    lines = ("".join(span.text for span in line).rstrip() for line in picture.lines)
    return "".join(f"{to_ascii(line) if ascii_only else line}\n" for line in lines)


def to_ansi(picture: Picture) -> str:
    """The picture in sixteen colours; every line ends uncoloured, so that it can be cut, paged and pasted."""
    return "".join(f"{''.join(map(_colored, line)).rstrip(' ')}\n" for line in picture.lines)


def _colored(span: Span) -> str:
    """One span between its colour and the reset; spaces alone need no colour."""
    color = _COLORS.get(span.role)
    return f"\x1b[{color}m{span.text}{_RESET}" if color and not span.text.isspace() else span.text
