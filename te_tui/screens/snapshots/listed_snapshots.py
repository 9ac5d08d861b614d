"""What is done with the snapshots of a list: opened, archived, copied from, extended, deleted, or made."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from textual import on

from te_tui.models.account_group import AccountGroup
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.screens.archives.asking import ask_to_archive
from te_tui.screens.changes.changing import ChangingScreen
from te_tui.screens.copying import copy
from te_tui.screens.explorer import Session
from te_tui.screens.selection import Selection
from te_tui.screens.snapshots.listing import Listing
from te_tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from te_tui.actions.outcome import Outcome
    from te_tui.actions.plan import Action, Change


class ListedSnapshots(ChangingScreen):
    """A screen with a list of one account group's snapshots; how they come into it, others say."""

    def __init__(self, session: Session, group: AccountGroup) -> None:
        super().__init__(session)
        self.group = group
        self._listing = Listing(session.now)
        self._marked_by_clock = False

    @abstractmethod
    def take_in(self, row: SnapshotRow) -> None:
        """Show a snapshot that has just been made, or what else is known of it by now."""

    @abstractmethod
    def reorder_soon(self) -> None:
        """Show what has changed, with all else that changes soon."""

    @property
    def _rows(self) -> RowList[SnapshotRow]:
        return self.query_one("#snapshots", RowList)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Do not offer what makes anything in read-only mode."""
        if action in {"new", "new_test"} and not self.session.may_create:
            return False
        return super().check_action(action, parameters)

    @on(RowList.MarksChanged, "#snapshots")
    def _remember_how_marked(self) -> None:
        by_clock = self._marked_by_clock or self._listing.expression.goes_by_clock
        self._marked_by_clock = by_clock and bool(self._rows.marked)

    @on(RowList.Chosen, "#snapshots")
    def _open(self, message: RowList.Chosen[SnapshotRow]) -> None:
        if message.row.snapshot_id is None:
            self.notify("This snapshot came without an id, so it cannot be opened.", severity="warning")
            return
        from te_tui.screens.snapshot.screen import SnapshotScreen

        self.go_into(SnapshotScreen(self.session, self.group, message.row.snapshot_id, message.row))

    def action_archive(self) -> None:
        """Ask whether to archive all that is marked, or else what is highlighted."""
        ask_to_archive(self, self.session, self.selection())

    def action_new(self) -> None:
        """Make a snapshot of a dashboard; the cursor begins at that of the snapshot under the cursor."""
        from te_tui.screens.making.new_snapshot import NewSnapshotScreen

        near = self._rows.cursor_row.dashboard_id if self._rows.cursor_row else None
        self.go_into(NewSnapshotScreen(self.session, self.group, self.take_in, near))

    def action_new_test(self) -> None:
        """Make a snapshot of a test."""
        from te_tui.screens.making.new_test_snapshot import NewTestSnapshotScreen

        self.go_into(NewTestSnapshotScreen(self.session, self.group))

    def action_copy(self, what: str) -> None:
        """Copy the link of the snapshot, or its id."""
        copy(self, self._rows.cursor_row, what, self.session.source.host)

    def selection(self) -> Selection:
        """All that is marked, or else what is highlighted; a mark outlives a filter that hides it.

        A filter by age or expiry counts also where it was dropped after the marks were set.
        """
        by_clock = self._listing.expression.goes_by_clock
        rows, row = self._rows, self._rows.cursor_row
        under_cursor = (self.group, row) if row else None
        if not rows.marked:
            return Selection([under_cursor] if under_cursor else [], by_clock=by_clock)
        marked = self._listing.rows_among(rows.marked)
        return Selection(
            [(self.group, one) for one in marked],
            len(marked) - len(rows.marked_rows),
            under_cursor,
            tuple(self._listing.idle_negations()),
            by_clock or self._marked_by_clock,
        )

    def change_settled(self, action: Action, change: Change, outcome: Outcome) -> None:
        """Show the new expiry, or take the row away; what is not done stays marked."""
        if change.aid != self.group.aid or outcome.kind == "failed":
            return
        if action == "delete" or outcome.kind == "gone":
            self._listing.drop(change.snapshot_id)
        else:
            self._listing.set_expiry(change.snapshot_id, change.new)
        self._rows.unmark([change.snapshot_id])
        self.reorder_soon()
