"""The lines of a list: titles and rows, as pieces of text that each have a role, such as `warning`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from te_tui.render.text.width import fit
from te_tui.widgets.cells import Role
from te_tui.widgets.columns import GAP, Column, column_widths, line

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")

CURSOR_GLYPH = "▸"
MARK_GLYPH = "●"
ASCENDING_GLYPH = "↑"
DESCENDING_GLYPH = "↓"


class Sort(NamedTuple):
    """The sort order that the header shows: a column's title and the direction; the caller sorts the rows."""

    title: str
    descending: bool = False


class RowLines(Generic[T]):
    """Lays out titles and rows as lines of a given width.

    Args:
        columns: The columns, from left to right.
        marks: Whether rows can be marked, so that lines need a cell for the mark.
    """

    def __init__(self, columns: Sequence[Column[T]], *, marks: bool) -> None:
        self.columns = tuple(columns)
        # The cursor's glyph, the mark's where there are marks, and a space.
        self._gutter_width = 3 if marks else 2
        self._width = -1
        self._widths: tuple[int, ...] = ()

    def header(self, width: int, sort: Sort | None) -> str:
        """The line of titles; the title that the rows are sorted by has an arrow.

        If there is no room for that column, the first title names it: `Name (by Dashboard↑)`.
        """
        widths = self._fit(width)
        titles = [_title(column.title, w, sort) for column, w in self._shown(widths)]
        if sort is not None and sort.title not in self.titles(width) and titles:
            titles[0] += f" (by {sort.title}{_arrow(sort)})"
        return " " * self._gutter_width + "".join(text for text, _ in line(self.columns, widths, titles))

    def row(self, row: T, width: int, *, cursor: bool, marked: bool) -> list[tuple[str, Role]]:
        """One row as a line, with the glyphs of cursor and mark in front."""
        glyphs = (CURSOR_GLYPH if cursor else " ") + (MARK_GLYPH if marked else " ")
        gutter: tuple[str, Role] = (
            f"{glyphs[: self._gutter_width - 1]} ",
            "accent" if marked else "plain",
        )
        widths = self._fit(width)
        cells = [column.cell(row) for column, _ in self._shown(widths)]
        return [gutter, *line(self.columns, widths, cells)]

    def title_at(self, x: int, width: int) -> str | None:
        """The title of the column at cell `x` of a line; None between columns."""
        left = self._gutter_width
        for column, w in self._shown(self._fit(width)):
            if left <= x < left + w:
                return column.title
            left += w + GAP
        return None

    def titles(self, width: int) -> list[str]:
        """The titles of the columns that fit into `width` cells."""
        return [column.title for column, _ in self._shown(self._fit(width))]

    def _fit(self, width: int) -> tuple[int, ...]:
        if self._width != width:
            self._width = width
            self._widths = column_widths(self.columns, max(0, width - self._gutter_width))
        return self._widths

    def _shown(self, widths: tuple[int, ...]) -> list[tuple[Column[T], int]]:
        return [(column, w) for column, w in zip(self.columns, widths, strict=True) if w]


def _title(title: str, width: int, sort: Sort | None) -> str:
    """A title cut to a width, with the arrow if the rows are sorted by it."""
    if sort is None or sort.title != title:
        return title
    return fit(title, width - 1).rstrip() + _arrow(sort)


def _arrow(sort: Sort) -> str:
    return DESCENDING_GLYPH if sort.descending else ASCENDING_GLYPH
