"""A coarse map of the world with symbols on it."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, Final

from te_tui.render.charts.coastlines import COASTLINES
from te_tui.render.text.canvas import Canvas
from te_tui.render.text.picture import Line, Picture, fit_line

if TYPE_CHECKING:
    from te_tui.models.forms import WorldMap
    from te_tui.render.text.glyphs import GlyphSet

_LEAST: Final = 60
"""Cells below which countries would stand on each other."""
_WIDEST: Final = 84
_SHARE: Final = 2 / 3
"""Of the lines: what else there is to say needs the others."""
_NORTH: Final = 78
_SOUTH: Final = -56
"""Degrees; no agents run beyond them, and rows are dear."""
_CELLS_PER_ROW: Final = 4.2
"""Columns for each row: a cell is twice as high as wide, and land near the poles narrower than drawn."""
_BRAILLE: Final = 0x2800
_LEFT: Final = (0x01, 0x02, 0x04, 0x40)
_RIGHT: Final = (0x08, 0x10, 0x20, 0x80)
"""Bits of a Braille character's two columns of dots, from the top."""


def draw_world_map(world: WorldMap, width: int, height: int, glyphs: GlyphSet) -> Picture:
    """Coastlines and symbols, each line exactly `width` cells; an empty picture if there is no room.

    Of several symbols in one cell, only the last is seen. A third of `height` is left for the list of all
    places that stands below the map.
    """
    wanted = int(height * _SHARE * _CELLS_PER_ROW)
    columns = min(width, _WIDEST, max(wanted, _LEAST))
    rows = round(columns / _CELLS_PER_ROW)
    if columns < _LEAST or rows > height:
        return Picture()
    canvas = Canvas(columns, rows)
    for row, text in enumerate(_cells(columns, rows, glyphs.land)):
        canvas.write(0, rows - 1 - row, text, "axis")
    for pin in world.pins:
        column = int((pin.longitude + 180) / 360 * columns)
        row = int((pin.latitude - _SOUTH) / (_NORTH - _SOUTH) * rows)
        # What lies beyond the edges stands at them, as Antarctica does.
        column, row = min(max(column, 0), columns - 1), min(max(row, 0), rows - 1)
        canvas.put(column, row, glyphs.symbol(pin.mark.symbol), pin.mark.role)
    lines: list[Line] = [fit_line(canvas.line(row), width) for row in reversed(range(rows))]
    return Picture(tuple(lines))


@lru_cache(maxsize=8)
def _cells(columns: int, rows: int, land: str) -> tuple[str, ...]:
    """The map's lines, top to bottom: cells of land as `land`, or, if that is empty, coasts in Braille."""
    if land:
        mask = _mask(columns, rows)
        return tuple("".join(land if line >> x & 1 else " " for x in range(columns)) for line in mask)
    shore = _shore(_mask(columns * 2, rows * 4), columns * 2)
    return tuple(
        "".join(_braille([line >> 2 * x & 3 for line in shore[4 * y : 4 * y + 4]]) for x in range(columns))
        for y in range(rows)
    )


def _braille(dots: list[int]) -> str:
    """The Braille character of four rows of two dots; bit 0 of a row is its left dot, bit 1 its right dot."""
    bits = sum(
        (_LEFT[level] if pair & 1 else 0) | (_RIGHT[level] if pair & 2 else 0)
        for level, pair in enumerate(dots)
        if pair
    )
    return chr(_BRAILLE | bits) if bits else " "


def _shore(mask: list[int], columns: int) -> list[int]:
    """The coast: land cells with water on at least one of four sides. The edge of the map is no coast."""
    everywhere = (1 << columns) - 1
    above, below = [everywhere, *mask[:-1]], [*mask[1:], everywhere]
    return [
        line & ~((line << 1 | 1) & (line >> 1 | 1 << columns - 1) & up & down)
        for line, up, down in zip(mask, above, below, strict=True)
    ]


def _mask(columns: int, rows: int) -> list[int]:
    """The land cells: an integer for each row, top to bottom, whose lowest bit is the first column.

    Along a row, land lies between the first and the second coast, the third and the fourth, and so on.
    """
    mask = [0] * rows
    height = (_NORTH - _SOUTH) / rows
    for ring in COASTLINES:
        crossings: dict[int, list[float]] = {}
        for (east, start), (further, end) in pairwise((*ring, ring[0])):
            upper, lower = max(start, end), min(start, end)
            # The rows whose middle lies between the ends of this piece of coast.
            first, behind = (ceil((_NORTH - north) / height - 0.5) for north in (upper, lower))
            for y in range(max(first, 0), min(behind, rows)):
                north = _NORTH - (y + 0.5) * height
                east_of = east + (north - start) / (end - start) * (further - east)
                crossings.setdefault(y, []).append((east_of + 180) / 360 * columns)
        for y, coasts in crossings.items():
            coasts.sort()
            for begin, behind in zip(map(int, coasts[::2]), map(round, coasts[1::2]), strict=True):
                # An island that is narrower than a cell is still there.
                end_of_land = min(max(behind, begin + 1), columns)
                mask[y] |= (1 << end_of_land) - (1 << min(begin, end_of_land))
    return mask
