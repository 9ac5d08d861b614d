"""The screen that lists the snapshots of one account group; it can be used while further pages still load."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.timer import Timer

from te_tui.filters import Filter, parse
from te_tui.models.account_group import AccountGroup
from te_tui.models.snapshot_row import SnapshotPage, SnapshotRow
from te_tui.models.words import counted
from te_tui.render.snapshots import SORT_KEYS
from te_tui.render.text.damage import describe_damage
from te_tui.screens.archiving import ARCHIVE_KEY, ask_to_archive
from te_tui.screens.at_hand import AtHand
from te_tui.screens.changing import DELETE_KEY, EXTEND_KEY, UNDO_KEY, ChangingScreen
from te_tui.screens.copying import COPY_KEYS, copy
from te_tui.screens.destinations import (
    AccountGroups,
    Archives,
    BetterOrWorse,
    Capturing,
    Copying,
    Destination,
    NewSnapshot,
    NewTestSnapshot,
    OneSnapshot,
)
from te_tui.screens.explorer import COMMON_KEYS, EVIDENCE_KEYS, WIDE, ZONE_KEY, again
from te_tui.screens.selection import Selection
from te_tui.screens.session import Session
from te_tui.screens.snapshots.columns import OPTIONAL, snapshot_columns, titles, unfilled, widest
from te_tui.screens.snapshots.filter_bar import FilterBar, FilterInput
from te_tui.screens.snapshots.listing import Listing, key_of
from te_tui.screens.snapshots.marking import Marking
from te_tui.screens.snapshots.preview import SnapshotPreview
from te_tui.screens.snapshots.radar import RADAR_TERMS, Radar
from te_tui.screens.snapshots.standing import describe_shown, facts_of, spare_facts_of
from te_tui.sources.abilities import Creation
from te_tui.sources.errors import SourceError
from te_tui.terminal.app import TerminalApp
from te_tui.widgets.bindings import bound
from te_tui.widgets.columns import Column
from te_tui.widgets.frames import OneOf, SideBySide
from te_tui.widgets.key_line import KeyLine
from te_tui.widgets.line_view import GROWTH_INTERVAL
from te_tui.widgets.notice import Banner, Notice
from te_tui.widgets.row_list import RowList, Sort
from te_tui.widgets.throttle import Throttle
from te_tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from te_tui.render.evidence import Evidence
    from te_tui.screens.news import ChangeSettled

# Sorting all rows at each page would cost more than fetching it; twice a second looks as alive.
_CREATIONS = {
    "new": Creation.DASHBOARD,
    "new_copy": Creation.COPY,
    "new_capture": Creation.CAPTURE,
    "new_test": Creation.TEST,
}
_REORDER_INTERVAL = 0.5
_ON_SNAPSHOTS = frozenset({"extend", "delete", "archive"})
_ON_A_SNAPSHOT = frozenset({"copy", "new_copy"})
_ON_A_LIST = frozenset({"filter", "radar"})
# Where 60 columns have no room for all, it is marking that gives way, not deleting.
_FIRST_KEYS = (
    "rows.choose",
    "snapshots.filter",
    "snapshots.extend",
    "snapshots.delete",
    "snapshots.undo",
    "rows.mark",
)


def _row_key(row: SnapshotRow) -> Hashable:
    return key_of(row) if row.snapshot_id else id(row)


class SnapshotListScreen(ChangingScreen):
    """The list of snapshots of one account group."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("snapshots.filter", "filter"),
        EXTEND_KEY,
        DELETE_KEY,
        UNDO_KEY,
        *COPY_KEYS,
        bound("snapshots.new", "new"),
        bound("snapshots.new_copy", "new_copy"),
        bound("snapshots.radar", "radar"),
        ARCHIVE_KEY,
        *EVIDENCE_KEYS,
        bound("snapshots.sort", "sort"),
        bound("snapshots.reverse", "reverse"),
        bound("snapshots.preview", "preview"),
        bound("snapshots.refresh", "reload"),
        bound("snapshots.compare", "compare"),
        bound("snapshots.archives", "archives"),
        bound("snapshots.new_test", "new_test"),
        bound("snapshots.new_capture", "new_capture"),
        ZONE_KEY,
    ]

    ON_CONTENT: ClassVar[frozenset[str]] = _ON_SNAPSHOTS | _ON_A_SNAPSHOT | {"compare"}

    def __init__(self, session: Session, group: AccountGroup, *, has_parent: bool = True) -> None:
        super().__init__(session)
        self.group = group
        self._listing = Listing(session.now)
        self._marking = Marking(group, self._listing)
        self._radar = Radar(self._listing)
        self._filters_from_top = True
        self._has_parent = has_parent
        self._loading = False
        self._cut = False
        self._reorder_timer: Timer | None = None
        self._growth = Throttle(self, GROWTH_INTERVAL, self._tell)
        self._key_before_filter: Hashable = None
        self._unfilled = OPTIONAL
        self._widest: dict[str, int] = {}

    def compose(self) -> ComposeResult:
        """Compose filter, list, preview and notices."""
        yield TopLine()
        yield FilterBar()
        with OneOf(initial="notice"):
            yield Notice(id="notice")
            with SideBySide(id="content"):
                yield RowList(self._columns(), key=_row_key, id="snapshots")
                yield SnapshotPreview(
                    self.session.now,
                    self.session.display.zone,
                    widgets=lambda snapshot_id: self.session.titles.get(snapshot_id, ()),
                    word=self.session.words.widget,
                    ascii_only=self.session.display.ascii_only,
                )
        yield Banner()
        yield KeyLine(COMMON_KEYS, first=_FIRST_KEYS)

    def breadcrumb(self) -> tuple[str, ...]:
        """The breadcrumb: profile or host, and account group."""
        aid = f" ({self.group.aid})" if self.group.name else ""
        return (*super().breadcrumb(), f"{self.group.label}{aid}")

    def parent_destination(self) -> Destination | None:
        """The list of account groups, one level up; None if that was skipped, as it offers nothing else."""
        return AccountGroups() if self._has_parent else None

    @property
    def _rows(self) -> RowList[SnapshotRow]:
        return self.query_one("#snapshots", RowList)

    def on_compose(self) -> None:
        """Begin to load the list."""
        self._stream()

    def on_mount(self) -> None:
        """Show that the list is loading."""
        self._show_preview()
        self._say_loading()

    def group_of(self, row: SnapshotRow) -> AccountGroup:  # noqa: ARG002 - all are of one
        """The account group that a row is from."""
        return self.group

    def session_of(self, row: SnapshotRow) -> Session:  # noqa: ARG002 - all are of one
        """The session of the source that a row is from."""
        return self.session

    @property
    def listed(self) -> str:
        """The label of the account group whose snapshots are listed."""
        return self.group.label

    # Loading

    def action_reload(self) -> None:
        """Load the list again; the old rows stay until the first page arrives."""
        self._say_loading()
        self._stream()

    def _say_loading(self) -> None:
        self._loading, self._cut = True, False
        self.query_one(Banner).hide()
        if not self._listing.total:
            self.query_one(Notice).say(f"Loading the snapshots of {self.listed}…", self.way_out)
        self._tell()

    @work(exclusive=True, group="pages", description="stream the snapshot list")
    async def _stream(self) -> None:
        pages, fresh = self.session.source.snapshots(str(self.group.aid)), True
        try:
            while (page := await self.once_built(anext(pages, None))) is not None:
                self._add(page, fresh=fresh)
                fresh = False
                await self._typing_pauses(page)
        except SourceError as error:
            self._stop(error, fresh=fresh)
        else:
            self._finish()

    async def _typing_pauses(self, page: SnapshotPage) -> None:
        """If there are pages after this one, wait for a pause in typing: reading them would hold up keys."""
        if page.cursor is not None and isinstance(self.app, TerminalApp):
            await self.app.typed.pause()

    def _show_filled_columns(self, page: SnapshotPage) -> None:
        """Show each column that has a value in some row, as wide as its values need; hide the others.

        `page` holds the rows that have just arrived.
        """
        left, wide = unfilled(page.rows, self._unfilled), widest(page.rows, self._widest)
        if (left, wide) != (self._unfilled, self._widest) or (left and not self._listing.filtered):
            self._unfilled, self._widest = left, wide
            self._set_columns()

    def _set_columns(self) -> None:
        self._rows.columns = self._columns()
        self._show_order()

    def _columns(self, *, where: bool = False) -> tuple[Column[SnapshotRow], ...]:
        without = self._unfilled if self._listing.total else ()
        display = self.session.display
        return snapshot_columns(
            self.session.now,
            display.zone,
            without,
            self._listing.changed,
            self._widest,
            ascii_only=display.ascii_only,
            where=where,
        )

    def _add(self, page: SnapshotPage, *, fresh: bool) -> None:
        if fresh:
            self._listing.clear()
            self._unfilled, self._widest = OPTIONAL, {}
        shown = self._listing.add(page)
        rows = self._rows
        self._show_filled_columns(page)
        if fresh:
            rows.set_rows(shown)
        elif self._listing.as_sent:
            rows.extend(shown)
        else:
            self._reorder_soon()
        if self._listing.total:
            self._reveal()
        self._growth.ask()

    def _finish(self) -> None:
        self._loading = False
        self._reorder()
        if self._listing.damage:
            self.query_one(Banner).show(describe_damage(self._listing.damage, " of the list"))
        self._tell()
        self.refresh_bindings()

    def _stop(self, error: SourceError, *, fresh: bool) -> None:
        self._loading, self._cut = False, not fresh
        if not self._listing.total:
            self.query_one(OneOf).current = "notice"
            self.say_failed(error)
        else:
            self._reorder()
            state = (
                "This is the list as it was before"
                if fresh
                else f"The list stops after {self._listing.total:,}"
            )
            key = again(error)
            self.query_one(Banner).show(f"{state}{f'; press {key}' if key else ''}. {error}")
        self._tell()

    def _reveal(self) -> None:
        switcher = self.query_one(OneOf)
        if switcher.current != "content":
            switcher.current = "content"
            if self.focused is None:
                self.set_focus(self._rows)

    # Filtering, sorting, marking

    def action_filter(self) -> None:
        """Open the filter line."""
        row = self._rows.cursor_row
        self._key_before_filter = key_of(row) if row else None
        self.query_one(FilterBar).focus_input()

    @on(FilterBar.Left)
    def _leave_filter(self, message: FilterBar.Left) -> None:
        self.set_focus(self._rows if self._listing.total else None)
        if not message.kept:
            self._filter_by(parse(""))
            self._rows.move_to_key(self._key_before_filter)
            self._tell()

    @on(FilterBar.Changed)
    def _filter(self, message: FilterBar.Changed) -> None:
        self._filter_by(message.expression)
        self._tell()

    def _filter_by(self, expression: Filter) -> None:
        if self._listing.changed:
            self._rows.refresh()  # their marks go
        if self._rows.rows:  # half a word may find nothing
            self._filters_from_top = self._rows.is_at_top
        self._listing.filter_by(expression)
        row = self._radar.end_without(expression)
        self._show_order()
        self._reorder()
        if row is not None:
            self._rows.move_to_key(row)
        elif self._filters_from_top:  # not on a row that happened to match half a word
            self._rows.move_to(0)

    def action_sort(self) -> None:
        """Sort by the next visible column; after the last one, restore the order of the API."""
        named, there, now = titles(self.session.display.zone), self._rows.titles, self._listing.sort_key
        keys = (None, *(key for key in SORT_KEYS if key == now or named[key] in there))
        self._sort_by(keys[(keys.index(now) + 1) % len(keys)], descending=False)

    def action_reverse(self) -> None:
        """Reverse the order of the rows."""
        self._sort_by(self._listing.sort_key, descending=not self._listing.descending)

    @on(RowList.TitleClicked, "#snapshots")
    def _sort_by_title(self, message: RowList.TitleClicked[SnapshotRow]) -> None:
        key = next(
            (k for k, title in titles(self.session.display.zone).items() if title == message.title), None
        )
        sorted_by = key is not None and key == self._listing.sort_key
        self._sort_by(key, descending=sorted_by and not self._listing.descending)

    def _sort_by(self, key: str | None, *, descending: bool) -> None:
        """Sort by a column (None: the API's order).

        A cursor on the first row stays on the first row; otherwise, it follows its snapshot.
        """
        at_top = self._rows.is_at_top
        self._listing.sort_key, self._listing.descending = key, descending
        self._show_order()
        self._reorder()
        if at_top:
            self._rows.move_to(0)

    def _show_order(self) -> None:
        key, named = self._listing.sort_key, titles(self.session.display.zone)
        self._rows.sort = Sort(named[key], self._listing.descending) if key else None

    def zone_changed(self) -> None:
        """Draw the times of the list and the preview in the new zone."""
        for preview in self.query(SnapshotPreview):
            preview.zone = self.session.display.zone
            self._set_columns()

    def _reorder_soon(self) -> None:
        """Sort and show the rows again half a second from now, once for all changes that come until then."""
        if self._reorder_timer is None:
            self._reorder_timer = self.set_timer(_REORDER_INTERVAL, self._reorder)

    def _reorder(self) -> None:
        if self._reorder_timer is not None:
            self._reorder_timer.stop()
            self._reorder_timer = None
        self._rows.set_rows(self._listing.shown())
        if not self._listing.total and not self._loading:
            self.query_one(OneOf).current = "notice"
            self.query_one(Notice).say(
                f"{self.listed} has no dashboard snapshots.", f"r looks again, {self.way_out}."
            )
        self._tell()

    @on(RowList.MarksChanged, "#snapshots")
    def _count_marks(self) -> None:
        self._marking.marks_changed(self._rows.marked)
        self._tell()

    # Going on

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable actions that the source or a narrow screen does not allow, or that lack a snapshot.

        `filter` is disabled while the person types a filter.
        """
        creation = _CREATIONS.get(action)
        if creation is not None and not self.session.may_create(creation):
            return False
        if action == "filter" and isinstance(self.focused, FilterInput):
            return False
        if action == "preview" and self.app.size.width < WIDE:
            return False
        if action == "archives" and self.session.places.archives is None:
            return False
        return super().check_action(action, parameters) and not self._lacks_snapshot(action)

    def _lacks_snapshot(self, action: str) -> bool:
        """Whether the action needs a snapshot, and there is none: no row is shown, and none is marked."""
        if not self._built.is_set() or self._rows.rows:
            return False
        if action in _ON_A_LIST:
            return not self._listing.total and not self._loading
        return action in _ON_A_SNAPSHOT or (action in _ON_SNAPSHOTS and not self._rows.marked)

    def why_not(self, action: str) -> str:
        """A sentence on why an action is disabled: no snapshot, or a terminal too narrow for the preview."""
        if super().check_action(action, ()) and self._lacks_snapshot(action):
            return "There is no snapshot here."
        if action == "preview":
            width = self.app.size.width
            return f"The preview has room from {WIDE} columns on; this terminal has {width}."
        return super().why_not(action)

    @on(RowList.Highlighted, "#snapshots")
    def _preview(self, message: RowList.Highlighted[SnapshotRow]) -> None:
        self.query_one(SnapshotPreview).follow(message.row)

    def action_preview(self) -> None:
        """Show or hide the preview."""
        self.session.display.preview = not self.session.display.preview
        self._show_preview()

    def _show_preview(self) -> None:
        self.set_class(not self.session.display.preview, "-without-preview")

    def on_screen_resume(self) -> None:
        """Update the preview, because the titles of the snapshot's widgets may be known now."""
        self._show_preview()
        for preview in self.query(SnapshotPreview):
            preview.look_again()

    @on(RowList.Chosen, "#snapshots")
    def _open(self, message: RowList.Chosen[SnapshotRow]) -> None:
        if message.row.snapshot_id is None:
            self.notify("This snapshot came without an id, so it cannot be opened.", severity="warning")
        else:
            row = message.row
            there = OneSnapshot(self.group_of(row), str(row.snapshot_id), row)
            self.go(there, session=self.session_of(row))

    def selection(self) -> Selection:
        """The marked snapshots, or else the snapshot under the cursor."""
        return self._marking.selection(self._rows)

    async def evidence(self) -> Evidence | None:
        """Return the visible rows and the link of the snapshot under the cursor, to copy or export."""
        from te_tui.render.evidence import Evidence
        from te_tui.screens.evidence import link_of, picture_of

        if not self._listing.total:
            return None
        rows = self._rows
        return Evidence(self.breadcrumb(), picture_of(rows), link=link_of(rows.cursor_row, self.session))

    def action_archive(self) -> None:
        """Ask whether to archive the marked snapshots, or else the snapshot under the cursor."""
        ask_to_archive(self, self.session, self.selection())

    def action_compare(self) -> None:
        """Compare the two marked snapshots: what changed since the earlier one."""
        marked = [row for row in self._listing.rows_among(self._rows.marked) if row.snapshot_id]
        if len(marked) != 2:
            self.notify("Mark two snapshots with space; D compares them.", severity="warning")
            return
        first, second = marked
        if first.where != second.where:
            self.notify("Only snapshots of one account group can be compared.", severity="warning")
            return
        asked = BetterOrWorse(self.group_of(first), AtHand(first), AtHand(second))
        self.go(asked, session=self.session_of(first))

    def action_archives(self) -> None:
        """List the archives of the cursor row's account group, to compare one with a marked snapshot."""
        marked = [row for row in self._listing.rows_among(self._rows.marked) if row.snapshot_id]
        row = self._rows.cursor_row
        if row is None:
            self.go(Archives(self.group, marked))
            return
        beside = [one for one in marked if one.where == row.where]
        self.go(Archives(self.group_of(row), beside), session=self.session_of(row))

    def action_new(self) -> None:
        """Open the form for a new dashboard snapshot, with the dashboard of the cursor's row selected."""
        row = self._rows.cursor_row
        self.go(NewSnapshot(self.group, row.dashboard_id if row else None))

    def action_new_copy(self) -> None:
        """Open the form for a copy of the snapshot under the cursor."""
        row = self._rows.cursor_row
        if row is None or row.snapshot_id is None:
            self.notify("There is no snapshot here to copy.", severity="warning")
        else:
            self.go(Copying(self.group_of(row), row), session=self.session_of(row))

    def action_new_capture(self) -> None:
        """Open the form for a snapshot of a live dashboard."""
        self.go(Capturing(self.group))

    def action_new_test(self) -> None:
        """Open the form for a snapshot of a test."""
        self.go(NewTestSnapshot(self.group))

    def action_copy(self, what: str) -> None:
        """Copy the link or id of the snapshot under the cursor; `what` is `link` or `id`."""
        row = self._rows.cursor_row
        copy(self, row, what, (self.session_of(row) if row else self.session).source)

    def change_settled(self, settled: ChangeSettled) -> None:
        """Show the new expiry of an extended snapshot, or remove the row of a deleted one; unmark it.

        If the change failed, the row and its mark stay.
        """
        change = settled.change
        if change.aid != self.group.aid or settled.outcome.kind == "failed":
            return
        if settled.is_gone:
            self._listing.drop(change.snapshot_id)
        elif settled.is_extended:
            self._listing.renew(change.snapshot_id, settled.extended)
        self._rows.unmark([change.snapshot_id])
        self._reorder_soon()

    def snapshot_made(self, aid: str | None, row: SnapshotRow) -> None:
        """Add or update the row of a new snapshot of this account group, and move the cursor there."""
        if aid != self.group.aid:
            return
        self._listing.put(row)
        self._reorder()
        self._rows.move_to_key(row.snapshot_id)
        self._reveal()
        self._tell()

    def action_radar(self) -> None:
        """Show only the snapshots that expire within 7 days; next time, within 30; then the old list."""
        row = self._rows.cursor_row
        if self.query_one(FilterBar).switch(RADAR_TERMS):
            self._radar.begin(row.snapshot_id if row else None)
            self._show_order()
            self._reorder()
            self._rows.move_to(0)

    def action_up(self) -> None:
        """Clear the filter if there is one, otherwise the marks if there are any, otherwise go back."""
        if not (self.query_one(FilterBar).clear() or self._clear_marks()):
            super().action_up()

    def action_leave(self) -> None:
        """Go back; the marks are cleared, and a notice says so."""
        self._clear_marks()
        super().action_leave()

    def _remember_expiring(self) -> None:
        """Save how many snapshots expire soon, so that the list of account groups can show the numbers."""
        if not self._cut:
            self.session.expiring[str(self.group.aid)] = (self._listing.soon, self._listing.later)

    def _clear_marks(self) -> bool:
        """Clear the marks and show a notice; return False if there were none."""
        if marked := len(self._rows.marked):
            self._rows.action_clear_marks()
            self.notify(f"{counted(marked, 'mark')} cleared.")
        return marked > 0

    # Telling how things stand

    def _tell(self) -> None:
        listing, rows = self._listing, self._rows
        ascii_only = self.session.display.ascii_only
        self.spare_facts = spare_facts_of(listing, ascii_only=ascii_only)
        # After the spare ones: it is these that the first line waits for.
        self.facts = facts_of(listing, loading=self._loading, cut=self._cut, ascii_only=ascii_only)
        self._remember_expiring()
        rows.empty_words = "No matches so far…" if self._loading else "No matches. Esc clears the filter."
        self.query_one(FilterBar).counts = describe_shown(listing, rows)
