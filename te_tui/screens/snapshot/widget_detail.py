"""The screen of one widget; a chart over time or a table can be explored with keys."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.reactive import var

from te_tui.screens.countdown import Countdown
from te_tui.screens.destinations import OverTime
from te_tui.screens.explorer import COMMON_KEYS
from te_tui.screens.exploring.exploration import Exploration, TableExploration
from te_tui.screens.exploring.screen import ExploringScreen, look_facts, offered
from te_tui.screens.session import Session
from te_tui.screens.snapshot.panel_feed import PanelFeed
from te_tui.screens.snapshot.panel_screen import TREND_KEY, PanelScreen
from te_tui.screens.snapshot.panel_view import PanelView
from te_tui.sources.panel_loader import may_pass
from te_tui.widgets.bindings import bound
from te_tui.widgets.cells import Cell
from te_tui.widgets.key_line import KeyLine
from te_tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from te_tui.render.evidence import Evidence


class WidgetDetailScreen(ExploringScreen, PanelScreen):
    """One widget of a snapshot on a screen of its own; keys switch to the next or previous widget."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("widget.next", "step(1)"),
        bound("widget.previous", "step(-1)"),
        TREND_KEY,
        bound("widget.retry", "retry"),
    ]

    failed: var[bool] = var(False, bindings=True)
    """Whether the widget could not be fetched."""

    def __init__(self, session: Session, above: tuple[str, ...], feed: PanelFeed, index: int) -> None:
        super().__init__(session, above, feed)
        self._index = index
        self._offered: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """Compose the widget, and the list of series, which is hidden at first."""
        yield TopLine()
        yield from self.compose_explored(
            PanelView(self.session.now, ascii_only=self.session.display.ascii_only)
        )
        yield KeyLine(COMMON_KEYS)

    def breadcrumb(self) -> tuple[str, ...]:
        """The breadcrumb of the snapshot's screen, with the widget's title added."""
        return (*self.above, self.feed.panels[self._index].label)

    def on_mount(self) -> None:
        """Show the chosen widget."""
        self.feed.arrived.subscribe(self, self._take_in)
        self.query_one(PanelView).focus()
        self.action_step(0)

    def action_step(self, by: int) -> None:
        """Show the widget `by` widgets further; after the last one comes the first."""
        self._index = (self._index + by) % len(self.feed.panels)
        self.feed.want(self._index)
        self.show_look()

    def action_trend(self) -> None:
        """Open the trend of the widget over all snapshots of its dashboard."""
        self.go(OverTime(self.feed.group, self.feed.snapshot, self.feed.panels[self._index]))

    async def evidence(self) -> Evidence | None:
        """The widget as shown, with the exact values at a chart's cursor, to copy or export."""
        from te_tui.render.evidence import Evidence, values_at_cursor
        from te_tui.screens.evidence import link_of, window_of

        row, exploration, session = self.feed.row, self.exploration, self.session
        picture = self.query_one(PanelView).drawn_panel()
        if exploration is None:
            values = None
        else:
            zone = session.display.zone
            values = values_at_cursor(exploration.chart, exploration.view, zone, session.now())
        return Evidence(self.breadcrumb(), picture, window_of(row, session), values, link_of(row, session))

    def action_retry(self) -> None:
        """Fetch the widget's data again if fetching them failed."""
        self.feed.retry(self._index)

    def tells_wait(self, wait: Countdown) -> bool:
        """Whether the screen's first line tells of a wait; False if it delays one widget, which says so."""
        return wait.wait.widget_id is None

    def wait_changed(self) -> None:
        """Update the countdown of a pause if it delays this widget."""
        if self.query(PanelView) and self.feed.outcome(self._index) is None:
            self.query_one(PanelView).show_panel(self.feed.state(self._index))

    def zone_changed(self) -> None:
        """Show the times of the widget in the new zone."""
        if self.query(PanelView):
            self.show_look()

    def _take_in(self, index: int) -> None:
        if index == self._index:
            self.show_look()

    def show_look(self) -> None:
        """Draw the widget as it is now viewed, and update the rest of the screen to match."""
        state, exploration = self.feed.state(self._index), self.exploration
        if exploration is not None:
            state = replace(
                state, look=exploration.view, draw_look=partial(exploration.draw, exploration.view)
            )
        elif (table := self.feed.table(self._index)) is not None:
            state = replace(state, look=table.view, draw_look=partial(table.draw, table.view))
        self.query_one(PanelView).show_panel(state)
        self.show_series()
        number = f"{self.session.words.widget} {self._index + 1} of {len(self.feed.panels)}"
        self.facts = (Cell(number, "muted"), *(Cell(fact) for fact in look_facts(exploration)))
        self.refresh_top_line()
        self.failed = may_pass(state.outcome)
        keys = (*offered(exploration), str(self.table is not None), str(self.has_cursor))
        if keys != self._offered:
            # The footer is built anew for this, which takes longer than everything else a key does.
            self._offered = keys
            self.refresh_bindings()

    @property
    def exploration(self) -> Exploration | None:
        """The widget's chart with its present view; None if the widget is no chart over time."""
        return self.feed.exploration(self._index)

    @property
    def table(self) -> Exploration | TableExploration | None:
        """The table shown now, be it the widget itself or the values of its chart; None if none is shown."""
        shown = self.exploration or self.feed.table(self._index)
        return shown if shown is not None and shown.is_table else None

    @property
    def room(self) -> tuple[int, int]:
        """The space below the heading: its width in terminal cells, its height in lines."""
        return self.query_one(PanelView).room

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable `retry` only if the widget failed."""
        if action == "retry":
            return self.failed
        return super().check_action(action, parameters)
