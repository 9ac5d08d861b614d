"""A list from which one row is picked; a typed text narrows it to the rows that match."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.reactive import var
from textual.widgets import Input, Static

from te_tui.widgets.bindings import bound
from te_tui.widgets.columns import Column
from te_tui.widgets.line_input import LineInput
from te_tui.widgets.row_list import RowList

T = TypeVar("T")
RowT = TypeVar("RowT")


class PickerInput(LineInput):
    """An input whose up and down keys move the cursor of the list below, and whose enter key picks a row."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("pick.choose", "pick"),
        bound("pick.up", "move(-1)"),
        bound("pick.down", "move(1)"),
        bound("pick.page_up", "page(-1)"),
        bound("pick.page_down", "page(1)"),
    ]

    has_rows: var[bool] = var(True, bindings=True)
    """Whether the list below has a row to pick."""

    class Moved(Message):
        """Message that the list's cursor is to move by a number of rows or pages."""

        def __init__(self, rows: int, pages: int) -> None:
            super().__init__()
            self.rows = rows
            self.pages = pages

    class Picked(Message):
        """Message that the row under the list's cursor is to be picked."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable picking while there is no row."""
        if action == "pick" and not self.has_rows:
            return False
        return super().check_action(action, parameters)

    def action_pick(self) -> None:
        """Ask to pick the row under the cursor."""
        self.post_message(self.Picked())

    def action_move(self, rows: int) -> None:
        """Ask to move the list's cursor by some rows."""
        self.post_message(self.Moved(rows, 0))

    def action_page(self, pages: int) -> None:
        """Ask to move the list's cursor by some pages."""
        self.post_message(self.Moved(0, pages))


class Picker(Vertical, Generic[T]):
    """An input and a list of rows, of which the person picks one.

    Args:
        columns: The columns of the list.
        key: Returns what identifies a row.
        narrow: Takes rows and the typed text; returns the rows that match, in order.
        placeholder: The text of the empty input.
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
        """Compose the input line and the list."""
        with Horizontal():
            yield Static("/", id="sign")
            yield PickerInput(placeholder=self._placeholder, compact=True)
            yield Static("", id="counts")
        # The focus stays where one types: the arrow keys work there.
        rows = RowList(self._columns, self._key, marks=False)
        rows.can_focus = False
        yield rows

    def wait(self, words: str) -> None:
        """Show words instead of rows, until `offer` is called."""
        self.offer(())
        self._rows.empty_words = words

    def offer(self, choices: Iterable[T], near: Hashable = None) -> None:
        """Show these rows to pick from; the cursor starts on the row with the key `near`."""
        self._choices = tuple(choices)
        self._rows.empty_words = "No matches. Esc clears what is typed."
        self._show()
        self._rows.move_to_key(near)

    def begin(self) -> None:
        """Give the input the focus."""
        self.screen.set_focus(self.query_one(PickerInput))

    def clear(self) -> bool:
        """Empty the input; return False if it was empty already."""
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
        self.query_one(PickerInput).has_rows = bool(self._rows.rows)
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
