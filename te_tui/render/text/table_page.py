"""The part of a table that fits on a screen: rows around a cursor, some columns, always the first column."""

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
        pages: How many pages of rows, or parts of one.
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
    """One page of a table: some of its columns, beside its labels.

    The labels are the table's first column, which every page shows; column indexes and counts leave it out.

    Attributes:
        rows: How many rows the page has room for.
        chosen: Index of the chosen column, which is on this page; -1 for the labels.
        widths: The widths of the labels and of the columns on this page.
        first: Index of the first column on this page.
        columns: How many columns the table has.
        left: Index of the first column on the page to the left of this one.
        cut: Index of the cut column, with which the next page begins; None if no column of this page is cut.
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
        """Words for the columns shown: `columns 2–4 of 12`; empty if all are."""
        if self.behind - self.first >= self.columns:
            return ""
        shown = f"{self.first + 1:,}"
        if self.behind - self.first > 1:
            shown += f"–{self.behind:,}"
        return f"columns {shown} of {self.columns:,}"

    def rows_of(self, move: Move) -> int:
        """How many rows down a move goes (up if negative); at least one row for a move by pages."""
        step = max(int(abs(move.pages) * self.rows), 1)
        return move.rows + (step if move.pages > 0 else -step if move.pages < 0 else 0)

    def column_after(self, move: Move) -> int:
        """The index of the chosen column after a move; a move by a page chooses that page's first column."""
        if not move.column_pages:
            return _within(self.chosen + move.columns, self.columns)
        following = self.behind if self.cut is None else self.cut
        return _within(max(following if move.column_pages > 0 else self.left, 0), self.columns)


def page_of(grid: Grid, sizes: Sequence[ColumnSize], column: int, width: int, rows: int) -> TablePage:
    """The page that begins at the chosen column, or the last page if that begins further left.

    Columns are shown uncut, except for a column wider than the screen, and for the first column without room,
    if enough cells are left for it; a third of those cells may go to the columns behind it.
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
    """The index of the first row shown, if `rows` of `count` rows are shown and row `at` is in the middle."""
    return max(min(at - rows // 2, count - rows), 0)


def rows_words(first: int, shown: int, count: int) -> str:
    """Words for the rows shown: `rows 1–17 of 288`."""
    return "no rows" if not count else f"rows {first + 1:,}–{first + shown:,} of {count:,}"


def draw_page(grid: Grid, page: TablePage, width: int, cursor: int | None) -> Picture:
    """Draw all rows of a grid in the columns of a page, with the chosen cell of the row `cursor`."""
    columns = (0, *range(page.first + 1, page.behind + 1)) if grid.columns else ()
    cell = None if cursor is None or not columns else (cursor, columns.index(page.chosen + 1))
    return draw_columns(grid, columns, page.widths, width, cell=cell)
