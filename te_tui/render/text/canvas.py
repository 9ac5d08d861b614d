"""A grid of terminal cells to draw one picture on; each cell has a character and a colour role."""

from __future__ import annotations

from te_tui.render.text.picture import Line, line_of_cells

_BLANK = (" ", "")


class Canvas:
    """A grid of terminal cells; rows are counted from the bottom upwards, columns from the left."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns = columns
        self.rows = rows
        self._cells = [[_BLANK] * columns for _ in range(rows)]

    def put(self, column: int, row: int, character: str, role: str) -> None:
        """Set a cell; a cell outside of the canvas is ignored."""
        if 0 <= column < self.columns and 0 <= row < self.rows:
            self._cells[row][column] = (character, role)

    def put_behind(self, column: int, row: int, character: str, role: str) -> None:
        """Set a cell only if it is still blank; a cell outside of the canvas is ignored."""
        if 0 <= column < self.columns and 0 <= row < self.rows and self._cells[row][column] == _BLANK:
            self._cells[row][column] = (character, role)

    def write(self, column: int, row: int, text: str, role: str) -> None:
        """Write a text to the right from a cell; each of its characters must be one cell wide."""
        for offset, character in enumerate(text):
            self.put(column + offset, row, character, role)

    def line(self, row: int) -> Line:
        """One row as a line of spans."""
        return line_of_cells(self._cells[row])
