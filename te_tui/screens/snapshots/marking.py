"""The snapshots of a list that a key acts on: those of the marked rows, or of the row under the cursor."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

from te_tui.models.account_group import AccountGroup
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.screens.selection import Selection
from te_tui.screens.snapshots.listing import Listing, key_of
from te_tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from te_tui.actions.plan import Chosen


class Marking:
    """Chooses the snapshots of a list that a key acts on, with the facts to warn about before a change.

    Args:
        group: The account group of rows that do not name one.
        listing: All rows of the list; marks stay on rows that a filter hides.
    """

    def __init__(self, group: AccountGroup, listing: Listing) -> None:
        self._group = group
        self._listing = listing
        self._by_clock = False
        self._undecided: dict[Hashable, str] = {}

    def marks_changed(self, marked: frozenset[Hashable]) -> None:
        """Remember whether the filter depends on the time, and which marked rows may not really match it.

        Such a row lacks a field that the filter tests, as it could not be read. A dialog warns of both facts.
        """
        self._by_clock = bool(marked) and (self._by_clock or self._listing.expression.goes_by_clock)
        before = {one: why for one, why in self._undecided.items() if one in marked}
        self._undecided = self._listing.undecided_among(marked - before.keys()) | before

    def selection(self, rows: RowList[SnapshotRow]) -> Selection:
        """Return the snapshots for a key to act on: the marked ones, or else the one under the cursor.

        `by_clock` is set if a filter by age or expiry applies now, or applied when rows were marked.
        """
        by_clock = self._listing.expression.goes_by_clock
        under_cursor = self._chosen(rows.cursor_row) if rows.cursor_row else None
        if not rows.marked:
            return Selection([under_cursor] if under_cursor else [], by_clock=by_clock)
        marked = self._listing.rows_among(rows.marked)
        shown = {key_of(row): index for index, row in enumerate(rows.marked_rows)}
        marked.sort(key=lambda row: shown.get(key_of(row), len(shown)))  # as in the list; hidden ones last
        return Selection(
            list(map(self._chosen, marked)),
            len(marked) - len(rows.marked_rows),
            under_cursor,
            tuple(self._listing.idle_negations()),
            by_clock or self._by_clock,
            undecided={
                row: self._undecided[key] for row in marked if (key := key_of(row)) in self._undecided
            },
        )

    def _chosen(self, row: SnapshotRow) -> Chosen:
        return (row.where.group if row.where else self._group, row)
