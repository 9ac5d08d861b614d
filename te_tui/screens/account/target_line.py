"""The dialog that asks what to open: a link, a snapshot id or an archive file."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from te_tui.screens.account.question import Question
from te_tui.widgets.bindings import bound
from te_tui.widgets.key_line import KeyLine
from te_tui.widgets.line_input import LineInput


class TargetScreen(Question[str]):
    """The dialog that asks what to open; returns the typed text, or None if cancelled.

    Args:
        archives: the folder of archives, whose file names the tab key completes; None if there is none.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("target.complete", "complete"),
        bound("target.cancel", "give_up"),
        bound("app.help", "app.help"),
    ]

    DEFAULT_CSS = """
    TargetScreen KeyLine { dock: none; margin-top: 1; background: $surface; }
    """

    def __init__(self, archives: Path | None) -> None:
        super().__init__()
        self._archives = archives

    def compose(self) -> ComposeResult:
        """Compose the explanation and the input."""
        with Vertical(id="question"):
            yield Static(Content.styled("Open a link, an id or an archive file", "bold"))
            archives = self._archives
            where = f" The name alone is enough for an archive in {archives}." if archives else ""
            yield Static(Content(f"The host of a link chooses the profile.{where}"))
            yield LineInput(placeholder="https://..., an id, or a file.tesnap", compact=True)
            yield KeyLine()

    def on_mount(self) -> None:
        """Give the input the focus."""
        self.query_one(Input).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable the key that completes file names if there is no folder of archives."""
        if action == "complete" and self._archives is None:
            return False
        return super().check_action(action, parameters)

    async def action_complete(self) -> None:
        """Complete the typed file name of an archive in the folder; later keys wait until this is done."""
        from te_tui.archive.folders import completed

        if self._archives is None:
            return
        line = self.query_one(Input)
        line.value = await asyncio.to_thread(completed, line.value, self._archives)
        line.cursor_position = len(line.value)

    @on(Input.Submitted)
    def _end(self, message: Input.Submitted) -> None:
        self.dismiss(message.value.strip() or None)
