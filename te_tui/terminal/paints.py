"""Parsing Textual's output back into cells: `Reader`."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final, NamedTuple

from te_tui.terminal.cells import Cell, Row, Unplaceable, extend
from te_tui.terminal.pens import PLAIN, Pen, UnknownPen, dipped

_MOVE: Final = re.compile(r"\x1b\[(\d+);(\d+)H")
_PIECE: Final = re.compile(r"\x1b\[([0-9;]*)m|([^\x00-\x1f\x7f-\x9f]+)")

_KEPT_LINES: Final = 512
"""Lines and parts of lines whose cells are remembered: most are drawn again as they were, or elsewhere."""


class Paint(NamedTuple):
    """Cells to draw side by side, the first at a line and column, both from 0."""

    line: int
    column: int
    cells: Row
    ends_line: bool
    """Whether the cursor goes on to the next line then."""


class NoPaint(ValueError):
    """Output cannot be read as cells, because it does more than draw characters at positions."""


class Beyond(NoPaint):
    """Output draws beyond the edges of the screen, or scrolls it."""


class Reader:
    """Parses terminal output that moves to absolute positions and writes coloured characters there."""

    def __init__(self, pen_for: Callable[[Pen], Pen]) -> None:
        self._pen_for = pen_for
        self._cells = lru_cache(maxsize=_KEPT_LINES)(self._read_cells)

    def read(self, data: str) -> list[Paint]:
        """Return the cells that the output draws, with their positions.

        Raises:
            NoPaint: the output does anything else, too.
        """
        first, *rest = _MOVE.split(data)
        if first or not rest:
            raise NoPaint(data)
        return [
            Paint(int(line) - 1, int(column) - 1, self._cells(text.removesuffix("\n")), text.endswith("\n"))
            for line, column, text in zip(rest[::3], rest[1::3], rest[2::3], strict=True)
        ]

    def _read_cells(self, text: str) -> Row:
        cells: list[Cell] = []
        pen = last_pen = PLAIN
        end = 0
        for piece in _PIECE.finditer(text):
            if piece.start() != end:
                break
            end = piece.end()
            sgr, characters = piece.groups()
            try:
                if characters is None:
                    pen = dipped(pen, sgr)
                else:
                    extend(cells, characters, self._pen_for(pen), last_pen)
                    last_pen = self._pen_for(pen)
            except (UnknownPen, Unplaceable) as error:
                raise NoPaint(text) from error
        if end != len(text):
            raise NoPaint(text)
        return tuple(cells)
