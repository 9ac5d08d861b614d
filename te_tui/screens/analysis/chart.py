"""One chart of an answer, as large as the terminal."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from te_tui.models.content import TimeChart
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.render.charts import explore
from te_tui.render.charts.explore import ChartView
from te_tui.render.charts.explored import draw_explored
from te_tui.render.text.picture import Picture, Span, above
from te_tui.render.text.width import wrap
from te_tui.screens.explorer import COMMON_KEYS, EVIDENCE_KEYS, ZONE_KEY, ExplorerScreen
from te_tui.screens.session import Session
from te_tui.widgets.bindings import bound
from te_tui.widgets.key_line import KeyLine
from te_tui.widgets.picture_view import PictureView
from te_tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from te_tui.render.evidence import Evidence


class ChartScreen(ExplorerScreen):
    """A chart that can be read and zoomed, and a sentence about it.

    Args:
        session: what every screen works with.
        place: where it is, outermost first.
        chart: what is drawn.
        view: the look at it at first.
        sentence: stands above it.
        about: the snapshot that it belongs to.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("found.earlier", "move(-1)"),
        bound("found.later", "move(1)"),
        bound("found.ten_earlier", "move(-10)"),
        bound("found.ten_later", "move(10)"),
        bound("found.zoom_in", "zoom_in"),
        bound("found.zoom_out", "zoom_out"),
        bound("found.everything", "everything"),
        *EVIDENCE_KEYS,
        ZONE_KEY,
    ]

    DEFAULT_CSS = """
    ChartScreen > Static { height: auto; padding: 0 1; }
    """

    def __init__(
        self,
        session: Session,
        place: tuple[str, ...],
        chart: TimeChart,
        view: ChartView,
        sentence: str,
        about: SnapshotRow,
    ) -> None:
        super().__init__(session)
        self._place = place
        self._chart = chart
        self._view = view
        self._sentence = sentence
        self._about = about

    def compose(self) -> ComposeResult:
        """Compose the sentence and the chart."""
        yield TopLine()
        yield Static(Content(self._sentence))
        yield PictureView()
        yield KeyLine(COMMON_KEYS)

    def breadcrumb(self) -> tuple[str, ...]:
        """Where the answer is, and the series."""
        return self._place

    def on_mount(self) -> None:
        """Draw it."""
        self.query_one(PictureView).focus()
        self._show()

    def evidence(self) -> Evidence | None:
        """The sentence, the chart as shown, and the exact values at the cursor."""
        from te_tui.render.evidence import Evidence, values_at_cursor
        from te_tui.screens.evidence import link_of, window_of

        view = self.query_one(PictureView)
        lines = wrap(self._sentence, view.picture_width)
        picture = above(
            Picture(tuple((Span(line),) for line in lines)),
            Picture(((),)),
            self._draw(self._view, view.picture_width, view.size.height),
        )
        session, row = self.session, self._about
        values = values_at_cursor(self._chart, self._view, session.display.zone, session.now())
        return Evidence(self.breadcrumb(), picture, window_of(row, session), values, link_of(row, session))

    def zone_changed(self) -> None:
        """Tell all times anew."""
        self._show()

    def action_move(self, steps: int) -> None:
        """Move the cursor by a number of bins."""
        self._look(explore.step_cursor(self._view, self._chart, steps))

    def action_zoom_in(self) -> None:
        """Halve the time around the cursor."""
        self._look(explore.zoom_in(self._view, self._chart))

    def action_zoom_out(self) -> None:
        """Double it."""
        self._look(explore.zoom_out(self._view, self._chart))

    def action_everything(self) -> None:
        """Show the whole time."""
        self._look(explore.show_everything(self._view, self._chart))

    def _look(self, view: ChartView) -> None:
        self._view = view
        self._show()

    def _show(self) -> None:
        for picture in self.query(PictureView):
            picture.show(partial(self._draw, self._view), aside=True)

    def _draw(self, view: ChartView, width: int, height: int) -> Picture:
        display, now = self.session.display, self.session.now()
        return draw_explored(
            self._chart, view, width, height, zone=display.zone, now=now, ascii_only=display.ascii_only
        )
