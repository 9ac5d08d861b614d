"""The snapshots of a list that a key is about: those that are marked, or else the one under the cursor."""

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
    """Makes a selection of what is marked, and remembers by what kind of filter it was marked.

    Args:
        group: The account group of snapshots that do not say where they are from.
        listing: All of them; a mark outlives a filter that hides it.
    """

    def __init__(self, group: AccountGroup, listing: Listing) -> None:
        self._group = group
        self._listing = listing
        self._by_clock = False
        self._undecided: dict[Hashable, str] = {}

    def marks_changed(self, marked: frozenset[Hashable]) -> None:
        """Take note of what is marked now, under the present filter."""
        self._by_clock = bool(marked) and (self._by_clock or self._listing.expression.goes_by_clock)
        before = {one: why for one, why in self._undecided.items() if one in marked}
        self._undecided = self._listing.undecided_among(marked - before.keys()) | before

    def selection(self, rows: RowList[SnapshotRow]) -> Selection:
        """All that is marked, or else what is highlighted.

        A filter by age or expiry counts also where it was dropped after the marks were set.
        """
        by_clock = self._listing.expression.goes_by_clock
        under_cursor = self._chosen(rows.cursor_row) if rows.cursor_row else None
        if not rows.marked:
            return Selection([under_cursor] if under_cursor else [], by_clock=by_clock)
        marked = self._listing.rows_among(rows.marked)
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
