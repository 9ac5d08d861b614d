"""A list of rows with a cursor on one of them: `CursorList`.

The cursor belongs to a row, by key, and not to a line number: it stays on its row while rows arrive and are
sorted, filtered or removed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from textual.message import Message

from te_tui.widgets.following import follow, index_of
from te_tui.widgets.line_view import LineView
from te_tui.widgets.row_keys import ROW_ACTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

T = TypeVar("T")
RowT = TypeVar("RowT")


class ListMessage(Message, Generic[RowT]):
    """Base class of messages from a list; their `control` is the list."""

    def __init__(self, row_list: CursorList[RowT]) -> None:
        super().__init__()
        self.row_list = row_list

    @property
    def control(self) -> CursorList[RowT]:
        """The list that sent the message, so that `@on(RowList.Chosen, "#snapshots")` can select by it."""
        return self.row_list


class CursorList(LineView, Generic[T], inherit_bindings=False):
    """Abstract base class of a list that keeps rows and moves a cursor over them; subclasses draw the rows.

    Args:
        key: Returns what identifies a row, also after its content has changed; unique among the rows.
    """

    class Highlighted(ListMessage[RowT]):
        """Another row is under the cursor, or the content of the row under it has changed."""

        def __init__(self, row_list: CursorList[RowT], row: RowT | None) -> None:
            super().__init__(row_list)
            self.row = row
            """The row under the cursor; None when there are no rows."""

    class Chosen(ListMessage[RowT]):
        """A row was chosen, with the enter key or the mouse."""

        def __init__(self, row_list: CursorList[RowT], row: RowT) -> None:
            super().__init__(row_list)
            self.row = row

    def __init__(
        self,
        key: Callable[[T], Hashable],
        *,
        id: str | None = None,  # noqa: A002  Textual's own name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._key = key
        self._rows: list[T] = []
        self._cursor = 0
        self._cursor_key: Hashable = None
        self._announced: T | None = None

    # The rows

    @property
    def rows(self) -> Sequence[T]:
        """The rows that the list shows, in order: the list's own sequence, which callers must not change."""
        return self._rows

    @property
    def line_count(self) -> int:
        """How many rows the list shows."""
        return len(self._rows)

    def extend(self, rows: Iterable[T]) -> None:
        """Append rows; this takes no longer if there are many rows already."""
        start = len(self._rows)
        self._rows.extend(rows)
        if len(self._rows) == start:
            return
        if start < self.scroll_offset.y + self.body_height:
            self.refresh()
        self.grow()
        if not start:
            self._put_cursor(0)
            self.refresh_bindings()

    def set_rows(self, rows: Iterable[T]) -> None:
        """Replace the rows, for example by a filtered part of them or by another order.

        The cursor stays on its row and on its line of the screen; when its row is gone, it goes to the
        nearest old row that still exists.
        """
        new = list(rows)
        cursor = follow(self._rows, self._cursor, new, self._key, self._cursor_key)
        moved = cursor - self._cursor
        was_empty, self._rows = not self._rows, new
        self.fit()
        self.scroll_to_row(self.scroll_offset.y + moved)
        self.refresh(self.size.region)
        self._put_cursor(cursor)
        if was_empty != (not new):
            self.refresh_bindings()

    # The cursor

    @property
    def cursor_index(self) -> int:
        """The index of the row under the cursor; 0 when there are no rows."""
        return self._cursor

    @property
    def cursor_row(self) -> T | None:
        """The row under the cursor, or None when there are no rows."""
        return self._rows[self._cursor] if self._rows else None

    @property
    def is_at_top(self) -> bool:
        """Whether the cursor is on the first row, where it begins."""
        return self._cursor == 0

    def move_to(self, index: int) -> None:
        """Move the cursor to the row at `index`, or the nearest row that exists, and scroll it into view."""
        if not self._rows:
            return
        self.refresh_row(self._cursor)
        self._put_cursor(max(0, min(index, len(self._rows) - 1)))
        self.refresh_row(self._cursor)
        self.reveal_row(self._cursor)

    def move_to_key(self, key: Hashable) -> bool:
        """Move the cursor to the row with this key; return False, without a move, if no row has it."""
        index = index_of(self._rows, self._key, key)
        if index is None:
            return False
        self.move_to(index)
        return True

    def _put_cursor(self, index: int) -> None:
        self._cursor = index
        row = self.cursor_row
        if row is not None:
            # Kept while the list is empty: a filter that matches nothing does not lose the place.
            self._cursor_key = self._key(row)
        self._announce()

    def _announce(self) -> None:
        row = self.cursor_row
        if row != self._announced and self.is_running:
            self._announced = row
            self.post_message(self.Highlighted(self, row))

    # What keys do

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable the keys that need a row while there is none."""
        if action in ROW_ACTIONS and not self._rows:
            return False
        return super().check_action(action, parameters)

    def action_move(self, rows: int) -> None:
        """Move the cursor down by `rows` rows; up if negative."""
        self.move_to(self._cursor + rows)

    def action_page(self, pages: float) -> None:
        """Move the cursor and the view down by `pages` pages, or parts of one; up if negative."""
        rows = round(pages * self.body_height) or (1 if pages > 0 else -1)
        self.scroll_to_row(self.scroll_offset.y + rows)
        self.action_move(rows)

    def action_first(self) -> None:
        """Move the cursor to the first row."""
        self.move_to(0)

    def action_last(self) -> None:
        """Move the cursor to the last row."""
        self.move_to(len(self._rows) - 1)

    def action_choose(self) -> None:
        """Choose the row under the cursor."""
        if (row := self.cursor_row) is not None:
            self.post_message(self.Chosen(self, row))

    # What Textual tells

    def on_mount(self) -> None:
        """Show the rows that were added before the list was mounted."""
        self.fit()
        self._announce()

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.reveal_row(self._cursor)
