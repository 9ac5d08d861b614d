"""The columns of a row list: their cells and widths, and which columns are dropped first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from te_tui.render.text.width import cell_width, fit
from te_tui.widgets.cells import Align, Cell, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

T = TypeVar("T")

GAP = 2
"""Empty cells between two columns."""


class Column(NamedTuple, Generic[T]):
    """One column of a list of rows. All widths are in terminal cells.

    Attributes:
        title: The heading; it also identifies the column in `Sort` and `RowList.TitleClicked`.
        cell: Returns the column's text for a row, with or without a role; called for visible rows only.
        align: The side to which heading and texts are aligned.
        width: The fixed width; None makes the column flexible.
        min_width: The least width of a flexible column; other columns are dropped for it.
        weight: A flexible column's share of the width that is left over.
        most: The width up to which a flexible column grows; None: any width.
        spills: Whether a text that is too long continues in free cells of the next columns.
        yields: Whether this column's text is omitted on lines where the previous column needs its room to
            show its own text in full.
        drop: 0: the column is never dropped; otherwise columns are dropped by this number, the highest first.
    """

    title: str
    cell: Callable[[T], Cell | str]
    align: Align = "left"
    width: int | None = None
    min_width: int = 8
    weight: int = 1
    most: int | None = None
    drop: int = 0
    spills: bool = False
    yields: bool = False

    @property
    def least(self) -> int:
        """The least width of the column in cells; if columns have less room, some are dropped."""
        if self.width is not None:
            return self.width
        return self.min_width if self.most is None else min(self.min_width, self.most)


def column_widths(columns: Sequence[Column[T]], available: int) -> tuple[int, ...]:
    """Return the width of every column in `available` cells, gaps included; 0 hides a column.

    Columns are dropped from the highest `drop` down, the rightmost first among equals, until the rest fits.
    Free cells go to the flexible columns by weight; cells that no flexible column can use go to the first of
    the flexible columns. If even the columns that are never dropped are too wide, they are cut from the
    right.
    """
    shown = _fitting(columns, available)
    widths = [0] * len(columns)
    left = available
    for position, index in enumerate(shown):
        gap = GAP if position else 0
        if left <= gap:
            break
        widths[index] = min(columns[index].least, left - gap)
        left -= gap + widths[index]
    flexible = [
        index for index in shown if columns[index].width is None and columns[index].weight and widths[index]
    ]
    growing = flexible
    while left and growing:
        weight = sum(columns[index].weight for index in growing)
        for index in growing:
            # Dividing what is left by the weight that is left hands out every cell, without rounding loss.
            share = left * columns[index].weight // weight
            extra = min(share, _room(columns[index], widths[index], left))
            widths[index] += extra
            left -= extra
            weight -= columns[index].weight
        growing = [index for index in growing if _room(columns[index], widths[index], left)]
    if flexible:
        widths[flexible[0]] += left
    return tuple(widths)


def _room(column: Column[T], width: int, left: int) -> int:
    """How many of the `left` free cells a flexible column that is `width` wide can still use."""
    return left if column.most is None else max(min(column.most - width, left), 0)


def _fitting(columns: Sequence[Column[T]], available: int) -> list[int]:
    """Return the indexes of the columns that are not dropped, in order."""
    shown = [index for index, column in enumerate(columns) if column.least > 0]
    by_drop = sorted(shown, key=lambda index: (columns[index].drop, index))
    while _needed(columns, shown) > available and by_drop and columns[by_drop[-1]].drop > 0:
        shown.remove(by_drop.pop())
    return shown


def _needed(columns: Sequence[Column[T]], shown: Sequence[int]) -> int:
    return sum(columns[index].least for index in shown) + GAP * max(0, len(shown) - 1)


def line(
    columns: Sequence[Column[T]], widths: Sequence[int], cells: Iterable[Cell | str]
) -> list[tuple[str, Role]]:
    """Lay out one line; return it as pieces of text, each with the role that colours it.

    Args:
        columns: All columns.
        widths: Their widths, as `column_widths` gives them.
        cells: The cells of the columns whose width is not 0, in order.
    """
    visible = [(column, width) for column, width in zip(columns, widths, strict=True) if width]
    shown = [Cell(cell) if isinstance(cell, str) else cell for cell in cells]
    runs: list[tuple[str, Role]] = []
    for (column, width), (text, role) in zip(_spilled(visible, shown), shown, strict=True):
        gone = column.yields and cell_width(text) > width
        fitted = fit("" if gone else text, width, column.align)
        if not runs:
            runs.append((fitted, role))
        elif runs[-1][1] == role:
            runs[-1] = (runs[-1][0] + " " * GAP + fitted, role)
        else:
            # The gap stays with the run before it: one change of style, not two, goes down the line.
            runs[-1] = (runs[-1][0] + " " * GAP, runs[-1][1])
            runs.append((fitted, role))
    return runs


def _spilled(visible: list[tuple[Column[T], int]], cells: Sequence[Cell]) -> list[tuple[Column[T], int]]:
    """The columns' widths in this line: one with a long text may take free cells of those behind it.

    Behind a column that yields, these are also the free cells of the right-aligned column that follows it.
    """
    found = list(visible)
    for index, (column, _) in enumerate(visible[:-1]):
        following, _ = found[index + 1]
        if not column.spills or not (following.yields or following.align == "right"):
            continue
        needed = cell_width(cells[index].text) - found[index][1]
        free = {index + 1: _free(found[index + 1], cells[index + 1])}
        if following.yields:
            whole = {index + 1: found[index + 1][1]}
            if index + 2 < len(found) and found[index + 2][0].align == "right":
                whole[index + 2] = _free(found[index + 2], cells[index + 2])
            free = whole if needed <= sum(whole.values()) else free
        for place, room in free.items():
            more = max(min(needed, room), 0)
            needed -= more
            found[index] = column, found[index][1] + more
            found[place] = found[place][0], found[place][1] - more
    return found


def _free(sized: tuple[Column[T], int], cell: Cell) -> int:
    """The cells of a column's width that a text leaves free."""
    return sized[1] - cell_width(cell.text)
