"""The base of all ratios: a minimal Textual app with a header, a footer, and a table of 50 rows."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable, Footer, Header


class BaseApp(App[None]):
    """Nothing but what Textual brings."""

    TITLE = "base"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "quit", "Quit"), Binding("r", "bell", "Refresh")]

    def compose(self) -> ComposeResult:
        yield Header()
        yield DataTable[str](cursor_type="row")
        yield Footer()

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_columns("Test", "Type", "Target", "Loss", "Latency", "Jitter", "Agents")
        for row in range(50):
            table.add_row(
                f"row-{row:03} Checkout",
                "http-server",
                f"https://service-{row}.example.com/api",
                f"{row % 7}.{row % 10} %",
                f"{20 + 3 * row} ms",
                f"{row % 9} ms",
                str(3 + row % 5),
            )
        table.focus()


if __name__ == "__main__":
    BaseApp().run()
