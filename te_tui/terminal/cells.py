"""A cell of the terminal's screen, and the cells that a text takes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

from rich.cells import cell_len

from te_tui.terminal.pens import PLAIN, Pen

_JOINER: Final = "\u200d"
_FLAG_LETTERS: Final = frozenset(map(chr, range(0x1F1E6, 0x1F200)))


class Cell(NamedTuple):
    """The content of one terminal cell: a character, and the pen (colours and attributes) it is written with.

    `text` includes combining characters. A wide character takes two cells, the second with an empty text.
    """

    text: str
    pen: Pen


Row: TypeAlias = tuple[Cell, ...]

UNKNOWN: Final = Cell("\0", PLAIN)
"""A cell that has not been drawn since the screen was last forgotten; it equals no other."""


class Unplaceable(ValueError):
    """A text cannot be divided into cells."""


def extend(row: list[Cell], text: str, pen: Pen, last_pen: Pen) -> None:
    """Append the cells of a text to a row, with the character widths that Textual assumes.

    Combining characters at the start of the text join the row's last character; in an empty row they are
    dropped.

    Args:
        row: The row to extend.
        text: The text, without control characters.
        pen: The colours and attributes of the text.
        last_pen: The pen that the row's last character was written with. Characters that join it get this
            pen, as the pen in a space's cell may be a simpler one.

    Raises:
        Unplaceable: the text begins with a joiner, to which Textual gives the width of the next character.
    """
    cells = _cells_in(pen)
    if text.isascii():
        row += map(cells.__getitem__, text)
        return
    start = next((place for place, character in enumerate(text) if cell_len(character)), len(text))
    if _JOINER in text[:start]:
        raise Unplaceable
    if start and row:
        last = -1 if row[-1].text else -2
        row[last] = _cells_in(last_pen)[row[last].text + text[:start]]
    row += _cells_of_clusters(text[start:], cells)


class _Cells(dict[str, Cell]):
    """A cache of the cells written with one pen, by text.

    Pens whose spaces look alike share the same cell for a space, which then counts as unchanged.
    """

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
        yield cells[cluster]
        if cell_len(cluster) > 1:
            yield cells[""]


def placed(row: Row, start: int, cells: Row) -> Row:
    """Return the row with `cells` written over it from column `start` on.

    If that covers half of a wide character, its other half becomes a space.
    """
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
    """Split a text into clusters, each a character and the characters that are drawn joined to it."""
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
    """Whether `cluster` and `character` are the two halves of a flag emoji, which are drawn as one."""
    return character in _FLAG_LETTERS and len(cluster) == 1 and cluster in _FLAG_LETTERS
