"""The screen that is shown if the terminal is too small."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

LEAST = Size(60, 20)
"""The smallest size that the screens are made for."""


class TooSmallScreen(ModalScreen[None]):
    """Covers all other screens while the terminal is too small."""

    DEFAULT_CSS = """
    TooSmallScreen { background: $background; }
    """

    @staticmethod
    def covers(size: Size) -> bool:
        """Whether a terminal of this size is too small."""
        return size.width < LEAST.width or size.height < LEAST.height

    def compose(self) -> ComposeResult:
        """Compose the sentence that the terminal is too small."""
        yield Static(
            f"te-tui needs a terminal of {LEAST.width} columns and {LEAST.height} lines. "
            "Make this one larger, or press ctrl+c to quit."
        )
