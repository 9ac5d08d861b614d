"""One widget, as large as the terminal."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Footer

from te_tui.screens.explorer_screen import ExplorerScreen, Session
from te_tui.screens.panel_feed import PanelFeed
from te_tui.widgets.cells import Cell
from te_tui.widgets.panel_view import PanelView
from te_tui.widgets.top_line import TopLine


class WidgetDetailScreen(ExplorerScreen):
    """One widget of a snapshot; the neighbours are one key away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,right_square_bracket", "step(1)", "Next", tooltip="The next widget", id="widget.next"),
        Binding(
            "p,left_square_bracket", "step(-1)", "Previous", tooltip="The widget before", id="widget.previous"
        ),
        Binding("r", "retry", "Try again", tooltip="Fetch again what failed", id="widget.retry"),
    ]

    def __init__(self, session: Session, above: tuple[str, ...], feed: PanelFeed, index: int) -> None:
        super().__init__(session)
        self._above = above
        self._feed = feed
        self._index = index

    def compose(self) -> ComposeResult:
        """Compose the widget alone."""
        yield TopLine()
        yield PanelView(ascii_only=self.session.ascii_only)
        yield Footer(show_command_palette=False)

    def place(self) -> tuple[str, ...]:
        """Where the snapshot is, and the widget."""
        return (*self._above, self._feed.panels[self._index].label)

    def on_mount(self) -> None:
        """Show the widget that was chosen."""
        self._feed.arrived.subscribe(self, self._take_in)
        self.query_one(PanelView).focus()
        self.action_step(0)

    def action_step(self, by: int) -> None:
        """Show a neighbour; after the last one comes the first."""
        count = len(self._feed.panels)
        self._index = (self._index + by) % count
        self.facts = (Cell(f"widget {self._index + 1} of {count}", "muted"),)
        self.refresh_top_line()
        self._feed.want(self._index)
        self._show()

    def action_retry(self) -> None:
        """Fetch the data again, if it failed."""
        if not self._feed.retry(self._index):
            self.notify("Nothing to try again: this widget has not failed.")

    def _take_in(self, index: int) -> None:
        if index == self._index:
            self._show()

    def _show(self) -> None:
        self.query_one(PanelView).show_panel(self._feed.panels[self._index], self._feed.outcome(self._index))
