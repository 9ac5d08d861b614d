"""The keys that move through a table: by rows, by columns, and by pages of both."""

from __future__ import annotations

from typing import Final

from te_tui.render.text.table_page import Move
from te_tui.widgets.bindings import bound

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

TABLE_KEYS: Final = tuple(bound(f"table.{name}", f"move_in_table('{name}')") for name in TABLE_MOVES)
"""For a screen with an action `move_in_table`."""
