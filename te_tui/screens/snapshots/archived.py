"""The list of an account group's archives, to open one, or to compare two, of which one may be live."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, ClassVar, Final, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from te_tui.filters import Filter, parse
from te_tui.models.account_group import AccountGroup
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.models.words import counted
from te_tui.render.text.times import format_duration, format_time
from te_tui.screens.at_hand import AtHand, archived
from te_tui.screens.copying import copy, copy_shown
from te_tui.screens.destinations import BetterOrWorse, Destination, OneSnapshot, SnapshotList
from te_tui.screens.explorer import COMMON_KEYS, ZONE_KEY, ExplorerScreen
from te_tui.screens.session import Session
from te_tui.screens.snapshots.columns import INSTANT
from te_tui.screens.snapshots.filter_bar import FilterBar, FilterInput
from te_tui.widgets.bindings import bound
from te_tui.widgets.cells import Cell
from te_tui.widgets.columns import Column
from te_tui.widgets.frames import OneOf
from te_tui.widgets.key_line import KeyLine
from te_tui.widgets.notice import Notice
from te_tui.widgets.row_list import RowList, Sort
from te_tui.widgets.top_line import TopLine

_INCOMPLETE: Final = "incomplete"
_ARCHIVED: Final = "Archived"
_LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)

_ORDERS: Final[dict[str, Callable[[AtHand], Any]]] = {
    "Name": lambda one: one.row.label.casefold(),
    "Window from": lambda one: one.row.start or _LONG_AGO,
    "Span": lambda one: one.row.duration or timedelta(0),
    _ARCHIVED: lambda one: one.archive.archived if one.archive else _LONG_AGO,
}
"""By what the archives can be sorted, by the titles of columns."""

_ON_ARCHIVES: Final = frozenset({"filter", "compare", "sort", "reverse"})
"""What can be done with any archives, also those that the filter hides."""

_ON_AN_ARCHIVE: Final = frozenset({"copy_path", "copy"})
"""What can be done with the row under the cursor."""


class Order(NamedTuple):
    """By which column the archives are sorted (its title), and in which direction."""

    column: str
    descending: bool


class ArchivesScreen(ExplorerScreen):
    """The list of an account group's archives, below the live snapshots that were marked for comparison."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("snapshots.filter", "filter"),
        bound("archives.compare", "compare"),
        bound("snapshots.sort", "sort"),
        bound("snapshots.reverse", "reverse"),
        bound("archives.copy_path", "copy_path"),
        bound("snapshot.copy_id", "copy('id')"),
        bound("archives.refresh", "reload"),
        ZONE_KEY,
    ]

    def __init__(self, session: Session, group: AccountGroup, live: Sequence[SnapshotRow]) -> None:
        super().__init__(session)
        self.group = group
        self._live = [AtHand(row) for row in live]
        self._archives: list[AtHand] = []
        self._filter: Filter = parse("")
        self._order = Order(_ARCHIVED, descending=True)

    def compose(self) -> ComposeResult:
        """Compose the filter, the list, and the notice that is shown while there is no list."""
        yield TopLine()
        yield FilterBar()
        with OneOf(initial="notice"):
            yield Notice(id="notice")
            yield RowList((), key=_key, id="archives")
        yield KeyLine(COMMON_KEYS)

    def breadcrumb(self) -> tuple[str, ...]:
        """The breadcrumb: profile or host, account group and archives."""
        return (*super().breadcrumb(), self.group.label, "Archives")

    def parent_destination(self) -> Destination | None:
        """The account group's snapshot list."""
        return SnapshotList(self.group)

    def on_compose(self) -> None:
        """Begin to look for archives."""
        self._look()

    def action_reload(self) -> None:
        """Look for archives again."""
        self._look()

    @property
    def _rows(self) -> RowList[AtHand]:
        return self.query_one("#archives", RowList)

    @property
    def _all(self) -> list[AtHand]:
        """All rows, also those that the filter hides: live snapshots, then archives in the chosen order."""
        column, descending = self._order
        return [*self._live, *sorted(self._archives, key=_ORDERS[column], reverse=descending)]

    @work(exclusive=True, group="archives", description="look for archives")
    async def _look(self) -> None:
        self._archives = await self.once_built(self._found())
        self.facts = (Cell(counted(len(self._archives), "archive")),)
        if not self._archives:
            folder = self.session.places.archives
            self.query_one(Notice).say(
                f"No archive of {self.group.label} in {folder}.",
                f"a in the list of snapshots makes one; {self.way_out}.",
            )
            self.query_one(OneOf).current = "notice"
            self.refresh_bindings()
            return
        self._set_columns()
        self._rows.empty_words = "No matches. Esc clears the filter."
        self._rows.mark(map(_key, self._live))
        self._show()
        self.query_one(OneOf).current = "archives"
        self.set_focus(self._rows)

    async def _found(self) -> list[AtHand]:
        places, host = self.session.places, self.session.source.host
        return await archived(places.archives, host, str(self.group.aid), any_port=places.any_port)

    def _set_columns(self) -> None:
        zone, rows = self.session.display.zone, self._rows
        rows.columns = _columns(zone, self.session.now, gaps=any(_has_gaps(one) for one in self._archives))
        column, descending = self._order
        rows.sort = Sort(_archived_title(zone) if column == _ARCHIVED else column, descending)

    def zone_changed(self) -> None:
        """Show all times in the new zone."""
        self._set_columns()

    def action_sort(self) -> None:
        """Sort by the next column, ascending; columns that are not shown are skipped."""
        titles = self._rows.titles
        columns = [column for column in _ORDERS if column == _ARCHIVED or column in titles]
        after = columns[(columns.index(self._order.column) + 1) % len(columns)]
        self._sort(Order(after, descending=False))

    def action_reverse(self) -> None:
        """Reverse the order."""
        self._sort(self._order._replace(descending=not self._order.descending))

    def _sort(self, order: Order) -> None:
        self._order = order
        if self._archives:
            self._set_columns()
            self._show()

    # Filtering

    def _show(self) -> None:
        """Show the rows that match the filter."""
        lets_through = self._filter.test(self.session.now())
        self._rows.set_rows(one for one in self._all if lets_through(one.row))
        self._tell()

    @on(RowList.MarksChanged, "#archives")
    def _tell(self) -> None:
        """Show beside the filter how many rows match, and how many are marked."""
        rows = self._rows
        counts = [f"{len(rows.rows):,} of {len(self._all):,}"] if str(self._filter) else []
        if rows.marked:
            counts.append(f"{len(rows.marked):,} marked")
        self.query_one(FilterBar).counts = " · ".join(counts)

    def action_filter(self) -> None:
        """Open the filter line."""
        self.query_one(FilterBar).focus_input()

    @on(FilterBar.Changed)
    def _filter_by(self, message: FilterBar.Changed) -> None:
        self._filter = message.expression
        self._show()
        if str(self._filter):  # not on a row that happened to match half a word
            self._rows.move_to(0)

    @on(FilterBar.Left)
    def _leave_filter(self) -> None:
        self.set_focus(self._rows if self._archives else None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable the keys that need an archive while there is none, and `filter` while one is typed."""
        if action == "filter" and isinstance(self.focused, FilterInput):
            return False
        if action in _ON_ARCHIVES and not self._archives:
            return False
        if action in _ON_AN_ARCHIVE and not (self._archives and self._rows.rows):
            return False
        return super().check_action(action, parameters)

    def why_not(self, action: str) -> str:
        """A sentence on why an action cannot be done now."""
        if action in _ON_ARCHIVES | _ON_AN_ARCHIVE:
            return "There is no archive here."
        return super().why_not(action)

    def action_up(self) -> None:
        """Clear the filter, if there is one; otherwise go back."""
        if not self.query_one(FilterBar).clear():
            super().action_up()

    # What is done with the archives

    @on(RowList.Chosen, "#archives")
    def _open(self, message: RowList.Chosen[AtHand]) -> None:
        """Open the chosen archive in a session of its own, or the live snapshot."""
        row, archive = message.row
        snapshot_id = archive.snapshot_id if archive else str(row.snapshot_id)
        session = self.session.of_archive(archive) if archive else self.session
        self.go(OneSnapshot(self.group, snapshot_id, row), session=session)

    def action_copy_path(self) -> None:
        """Copy the path of the archive under the cursor; for a live snapshot, copy its link."""
        one = self._rows.cursor_row
        if one is None or one.archive is None:
            self.action_copy("link")
        elif (path := str(one.archive.path.absolute())).isprintable():
            copy_shown(self, path)
        else:  # pasted into a shell, a line break would run what stands before it
            self.notify("Not copied: the path has characters that cannot be printed.", severity="warning")

    def action_copy(self, what: str) -> None:
        """Copy the id or link of the snapshot under the cursor; `what` is `id` or `link`."""
        one = self._rows.cursor_row
        copy(self, one.row if one else None, what, self.session.source)

    def action_compare(self) -> None:
        """Compare the two marked snapshots: what changed since the earlier one."""
        marked = [one for one in self._all if _key(one) in self._rows.marked]
        if len(marked) != 2:
            self.notify("Mark two with space; D compares them.", severity="warning")
            return
        self.go(BetterOrWorse(self.group, *marked))


def _key(one: AtHand) -> tuple[str | None, str]:
    return one.row.snapshot_id, str(one.archive.path) if one.archive else ""


def _has_gaps(one: AtHand) -> bool:
    return one.archive is not None and bool(one.archive.gaps)


def _archived_title(zone: tzinfo) -> str:
    return f"{_ARCHIVED} ({'UTC' if zone is UTC else 'local'})"


def _columns(zone: tzinfo, now: Callable[[], datetime], *, gaps: bool) -> tuple[Column[AtHand], ...]:
    """The columns of the list of archives; with `gaps`, one more column marks archives that lack data."""

    def instant(when: datetime | None) -> str:
        return "–" if when is None else format_time(when, zone=zone, now=now(), labelled=False)

    def kept(one: AtHand) -> Cell:
        return Cell("live", "accent") if one.archive is None else Cell(instant(one.archive.archived))

    def span(one: AtHand) -> str:
        return format_duration(one.row.duration) if one.row.duration is not None else "–"

    def lack(one: AtHand) -> Cell:
        return Cell(_INCOMPLETE if _has_gaps(one) else "", "warning")

    lacking = (Column(title="", cell=lack, width=len(_INCOMPLETE)),)
    return (
        Column(title="Name", cell=lambda one: one.row.label, min_width=24, weight=3, spills=True),
        Column(
            title="Window from",
            cell=lambda one: instant(one.row.start),
            width=INSTANT,
            align="right",
            drop=1,
        ),
        Column(title="Span", cell=span, width=6, align="right", drop=2),
        Column(title=_archived_title(zone), cell=kept, width=INSTANT, align="right"),
        *(lacking if gaps else ()),
    )
