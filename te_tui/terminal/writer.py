"""Writing runs of cells in a given order with as few characters as possible: `Writer`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from te_tui.terminal.cells import Row
from te_tui.terminal.moves import Spot, move, start_of_line
from te_tui.terminal.pens import Pen, change, draws_spaces
from te_tui.terminal.runs import Run

_SHORT_MOVE: Final = 4
"""Columns from which on a move from the start of the line is not longer than spaces."""


class Writer:
    """Turns runs (characters to write at a position) into output, keeping track of cursor and pen.

    Args:
        rows: The cells that the screen shows in the end.
        spot, pen: The cursor's position, and the current colours and attributes; None if unknown.
    """

    def __init__(self, rows: Sequence[Row], spot: Spot | None, pen: Pen | None) -> None:
        self._rows = rows
        self._out: list[str] = []
        self.spot = spot
        self.pen = pen

    @property
    def written(self) -> str:
        """The text to send."""
        return "".join(self._out)

    def write(self, runs: Iterable[Run]) -> None:
        """Write runs in the given order."""
        for run in runs:
            self.go(run.line, run.column)
            if self.pen != run.pen and not (run.is_blank and draws_spaces(self.pen, run.pen)):
                self._out.append(change(self.pen, run.pen))
                self.pen = run.pen
            self._out.append(run.text)
            self.spot = Spot(run.line, run.end)

    def go(self, line: int, column: int) -> None:
        """Move the cursor to a cell with as few characters as possible."""
        here = self.spot
        if here == (line, column):
            return
        way = move(here, line, column)
        if (
            here is not None
            and column < _SHORT_MOVE
            and here.line <= line
            and self._begins_blank(line, column)
        ):
            way = min(start_of_line(line - here.line) + " " * column, way, key=len)
        self._out.append(way)
        self.spot = Spot(line, column)

    def _begins_blank(self, line: int, columns: int) -> bool:
        """Whether the first `columns` cells of a line are spaces that the current pen can write."""
        cells = self._rows[line][:columns]
        return all(cell.text == " " and draws_spaces(self.pen, cell.pen) for cell in cells)
