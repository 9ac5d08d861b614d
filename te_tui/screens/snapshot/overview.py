"""The overview: all widgets of a snapshot as small tiles, in the layout of their dashboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from te_tui.render.overview import wishes_of
from te_tui.render.text.picture import Picture, Span
from te_tui.render.text.width import cell_width, fit
from te_tui.screens.countdown import Countdown
from te_tui.screens.explorer import COMMON_KEYS
from te_tui.screens.session import Session
from te_tui.screens.snapshot.overview_view import OverviewView
from te_tui.screens.snapshot.panel_columns import panel_line
from te_tui.screens.snapshot.panel_feed import PanelFeed
from te_tui.screens.snapshot.panel_screen import PanelScreen
from te_tui.screens.snapshot.tile import Tile
from te_tui.screens.snapshot.widget_detail import WidgetDetailScreen
from te_tui.sources.errors import SourceError
from te_tui.sources.panel_loader import may_pass
from te_tui.widgets.bindings import bound
from te_tui.widgets.cells import Cell
from te_tui.widgets.key_line import KeyLine
from te_tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from te_tui.render.evidence import Evidence


class OverviewScreen(PanelScreen):
    """All widgets of a snapshot, arranged as on the dashboard; the visible widgets are fetched first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("overview.retry", "retry"),
    ]

    def __init__(self, session: Session, above: tuple[str, ...], feed: PanelFeed, chosen: int) -> None:
        super().__init__(session, above, feed)
        self._chosen = chosen
        self._composed: list[Tile] = []

    @property
    def waits_for_budget(self) -> bool:
        """Whether tiles out of view are fetched only when the low request budget is renewed."""
        return not self.feed.is_whole

    def compose(self) -> ComposeResult:
        """Compose the first line, the view of all tiles, and the line of keys."""
        yield TopLine()
        self._composed = [self._tile(index) for index in range(len(self.feed.panels))]
        yield OverviewView(
            wishes_of(self.feed.snapshot),
            self._composed,
            chosen=self._chosen,
            ascii_only=self.session.display.ascii_only,
        )
        yield KeyLine(COMMON_KEYS)

    def breadcrumb(self) -> tuple[str, ...]:
        """The breadcrumb of the snapshot's screen."""
        return self.above

    def on_mount(self) -> None:
        """Show the tiles, and update each one when its data arrive."""
        self.feed.arrived.subscribe(self, self._take_in)
        for index, tile in enumerate(self._composed):
            if tile != self._tile(index):  # it has arrived since
                self._take_in(index)
        self.query_one(OverviewView).focus()
        self._tell()

    async def evidence(self) -> Evidence | None:
        """Every widget's title and main value, to copy or export."""
        from te_tui.render.evidence import Evidence
        from te_tui.screens.evidence import link_of, window_of

        row, session = self.feed.row, self.session
        lines = [self._line(index) for index in range(len(self.feed.panels))]
        width = max((cell_width(title) for title, _ in lines), default=0)
        picture = Picture(tuple((Span(fit(title, width)), Span(f"  {figure}")) for title, figure in lines))
        return Evidence(self.breadcrumb(), picture, window_of(row, session), link=link_of(row, session))

    def _line(self, index: int) -> tuple[str, str]:
        drawn = self.feed.drawn(index)
        line = panel_line(
            index, self.feed.panels[index], self.feed.outcome(index), drawn.glance if drawn else None
        )
        return line.title, line.figure

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable `retry` only if a widget failed."""
        if action == "retry":
            return any(may_pass(self.feed.outcome(index)) for index in self._failed())
        return super().check_action(action, parameters)

    def action_retry(self) -> None:
        """Fetch the failed widgets again."""
        for index in self._failed():
            self.feed.retry(index)

    def tells_wait(self, wait: Countdown) -> bool:
        """Whether the first line shows a pause; False if it delays one widget, whose tile then shows it."""
        return wait.wait.widget_id is None

    def wait_changed(self) -> None:
        """Update the countdown of a pause in the tile of each delayed widget."""
        for index, tile in enumerate(self._composed):
            if tile.state.outcome is None and (now := self._tile(index)) != tile:
                self._composed[index] = now
                self._take_in(index)

    def zone_changed(self) -> None:
        """Show the times of all widgets in the new zone."""
        for index in range(len(self.feed.panels)):
            self._take_in(index)

    @on(OverviewView.Seen)
    def _want(self, message: OverviewView.Seen) -> None:
        self.feed.want(*message.indexes)
        self._tell()

    @on(OverviewView.Opened)
    def _go_into_widget(self, message: OverviewView.Opened) -> None:
        self.go_into(WidgetDetailScreen(self.session, self.above, self.feed, message.index))

    def _take_in(self, index: int) -> None:
        for view in self.query(OverviewView):
            view.show_tile(index, self._tile(index))
        self._tell()

    def _tile(self, index: int) -> Tile:
        drawn = self.feed.drawn(index)
        return Tile(self.feed.state(index), drawn.glance if drawn else None)

    def _failed(self) -> list[int]:
        outcomes = enumerate(map(self.feed.outcome, range(len(self.feed.panels))))
        return [index for index, outcome in outcomes if isinstance(outcome, SourceError)]

    def _tell(self) -> None:
        """Show on the screen's first line which widget is chosen, and how many widgets failed."""
        facts = [
            Cell(f"{self.session.words.widget} {view.chosen + 1} of {len(self.feed.panels)}", "muted")
            for view in self.query(OverviewView)
        ]
        if failed := len(self._failed()):
            facts.append(Cell(f"{failed:,} failed", "error"))
        if tuple(facts) != self.facts:
            self.facts = tuple(facts)
            self.refresh_bindings()
