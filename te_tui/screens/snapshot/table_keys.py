"""The keys that move through a table: rows up and down, columns left and right, and both by pages."""

from __future__ import annotations

from typing import Final

from textual.binding import Binding

from te_tui.render.text.table_page import Move


def _key(name: str, keys: str, description: str, tooltip: str, *, shown: bool = False) -> Binding:
    """The declaration for a screen with an action `move_in_table`."""
    return Binding(
        keys,
        f"move_in_table('{name}')",
        description,
        show=shown,
        tooltip=tooltip,
        id=f"table.{name}",
    )


TABLE_MOVES: Final = {
    "up": Move(rows=-1),
    "down": Move(rows=1),
    "page_up": Move(pages=-1),
    "page_down": Move(pages=1),
    "half_page_up": Move(pages=-0.5),
    "half_page_down": Move(pages=0.5),
    "first": Move(end=-1),
    "last": Move(end=1),
    "left": Move(columns=-1),
    "right": Move(columns=1),
    "page_left": Move(column_pages=-1),
    "page_right": Move(column_pages=1),
}
"""Where each of them goes, by name."""

TABLE_KEYS: Final = (
    _key("up", "up,k", "Row up", "One row up"),
    _key("down", "down,j", "Row", "One row down"),
    _key("page_up", "pageup,ctrl+b", "Page up", "One page of rows up"),
    _key("page_down", "pagedown,ctrl+f", "Page down", "One page of rows down"),
    _key("half_page_up", "ctrl+u", "Half up", "Half a page of rows up"),
    _key("half_page_down", "ctrl+d", "Half down", "Half a page of rows down"),
    _key("first", "home,g", "First row", "The first row"),
    _key("last", "end,G", "Last row", "The last row"),
    _key("left", "left,h", "Column back", "One column to the left"),
    _key("right", "right,l", "Column", "One column to the right", shown=True),
    _key("page_left", "shift+left", "Columns back", "One page of columns to the left"),
    _key("page_right", "shift+right", "Columns on", "One page of columns to the right"),
)
