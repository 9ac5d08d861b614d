"""The widget for a question's sentence, which reports when it is drawn."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import Static

from te_tui.terminal.attention import Attention


class Asked(Static):
    """Shows a question that a key answers.

    Args:
        attention: decides which keys come late enough to be answers; it is told when the question is drawn.
    """

    def __init__(self, sentence: Content | str, attention: Attention, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(sentence, id=id, markup=False)
        self._attention = attention

    def ask_anew(self) -> None:
        """Give the person time again to read the question, because its words have changed."""
        self._attention.begin()
        self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the question, and report that it is drawn, so that the time to read it can begin."""
        if crop and self.is_mounted:
            self._attention.drawn()
        return super().render_lines(crop)
