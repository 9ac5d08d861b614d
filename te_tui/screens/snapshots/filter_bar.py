"""The line in which a filter is typed, with the number of rows that match it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input, Static

from te_tui.filters import Filter, FilterError, parse
from te_tui.filters.completion import completed
from te_tui.render.text.width import cell_width
from te_tui.widgets.bindings import bound
from te_tui.widgets.line_input import LineInput


class FilterInput(LineInput):
    """An input for a filter; the enter key keeps the filter, escape clears it."""

    virtual_size = Reactive(Size(0, 0), layout=False)
    """Of what was typed: how long that is does not change where anything stands."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("filter.keep", "keep"),
        bound("filter.cancel", "cancel"),
        bound("filter.complete", "complete"),
    ]

    def action_keep(self) -> None:
        """End typing, and keep the filter; the list gets the focus."""
        self.post_message(FilterBar.Left(kept=True))

    def action_complete(self) -> None:
        """Complete the name of the field that is being typed."""
        if self.cursor_at_end:
            self.value = completed(self.value)
            self.cursor_position = len(self.value)

    def action_cancel(self) -> None:
        """End typing, and clear the filter."""
        self.value = ""
        self.post_message(FilterBar.Left(kept=False))


class FilterBar(Horizontal):
    """The line in which a filter is typed; while a term is wrong, only the terms before that one apply."""

    DEFAULT_CSS = """
    FilterBar {
        height: 1; background: $surface;
        & > #slash { width: 3; padding: 0 0 0 1; color: $text-muted; }
        & > FilterInput { width: 1fr; height: 1; border: none; padding: 0; background: $surface; }
        & > #remark { width: 38; max-width: 60%; padding: 0 1; color: $text-muted; text-align: right; }
        & > #remark.-middle { width: 24; }
        & > #remark.-short { width: 14; }
        &.-silent > #remark { display: none; }
        &.-wrong > FilterInput { width: 40%; }
        &.-wrong > #remark { width: 1fr; max-width: 100%; color: $text-error; text-align: left; }
    }
    """

    class Changed(Message):
        """The filter has changed to `expression`."""

        def __init__(self, expression: Filter) -> None:
            super().__init__()
            self.expression = expression

    class Left(Message):
        """Typing has ended; `kept` says whether the filter stays."""

        def __init__(self, *, kept: bool) -> None:
            super().__init__()
            self.kept = kept

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id, classes="-silent")
        self._counts = ""
        self._wrong = ""
        self._remark = Static("", id="remark", markup=False)

    def compose(self) -> ComposeResult:
        """Compose the sign `/`, the input, and beside it the text with counts or the error."""
        yield Static("/", id="slash")
        yield FilterInput(
            placeholder="filter: words, expires<7d, shared:yes", compact=True, select_on_focus=False
        )
        yield self._remark

    @property
    def counts(self) -> str:
        """The text on how many rows are shown and marked; empty if there is nothing to say."""
        return self._counts

    @counts.setter
    def counts(self, counts: str) -> None:
        if counts != self._counts:
            self._counts = counts
            self._tell()

    def focus_input(self) -> None:
        """Focus the input at once, so that keys typed fast go into it and not to the list."""
        self.screen.set_focus(self.query_one(FilterInput))

    def switch(self, terms: tuple[str, ...]) -> bool:
        """Put the first of `terms` at the end of the filter; if one of them is there, replace it by the next.

        The last of them has no next: it is removed. Returns whether one of them ends the filter now.
        """
        field = self.query_one(FilterInput)
        words = field.value.split(" ")
        place = terms.index(words.pop()) + 1 if words[-1] in terms else 0
        field.value = " ".join([*filter(None, words), *terms[place : place + 1]])
        return place < len(terms)

    def clear(self) -> bool:
        """Empty the filter; return False if it was empty."""
        field = self.query_one(FilterInput)
        had_text = bool(field.value)
        field.value = ""
        return had_text

    def on_input_changed(self, event: Input.Changed) -> None:
        """Parse the typed filter after each key; show where it is wrong."""
        event.stop()
        try:
            expression = parse(event.value)
        except FilterError as error:
            self._wrong, expression = error.next_step, error.before
        else:
            self._wrong = ""
        self.post_message(self.Changed(expression))
        self._tell()

    def on_filter_bar_left(self, event: FilterBar.Left) -> None:
        """If enter is pressed on a wrong filter, keep the line open, so that the person can correct it."""
        if event.kept and self._wrong:
            event.stop()

    def _tell(self) -> None:
        """Show the filter's error, or else the counts."""
        self.set_class(bool(self._wrong), "-wrong")
        self.set_class(not (self._wrong or self._counts), "-silent")
        # Only a few widths, as each change lays the screen out again.
        room = cell_width(self._counts) + 2
        self._remark.set_class(room <= 14, "-short")
        self._remark.set_class(14 < room <= 24, "-middle")
        self._remark.update(Content(self._wrong or self._counts), layout=False)
