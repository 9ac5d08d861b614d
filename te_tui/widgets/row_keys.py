"""The keys of a row list: those of vim and less beside those of a PC."""

from __future__ import annotations

from typing import Final

from textual.binding import Binding


def _hidden(keys: str, action: str, description: str, tooltip: str, name: str) -> Binding:
    """A key that help and palette list, but for which the footer has no room."""
    return Binding(keys, action, description, show=False, tooltip=tooltip, id=f"rows.{name}")


MOVING_KEYS: Final = (
    _hidden("up,k", "move(-1)", "Up", "One row up", "up"),
    _hidden("down,j", "move(1)", "Down", "One row down", "down"),
    _hidden("pageup,ctrl+b", "page(-1)", "Page up", "One page up", "page_up"),
    _hidden("pagedown,ctrl+f", "page(1)", "Page down", "One page down", "page_down"),
    _hidden("ctrl+u", "page(-0.5)", "Half up", "Half a page up", "half_page_up"),
    _hidden("ctrl+d", "page(0.5)", "Half down", "Half a page down", "half_page_down"),
    _hidden("home,g", "first", "First", "To the first row", "first"),
    _hidden("end,G", "last", "Last", "To the last row", "last"),
)
"""The keys that move the cursor, which every list has."""

MOVES: Final = {binding.key: binding.action for binding in Binding.make_bindings(MOVING_KEYS)}
"""The effect of each key, by its name. Lists act themselves; the bindings are for the help."""

ROW_KEYS: Final = (
    *MOVING_KEYS,
    Binding("enter,l,right", "choose", "Open", tooltip="Open the row under the cursor", id="rows.choose"),
    Binding("space", "toggle_mark", "Mark", tooltip="Mark or unmark the row, one row down", id="rows.mark"),
    _hidden("V", "mark_range", "Mark range", "Mark from the last marked row to the cursor", "mark_range"),
    _hidden("asterisk", "mark_all", "Mark all", "Mark every row that the list shows", "mark_all"),
    _hidden("u", "clear_marks", "Unmark", "Remove all marks", "clear_marks"),
)

KEYS_FOR_ROWS: Final = frozenset(binding.key for binding in Binding.make_bindings(ROW_KEYS))
"""The names of all of them."""

MARK_ACTIONS: Final = frozenset({"toggle_mark", "mark_range", "mark_all", "clear_marks"})
"""The keys that need rows that can be marked."""

MOVING_ACTIONS: Final = ("move", "page", "first", "last", "scroll")
"""How the actions begin that move about: quicker by key than by palette, whatever the key is."""
