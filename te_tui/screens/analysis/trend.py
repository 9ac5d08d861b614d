"""The screen with the trend of a widget: how its weekly values drift or jump over all snapshots."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from te_tui.analysis.background import in_background
from te_tui.analysis.gathering import Showing, gather
from te_tui.analysis.trend import Trend, trends
from te_tui.analysis.weeks import WEEK, Week
from te_tui.models.account_group import AccountGroup
from te_tui.models.panels import Panel
from te_tui.models.snapshot import Snapshot
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.models.words import counted
from te_tui.render.analysis.figures import place_of
from te_tui.render.analysis.trend import describe_trend, draw_trends, title, trend_remark, week_words
from te_tui.render.analysis.trend_chart import trend_chart
from te_tui.render.charts.explore import ChartView
from te_tui.render.charts.explored import draw_explored
from te_tui.render.text.picture import Picture, Span, above
from te_tui.screens.analysis.answer import AnswerScreen
from te_tui.screens.analysis.history import History, read_history
from te_tui.screens.at_hand import AtHand
from te_tui.screens.destinations import Destination, OneSnapshot
from te_tui.screens.session import Session
from te_tui.sources.panel_loader import may_pass
from te_tui.widgets.bindings import bound
from te_tui.widgets.cells import Cell
from te_tui.widgets.notice import Banner
from te_tui.widgets.picture_view import PictureView

_COPIED = 100
"""Cells of a line of what is copied."""


class TrendScreen(AnswerScreen):
    """The trend of a widget: its values week by week, from all snapshots of its dashboard."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("trend.before", "week(-1)"),
        bound("trend.after", "week(1)"),
        bound("trend.open", "open"),
        bound("trend.next", "series(1)"),
        bound("trend.previous", "series(-1)"),
    ]

    DEFAULT_CSS = """
    TrendScreen #chart { display: block; }
    """

    def __init__(self, session: Session, group: AccountGroup, snapshot: Snapshot, panel: Panel) -> None:
        super().__init__(session, group)
        self._snapshot = snapshot
        self._panel = panel
        self._history = History()
        self._left_out = 0
        self._found: tuple[Trend, ...] | None = None
        self._series = 0
        self._week = 0

    def compose_found(self) -> ComposeResult:
        """Compose the view that draws the weekly values as a chart."""
        yield PictureView(id="chart")

    def breadcrumb(self) -> tuple[str, ...]:
        """The breadcrumb: profile or host, account group, dashboard and widget."""
        dashboard = self._snapshot.row.dashboard_title or self._snapshot.row.label
        return (*super().breadcrumb(), self.group.label, dashboard, self._panel.label, "Trend")

    def parent_destination(self) -> Destination | None:
        """The screen of the snapshot in which the widget was chosen."""
        return OneSnapshot(self.group, self._snapshot.row.snapshot_id or "")

    async def find(self) -> None:
        """Fetch the widget from all snapshots, and look for slow drifts and sudden steps."""
        self.say("Looking for the snapshots of this dashboard…")
        reading = read_history(
            self.session, str(self.group.aid), self._snapshot, self._panel, self._count_read
        )
        history = self._history = await self.once_built(reading)
        if history.failures and not history.shown:
            raise history.failures[0]
        self.say("Looking for slopes and steps…")
        found, self._left_out = await in_background(partial(_trends_of, history))
        self._found = found
        self.failed = any(map(may_pass, history.failures))
        self._week = max((len(one.weeks) for one in found), default=1) - 1
        await self.tell()

    def _count_read(self, there: int, of: int) -> None:
        self.say(f"Reading snapshots: {there:,} of {of:,}…")

    @property
    def _trend(self) -> Trend | None:
        return self._found[self._series % len(self._found)] if self._found else None

    @property
    def _chosen(self) -> Week | None:
        trend = self._trend
        return trend.weeks[min(self._week, len(trend.weeks) - 1)] if trend and trend.weeks else None

    async def tell(self) -> None:
        """Show the trend of the chosen series, and the values of the chosen week in words."""
        self._show()

    def _show(self) -> None:
        trend, found = self._trend, self._found or ()
        heads = [title(self._panel.label, len(self._history.shown), found)]
        left_out = list(filter(None, (self._history.left_out,)))
        if trend is None:
            self.reveal([*heads, "The widget has no values over time."], left_out, self._trouble)
            return
        self.facts = (Cell(f"series {self._series % len(found) + 1} of {len(found)}", "muted"),)
        week = self._chosen
        below = [week_words(week, trend.quantity)] if week else []
        remarks = [*below, *left_out, *trend_remark(found)]
        self.reveal([*heads, *describe_trend(trend)], remarks, self._trouble)
        chart, display = trend_chart(trend), self.session.display
        view = ChartView(cursor=week.start if week and week.n else None)
        self.query_one("#chart", PictureView).show(
            lambda width, height: draw_explored(
                chart,
                view,
                width,
                height,
                zone=display.zone,
                now=self.session.now(),
                ascii_only=display.ascii_only,
            ),
            aside=True,
        )

    @property
    def _trouble(self) -> str:
        differing = ""
        if self._left_out:
            count = counted(self._left_out, "snapshot")
            differing = f"{count} left out: other bins, another metric or another unit there."
        return " ".join(filter(None, (self._history.trouble, differing)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable the keys that choose a week and open its snapshot only if the trend has weeks.

        The keys that switch to another series are enabled only if there are several series.
        """
        if action in {"week", "open"}:
            return self._chosen is not None
        if action == "series":
            return self._found is not None and len(self._found) > 1
        return super().check_action(action, parameters)

    def action_week(self, by: int) -> None:
        """Choose the week `by` weeks later, at most the last one; negative is earlier."""
        trend = self._trend
        if trend is not None and trend.weeks:
            self._week = min(max(self._week + by, 0), len(trend.weeks) - 1)
            self._show()

    def action_series(self, by: int) -> None:
        """Show the series `by` positions further, at the same week; after the last comes the first."""
        week, self._series = self._chosen, self._series + by
        trend = self._trend
        if week is not None and trend is not None and trend.weeks:
            at = (week.start - trend.weeks[0].start) // WEEK
            self._week = min(max(at, 0), len(trend.weeks) - 1)
        self._show()

    def action_open(self) -> None:
        """Open the last snapshot with values of the chosen week; if it is archived, name the archive file."""
        week = self._chosen
        held = self._held(week.snapshots[-1]) if week and week.snapshots else None
        if held is None:
            self.notify("No snapshot has values of this week.", severity="warning")
        elif held.archive is not None:
            self.query_one(Banner).tell(f"Only archived, in {held.archive.name}: te-tui opens that file.")
        else:
            self.go(OneSnapshot(self.group, held.row.snapshot_id or "", held.row))

    def _held(self, snapshot_id: str) -> AtHand | None:
        every = (one.held for one in self._history.shown)
        return next((one for one in every if one.row.snapshot_id == snapshot_id), None)

    def about(self) -> SnapshotRow | None:
        """The row of the snapshot in which the widget was chosen, for its time span and link."""
        return self._snapshot.row

    def as_picture(self) -> Picture | None:
        """The text that `te-tui trend` prints; None while there is no answer."""
        if self._found is None:
            return None
        head = title(self._panel.label, len(self._history.shown), self._found)
        return above(Picture(((Span(head),),)), draw_trends(self._found, _COPIED))


def _trends_of(history: History, check: Callable[[], None]) -> tuple[tuple[Trend, ...], int]:
    """The trend of each series, and how many snapshots were left out.

    A snapshot is left out if the time between its values, its metric or its unit differs from the others'.
    """
    showings = []
    for shown in history.shown:
        check()
        row, content = shown.held.row, shown.content
        end = int(row.end.timestamp()) if row.end else 0
        showings.append(Showing(str(row.snapshot_id), end, content.series(), content.quantity()))
    if not showings:
        return (), 0
    gathered = gather(showings, place_of)
    return trends(gathered.parts, gathered.bin_size, check), gathered.left_out
