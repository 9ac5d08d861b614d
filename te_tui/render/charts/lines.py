"""Lines as dots in terminal cells; the only module that uses plotext, and only to join distant points.

Measured on 8 lines of 288 points at 120×30: plotext's own canvas takes ten times as long for the same cells.
Most lines are level, or go to the next column as a vertical stroke; plotext joins only the others.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Dot: TypeAlias = tuple[int, int]
"""Column and row of a dot, counted from the lower left."""


class Dots(NamedTuple):
    """How finely lines are drawn: the number of dots in one terminal cell, across and down."""

    across: int
    down: int


BRAILLE: Final = Dots(2, 4)
CELLS: Final = Dots(1, 1)
"""Whole cells, for terminals without Braille."""

_BRAILLE_BITS: Final = ((0x40, 0x04, 0x02, 0x01), (0x80, 0x20, 0x10, 0x08))
"""The bit of a dot in Unicode's Braille patterns, by its column and row within the cell."""
_NO_DOT: Final = 0x2800


def braille_cells(dots: Iterable[Dot]) -> Mapping[Dot, str]:
    """The Braille characters that show the dots, by the column and row of their terminal cell."""
    cells: dict[Dot, int] = {}
    for column, row in dots:
        cell = column >> 1, row >> 2
        cells[cell] = cells.get(cell, _NO_DOT) | _BRAILLE_BITS[column & 1][row & 3]
    return {cell: chr(code) for cell, code in cells.items()}


def joined(points: Sequence[Dot]) -> Iterator[Dot]:
    """All dots of the line through the points, in order."""
    for (column, row), (next_column, next_row) in pairwise(points):
        if row == next_row and column <= next_column:
            for between in range(column, next_column):
                yield between, row
        elif 0 <= next_column - column <= 1:
            for between in range(row, next_row, 1 if next_row > row else -1):
                yield column, between
        else:
            yield from _sloped((column, row), (next_column, next_row))
    yield from points[-1:]


def _sloped(begin: Dot, end: Dot) -> Iterator[Dot]:
    """The dots of a sloped line from `begin` up to, but not including, `end`."""
    # Importing plotext takes 48 ms, which nothing but a drawn line should pay. What is used of it touches no
    # global state, so that threads may draw at the same time.
    from plotext._utility import get_line

    columns, rows = get_line([begin[0], end[0]], [begin[1], end[1]])
    yield from zip(columns[:-1], rows[:-1], strict=True)
