"""An input for a token, whose text is neither shown nor copied."""

from __future__ import annotations

from textual.widgets import Input


class SecretInput(Input):
    """A masked input; `take` returns the typed text."""

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder=placeholder, password=True)
        self.cursor_blink = False  # it would be sent over SSH for ever

    def take(self) -> str:
        """Return the typed text, and empty the input."""
        typed, self.value = self.value, ""
        return typed

    def action_copy(self) -> None:
        """Copy nothing: other programs can read the clipboard."""

    def action_cut(self) -> None:
        """Cut nothing: a secret never gets into the clipboard."""
