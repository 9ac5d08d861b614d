"""A widget that is a table, and the view of the table, which moves by rows, pages and columns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from te_tui.models.content import Grid, Headline, Note, Stack
from te_tui.render.pictures import draw
from te_tui.render.text.grid import beyond_words, column_sizes
from te_tui.render.text.picture import Picture, Span, above, fit_line
from te_tui.render.text.table_page import draw_page, first_row, page_of, rows_words
from te_tui.render.tile import shortened

if TYPE_CHECKING:
    from te_tui.models.content import Drawing
    from te_tui.render.text.grid import ColumnSize
    from te_tui.render.text.table_page import Move, TablePage

_HEAD_LINES: Final = 3
"""The lines of a table besides its rows: one that says which rows they are, and two of heads."""
_WORDS_SHARE: Final = 3
"""The lines above and below a table take at most one in so many."""


@dataclass(frozen=True, slots=True)
class TableView:
    """Where a person is in a table: the row of the cursor (None: no cursor yet), and the chosen column.

    Column -1 holds the labels; the columns to its right are counted from 0.
    """

    row: int | None = None
    column: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table to draw: its grid, the sizes of its columns, and the headlines and notes above and below it."""

    grid: Grid
    sizes: tuple[ColumnSize, ...]
    above: tuple[Drawing, ...] = ()
    below: tuple[Drawing, ...] = ()


def table_of(drawing: Drawing) -> Table | None:
    """The table of a drawing that has exactly one, and otherwise only words; None for any other drawing."""
    parts = drawing.parts if isinstance(drawing, Stack) else (drawing,)
    grids = [(index, part) for index, part in enumerate(parts) if isinstance(part, Grid)]
    if len(grids) != 1 or not all(isinstance(part, Grid | Headline | Note) for part in parts):
        return None
    [(index, grid)] = grids
    return Table(grid, column_sizes(grid), parts[:index], parts[index + 1 :])


def table_page(table: Table, view: TableView, width: int, height: int) -> TablePage:
    """The rows and columns of a table that fit on the screen, between the words above and below it."""
    words = sum(part.height for part in _words(table, width, height))
    rows = max(height - _HEAD_LINES - words, 1)
    return page_of(table.grid, table.sizes, view.column, width, rows)


def move_in_table(view: TableView, table: Table, move: Move, page: TablePage) -> TableView:
    """The view after a move; without a cursor, a move by rows or columns puts one on the first row."""
    last = max(len(table.grid.rows) - 1, 0)
    if move.end:
        return replace(view, row=0 if move.end < 0 else last)
    if rows := page.rows_of(move):
        return replace(view, row=0 if view.row is None else min(max(view.row + rows, 0), last))
    return replace(view, row=view.row or 0, column=page.column_after(move))


def cell_of(table: Table, view: TableView) -> str | None:
    """The text of the cell under the cursor; None without a cursor, or if the cell is empty."""
    column = min(view.column + 1, len(table.grid.columns) - 1)
    if view.row is None or view.row >= len(table.grid.rows) or column >= len(table.grid.rows[view.row]):
        return None
    return table.grid.rows[view.row][column]


def draw_table(
    table: Table, view: TableView, width: int, height: int, *, ascii_only: bool = False
) -> Picture:
    """Draw the rows around the cursor and the columns that fit; a line says which of them are shown."""
    upper, lower = _words(table, width, height, ascii_only=ascii_only)
    page = table_page(table, view, width, height)
    rows, count = table.grid.rows, len(table.grid.rows)
    first = first_row(view.row or 0, page.rows, count)
    shown = slice(first, first + page.rows)
    grid = Grid(table.grid.columns, rows[shown], table.grid.roles[shown])
    told = (rows_words(first, len(grid.rows), count), page.columns_words, *beyond_words(table.grid))
    words = filter(None, told)
    head = Picture((fit_line((Span(" · ".join(words), "muted"),), width),))
    cursor = None if view.row is None else view.row - first
    return above(upper, head, draw_page(grid, page, width, cursor), lower)


def _words(table: Table, width: int, height: int, *, ascii_only: bool = False) -> tuple[Picture, Picture]:
    """The words above and below the table as pictures, each cut to a third of `height` at most."""
    room = max(height // _WORDS_SHARE, 1)

    def drawn(parts: tuple[Drawing, ...]) -> Picture:
        lines = above(*(draw(part, width, ascii_only=ascii_only) for part in parts)).lines
        return Picture(shortened(lines, width, room))

    return drawn(table.above), drawn(table.below)
