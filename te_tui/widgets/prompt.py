"""An input of one line, which is hidden until it is opened; enter and escape keys hide it again."""

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

from te_tui.widgets.bindings import bound
from te_tui.widgets.line_input import LineInput


class PromptInput(LineInput):
    """The text input of a `Prompt`."""

    virtual_size = Reactive(Size(0, 0), layout=False)
    """Of what was typed: how long that is does not change where anything stands."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("prompt.enter", "enter"),
        bound("prompt.cancel", "cancel"),
    ]

    def action_enter(self) -> None:
        """Post `Prompt.Entered` with the typed text."""
        self.post_message(Prompt.Entered(self.value))

    def action_cancel(self) -> None:
        """Empty the input, and post `Prompt.Cancelled`."""
        self.value = ""
        self.post_message(Prompt.Cancelled())


class Prompt(Horizontal):
    """A line with a sign such as `/`, an input, and a remark on the typed text.

    Args:
        sign: The text in front of the input.
        placeholder: The text of the empty input.
    """

    DEFAULT_CSS = """
    Prompt {
        height: 1; background: $surface; display: none;
        & > .sign { width: 3; padding: 0 0 0 1; color: $text-muted; }
        & > PromptInput { width: 1fr; height: 1; border: none; padding: 0; background: $surface; }
        & > .remark { width: auto; max-width: 60%; padding: 0 1; color: $text-warning; }
    }
    """

    class Changed(Message):
        """The typed text has changed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Entered(Message):
        """The typed text was confirmed with the enter key."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Cancelled(Message):
        """The prompt was cancelled."""

    def __init__(self, sign: str, placeholder: str) -> None:
        super().__init__()
        self._sign = sign
        self._placeholder = placeholder

    def compose(self) -> ComposeResult:
        """Compose the sign, the input and the remark."""
        yield Static(self._sign, classes="sign", markup=False)
        yield PromptInput(placeholder=self._placeholder, compact=True)
        yield Static("", classes="remark", markup=False)

    @property
    def text(self) -> str:
        """The typed text."""
        return self.query_one(PromptInput).value

    def open(self) -> None:
        """Show the prompt and focus it at once, so that the next keys are text and not commands."""
        self.remark("")
        self.display = True
        self.screen.set_focus(self.query_one(PromptInput))

    def close(self, *, empty: bool = True) -> None:
        """Hide the prompt; with `empty`, also clear the typed text."""
        if empty:
            self.query_one(PromptInput).value = ""
        self.display = False

    def remark(self, words: str) -> None:
        """Show a remark beside the typed text."""
        self.query_one(".remark", Static).update(Content(words))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Post `Changed` with the typed text."""
        event.stop()
        self.remark("")
        self.post_message(self.Changed(event.value))
