"""The data of a snapshot's widgets on its way to every screen that shows them."""

from __future__ import annotations

from collections.abc import Callable

from textual.screen import Screen
from textual.signal import Signal

from te_tui.models.panel import Panel
from te_tui.sources.panel_loader import Outcome, PanelLoader


class PanelFeed:
    """Runs one loader in the name of one screen: what is fetched stops when that screen is left.

    Args:
        screen: the screen of the snapshot.
        loader: fetches its widgets.
        everything: whether to fetch more than the widget that somebody looks at; asked before each request.
    """

    def __init__(self, screen: Screen[None], loader: PanelLoader, everything: Callable[[], bool]) -> None:
        self.arrived: Signal[int] = Signal(screen, "the data of a widget arrived, or the reason why not")
        self._screen = screen
        self._loader = loader
        self._everything = everything
        self._wanted = 0
        self._running = False

    @property
    def panels(self) -> tuple[Panel, ...]:
        """The widgets of the snapshot."""
        return self._loader.snapshot.panels

    def outcome(self, index: int) -> Outcome | None:
        """The data of a widget, or why there is none; None while it is on its way."""
        return self._loader.outcomes[index]

    def want(self, index: int) -> None:
        """Fetch this widget next, and then the others; what is under way already goes on."""
        self._wanted = index
        self._loader.prefer(index)
        if not self._running and None in self._loader.outcomes:
            self._running = True
            self._screen.run_worker(self._run(), group="panels", description="fetch the widgets' data")

    def retry(self, index: int) -> bool:
        """Fetch a widget again if it failed; False if it had not."""
        failed = self._loader.forget_failure(index)
        if failed:
            self.arrived.publish(index)
            self.want(self._wanted)
        return failed

    async def _run(self) -> None:
        await self._loader.run(self.arrived.publish, all_of_them=self._everything)
        # Somebody may have wanted another widget just when the last request had been sent.
        while self._loader.outcomes[self._wanted] is None:
            await self._loader.run(self.arrived.publish, all_of_them=self._everything)
        self._running = False
