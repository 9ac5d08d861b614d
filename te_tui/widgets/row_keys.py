"""The keys of a row list: the keys of vim and less, and arrow and page keys."""

from __future__ import annotations

from typing import Final

from te_tui.keys.keymap import KeyMap
from te_tui.keys.table import BY_ID
from te_tui.widgets.bindings import bound

MOVING_KEYS: Final = (
    bound("rows.up", "move(-1)"),
    bound("rows.down", "move(1)"),
    bound("rows.page_up", "page(-1)"),
    bound("rows.page_down", "page(1)"),
    bound("rows.half_page_up", "page(-0.5)"),
    bound("rows.half_page_down", "page(0.5)"),
    bound("rows.first", "first"),
    bound("rows.last", "last"),
)
"""The keys that move the cursor, which every list has."""


def moves(own: KeyMap) -> dict[str, str]:
    """The keys in use that move a list's cursor, each with the Textual action that it runs.

    Lists run these actions directly, which is faster; their bindings only make the keys appear in the help.
    """
    return {key: one.action for one in MOVING_KEYS for key in own.keys_of(BY_ID[one.id or ""])}


ROW_KEYS: Final = (
    *MOVING_KEYS,
    bound("rows.choose", "choose"),
    bound("rows.mark", "toggle_mark"),
    bound("rows.mark_range", "mark_range"),
    bound("rows.mark_all", "mark_all"),
    bound("rows.clear_marks", "clear_marks"),
)

MARK_ACTIONS: Final = frozenset({"toggle_mark", "mark_range", "mark_all", "clear_marks"})
"""The keys that need rows that can be marked."""

ROW_ACTIONS: Final = frozenset({"choose", "toggle_mark", "mark_range", "mark_all"})
"""The keys that do nothing in an empty list; marks on rows that a filter hides can be removed there."""

MOVING_ACTIONS: Final = ("move", "page", "first", "last", "scroll")
"""How the actions begin that move about: quicker by key than by palette, whatever the key is."""
