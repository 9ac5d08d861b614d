"""The dialog that asks for a link, an id or an archive file to open."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from te_tui.screens.account.question import Question
from te_tui.widgets.bindings import bound


class TargetScreen(Question[str]):
    """The dialog that asks for a link, an id or an archive file; returns the text, or None if cancelled."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("target.cancel", "give_up"),
    ]

    def compose(self) -> ComposeResult:
        """Compose the words and the input."""
        with Vertical(id="question"):
            yield Static(Content.styled("Open a link, an id or an archive file", "bold"))
            line = Input(
                placeholder="https://…, an id, or a file.tesnap; a link's host chooses the profile",
                compact=True,
            )
            line.cursor_blink = False
            yield line

    def on_mount(self) -> None:
        """Give the input the focus."""
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _end(self, message: Input.Submitted) -> None:
        self.dismiss(message.value.strip() or None)
