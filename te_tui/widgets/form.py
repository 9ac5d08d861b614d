"""The lines of a form: a label, then a field to type in or options to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate
from types import MappingProxyType
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from te_tui.keys.table import BY_ID
from te_tui.render.text.width import cell_width, fit
from te_tui.widgets.bindings import bound, own_keys_of
from te_tui.widgets.line_input import LineInput
from te_tui.widgets.row_lines import CURSOR_GLYPH

LABEL_WIDTH = 14
"""Cells, with the cursor's glyph in front and the gap behind."""

_DIGITS = range(1, 10)


def label(text: str, *, focused: bool) -> str:
    """The label of a form line, with the cursor's glyph in front if the line has the focus."""
    return fit(f"{CURSOR_GLYPH if focused else ' '} {text}", LABEL_WIDTH)


class FieldInput(LineInput, inherit_bindings=False):
    """A `LineInput` that does not use the enter key, so that the form can.

    Attributes:
        passes_letters: whether letters that cannot be typed here go to the screen, as punctuation does.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        binding for binding in Input.BINDINGS if isinstance(binding, Binding) and binding.key != "enter"
    ]

    passes_letters = False

    def on_key(self, event: events.Key) -> None:
        """Leave what cannot be typed here to the screen, letters only if `passes_letters`."""
        super().on_key(event)
        if self.passes_letters and not self.check_consume_key(event.key, event.character):
            event.prevent_default()


class Field(Horizontal):
    """A form line in which text is typed.

    Args:
        title: its label.
        id: the widget's id.
        placeholder: a hint that is shown while it is empty.
        only: a regular expression that restricts what can be typed; None: anything.
        passes_letters: whether letters that cannot be typed here go to the screen, as punctuation does.
    """

    DEFAULT_CSS = """
    Field {
        height: 1;
        & > Static { width: 14; }
        & > FieldInput { width: 1fr; height: 1; border: none; padding: 0; background: transparent; }
        &:focus-within > Static { text-style: bold; }
        &:focus-within > FieldInput { background: $surface; }
    }
    """

    title: reactive[str] = reactive("", layout=False)
    """The label."""

    keys: Final = "type"
    """Words for the keys that change the text, for the help."""

    class Changed(Message):
        """The typed text has changed."""

        def __init__(self, field: Field) -> None:
            super().__init__()
            self.field = field

        @property
        def control(self) -> Field:
            """The line that sent the message."""
            return self.field

    def __init__(
        self,
        title: str,
        *,
        id: str,  # noqa: A002 - Textual's own name for it
        placeholder: str = "",
        only: str | None = None,
        passes_letters: bool = False,
    ) -> None:
        super().__init__(id=id)
        self.set_reactive(Field.title, title)
        self._placeholder = placeholder
        self._only = only
        self._passes_letters = passes_letters

    def compose(self) -> ComposeResult:
        """Compose label and input."""
        yield Static(label(self.title, focused=False), markup=False)
        field = FieldInput(
            placeholder=self._placeholder,
            restrict=self._only,
            compact=True,
            select_on_focus=self._only is None,  # what is short is typed on, not typed anew
        )
        field.passes_letters = self._passes_letters
        yield field

    def watch_title(self, title: str) -> None:
        """Draw the new label."""
        self.query_one(Static).update(label(title, focused=self.is_typed_in))

    @property
    def is_typed_in(self) -> bool:
        """Whether the field has the focus."""
        return self.query_one(FieldInput).has_focus

    @property
    def value(self) -> str:
        """The typed text."""
        return self.query_one(FieldInput).value

    def propose(self, text: str) -> None:
        """Fill in a text without posting `Changed`; typing replaces it, unless `only` restricts the field."""
        field = self.query_one(FieldInput)
        with field.prevent(Input.Changed):
            field.value = text
        if field.has_focus and field.select_on_focus:
            field.action_select_all()

    def type_in(self, text: str) -> None:
        """Insert a text at the cursor, as if it were typed."""
        self.query_one(FieldInput).insert_text_at_cursor(text)

    def place_words(self, words: str) -> None:
        """Set the placeholder: the words that are shown while the field is empty."""
        self.query_one(FieldInput).placeholder = words

    def begin_anew(self) -> None:
        """Empty the field, without posting `Changed`."""
        self.propose("")

    def begin(self) -> None:
        """Give the field the focus."""
        self.screen.set_focus(self.query_one(FieldInput))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Post this line's `Changed` instead of the input's own message."""
        event.stop()
        self.post_message(self.Changed(self))

    def on_descendant_focus(self) -> None:
        """Show the cursor's glyph: the input has the focus."""
        self.query_one(Static).update(label(self.title, focused=True))

    def on_descendant_blur(self) -> None:
        """Hide the cursor's glyph: the input has lost the focus."""
        self.query_one(Static).update(label(self.title, focused=False))


