"""Fetching and drawing the data of a snapshot's widgets, for all screens that show them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo

from textual.screen import Screen
from textual.signal import Signal

from te_tui.models.account_group import AccountGroup
from te_tui.models.content import Drawing, TimeChart
from te_tui.models.panels import Panel, PanelContent
from te_tui.models.snapshot import Snapshot
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.render.glance import Glance, glance_at
from te_tui.render.table import Table, TableView, table_of
from te_tui.render.writing import written
from te_tui.screens.countdown import Countdown
from te_tui.screens.exploring.exploration import Exploration, TableExploration
from te_tui.screens.snapshot.panel_view import PanelState, is_large
from te_tui.sources.panel_loader import Outcome, PanelLoader, content_in


@dataclass(frozen=True, slots=True)
class DrawnPanel:
    """A widget's data, ready to be shown: drawing, sparkline and main value, and for a table the table."""

    drawing: Drawing
    glance: Glance
    table: Table | None


class PanelFeed:
    """Fetches and draws a snapshot's widgets, for its screen and for the screens opened from there.

    Each widget is drawn once, in a thread if its data are large. The person's cursor and zoom in a chart are
    kept until the snapshot's screen is left; then the fetching stops, too.

    Args:
        screen: the screen of the snapshot.
        group: the account group of the snapshot.
        loader: fetches the data of the widgets.
        everything: returns whether to fetch also widgets out of view; called before each request.
        zone: returns the time zone of all times.
        wait: returns the present pause of the source, None without one.
        now: returns the present time, aware.
    """

    def __init__(
        self,
        screen: Screen[None],
        group: AccountGroup,
        loader: PanelLoader,
        *,
        everything: Callable[[], bool],
        zone: Callable[[], tzinfo],
        wait: Callable[[], Countdown | None],
        now: Callable[[], datetime],
    ) -> None:
        self.arrived: Signal[int] = Signal(screen, "the data of a widget arrived, or the reason why not")
        self.group = group
        self._screen = screen
        self._loader = loader
        self._everything = everything
        self._zone = zone
        self._wait = wait
        self._now = now
        self._drawn: dict[int, DrawnPanel] = {}
        self._explorations: dict[int, Exploration] = {}
        self._tables: dict[int, TableExploration] = {}
        self._one_at_a_time = asyncio.Lock()
        self._wanted: tuple[int, ...] = (0,)
        self._running = False

    @property
    def snapshot(self) -> Snapshot:
        """The snapshot that has these widgets."""
        return self._loader.snapshot

    @property
    def panels(self) -> tuple[Panel, ...]:
        """The widgets of the snapshot."""
        return self.snapshot.panels

    @property
    def row(self) -> SnapshotRow:
        """The row of the snapshot: the facts that a list of snapshots shows."""
        return self._loader.snapshot.row

    def outcome(self, index: int) -> Outcome | None:
        """The data of a widget, or the error; None until the data have arrived and are drawn."""
        outcome = self._loader.outcomes[index]
        return None if content_in(outcome) is not None and index not in self._drawn else outcome

    def drawn(self, index: int) -> DrawnPanel | None:
        """A widget's data, ready to be shown; None until the data have arrived and are drawn."""
        return self._drawn.get(index)

    def state(self, index: int) -> PanelState:
        """All that is needed to draw a widget as it is now, except its size."""
        drawn = self._drawn.get(index)
        drawing = drawn.drawing if drawn else None
        return PanelState(
            self.panels[index], self.outcome(index), drawing, self._zone(), self._waiting_words(index)
        )

    def wait(self, index: int) -> Countdown | None:
        """The pause that delays a widget's data; None if the data have arrived, or there is no pause."""
        wait = self._wait()
        if wait is None or self._loader.outcomes[index] is not None:
            return None
        return wait if wait.wait.widget_id in {None, self.panels[index].widget_id} else None

    def _waiting_words(self, index: int) -> str:
        wait = self.wait(index)
        if wait is None:
            return ""
        told = wait.told(self._now())
        return told if wait.wait.silent or wait.wait.is_limit else f"{told}: {wait.wait.reason}"

    @property
    def loaded(self) -> int:
        """The number of widgets whose data have arrived or failed."""
        return sum(outcome is not None for outcome in self._loader.outcomes)

    def exploration(self, index: int) -> Exploration | None:
        """The chart of a widget with the person's view of it; None if the widget is no chart over time."""
        drawn = self._drawn.get(index)
        if drawn is None or not isinstance(drawn.drawing, TimeChart):
            return None
        if index not in self._explorations:
            self._explorations[index] = Exploration(drawn.drawing)
        return self._explorations[index]

    def table(self, index: int) -> TableExploration | None:
        """A widget's table with its view, such as the chosen cell; None if the widget is no table."""
        drawn = self._drawn.get(index)
        if drawn is None or drawn.table is None:
            return None
        known = self._tables.get(index)
        if known is None or known.table is not drawn.table:
            # Of the same data in another zone: what was looked at stays.
            known = self._tables[index] = TableExploration(drawn.table, known.view if known else TableView())
        return known

    def want(self, *indexes: int) -> None:
        """Fetch the widgets at these indices next, and then the others; requests under way go on."""
        self._wanted = indexes
        self._loader.prefer(*indexes)
        if not self._running and None in self._loader.outcomes:
            self._running = True
            self._screen.run_worker(self._run(), group="panels", description="fetch the widgets' data")

    @property
    def is_whole(self) -> bool:
        """Whether the data of all widgets have arrived or failed."""
        return self.loaded == len(self.panels)

    def go_on(self) -> None:
        """Fetch the widgets that were skipped while the request budget was low."""
        self.want(*self._wanted)

    def retry(self, index: int) -> bool:
        """Fetch a widget again if it failed; return False if it had not failed."""
        failed = self._loader.forget_failure(index)
        if failed:
            self.arrived.publish(index)
            self.want(*self._wanted)
        return failed

    def look_again(self) -> None:
        """Draw all fetched widgets, for the first time, or again in a new time zone."""
        for index in range(len(self.panels)):
            drawn = self._drawn.get(index)
            # The drawing of a time chart holds instants, which are the same in every zone.
            if drawn is None or not isinstance(drawn.drawing, TimeChart):
                self._take_in(index)

    async def _run(self) -> None:
        await self._loader.run(self._take_in, all_of_them=self._everything)
        # Somebody may have wanted another widget just when the last request had been sent.
        while any(self._loader.outcomes[index] is None for index in self._wanted):
            await self._loader.run(self._take_in, all_of_them=self._everything)
        self._running = False

    def _take_in(self, index: int) -> None:
        outcome = self._loader.outcomes[index]
        content = content_in(outcome)
        if content is None:
            self.arrived.publish(index)
        elif is_large(content):
            self._screen.run_worker(
                self._look_aside(index, content), group="drawings", description="make a drawing of much data"
            )
        else:
            self._keep(index, _draw(content, self._zone()))

    async def _look_aside(self, index: int, content: PanelContent) -> None:
        zone: tzinfo | None = None
        async with self._one_at_a_time:
            while zone is not (zone := self._zone()):
                drawn = await asyncio.to_thread(_draw, content, zone)
        self._keep(index, drawn)

    def _keep(self, index: int, drawn: DrawnPanel) -> None:
        self._drawn[index] = drawn
        self.arrived.publish(index)


def _draw(content: PanelContent, zone: tzinfo) -> DrawnPanel:
    drawing = content.drawing()
    glimpse = content.glimpse(drawing)
    drawing = written(drawing, zone)
    return DrawnPanel(drawing, glance_at(glimpse), table_of(drawing))
