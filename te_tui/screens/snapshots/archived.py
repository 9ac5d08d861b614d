"""The list of an account group's archives: opening them, and comparing them with live snapshots, too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from te_tui.models.account_group import AccountGroup
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.models.words import counted
from te_tui.render.text.times import format_date, format_duration, format_time
from te_tui.screens.at_hand import AtHand, archived
from te_tui.screens.copying import copy, copy_shown
from te_tui.screens.destinations import BetterOrWorse, Destination, OneSnapshot, SnapshotList
from te_tui.screens.explorer import COMMON_KEYS, ZONE_KEY, ExplorerScreen
from te_tui.screens.session import Session
from te_tui.widgets.bindings import bound
from te_tui.widgets.cells import Cell
from te_tui.widgets.columns import Column
from te_tui.widgets.frames import OneOf
from te_tui.widgets.key_line import KeyLine
from te_tui.widgets.notice import Notice
from te_tui.widgets.row_list import RowList
from te_tui.widgets.top_line import TopLine


class ArchivesScreen(ExplorerScreen):
    """The archives of an account group, below the live snapshots marked in the list before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("archives.compare", "compare"),
        bound("archives.copy_path", "copy_path"),
        bound("snapshot.copy_id", "copy('id')"),
        bound("archives.refresh", "reload"),
        ZONE_KEY,
    ]

    def __init__(self, session: Session, group: AccountGroup, live: Sequence[SnapshotRow]) -> None:
        super().__init__(session)
        self.group = group
        self._live = [AtHand(row) for row in live]

    def compose(self) -> ComposeResult:
        """Compose the list, and the notice in its place."""
        yield TopLine()
        with OneOf(initial="notice"):
            yield Notice(id="notice")
            yield RowList(self._columns(), key=_key, id="archives")
        yield KeyLine(COMMON_KEYS)

    def breadcrumb(self) -> tuple[str, ...]:
        """The breadcrumb: profile or host, account group and archives."""
        return (*super().breadcrumb(), self.group.label, "Archives")

    def parent_destination(self) -> Destination | None:
        """The list of live snapshots."""
        return SnapshotList(self.group)

    def on_compose(self) -> None:
        """Begin to look for archives."""
        self._look()

    def action_reload(self) -> None:
        """Look for archives again."""
        self._look()

    def _columns(self) -> tuple[Column[AtHand], ...]:
        return _columns(self.session.display.zone, self.session.now)

    @property
    def _rows(self) -> RowList[AtHand]:
        return self.query_one("#archives", RowList)

    @work(exclusive=True, group="archives", description="look for archives")
    async def _look(self) -> None:
        found = await self.once_built(self._archives())
        self.facts = (Cell(counted(len(found), "archive")),)
        if not found:
            folder = self.session.places.archives
            self.query_one(Notice).say(
                f"No archive of {self.group.label} in {folder}.",
                f"a in the list of snapshots makes one; {self.way_out}.",
            )
            self.query_one(OneOf).current = "notice"
            return
        rows = self._rows
        rows.set_rows([*self._live, *found])
        rows.mark(map(_key, self._live))
        self.query_one(OneOf).current = "archives"
        self.set_focus(rows)

    async def _archives(self) -> list[AtHand]:
        folder = self.session.places.archives
        return await archived(folder, self.session.source.host, str(self.group.aid)) if folder else []

    def zone_changed(self) -> None:
        """Show all times in the new zone."""
        self._rows.columns = self._columns()

    @on(RowList.Chosen, "#archives")
    def _open(self, message: RowList.Chosen[AtHand]) -> None:
        """Open the chosen archive in a session of its own, or the live snapshot."""
        row, archive = message.row
        snapshot_id = archive.snapshot_id if archive else str(row.snapshot_id)
        session = self.session.of_archive(archive) if archive else self.session
        self.go(OneSnapshot(self.group, snapshot_id, row), session=session)

    def action_copy_path(self) -> None:
        """Copy the path of the archive under the cursor; of a live snapshot, its link."""
        one = self._rows.cursor_row
        if one is None or one.archive is None:
            self.action_copy("link")
        elif (path := str(one.archive.path.absolute())).isprintable():
            copy_shown(self, path)
        else:  # pasted into a shell, a line break would run what stands before it
            self.notify("Not copied: the path has characters that cannot be printed.", severity="warning")

    def action_copy(self, what: str) -> None:
        """Copy the id of the snapshot under the cursor, or its link."""
        one = self._rows.cursor_row
        copy(self, one.row if one else None, what, self.session.source)

    def action_compare(self) -> None:
        """Compare the two marked snapshots; the one whose window ends first is `before`."""
        marked = self._rows.marked_rows
        if len(marked) != 2:
            self.notify("Mark two with space; D compares them.", severity="warning")
            return
        before, after = sorted(marked, key=lambda one: one.row.end or self.session.now())
        self.go(BetterOrWorse(self.group, before, after))


def _key(one: AtHand) -> tuple[str | None, str]:
    return one.row.snapshot_id, str(one.archive.path) if one.archive else ""


def _columns(zone: tzinfo, now: Callable[[], datetime]) -> tuple[Column[AtHand], ...]:
    def window(one: AtHand) -> str:
        return format_time(one.row.start, zone=zone, now=now()) if one.row.start else "–"

    def kept(one: AtHand) -> Cell:
        if one.archive is None:
            return Cell("live", "accent")
        made = format_date(one.archive.archived, zone=zone, now=now())
        return Cell(f"{made}, incomplete", "warning") if one.archive.gaps else Cell(made)

    def span(one: AtHand) -> str:
        return format_duration(one.row.duration) if one.row.duration is not None else "–"

    return (
        Column(title="Name", cell=lambda one: one.row.label, min_width=28, weight=3),
        Column(title="Window from", cell=window, width=17, drop=1),
        Column(title="Span", cell=span, width=6, align="right", drop=2),
        Column(title="Archived", cell=kept, width=23),
    )
