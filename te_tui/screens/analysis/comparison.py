"""The screen that compares two snapshots: a list row for each series, those that became worse first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from te_tui.analysis.background import in_background
from te_tui.analysis.comparison import Comparison, compare, in_order
from te_tui.models.account_group import AccountGroup
from te_tui.models.snapshot_pair import OrderedBy, is_same_dashboard, order_of
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.render.analysis.comparison import (
    counts,
    describe_change,
    describe_figures,
    draw_comparison,
    nothing_clear,
    remarks,
)
from te_tui.render.analysis.comparison_chart import comparison_chart
from te_tui.render.analysis.figures import name_of
from te_tui.render.analysis.heading import heading
from te_tui.render.analysis.pair_heading import pair_heading, pair_remarks
from te_tui.render.charts.explore import ChartView
from te_tui.render.charts.explored import draw_explored
from te_tui.render.pictures import to_plain
from te_tui.render.text.picture import Picture, above
from te_tui.screens.analysis.answer import AnswerScreen
from te_tui.screens.analysis.chart import ChartScreen
from te_tui.screens.analysis.pairs import Pair, pair_columns, pair_of
from te_tui.screens.analysis.reading import Reading, read_all
from te_tui.screens.at_hand import AtHand
from te_tui.screens.destinations import Destination, SnapshotList
from te_tui.screens.session import Session
from te_tui.sources.panel_loader import may_pass
from te_tui.widgets.bindings import bound
from te_tui.widgets.columns import Column
from te_tui.widgets.picture_view import PictureView
from te_tui.widgets.row_list import RowList

_COPIED = 100
"""Cells of a line of what is copied."""


class ComparisonScreen(AnswerScreen):
    """Compares two snapshots of an account group by series.

    The earlier one is `before`, whichever was given first: this shows only when both are opened, as a list
    may lack their windows.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("compare.all", "all"),
    ]

    DEFAULT_CSS = """
    ComparisonScreen {
        & #sentences { max-height: 10; }
        & #figures { height: auto; max-height: 2; padding: 0 1; margin: 1 0 0 0; display: none; }
        &.-wide #figures { display: block; }
    }
    """

    def __init__(self, session: Session, group: AccountGroup, first: AtHand, second: AtHand) -> None:
        super().__init__(session, group)
        self._before = first
        self._after = second
        self._ordered_by: OrderedBy = "given"
        self._found: Comparison | None = None
        self._trouble = ""
        self._everything = False

    def compose_found(self) -> ComposeResult:
        """Compose the list of series, and the chart of the series under the cursor."""
        yield RowList(
            pair_columns((), self.app.size.width), key=lambda pair: pair.place, marks=False, id="list"
        )
        yield Static(id="figures")
        yield PictureView(id="chart")

    def breadcrumb(self) -> tuple[str, ...]:
        """The breadcrumb: profile or host, account group and both snapshots."""
        between = ", " if self._found is None else " → "
        both = between.join(one.row.label for one in (self._before, self._after))
        return (*super().breadcrumb(), self.group.label, "Compare", both)

    def parent_destination(self) -> Destination | None:
        """The snapshot list of the account group."""
        return SnapshotList(self.group)

    async def find(self) -> None:
        """Fetch all widgets of both snapshots, and compare their series."""
        self.say("Opening both snapshots…")
        before, after = await self.once_built(self._read())
        rows = before.snapshot.row, after.snapshot.row
        self._before, self._after = self._before.opened(rows[0]), self._after.opened(rows[1])
        order = order_of(*rows)
        if order.is_reversed:
            before, after = after, before
            self._before, self._after = self._after, self._before
        self._ordered_by = order.by
        self.say("Comparing…")
        self._found = await in_background(partial(_compared, before, after))
        self.refresh_top_line()
        self.failed = any(map(may_pass, (*before.failures, *after.failures)))
        self._trouble = " ".join(filter(None, (before.trouble, after.trouble)))
        await self.tell()

    async def _read(self) -> tuple[Reading, Reading]:
        before, after = [await self._read_one(one) for one in (self._before, self._after)]
        for one in (before, after):
            if len(one.failures) == len(one.outcomes) > 0:
                raise one.failures[0]
        return before, after

    async def _read_one(self, one: AtHand) -> Reading:
        aid, source = str(self.group.aid), one.archive or self.session.source
        snapshot = await source.snapshot(aid, one.row.snapshot_id or "")
        return await read_all(self.session, aid, snapshot, self.count_fetched, one.archive)

    async def tell(self) -> None:
        """Show the comparison as sentences and list rows."""
        if (found := self._found) is None:
            return
        told_for = None
        while (asked := (self._everything, self.size.width)) != told_for:
            told = await in_background(partial(_told, found, *asked))
            told_for = asked
        self._pairs.columns = told.columns
        self._pairs.empty_words = "a shows all series." if found.series else ""
        self._pairs.set_rows(told.pairs)
        zone = self.session.display.zone
        windows = [
            word + " ".join(to_plain(heading(one.row, _COPIED, zone=zone)).split())
            for word, one in (("before: ", self._before), ("after:  ", self._after))
        ]
        notes = pair_remarks(self._before.row, self._after.row, self._ordered_by)
        if self.answered:
            self._show_chart()
        self.reveal([*windows, *notes, *told.sentences], told.remarks, self._trouble)

    @property
    def _pairs(self) -> RowList[Pair]:
        return self.query_one("#list", RowList)

    @on(RowList.Highlighted, "#list")
    def _show_chart(self) -> None:
        """Draw the series under the cursor as it is in both snapshots, overlaid in one chart."""
        pair = self._pairs.cursor_row
        if pair is None:
            self.query_one("#chart", PictureView).show(None)
            self.query_one("#figures", Static).update("")
            return
        compared, display = pair.compared, self.session.display
        words = f"{name_of(compared.after)}: {describe_figures(compared)}"
        self.query_one("#figures", Static).update(Content(words))

        def draw(width: int, height: int) -> Picture:
            chart = comparison_chart(compared)
            return draw_explored(
                chart, ChartView(), width, height, zone=display.zone, ascii_only=display.ascii_only
            )

        self.query_one("#chart", PictureView).show(draw, aside=True)

    @on(RowList.Chosen, "#list")
    def _enlarge(self, message: RowList.Chosen[Pair]) -> None:
        compared = message.row.compared
        place = (*self.breadcrumb(), name_of(compared.after))
        sentence = f"{describe_change(compared)}. {describe_figures(compared)}"
        chart = comparison_chart(compared)
        self.go_into(
            ChartScreen(self.session, place, chart, ChartView(), lambda _zone: sentence, self._after.row)
        )

    def action_all(self) -> None:
        """Show all series, or again only those that clearly changed."""
        self._everything = not self._everything
        self.tell_anew()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable the key that shows all series only if there is an answer."""
        if action == "all":
            return self.answered
        return super().check_action(action, parameters)

    def about(self) -> SnapshotRow | None:
        """The later snapshot's row, for its time span and link."""
        return self._after.row

    def as_picture(self) -> Picture | None:
        """The text that `te-tui compare` prints; None while there is no answer."""
        if self._found is None:
            return None
        zone = self.session.display.zone
        return above(
            pair_heading(self._before.row, self._after.row, self._ordered_by, _COPIED, zone),
            draw_comparison(self._found, _COPIED, everything=self._everything),
        )


class _Told(NamedTuple):
    """What the screen shows of a comparison: list rows, their columns, sentences and remarks."""

    pairs: list[Pair]
    columns: tuple[Column[Pair], ...]
    sentences: list[str]
    remarks: list[str]


def _told(found: Comparison, everything: bool, width: int, check: Callable[[], None]) -> _Told:
    pairs = []
    for place, one in enumerate(in_order(found.series)):
        check()
        if everything or one.verdict not in {"no clear change", "not comparable"}:
            pairs.append(pair_of(place, one, width))
    return _Told(
        pairs,
        pair_columns(pairs, width),
        list(filter(None, (counts(found), nothing_clear(found)))),
        list(remarks(found, everything=False, how="a hides them" if everything else "a shows them")),
    )


def _compared(before: Reading, after: Reading, check: Callable[[], None]) -> Comparison:
    same_dashboard = is_same_dashboard(before.snapshot.row, after.snapshot.row) is not False
    return compare(before.panels(check), after.panels(check), check=check, same_dashboard=same_dashboard)
