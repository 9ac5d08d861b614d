"""The part of a table that one screen shows: rows around a cursor, some columns, and always the first one."""

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
        end: -1 for the first row, 1 for the last one.
    """

    rows: int = 0
    pages: float = 0.0
    columns: int = 0
    column_pages: int = 0
    end: int = 0

    @property
    def is_sideways(self) -> bool:
        """Whether it moves by columns."""
        return bool(self.columns or self.column_pages)


@dataclass(frozen=True, slots=True)
class TablePage:
    """One page of a table: some of its columns, beside its labels.

    The labels are the table's first column, which every page shows; all numbers of columns leave it out.

    Attributes:
        rows: How many rows the page has room for.
        widths: The widths of the labels and of the columns on this page.
        first: Index of the first column on this page.
        columns: How many columns the table has.
        left: Index of the first column on the page to the left of this one.
        last: Index of the first column on the last page.
        cut: Index of the column on this page that is cut, if one is; the next page then begins with it.
    """

    rows: int
    widths: tuple[int, ...]
    first: int
    columns: int
    left: int
    last: int
    cut: int | None = None

    @property
    def behind(self) -> int:
        """The first column to the right of this page."""
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
        """The number of rows of a move by rows or pages; a move by pages is at least one row."""
        step = max(int(abs(move.pages) * self.rows), 1)
        return move.rows + (step if move.pages > 0 else -step if move.pages < 0 else 0)

    def column_after(self, move: Move) -> int:
        """The first column that is shown after a move."""
        if move.column_pages:
            following = self.behind if self.cut is None else self.cut
            first = following if move.column_pages > 0 else self.left
        else:
            first = self.first + move.columns
        return min(max(first, 0), self.last)


def page_of(grid: Grid, sizes: Sequence[ColumnSize], column: int, width: int, rows: int) -> TablePage:
    """The page that begins at a column, or the last page if that begins further left.

    Columns are shown uncut. Only a column wider than the screen is cut, and the one behind those that have
    room, if what is left for it is worth it; it leaves up to a third of that to columns behind it.
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
    return TablePage(rows, widths, first, len(others), begin_before(first), last, cut)


def first_row(at: int, rows: int, count: int) -> int:
    """The index of the first row shown, so that the row `at` is in the middle of `rows` rows, of `count`."""
    return max(min(at - rows // 2, count - rows), 0)


def rows_words(first: int, shown: int, count: int) -> str:
    """Words for the rows shown: `rows 1–17 of 288`."""
    return "no rows" if not count else f"rows {first + 1:,}–{first + shown:,} of {count:,}"


def draw_page(grid: Grid, page: TablePage, width: int, cursor: int | None) -> Picture:
    """Draw all rows of a grid in the columns of a page; the row `cursor` is highlighted."""
    chosen = (0, *range(page.first + 1, page.behind + 1)) if grid.columns else ()
    return draw_columns(grid, chosen, page.widths, width, cursor=cursor)