class Choice(Widget, can_focus=True):
    """A form line of options, of which at most one is chosen.

    Args:
        title: its label.
        options: what can be chosen.
        id: the widget's id.
        chosen: the index of the option that is chosen at first; None: no option.
        classes: the widget's CSS classes.
        ascii_only: whether to enclose the chosen option in ASCII brackets (`<>`).
        letters: one for each option, shown before it, for keys that the form binds; empty: the keys are
            digits.
        notes: words to show after some options; left out if the line has no room for all.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"choice--muted", "choice--chosen"}

    DEFAULT_CSS = """
    Choice {
        height: 1;
        & > .choice--muted { color: $text-muted; }
        & > .choice--chosen { text-style: bold; }
        &:focus > .choice--chosen {
            color: $block-cursor-foreground; background: $block-cursor-background; text-style: bold;
        }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("choice.next", "step(1)"),
        bound("choice.previous", "step(-1)"),
        *(bound(f"choice.option_{n}", f"choose({n})") for n in _DIGITS),
    ]

    chosen: reactive[int | None] = reactive[int | None](None)
    """The place of the chosen option, from 0."""

    class Changed(Message):
        """Another option is chosen."""

        def __init__(self, choice: Choice) -> None:
            super().__init__()
            self.choice = choice

        @property
        def control(self) -> Choice:
            """The line that sent the message."""
            return self.choice

    def __init__(
        self,
        title: str,
        options: tuple[str, ...],
        *,
        id: str,  # noqa: A002 - Textual's own name for it
        chosen: int | None = 0,
        classes: str | None = None,
        ascii_only: bool = False,
        letters: str = "",
        notes: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.title = title
        self._options = options
        self._short = tuple(map(" ".join, zip(letters, options, strict=True))) if letters else options
        self._long = tuple(
            f"{short} {notes.get(option, '')}".rstrip()
            for short, option in zip(self._short, options, strict=True)
        )
        self._has_letters = bool(letters)
        self._brackets = "<>" if ascii_only else "‹›"
        self._at_first = chosen
        self.set_reactive(Choice.chosen, chosen)

    @property
    def keys(self) -> str:
        """The keys that choose the previous and the next option, as shown in the help."""
        own = own_keys_of(self.app)
        keys = (own.keys_of(BY_ID[name])[0] for name in ("choice.previous", "choice.next"))
        return " ".join(self.app.get_key_display(Binding(key, "")) for key in keys)

    @property
    def option(self) -> str | None:
        """The chosen option; None if no option is chosen."""
        return None if self.chosen is None else self._options[self.chosen]

    @property
    def _labels(self) -> tuple[str, ...]:
        """The texts of the options, with their notes if the line has room for all."""
        room = self.size.width - LABEL_WIDTH
        return self._long if sum(cell_width(text) + 2 for text in self._long) <= room else self._short

    def render(self) -> Content:
        """Draw the label and all options, the chosen one in brackets."""
        line = Content.styled(label(self.title, focused=self.has_focus), "bold" if self.has_focus else "")
        for place, option in enumerate(self._labels):
            chosen = place == self.chosen
            brackets = self._brackets if chosen else "  "
            style = self.get_visual_style(f"choice--{'chosen' if chosen else 'muted'}")
            line += Content.styled(f"{brackets[0]}{option}{brackets[1]}", style)
        return line

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable the digit keys if letters choose the options, and those of options that do not exist."""
        if action == "choose" and (
            self._has_letters or parameters[0] not in range(1, len(self._options) + 1)
        ):
            return False
        return super().check_action(action, parameters)

    def begin_anew(self) -> None:
        """Go back to the option that was chosen at first."""
        if self.chosen != self._at_first:
            self.chosen = self._at_first
            self.post_message(self.Changed(self))

    def unchoose(self) -> None:
        """Choose no option, without posting `Changed`."""
        self.chosen = None

    def action_step(self, by: int) -> None:
        """Choose the option `by` steps to the right (left if negative), stopping at the first and last."""
        place = (-1 if by > 0 else len(self._options)) if self.chosen is None else self.chosen
        self._choose(max(0, min(place + by, len(self._options) - 1)))

    def action_choose(self, number: int) -> None:
        """Choose an option by its number, from 1."""
        if number <= len(self._options):
            self._choose(number - 1)

    def on_click(self, event: events.Click) -> None:
        """Choose the option that was clicked."""
        ends = accumulate(cell_width(option) + 2 for option in self._labels)
        place = next((n for n, end in enumerate(ends) if event.x < LABEL_WIDTH + end), None)
        if place is not None and event.x >= LABEL_WIDTH:
            self._choose(place)

    def _choose(self, place: int) -> None:
        if place != self.chosen:
            self.chosen = place
            self.post_message(self.Changed(self))
