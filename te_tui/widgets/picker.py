"""A list that narrows while one types, to pick one row of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static

from te_tui.widgets.bindings import bound
from te_tui.widgets.columns import Column
from te_tui.widgets.row_list import RowList

T = TypeVar("T")
RowT = TypeVar("RowT")


class PickerInput(Input):
    """An input whose up and down move in the list below it; enter picks."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("pick.choose", "pick"),
        bound("pick.up", "move(-1)"),
        bound("pick.down", "move(1)"),
        bound("pick.page_up", "page(-1)"),
        bound("pick.page_down", "page(1)"),
    ]

    class Moved(Message):
        """The cursor is to move by some rows, or by pages."""

        def __init__(self, rows: int, pages: int) -> None:
            super().__init__()
            self.rows = rows
            self.pages = pages

    class Picked(Message):
        """The row under the cursor is the one."""

    def on_mount(self) -> None:
        """Keep the cursor still: its blinking would be sent over SSH for ever."""
        self.cursor_blink = False

    def action_pick(self) -> None:
        """Take the row under the cursor."""
        self.post_message(self.Picked())

    def action_move(self, rows: int) -> None:
        """Move in the list."""
        self.post_message(self.Moved(rows, 0))

    def action_page(self, pages: int) -> None:
        """Move in the list by pages."""
        self.post_message(self.Moved(0, pages))


class Picker(Vertical, Generic[T]):
    """Picks one of some rows.

    Args:
        columns: The columns of the list.
        key: What identifies a row.
        narrow: The rows that suit what is typed.
        placeholder: What stands where nothing is typed.
    """

    DEFAULT_CSS = """
    Picker {
        height: 1fr;
        & > Horizontal { height: 1; background: $surface; }
        & #sign { width: 3; padding: 0 0 0 1; color: $text-muted; }
        & PickerInput { width: 1fr; height: 1; border: none; padding: 0; background: $surface; }
        & #counts { width: auto; padding: 0 1; color: $text-muted; }
        & RowList > .row-list--cursor {
            color: $block-cursor-foreground;
            background: $block-cursor-background;
            text-style: $block-cursor-text-style;
        }
    }
    """

    class Picked(Message, Generic[RowT]):
        """A row was picked."""

        def __init__(self, row: RowT) -> None:
            super().__init__()
            self.row = row

    def __init__(
        self,
        columns: Sequence[Column[T]],
        key: Callable[[T], Hashable],
        narrow: Callable[[Sequence[T], str], list[T]],
        placeholder: str,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
    ) -> None:
        super().__init__(id=id)
        self._columns = columns
        self._key = key
        self._narrow = narrow
        self._placeholder = placeholder
        self._choices: tuple[T, ...] = ()

    def compose(self) -> ComposeResult:
        """Compose the line in which one types, and the list."""
        with Horizontal():
            yield Static("/", id="sign")
            yield PickerInput(placeholder=self._placeholder, compact=True)
            yield Static("", id="counts")
        # The focus stays where one types: the arrow keys work there.
        rows = RowList(self._columns, self._key, marks=False)
        rows.can_focus = False
        yield rows

    def wait(self, words: str) -> None:
        """Say what there will be to pick from, until it is offered."""
        self.offer(())
        self._rows.empty_words = words

    def offer(self, choices: Iterable[T], near: Hashable = None) -> None:
        """Offer these rows; the cursor begins at the one with this key."""
        self._choices = tuple(choices)
        self._rows.empty_words = "Nothing matches; escape drops what is typed."
        self._show()
        self._rows.move_to_key(near)

    def begin(self) -> None:
        """Type here from now on."""
        self.screen.set_focus(self.query_one(PickerInput))

    def clear(self) -> bool:
        """Drop what is typed; False if that was nothing."""
        field = self.query_one(PickerInput)
        had_text = bool(field.value)
        field.value = ""
        return had_text

    @property
    def _rows(self) -> RowList[T]:
        return self.query_one(RowList)

    @on(Input.Changed)
    def _show(self, event: Input.Changed | None = None) -> None:
        if event is not None:
            event.stop()
        self._rows.set_rows(self._narrow(self._choices, self.query_one(PickerInput).value))
        counts = f"{len(self._rows.rows):,} of {len(self._choices):,}"
        self.query_one("#counts", Static).update(counts)

    @on(PickerInput.Moved)
    def _move(self, message: PickerInput.Moved) -> None:
        if message.pages:
            self._rows.action_page(message.pages)
        else:
            self._rows.action_move(message.rows)

    @on(PickerInput.Picked)
    def _choose(self) -> None:
        self._rows.action_choose()

    @on(RowList.Chosen)
    def _pick(self, message: RowList.Chosen[T]) -> None:
        message.stop()
        self.post_message(self.Picked(message.row))
