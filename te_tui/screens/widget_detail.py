"""One widget, as large as the terminal."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Footer

from te_tui.screens.explorer_screen import ExplorerScreen, Session
from te_tui.sources.panel_loader import PanelLoader
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

    def __init__(self, session: Session, above: tuple[str, ...], loader: PanelLoader, index: int) -> None:
        super().__init__(session)
        self._above = above
        self._loader = loader
        self._index = index

    def compose(self) -> ComposeResult:
        """Compose the widget alone."""
        yield TopLine()
        yield PanelView(ascii_only=self.session.ascii_only)
        yield Footer(show_command_palette=False)

    def place(self) -> tuple[str, ...]:
        """Where the snapshot is, and the widget."""
        return (*self._above, self._loader.snapshot.panels[self._index].label)

    def on_mount(self) -> None:
        """Show the widget that was chosen."""
        self.query_one(PanelView).focus()
        self.action_step(0)

    def action_step(self, by: int) -> None:
        """Show a neighbour; after the last one comes the first."""
        self._index = (self._index + by) % len(self._loader.snapshot.panels)
        self.facts = (Cell(f"widget {self._index + 1} of {len(self._loader.snapshot.panels)}", "muted"),)
        self.refresh_top_line()
        self._show()
        if self._loader.outcomes[self._index] is None:
            self._fetch()

    def action_retry(self) -> None:
        """Fetch the data again, if it failed."""
        if self._loader.forget_failure(self._index):
            self._show()
            self._fetch()
        else:
            self.notify("Nothing to try again: this widget has not failed.")

    @work(exclusive=True, group="panel", description="fetch the widget's data")
    async def _fetch(self) -> None:
        self._loader.prefer(self._index)
        await self._loader.run(self._loaded, all_of_them=lambda: False)

    def _loaded(self, index: int) -> None:
        if index == self._index:
            self._show()

    def _show(self) -> None:
        self.query_one(PanelView).show_panel(
            self._loader.snapshot.panels[self._index], self._loader.outcomes[self._index]
        )
