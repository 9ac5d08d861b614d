"""One snapshot: the list of its widgets on the left, the chosen widget drawn on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.reactive import var

from te_tui.models.account_group import AccountGroup
from te_tui.models.snapshot import Snapshot
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.render.snapshots import dashboard_facts, expiry_of, expiry_told
from te_tui.render.text.damage import describe_damage
from te_tui.render.text.picture import Picture, above
from te_tui.render.text.times import format_window
from te_tui.screens.archiving import ARCHIVE_KEY, ask_to_archive
from te_tui.screens.changing import DELETE_KEY, EXTEND_KEY, UNDO_KEY, ChangingScreen
from te_tui.screens.copying import COPY_KEYS, copy
from te_tui.screens.countdown import Countdown
from te_tui.screens.destinations import AccountGroups, ChangedFirst, Destination, OverTime, SnapshotList
from te_tui.screens.explorer import COMMON_KEYS, EVIDENCE_KEYS, ZONE_KEY
from te_tui.screens.selection import Selection
from te_tui.screens.session import Session
from te_tui.screens.snapshot.overview import OverviewScreen
from te_tui.screens.snapshot.panel_columns import PanelLine, panel_columns, panel_line
from te_tui.screens.snapshot.panel_feed import PanelFeed
from te_tui.screens.snapshot.panel_screen import TREND_KEY
from te_tui.screens.snapshot.panel_view import PanelView
from te_tui.screens.snapshot.widget_detail import WidgetDetailScreen
from te_tui.sources.errors import SourceError
from te_tui.sources.finding import find_snapshot
from te_tui.sources.panel_loader import PanelLoader, may_pass
from te_tui.widgets.bindings import bound
from te_tui.widgets.cells import Cell
from te_tui.widgets.dashboard_line import DashboardLine
from te_tui.widgets.frames import OneOf, SideBySide
from te_tui.widgets.key_line import KeyLine
from te_tui.widgets.notice import Banner, Notice
from te_tui.widgets.prompt import Prompt, PromptInput
from te_tui.widgets.row_list import RowList
from te_tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from te_tui.render.evidence import Evidence
    from te_tui.screens.news import ChangeSettled


class SnapshotScreen(ChangingScreen):
    """The screen of one snapshot; if `group` is None, the snapshot is looked up in every account group.

    Args:
        session: the session of the source.
        group: the account group of the snapshot; None if unknown.
        snapshot_id: the id of the snapshot.
        row: what a list already shows about the snapshot, to display until the rest has arrived.
        remark: a sentence to show when the snapshot opens; empty for none.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("snapshot.large", "enlarge"),
        bound("snapshot.overview", "overview"),
        bound("snapshot.timeline", "timeline"),
        TREND_KEY,
        bound("snapshot.pane", "app.focus_next"),
        bound("snapshot.filter", "filter"),
        *COPY_KEYS,
        *EVIDENCE_KEYS,
        EXTEND_KEY,
        DELETE_KEY,
        UNDO_KEY,
        ARCHIVE_KEY,
        bound("snapshot.retry", "retry"),
        ZONE_KEY,
    ]

    ON_CONTENT: ClassVar[frozenset[str]] = frozenset({"overview", "timeline", "trend", "filter", "enlarge"})

    failed: var[bool] = var(False, bindings=True)
    """Whether the snapshot or the chosen widget could not be fetched."""

    def __init__(
        self,
        session: Session,
        group: AccountGroup | None,
        snapshot_id: str,
        row: SnapshotRow | None = None,
        *,
        remark: str = "",
    ) -> None:
        super().__init__(session)
        self._group = group
        self._snapshot_id = snapshot_id
        self._row = row
        self._remark = remark
        self._feed: PanelFeed | None = None
        self._gone = False

    def compose(self) -> ComposeResult:
        """Compose the list of widgets, the view of the chosen one, and notices on loading and errors."""
        yield TopLine()
        yield DashboardLine()
        with OneOf(initial="notice"):
            yield Notice(id="notice")
            with SideBySide(id="content"):
                yield RowList(
                    panel_columns(self.session.words.widget),
                    key=lambda line: line.index,
                    marks=False,
                    id="panels",
                )
                yield PanelView(self.session.now, id="panel", ascii_only=self.session.display.ascii_only)
        yield Prompt("/", "words of a title or type")
        yield Banner()
        yield KeyLine(COMMON_KEYS)

    def breadcrumb(self) -> tuple[str, ...]:
        """The breadcrumb: profile or host, account group and snapshot."""
        group = (self._group.label,) if self._group else ()
        return (*super().breadcrumb(), *group, self._row.label if self._row else self._snapshot_id)

    def parent_destination(self) -> Destination | None:
        """The list of the snapshot's account group; if the group is unknown, the list of account groups."""
        return SnapshotList(self._group) if self._group else AccountGroups()

    def on_compose(self) -> None:
        """Begin to load the snapshot."""
        self._fetch_snapshot()

    def on_mount(self) -> None:
        """Show that the snapshot is loading."""
        if self._remark:
            self.query_one(Banner).tell(self._remark)
        self._tell()
        self._say_opening()

    # Opening the snapshot

    def _say_opening(self) -> None:
        self.failed = False
        self.query_one(OneOf).current = "notice"
        self.query_one(Notice).say(
            f"Opening {self._row.label if self._row else self._snapshot_id}…", self.way_out
        )

    @work(exclusive=True, group="snapshot", description="open the snapshot")
    async def _fetch_snapshot(self) -> None:
        known_aid = self._group.aid if self._group else None
        try:
            finding = find_snapshot(self.session.source, known_aid, self._snapshot_id)
            aid, snapshot = await self.once_built(finding)
        except SourceError as error:
            self.failed = not error.lasts
            if self._row is not None:
                error.name("snapshot", self._snapshot_id, self._row.label)
            self.say_failed(error)
            return
        self._show(aid, snapshot)

    def _show(self, aid: str, snapshot: Snapshot) -> None:
        self._group = self._group or AccountGroup(aid=aid)
        self._row = snapshot.counted_row
        # What was typed may have been the beginning of an id.
        self._snapshot_id = snapshot.row.snapshot_id or self._snapshot_id
        self.session.titles[self._snapshot_id] = tuple(panel.label for panel in snapshot.panels)
        self._tell()
        self.query_one(DashboardLine).tell(
            dashboard_facts(snapshot.dashboard, self.session.now(), self.session.display.zone)
        )
        if snapshot.damage:
            self.query_one(Banner).show(describe_damage(snapshot.damage, " of this snapshot"))
        if not snapshot.panels:
            none = f"has no {self.session.words.widget}s"
            none += " that could be read" if snapshot.damage else ""
            self.query_one(Notice).say(f"This snapshot {none}.", f"{self.way_out}.")
            return
        loader = PanelLoader(self.session.source, aid, snapshot, self.session.panels)
        feed = self._feed = PanelFeed(
            self,
            self._group,
            loader,
            everything=lambda: not self.session.budget_is_low,
            zone=lambda: self.session.display.zone,
            wait=lambda: self.session.wait,
            now=self.session.now,
        )
        feed.look_again()
        feed.arrived.subscribe(self, self._take_in)
        self._panels.set_rows(self._lines(feed))
        self._tell()
        self.query_one(OneOf).current = "content"
        self.set_focus(self._panels)
        feed.want(0)

    def _tell(self) -> None:
        row, now = self._row, self.session.now()
        facts: list[Cell] = []
        spare: list[Cell] = []
        loaded, all_ = (self._feed.loaded, len(self._feed.panels)) if self._feed is not None else (0, 0)
        if row and row.start and row.end:
            # The count of what is on its way takes the room of the length: 80 cells have no more.
            zone, whole = self.session.display.zone, loaded == all_
            facts.append(Cell(format_window(row.start, row.end, zone=zone, now=now, with_length=whole)))
        if loaded < all_:
            facts.append(Cell(f"{loaded:,} of {all_:,}", "accent"))
        if row and row.expires:
            glyph = expiry_of(row, now).mark(ascii_only=self.session.display.ascii_only)
            text = f"{expiry_told(row, now)} {glyph}".rstrip()
            (facts if glyph else spare).append(Cell(text, "warning" if glyph else "muted"))
        self.spare_facts = tuple(spare)
        self.facts = tuple(facts)
        self.refresh_top_line()

    @property
    def waits_for_budget(self) -> bool:
        """Whether widgets out of view are fetched only when the low request budget is renewed."""
        return self._feed is not None and not self._feed.is_whole

    def budget_renewed(self) -> None:
        """Fetch the widgets that were skipped while the request budget was low."""
        super().budget_renewed()
        if self._feed is not None:
            self._feed.go_on()

    # The panels

    @property
    def _panels(self) -> RowList[PanelLine]:
        return self.query_one("#panels", RowList)

    def _take_in(self, index: int) -> None:
        """Show what has arrived for a widget: in its list row, and in its picture if it is chosen."""
        if self._feed is not None:
            line = self._line(self._feed, index)
            self._panels.set_rows(line if row.index == index else row for row in self._panels.rows)
            self._show_under_cursor()
            self._tell()

    def _lines(self, feed: PanelFeed) -> list[PanelLine]:
        words = self.query_one(Prompt).text.casefold().split()
        return [
            self._line(feed, index)
            for index, panel in enumerate(feed.panels)
            if all(word in f"{panel.label} {panel.type}".casefold() for word in words)
        ]

    # Filtering the widgets

    def action_filter(self) -> None:
        """Open the input for a filter of widgets by title or type."""
        self.query_one(Prompt).open()

    @on(Prompt.Changed)
    def _filter(self) -> None:
        if self._feed is not None:
            lines = self._lines(self._feed)
            self._panels.empty_words = "No matches. Esc shows all."
            self._panels.set_rows(lines)
            self.query_one(Prompt).remark(f"{len(lines):,} of {len(self._feed.panels):,}")

    @on(Prompt.Entered)
    def _keep_filter(self, message: Prompt.Entered) -> None:
        if not message.text.strip():
            self.query_one(Prompt).close()
        self.set_focus(self._panels)

    @on(Prompt.Cancelled)
    def _drop_filter(self) -> None:
        self.query_one(Prompt).close()
        self._filter()
        self.set_focus(self._panels)

    def action_up(self) -> None:
        """Clear the filter, if there is one; otherwise go back."""
        if self.query_one(Prompt).text:
            self._drop_filter()
        else:
            super().action_up()

    def _line(self, feed: PanelFeed, index: int) -> PanelLine:
        drawn, wait = feed.drawn(index), feed.wait(index)
        is_alone = wait is not None and wait.wait.widget_id is not None
        told = wait.told(self.session.now()) if wait is not None and is_alone else ""
        return panel_line(
            index, feed.panels[index], feed.outcome(index), drawn.glance if drawn else None, told
        )

    def tells_wait(self, wait: Countdown) -> bool:
        """Whether the first line shows a pause; False if it delays one widget, whose row then shows it."""
        return self._feed is None or wait.wait.widget_id is None

    def wait_changed(self) -> None:
        """Update the countdown of a pause in the list row and the view of the delayed widget."""
        if self._feed is not None and self.is_mounted:
            lines = self._lines(self._feed)
            if lines != list(self._panels.rows):
                self._panels.set_rows(lines)
            self._show_under_cursor()

    @on(RowList.Highlighted, "#panels")
    def _show_chosen(self, message: RowList.Highlighted[PanelLine]) -> None:
        if message.row is not None and self._feed is not None:
            self._feed.want(message.row.index)
            self._show_panel(self._feed, message.row.index)

    def _show_under_cursor(self) -> None:
        if self._feed is not None and (line := self._panels.cursor_row) is not None:
            self._show_panel(self._feed, line.index)

    def _show_panel(self, feed: PanelFeed, index: int) -> None:
        self.failed = may_pass(feed.outcome(index))
        self.query_one(PanelView).show_panel(feed.state(index))

    def zone_changed(self) -> None:
        """Show the snapshot's window and the times of its widgets in the new zone."""
        self._tell()
        if self._feed is not None:
            self._feed.look_again()
            self._show_under_cursor()

    def action_retry(self) -> None:
        """Fetch the snapshot again if it failed; otherwise fetch the failed widgets again."""
        if self._feed is None:
            self._say_opening()
            self._fetch_snapshot()
        else:
            for index in range(len(self._feed.panels)):
                self._feed.retry(index)

    # Going on

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable actions once the snapshot is loaded, but `enlarge` not while the list has the focus."""
        if action in {"archive", "extend", "delete"} and (self._group is None or self._row is None):
            return False
        if action == "enlarge" and (self._feed is None or self._panels.has_focus):
            return False
        if action == "filter" and isinstance(self.focused, PromptInput):
            return False
        if action in self.ON_CONTENT and self._feed is None:
            return False
        if action == "retry":
            return self.failed
        return super().check_action(action, parameters)

    def why_not(self, action: str) -> str:
        """A sentence on why an action is disabled, such as that the snapshot is not open yet."""
        if self._feed is None and action in self.ON_CONTENT:
            return "The snapshot is not open yet."
        return super().why_not(action)

    async def evidence(self) -> Evidence | None:
        """The visible rows of the list, and the chosen widget, to copy or export; None while loading."""
        from te_tui.render.evidence import Evidence
        from te_tui.screens.evidence import link_of, picture_of, window_of

        if self._feed is None:
            return None
        blank = Picture(((),))
        picture = above(picture_of(self._panels), blank, self.query_one(PanelView).drawn_panel())
        row, session = self._row, self.session
        return Evidence(self.breadcrumb(), picture, window_of(row, session), link=link_of(row, session))

    def action_archive(self) -> None:
        """Ask whether to archive this snapshot."""
        ask_to_archive(self, self.session, self.selection())

    def selection(self) -> Selection:
        """A selection of this snapshot alone."""
        return Selection([(self._group, self._row)] if self._group and self._row else [])

    def change_settled(self, settled: ChangeSettled) -> None:
        """Show the snapshot's new expiry after an extension; leave the screen after its deletion."""
        if settled.change.snapshot_id != self._snapshot_id or self._row is None:
            return
        if settled.is_gone:
            self._gone = True
            if self.is_active:
                self.action_up()
        elif settled.is_extended:
            self._row = settled.extended(self._row)
            self._tell()

    def on_screen_resume(self) -> None:
        """Leave the screen if the snapshot was deleted while another screen covered it."""
        if self._gone and self.is_active:
            self.action_up()

    def action_enlarge(self) -> None:
        """Open the screen of the chosen widget."""
        self._panels.action_choose()

    def action_overview(self) -> None:
        """Open the overview of all widgets."""
        if self._feed is not None and (line := self._panels.cursor_row) is not None:
            self.go_into(OverviewScreen(self.session, self.breadcrumb(), self._feed, line.index))

    def action_timeline(self) -> None:
        """Open the timeline, which tells what changed first in this snapshot."""
        if self._feed is not None:
            self.go(ChangedFirst(self._feed.group, self._feed.snapshot))

    def action_trend(self) -> None:
        """Open the trend of the chosen widget over all snapshots of its dashboard."""
        if self._feed is not None and (line := self._panels.cursor_row) is not None:
            self.go(OverTime(self._feed.group, self._feed.snapshot, self._feed.panels[line.index]))

    def action_copy(self, what: str) -> None:
        """Copy the snapshot's link or id; `what` is `link` or `id`."""
        copy(self, self._row, what, self.session.source)

    @on(RowList.Chosen, "#panels")
    def _go_into_widget(self, message: RowList.Chosen[PanelLine]) -> None:
        if self._feed is not None:
            self.go_into(WidgetDetailScreen(self.session, self.breadcrumb(), self._feed, message.row.index))
