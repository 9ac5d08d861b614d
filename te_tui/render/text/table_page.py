"""Paging through a table that is larger than the screen: which columns are shown, beside the first one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from te_tui.render.text.grid import GAP, ColumnSize, draw_columns, room_beside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from te_tui.models.content import Grid
    from te_tui.render.text.picture import Picture

_LABEL_SHARE: Final = 3
"""The first column takes at most one in so many cells, so that others have room beside it."""

_WORTH: Final = 16
"""Cells from which on a column that has no room beside others is begun there all the same."""


class Move(NamedTuple):
    """A move through a table; negative numbers move backwards.

    Attributes:
        rows: How many rows.
        pages: How many pages of rows; 0.5 is half a page.
        columns: How many columns.
        column_pages: How many pages of columns.
        end: -1 for the first row, 1 for the last row, 0 for other moves.
    """

    rows: int = 0
    pages: float = 0.0
    columns: int = 0
    column_pages: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class TablePage:
    """One page of a wide table: its labels, and as many of the other columns as fit beside them.

    The labels are the table's first column, which is on every page. It is not counted as a column here: index
    0 is the column beside it.

    Attributes:
        rows: How many rows the page has room for.
        chosen: Index of the chosen column, which is on this page; -1 if the labels are chosen.
        widths: The widths of the labels and of the columns on this page.
        first: Index of the first column on this page.
        columns: How many columns the table has.
        left: Index of the column with which the previous page begins.
        cut: Index of the column that this page cuts, so that the next page begins with it; None without one.
    """

    rows: int
    chosen: int
    widths: tuple[int, ...]
    first: int
    columns: int
    left: int
    cut: int | None = None

    @property
    def behind(self) -> int:
        """The index of the first column to the right of this page."""
        return self.first + len(self.widths) - 1

    @property
    def columns_words(self) -> str:
        """Which columns are shown, as text: `columns 4–6 of 13`; empty if all of them are.

        People see the labels as column 1, so they count here.
        """
        if self.behind - self.first >= self.columns:
            return ""
        first, last = self.first + 2 if self.first else 1, self.behind + 1
        shown = f"{first:,}–{last:,}" if last > first else f"{first:,}"
        return f"columns {shown} of {self.columns + 1:,}"

    def rows_of(self, move: Move) -> int:
        """How many rows down a move goes (up if negative); part of a page is at least one row."""
        step = max(int(abs(move.pages) * self.rows), 1)
        return move.rows + (step if move.pages > 0 else -step if move.pages < 0 else 0)

    def column_after(self, move: Move) -> int:
        """The index of the chosen column after a move; a move by a page chooses that page's first column."""
        if not move.column_pages:
            return _within(self.chosen + move.columns, self.columns)
        following = self.behind if self.cut is None else self.cut
        return _within(max(following if move.column_pages > 0 else self.left, 0), self.columns)


def page_of(grid: Grid, sizes: Sequence[ColumnSize], column: int, width: int, rows: int) -> TablePage:
    """Lay out the page that begins at the chosen column; near the table's end, it begins earlier, to be full.

    Columns are shown whole, unless one is wider than the screen. If enough cells are left over, the next
    column is shown in them, cut. If the columns behind that one are narrow, they are shown, too: whole, in up
    to a third of the cells left over.
    """
    whole = [max(size.body, size.title) for size in sizes]
    fits_whole = room_beside(whole, width) >= 0
    label, *others = (whole if fits_whole else [size.least for size in sizes]) or [0]
    if others:
        label = min(label, max(width // _LABEL_SHARE, grid.columns[0].least))
    label = min(label, width)
    others = [min(size, max(room_beside([label, 0], width), 1)) for size in others]

    def fits(first: int, behind: int) -> bool:
        return room_beside([label, *others[first:behind]], width) >= 0

    def begin_before(behind: int) -> int:
        first = max(behind - 1, 0)
        while first and fits(first - 1, behind):
            first -= 1
        return first

    last = begin_before(len(others))
    first = min(max(column, 0), last)
    behind = min(first + 1, len(others))
    while behind < len(others) and fits(first, behind + 1):
        behind += 1
    widths = (label, *others[first:behind])
    left = room_beside([*widths, 0], width)
    cut = None
    if behind < len(others) and left >= _WORTH:
        cut, least = behind, left - left // 3
        behind += 1
        while behind < len(others) and left - others[behind] - GAP >= least:
            left -= others[behind] + GAP
            behind += 1
        widths = (*widths, left, *others[cut + 1 : behind])
    chosen = _within(column, len(others))
    return TablePage(rows, chosen, widths, first, len(others), begin_before(first), cut)


def _within(column: int, columns: int) -> int:
    return min(max(column, -1), columns - 1)


def first_row(at: int, rows: int, count: int) -> int:
    """The index of the first row on a screen that shows `rows` of a table's `count` rows.

    Row `at` is in the middle of the screen, or as near to it as the table's ends allow.
    """
    return max(min(at - rows // 2, count - rows), 0)


def rows_words(first: int, shown: int, count: int) -> str:
    """Which rows are shown, as text: `rows 1–17 of 288`."""
    return "no rows" if not count else f"rows {first + 1:,}–{first + shown:,} of {count:,}"


def draw_page(grid: Grid, page: TablePage, width: int, cursor: int | None) -> Picture:
    """Draw all rows of a table in a page's columns; in row `cursor`, the chosen column's cell stands out."""
    columns = (0, *range(page.first + 1, page.behind + 1)) if grid.columns else ()
    cell = None if cursor is None or not columns else (cursor, columns.index(page.chosen + 1))
    return draw_columns(grid, columns, page.widths, width, cell=cell)
