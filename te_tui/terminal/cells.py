"""One cell of the screen, and the cells that a text takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

from rich.cells import cell_len

from te_tui.terminal.pens import PLAIN, Pen

_JOINER: Final = "\u200d"
_FLAG_LETTERS: Final = frozenset(map(chr, range(0x1F1E6, 0x1F200)))


class Cell(NamedTuple):
    """What stands in a cell.

    `text` is a character with everything that is drawn on top of it. A wide one takes two cells, of which
    the second has no text.
    """

    text: str
    pen: Pen


Row: TypeAlias = tuple[Cell, ...]

UNKNOWN: Final = Cell("\0", PLAIN)
"""A cell that has not been drawn since the screen was last forgotten; it equals no other."""


class Unplaceable(ValueError):
    """A text cannot be divided into cells."""


def cells_of(text: str, pen: Pen) -> Iterable[Cell]:
    """The cells of a text without control characters, as wide as Textual takes them to be.

    Raises:
        Unplaceable: when the text begins with what is drawn on top of the character before it.
    """
    cells = _cells_in(pen)
    return map(cells.__getitem__, text) if text.isascii() else _cells_of_clusters(text, cells)


class _Cells(dict[str, Cell]):
    """The cells of one pen by their texts, each made once; a space once for all pens that draw it alike."""

    def __init__(self, pen: Pen) -> None:
        alike = pen.on_space
        space = Cell(" ", pen) if alike == pen else _cells_in(alike)[" "]
        super().__init__({"": Cell("", pen), " ": space})
        self._pen = pen

    def __missing__(self, text: str) -> Cell:
        return self.setdefault(text, Cell(text, self._pen))


_cells_in = lru_cache(maxsize=256)(_Cells)


def _cells_of_clusters(text: str, cells: _Cells) -> Iterator[Cell]:
    for cluster in _clusters(text):
        width = cell_len(cluster)
        if not width:
            raise Unplaceable
        yield cells[cluster]
        if width > 1:
            yield cells[""]


def placed(row: Row, start: int, cells: Row) -> Row:
    """The row with these cells from `start` on; what they leave of a halved wide character is a space."""
    end = start + len(cells)
    before, after = row[:start], row[end:]
    if before and row[start].text == "":
        before = (*before[:-1], _space(before[-1]))
    if after and after[0].text == "":
        after = (_space(after[0]), *after[1:])
    return before + cells + after


def _space(half: Cell) -> Cell:
    return Cell(" ", half.pen.on_space)


def _clusters(text: str) -> Iterator[str]:
    """What a terminal draws as one thing: a character and what is joined to it or drawn on top of it."""
    cluster = ""
    for character in text:
        joined = cluster.endswith(_JOINER) or _is_half_flag(cluster, character)
        if cluster and (joined or not cell_len(character)):
            cluster += character
            continue
        if cluster:
            yield cluster
        cluster = character
    if cluster:
        yield cluster


def _is_half_flag(cluster: str, character: str) -> bool:
    """Whether two letters are a country's: a flag of two cells to some terminals, two of two to others."""
    return character in _FLAG_LETTERS and len(cluster) == 1 and cluster in _FLAG_LETTERS
