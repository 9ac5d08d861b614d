"""An input of one line, for names, dates and searches."""

from __future__ import annotations

import re

from textual import events
from textual.widgets import Input
from textual.widgets.input import Selection


def _begins(selection: Selection) -> bool:
    """Whether a typed character would become the first of the text."""
    return min(selection) == 0


class LineInput(Input):
    """An input that leaves to the screen all keys that type nothing here, and `?` as the first character.

    So `?` opens the help while the field is empty or all selected, but can be typed later in a text.
    """

    def on_mount(self) -> None:
        """Keep the cursor still: its blinking would be sent over SSH for ever."""
        self.cursor_blink = False

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key types something here; other keys are for the screen."""
        if self.restrict and character and not re.fullmatch(self.restrict, character):
            return False
        if character == "?" and _begins(self.selection):
            return False
        return super().check_consume_key(key, character)

    def watch_selection(self, before: Selection, after: Selection) -> None:
        """Update the footer when `?` begins or ceases to be the key for help."""
        if _begins(before) != _begins(after):
            self.refresh_bindings()

    def on_key(self, event: events.Key) -> None:
        """Leave punctuation that cannot be typed here to the screen, but not letters and digits."""
        sign = event.character if event.is_printable else None
        if sign and not sign.isalnum() and not self.check_consume_key(event.key, sign):
            event.prevent_default()
