"""Drawing tiles of two lines each: a shade beside a label and its value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from te_tui.figures.scales import far_values
from te_tui.render.charts.scales import scale_legend, shade_of
from te_tui.render.text.numbers import format_column
from te_tui.render.text.picture import Line, Picture, Span, above, fit_line
from te_tui.render.text.width import cell_width, fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from te_tui.models.forms import Tile, Tiles
    from te_tui.render.text.glyphs import GlyphSet

_SHADE: Final = 4
_BETWEEN: Final = 2
_LEAST: Final = 12
_WIDEST: Final = 28


def draw_tiles(tiles: Tiles, width: int, glyphs: GlyphSet) -> Picture:
    """Groups of tiles below one another, and the legend of shades; each line exactly `width` cells."""
    values = [tile.value for group in tiles.groups for tile in group.tiles]
    far = far_values(tiles.scale, values)
    figures = [
        f"! {text}" if value in far else text
        for value, text in zip(values, format_column(values, tiles.scale.unit), strict=True)
    ]
    labels = [tile.label for group in tiles.groups for tile in group.tiles]
    wanted = _SHADE + 1 + max(map(cell_width, (*labels, *figures)), default=0)
    size = min(max(wanted, _LEAST), _WIDEST, width)
    across = max((width + _BETWEEN) // (size + _BETWEEN), 1)
    lines: list[Line] = []
    told = iter(figures)
    for group in tiles.groups:
        if group.label:
            lines.append(fit_line((Span(group.label, "title"),), width))
        for first in range(0, len(group.tiles), across):
            row = [(tile, next(told)) for tile in group.tiles[first : first + across]]
            lines += _row(tiles, row, far, size, width, glyphs)
    return above(Picture(tuple(lines)), scale_legend(tiles.scale, width, glyphs))


def _row(
    tiles: Tiles,
    row: Sequence[tuple[Tile, str]],
    far: frozenset[float],
    size: int,
    width: int,
    glyphs: GlyphSet,
) -> tuple[Line, Line, Line]:
    """A row of tiles with their figures side by side, and an empty line below."""
    upper: list[Span] = []
    lower: list[Span] = []
    room = max(size - _SHADE - 1, 0)
    for tile, figure in row:
        shade, role = shade_of(tiles.scale, tile.value, glyphs, far)
        gap = " " * (_BETWEEN if upper else 0)
        upper += [Span(gap), Span(shade * _SHADE, role), Span(f" {fit(tile.label, room)}")]
        lower += [Span(gap), Span(shade * _SHADE, role), Span(f" {fit(figure, room)}", "title")]
    return fit_line(upper, width), fit_line(lower, width), fit_line((), width)
