"""The screen that shows one chart of an analysis's answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from te_tui.models.content import TimeChart
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.render.charts.explore import ChartView
from te_tui.render.text.picture import Picture, Span, above
from te_tui.render.text.width import wrap
from te_tui.screens.copying import COPY_KEYS, copy
from te_tui.screens.explorer import COMMON_KEYS, EVIDENCE_KEYS, ZONE_KEY
from te_tui.screens.exploring.exploration import Exploration
from te_tui.screens.exploring.screen import ExploringScreen, look_facts
from te_tui.screens.session import Session
from te_tui.widgets.cells import Cell
from te_tui.widgets.key_line import KeyLine
from te_tui.widgets.picture_view import PictureView
from te_tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from te_tui.render.evidence import Evidence


class ChartScreen(ExploringScreen):
    """Shows one chart of an analysis's answer, below a sentence on it; its keys are those of any time chart.

    Args:
        session: the session of the source.
        place: the breadcrumb, outermost first.
        chart: the chart.
        view: the initial view of the chart, such as its cursor and zoom.
        sentence: returns the sentence, with its times in the given time zone.
        about: the snapshot that the chart belongs to, with its time span and link.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*COPY_KEYS, *EVIDENCE_KEYS, ZONE_KEY]

    DEFAULT_CSS = """
    ChartScreen > #sentence { height: auto; padding: 0 1; }
    """

    def __init__(
        self,
        session: Session,
        place: tuple[str, ...],
        chart: TimeChart,
        view: ChartView,
        sentence: Callable[[tzinfo], str],
        about: SnapshotRow,
    ) -> None:
        super().__init__(session)
        self._place = place
        self._exploration = Exploration(chart)
        self._exploration.view = view
        self._sentence = sentence
        self._about = about

    def compose(self) -> ComposeResult:
        """Compose the sentence and the chart."""
        yield TopLine()
        yield Static(id="sentence")
        yield from self.compose_explored(PictureView())
        yield KeyLine(COMMON_KEYS)

    def breadcrumb(self) -> tuple[str, ...]:
        """The breadcrumb of the answer's screen, with the name of the series added."""
        return self._place

    def on_mount(self) -> None:
        """Draw the chart."""
        self.query_one(PictureView).focus()
        self.show_look()

    @property
    def exploration(self) -> Exploration:
        """The chart with its present view: cursor, zoom, hidden series."""
        return self._exploration

    @property
    def room(self) -> tuple[int, int]:
        """The space for the chart below the sentence: its width in terminal cells, its height in lines."""
        view = self.query_one(PictureView)
        return view.picture_width, view.size.height

    def show_look(self) -> None:
        """Draw the chart with its present cursor and zoom, and update the rest of the screen to match."""
        self.query_one("#sentence", Static).update(Content(self._words))
        self.query_one(PictureView).show(partial(self._draw, self._exploration.view), aside=True)
        self.show_series()
        self.facts = tuple(map(Cell, look_facts(self._exploration)))
        self.refresh_top_line()
        self.refresh_bindings()

    async def evidence(self) -> Evidence | None:
        """The sentence, the chart as shown, and the exact values at the cursor, ready to copy or export."""
        from te_tui.render.evidence import Evidence, values_at_cursor
        from te_tui.screens.evidence import link_of, window_of

        width, height = self.room
        view, session, row = self._exploration.view, self.session, self._about
        picture = above(
            Picture(tuple((Span(line),) for line in wrap(self._words, width))),
            Picture(((),)),
            self._draw(view, width, height),
        )
        values = values_at_cursor(self._exploration.chart, view, session.display.zone, session.now())
        return Evidence(self.breadcrumb(), picture, window_of(row, session), values, link_of(row, session))

    @property
    def _words(self) -> str:
        return self._sentence(self.session.display.zone)

    def action_copy(self, what: str) -> None:
        """Copy the snapshot's link or id; `what` is `link` or `id`."""
        copy(self, self._about, what, self.session.source)

    def zone_changed(self) -> None:
        """Show all times in the new zone."""
        if self.query(PictureView):
            self.show_look()

    def _draw(self, view: ChartView, width: int, height: int) -> Picture:
        display, now = self.session.display, self.session.now()
        return self._exploration.draw(
            view, width, height, zone=display.zone, now=now, ascii_only=display.ascii_only
        )
