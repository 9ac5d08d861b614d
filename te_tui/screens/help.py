"""The keys of the screen below, and the filter expressions, on one page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from te_tui.filters import examples
from te_tui.render.text.times import LATER, SOON

_SIGNS = (
    ("▲ △ ×", f"expires within {SOON.days} days, within {LATER.days} days, has expired"),
    ("● ▸", "marked; under the cursor"),
    ("! max 9 %", "the worst value of a widget; ! is far from its median"),
)


class HelpScreen(ModalScreen[None]):
    """Explains the screen it was opened on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1", "dismiss", "Close", tooltip="Close the help"),
        Binding("j", "scroll('down')", "Down", show=False),
        Binding("k", "scroll('up')", "Up", show=False),
    ]

    DEFAULT_CSS = """
    HelpScreen Static { height: auto; margin-bottom: 1; }
    """

    def __init__(self, explained: Screen[object]) -> None:
        super().__init__()
        self._keys = tuple(_keys_of(explained))

    def compose(self) -> ComposeResult:
        """Compose the page."""
        with VerticalScroll(id="help"):
            yield Static(_section("Keys", self._keys))
            yield Static(
                _section("Filter expressions (terms separated by spaces all have to match)", examples())
            )
            yield Static(_section("Signs", _SIGNS))
            yield Static(Content.styled("escape closes this page", "$text-muted"))

    def on_mount(self) -> None:
        """Make the arrow keys scroll."""
        self.query_one(VerticalScroll).focus()

    def action_scroll(self, direction: str) -> None:
        """Scroll by a line."""
        page = self.query_one(VerticalScroll)
        page.scroll_relative(y=1 if direction == "down" else -1, animate=False)


def _keys_of(screen: Screen[object]) -> Iterator[tuple[str, str]]:
    """Each thing that can be done, once, with all the keys that do it."""
    keys: dict[str, list[str]] = {}
    for active in screen.active_bindings.values():
        if active.binding.tooltip:
            keys.setdefault(active.binding.tooltip, []).append(screen.app.get_key_display(active.binding))
    for tooltip, displays in keys.items():
        yield "  ".join(dict.fromkeys(displays)), tooltip


def _section(title: str, lines: Iterable[tuple[str, str]]) -> Table:
    """A heading, and below it two columns, of which the right one wraps within itself."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.title, table.title_justify, table.title_style = title, "left", "bold"
    for left, right in lines:
        table.add_row(Text(left), Text(right))
    return table
