"""Turning the content of a widget into a picture (lines of styled text), and a picture into text."""

from __future__ import annotations

from datetime import UTC, tzinfo
from typing import TYPE_CHECKING, Final

from te_tui.models.content import BarChart, Grid, Headline, Note, Numbers, Stack, Table, TimeChart
from te_tui.models.forms import BoxPlot, HeatMap, Pie, Ranking, Tiles, WorldMap
from te_tui.render.charts.area import is_stackable
from te_tui.render.charts.boxes import draw_boxes
from te_tui.render.charts.cards import draw_numbers
from te_tui.render.charts.chart import draw_bar_chart, draw_time_chart
from te_tui.render.charts.explore import ChartView
from te_tui.render.charts.heat import draw_heat_map
from te_tui.render.charts.legend import draw_legend
from te_tui.render.charts.pie import draw_pie
from te_tui.render.charts.ranking import draw_ranking
from te_tui.render.charts.readings import draw_remarks
from te_tui.render.charts.tiles import draw_tiles
from te_tui.render.charts.world_map import draw_world_map
from te_tui.render.text.flow import draw_headline
from te_tui.render.text.glyphs import glyph_set, to_ascii
from te_tui.render.text.grid import draw_grid
from te_tui.render.text.picture import PALETTE_SIZE, Picture, Span, above, fit_line
from te_tui.render.text.width import wrap
from te_tui.render.text.words import written_words
from te_tui.render.writing import written_table

if TYPE_CHECKING:
    from te_tui.models.content import Drawing
    from te_tui.models.forms import Form
    from te_tui.render.text.glyphs import GlyphSet

_RESET: Final = "\x1b[0m"
_COLORS: Final = {
    "axis": "90", "muted": "90", "title": "1", "good": "32", "warning": "33", "bad": "31", "cursor": "7",
    **dict(zip((f"series-{index}" for index in range(PALETTE_SIZE)),
               ("36", "33", "35", "32", "34", "31", "96", "93"), strict=True)),
}  # fmt: skip
"""Select Graphic Rendition parameters; every terminal knows these sixteen and draws them in its own theme."""


def draw(
    drawing: Drawing, width: int, *, height: int = 15, ascii_only: bool = False, zone: tzinfo = UTC
) -> Picture:
    """Draw any content of a widget, each line exactly `width` cells.

    Args:
        drawing: What to draw.
        width: Cells.
        height: Lines of a chart, without the legend below it. Maps shrink to it; every other drawing takes
            as many lines as it needs.
        ascii_only: For terminals without Unicode; letters such as é in names are left to `to_plain`.
        zone: The zone of time labels.
    """
    match drawing:
        case TimeChart():
            chart = draw_time_chart(drawing, width, height, zone=zone, ascii_only=ascii_only)
            remarks = draw_remarks(drawing, ChartView(), width, zone=zone, ascii_only=ascii_only)
            filled = is_stackable(drawing)
            legend = draw_legend(drawing, width, filled=filled, ascii_only=ascii_only)
            return above(chart, remarks, legend)
        case BarChart():
            return draw_bar_chart(drawing, width, height, ascii_only=ascii_only)
        case Table() | Grid():
            return draw_grid(drawing if isinstance(drawing, Grid) else written_table(drawing, zone), width)
        case Numbers():
            return draw_numbers(drawing, width)
        case WorldMap():
            return draw_world_map(drawing, width, height, glyph_set(ascii_only=ascii_only))
        case Note(text=text):
            role = "" if drawing.written else "muted"
            lines = wrap(written_words(text), width)
            return Picture(tuple(fit_line((Span(line, role),), width) for line in lines))
        case Stack(parts=parts):
            drawn = (draw(part, width, height=height, ascii_only=ascii_only, zone=zone) for part in parts)
            return above(*drawn)
    return _draw_form(drawing, width, glyph_set(ascii_only=ascii_only), zone)


def _draw_form(drawing: Form | Headline, width: int, glyphs: GlyphSet, zone: tzinfo) -> Picture:
    """Draw content that takes as many lines as it needs, whatever the height of the screen."""
    match drawing:
        case Headline():
            return draw_headline(drawing, width, glyphs)
        case Pie():
            return draw_pie(drawing, width, glyphs)
        case Tiles():
            return draw_tiles(drawing, width, glyphs)
        case HeatMap():
            return draw_heat_map(drawing, width, glyphs)
        case Ranking():
            return draw_ranking(drawing, width, glyphs)
        case BoxPlot():
            return draw_boxes(drawing, width, glyphs, zone)


def to_plain(picture: Picture, *, ascii_only: bool = False) -> str:
    """The picture as text without any escape sequence, no trailing spaces, a line feed after each line."""
    lines = ("".join(span.text for span in line).rstrip() for line in picture.lines)
    return "".join(f"{to_ascii(line) if ascii_only else line}\n" for line in lines)


def to_ansi(picture: Picture) -> str:
    """The picture in sixteen colours; every line ends uncoloured, so that it can be cut, paged and pasted."""
    return "".join(f"{''.join(map(_colored, line)).rstrip(' ')}\n" for line in picture.lines)


def _colored(span: Span) -> str:
    """One span between the escape sequences that set and reset its colour; spaces alone get no colour."""
    color = _COLORS.get(span.role)
    return f"\x1b[{color}m{span.text}{_RESET}" if color and not span.text.isspace() else span.text
