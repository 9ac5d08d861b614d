"""The rows of the snapshot list that have arrived so far, filtered and sorted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from datetime import datetime

from te_tui.filters import Filter, parse
from te_tui.models.limits import Damage
from te_tui.models.snapshot_row import SnapshotPage, SnapshotRow
from te_tui.render.snapshots import in_order
from te_tui.render.text.times import LATER, SOON


def key_of(row: SnapshotRow) -> Hashable:
    """The key by which a row is found again: the snapshot's id.

    In a list over several profiles, it is a tuple of profile, account group and snapshot id.
    """
    where = row.where
    return row.snapshot_id if where is None else (where.profile, where.group.aid, row.snapshot_id)


class Listing:
    """The rows of a snapshot list in the order of the API; `shown` returns them filtered and sorted."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._rows: list[SnapshotRow] = []
        self._keys: set[Hashable] = set()
        self._narrowed: list[tuple[Filter, list[SnapshotRow]]] = []
        self.damage = Damage()
        self.soon = 0
        self.later = 0
        self.expression: Filter = parse("")
        self.changed: set[Hashable] = set()
        """Keys of rows that were changed under the present filter: they stay in sight though it is over."""
        self.sort_key: str | None = None
        self.descending = False

    @property
    def total(self) -> int:
        """The number of rows that have arrived."""
        return len(self._rows)

    @property
    def filtered(self) -> bool:
        """Whether a filter is set."""
        return bool(str(self.expression))

    def filter_by(self, expression: Filter) -> None:
        """Set another filter; it may hide rows that stayed visible under the old one after a change."""
        self.expression = expression
        if self.changed:
            self.changed.clear()
            self._narrowed.clear()

    @property
    def as_sent(self) -> bool:
        """Whether the rows are in the order of the API, so that newly arrived rows come last."""
        return self.sort_key is None and not self.descending

    def clear(self) -> None:
        """Remove all rows; filter and sorting stay."""
        self._rows.clear()
        self._keys.clear()
        self._narrowed.clear()
        self.damage.clear()
        self.soon = 0
        self.later = 0

    def add(self, page: SnapshotPage) -> list[SnapshotRow]:
        """Add the rows of a page; return the new rows that match the filter.

        A row that arrives twice, as happens if snapshots are created while pages load, is kept once.
        """
        new = [row for row in page.rows if self._is_new(row)]
        self._rows += new
        self._narrowed.clear()
        for place in page.damage:
            self.damage.append(place)
        now = self._now()
        for row in new:
            self._count(row, now)
        return list(filter(self.expression.test(now), new))

    def _count(self, row: SnapshotRow, now: datetime, by: int = 1) -> None:
        """Count a row in (`by` 1) or out (`by` -1), if it is one that expires within 7 or 30 days."""
        if row.expires is not None and now < row.expires:
            self.soon += by * (row.expires <= now + SOON)
            self.later += by * (row.expires <= now + LATER)

    def put(self, row: SnapshotRow) -> None:
        """Add the row of a new snapshot in front, or replace its row if the list has one."""
        now = self._now()
        self._narrowed.clear()
        keys, key = [key_of(known) for known in self._rows], key_of(row)
        if key in keys:
            place = keys.index(key)
            self._count(self._rows[place], now, -1)
            self._rows[place] = row
        elif row.snapshot_id is not None:
            self._rows.insert(0, row)
            self._keys.add(key)
        self._count(row, now)

    def renew(self, key: Hashable, renewed: Callable[[SnapshotRow], SnapshotRow]) -> None:
        """Replace the row with this key by `renewed(row)`; it is shown even if the filter excludes it."""
        for row in self.rows_among({key}):
            self.put(renewed(row))
            if self.filtered:
                self.changed.add(key)

    def drop(self, key: Hashable) -> None:
        """Remove the row of a deleted snapshot; pages that arrive later do not add it again."""
        for row in self.rows_among({key}):
            self._count(row, self._now(), -1)
            self._narrowed.clear()
            self._rows.remove(row)

    def _is_new(self, row: SnapshotRow) -> bool:
        if row.snapshot_id is None:
            return True
        key = key_of(row)
        known = key in self._keys
        self._keys.add(key)
        return not known

    def rows_among(self, keys: Collection[Hashable]) -> list[SnapshotRow]:
        """The rows that have one of these keys, in the order of the API."""
        return [row for row in self._rows if row.snapshot_id and key_of(row) in keys]

    def undecided_among(self, keys: Collection[Hashable]) -> dict[Hashable, str]:
        """Those of these rows that the filter shows though they may not match, with the reason, by key.

        One of the fields of such a row could not be read.
        """
        from te_tui.actions.undecided import why_undecided

        if not self.expression.absences:
            return {}
        return {
            key_of(row): why
            for row in self.rows_among(keys)
            if row.snapshot_id and (why := why_undecided(self.expression, row))
        }

    def idle_negations(self) -> list[str]:
        """A sentence for each negated term of the filter, such as `-test`, that excludes no row."""
        return self.expression.idle_sentences(self._rows, self._now())

    def shown(self) -> list[SnapshotRow]:
        """The rows that match the filter, in the chosen order."""
        rows = self._matching()
        if self.sort_key is None:
            return rows[::-1] if self.descending else rows
        return in_order(rows, self.sort_key, descending=self.descending)

    def _test(self) -> Callable[[SnapshotRow], bool | None]:
        lets_through, changed = self.expression.test(self._now()), self.changed
        if not changed:
            return lets_through
        return lambda row: key_of(row) in changed or lets_through(row)

    def _matching(self) -> list[SnapshotRow]:
        """The rows that match the filter, in the order of the API.

        While a filter gets longer, only the rows that matched before are searched. Earlier matches are kept
        for when it gets shorter again.
        """
        while self._narrowed and not self.expression.narrows(self._narrowed[-1][0]):
            self._narrowed.pop()
        if not self.filtered:
            return self._rows
        rows = self._narrowed[-1][1] if self._narrowed else self._rows
        if not self._narrowed or self._narrowed[-1][0] != self.expression:
            rows = list(filter(self._test(), rows))
            self._narrowed.append((self.expression, rows))
        return rows
