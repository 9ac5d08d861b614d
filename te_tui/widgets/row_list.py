"""A list that stays fast with 100,000 rows: `RowList`.

It draws only the lines that are visible, straight from a Python list (Textual's line API), and
strings reach the terminal as they are, never as markup. Marks belong to rows, by key, as the cursor does:
rows that the list does not show any more stay marked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from rich.segment import Segment
from textual.binding import BindingType
from textual.geometry import Region
from textual.reactive import var
from textual.strip import Strip

from te_tui.render.text.width import fit
from te_tui.widgets.bindings import own_keys_of
from te_tui.widgets.cursor_list import CursorList, ListMessage
from te_tui.widgets.line_view import HEADER, HEADER_HEIGHT
from te_tui.widgets.marks import Marks
from te_tui.widgets.row_keys import MARK_ACTIONS, ROW_KEYS, moves
from te_tui.widgets.row_lines import RowLines, Sort

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from rich.style import Style
    from textual import events

    from te_tui.widgets.cells import Role
    from te_tui.widgets.columns import Column

__all__ = ["RowList", "Sort"]

T = TypeVar("T")
RowT = TypeVar("RowT")


class RowList(CursorList[T], inherit_bindings=False):
    """A list of rows with a header, a cursor and marks.

    Args:
        columns: The columns, from left to right.
        key: Returns what identifies a row, also after its content has changed; unique among the rows.
        marks: Whether rows can be marked.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "row-list--header",
        "row-list--cursor",
        "row-list--plain",
        "row-list--muted",
        "row-list--accent",
        "row-list--success",
        "row-list--warning",
        "row-list--error",
    }

    DEFAULT_CSS = """
    RowList {
        height: 1fr;

        & > .row-list--header { color: $text-muted; text-style: bold; }
        & > .row-list--muted { color: $text-muted; }
        & > .row-list--accent { color: $text-accent; }
        & > .row-list--success { color: $text-success; }
        & > .row-list--warning { color: $text-warning; }
        /* Of 16 colours the nearest is red; that of $text-error is grey. */
        & > .row-list--error { color: $error-lighten-1; text-style: bold; }
        &:light > .row-list--error { color: $error; }
        & > .row-list--cursor {
            color: $block-cursor-blurred-foreground;
            background: $block-cursor-blurred-background;
            text-style: $block-cursor-blurred-text-style;
        }
        &:focus > .row-list--cursor {
            color: $block-cursor-foreground;
            background: $block-cursor-background;
            text-style: $block-cursor-text-style;
        }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [*ROW_KEYS]

    sort: var[Sort | None] = var(None)
    """The column whose title carries the arrow."""

    empty_words: var[str] = var("")
    """The words below the header while there are no rows."""

    class MarksChanged(ListMessage[RowT]):
        """Rows were marked or unmarked."""

        def __init__(self, row_list: CursorList[RowT], count: int) -> None:
            super().__init__(row_list)
            self.count = count
            """How many rows are marked now, those that the list does not show included."""

    class TitleClicked(ListMessage[RowT]):
        """The title of a column was clicked."""

        def __init__(self, row_list: CursorList[RowT], title: str) -> None:
            super().__init__(row_list)
            self.title = title

    def __init__(
        self,
        columns: Sequence[Column[T]],
        key: Callable[[T], Hashable],
        *,
        marks: bool = True,
        id: str | None = None,  # noqa: A002  Textual's own name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(key, id=id, classes=classes)
        self._can_mark = marks
        self._moves: dict[str, str] | None = None
        self._marks = Marks()
        self._lines = RowLines(columns, marks=marks)

    @property
    def columns(self) -> tuple[Column[T], ...]:
        """The columns, from left to right."""
        return self._lines.columns

    @columns.setter
    def columns(self, columns: Sequence[Column[T]]) -> None:
        self._lines = RowLines(columns, marks=self._can_mark)
        self.refresh()

    @property
    def titles(self) -> list[str]:
        """The titles of the columns that fit into the line."""
        return self._lines.titles(self.line_width)

    # The marks

    @property
    def marked(self) -> frozenset[Hashable]:
        """The keys of all marked rows, including rows that the list does not show."""
        return self._marks.keys

    @property
    def marked_rows(self) -> list[T]:
        """The marked rows that the list shows, in the list's order."""
        return [row for row in self._rows if self._key(row) in self.marked]

    def mark(self, keys: Iterable[Hashable]) -> None:
        """Mark the rows with these keys, whether the list shows them or not."""
        self._set_marked(self.marked.union(keys))

    def unmark(self, keys: Iterable[Hashable]) -> None:
        """Unmark the rows with these keys, for instance because they are deleted."""
        self._set_marked(self.marked.difference(keys))

    def _set_marked(self, keys: frozenset[Hashable]) -> None:
        if self._marks.replace(keys):
            self.refresh()
            self.post_message(self.MarksChanged(self, len(keys)))

    def in_view(self, width: int) -> tuple[str, list[list[tuple[str, Role]]]]:
        """The header and the rows that are on the screen, laid out anew in `width` cells.

        A row is a list of texts, each with the role that colours it.
        """
        lines, top = RowLines(self.columns, marks=self._can_mark), self.scroll_offset.y
        rows = self._rows[top : top + self.body_height]
        return lines.header(width, self.sort), [
            lines.row(row, width, cursor=index == self._cursor, marked=self._is_marked(row))
            for index, row in enumerate(rows, top)
        ]

    # What keys and the mouse do

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide the keys for marking if rows cannot be marked."""
        if action in MARK_ACTIONS and not self._can_mark:
            return False
        return super().check_action(action, parameters)

    async def on_key(self, event: events.Key) -> None:
        """Move the cursor if that is what the key does; through Textual's bindings it takes twice as long."""
        if self._moves is None:
            self._moves = moves(own_keys_of(self.app))
        if (move := self._moves.get(event.key)) is not None:
            event.stop()
            event.prevent_default()
            await self.run_action(move)

    def action_toggle_mark(self) -> None:
        """Mark or unmark the row under the cursor, and move down by one row."""
        if self._rows:
            self._marks.toggle(self._cursor_key)
            self.refresh_row(self._cursor)
            self.post_message(self.MarksChanged(self, len(self.marked)))
            self.action_move(1)

    def action_mark_range(self) -> None:
        """Mark every row from the last marked row to the cursor."""
        self.mark(self._marks.range_to(self._rows, self._cursor, self._key))

    def action_mark_all(self) -> None:
        """Mark every row that the list shows."""
        self.mark(map(self._key, self._rows))

    def action_clear_marks(self) -> None:
        """Unmark all rows, including rows that the list does not show."""
        self._set_marked(frozenset())

    def click(self, x: int, y: int) -> None:
        """React to a click: on a title, post `TitleClicked`; on a row, move the cursor there.

        A click on the cursor's row chooses it.
        """
        index = self.index_at(y)
        if y < HEADER_HEIGHT:
            if (title := self._lines.title_at(x, self.line_width)) is not None:
                self.post_message(self.TitleClicked(self, title))
        elif index == self._cursor:
            self.action_choose()
        elif index < len(self._rows):
            self.move_to(index)

    # Drawing

    def watch_sort(self) -> None:
        """Draw the header again, because the sort order has changed."""
        self.refresh(Region(0, 0, self.line_width, HEADER_HEIGHT))

    def watch_empty_words(self) -> None:
        """Draw the words for an empty list again, if there are no rows."""
        if not self._rows:
            self.refresh()

    def content_of(self, index: int) -> object:
        """What a line shows: the header's sort order; a row, cursor and mark; or words for no rows."""
        if index == HEADER:
            return self.sort
        if index < len(self._rows):
            row = self._rows[index]
            return row, index == self._cursor, self._is_marked(row)
        return self.empty_words if index == 0 else ""

    def draw(self, index: int, width: int) -> Strip:
        """Draw one line: the header, a row, the words for an empty list, or an empty line below the rows."""
        if index == HEADER:
            segments = [Segment(self._lines.header(width, self.sort), self._style("header"))]
        elif index < len(self._rows):
            segments = self._row(index, width)
        else:
            words = self.empty_words if index == 0 else ""
            segments = [Segment(fit(f"   {words}", width), self._style("muted"))]
        return Strip(segments).adjust_cell_length(width, segments[-1].style)

    def _row(self, index: int, width: int) -> list[Segment]:
        row, has_cursor = self._rows[index], index == self._cursor
        runs = self._lines.row(row, width, cursor=has_cursor, marked=self._is_marked(row))
        if has_cursor:
            # One style for the whole line: the colours of roles are not legible on the cursor's.
            return [Segment("".join(text for text, _ in runs), self._style("cursor"))]
        return [Segment(text, self._style(role)) for text, role in runs]

    def _is_marked(self, row: T) -> bool:
        return bool(self.marked) and self._key(row) in self.marked

    def _style(self, component: str) -> Style:
        return self.component_style(f"row-list--{component}")
