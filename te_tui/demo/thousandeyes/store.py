"""The snapshots that exist now: those that the server starts with, and changes made since."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from te_tui.demo.thousandeyes.snapshots import Catalogue, Snapshot


class Store:
    """The snapshots that exist now; in lists, those made at run time come before the initial ones."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._made: dict[str, Snapshot] = {}
        self._deleted: set[str] = set()
        self._expiries: dict[str, datetime] = {}

    def find(self, aid: str, snapshot_id: str) -> Snapshot | None:
        """Return the snapshot with this id if the account group holds it, else None."""
        if snapshot_id in self._deleted:
            return None
        made = self._made.get(snapshot_id)
        if made is not None:
            return self._current(made) if made.aid == aid else None
        found = self._catalogue.find(aid, snapshot_id)
        return None if found is None else self._current(found)

    def page(
        self, aid: str, dashboard_id: str | None, after: int | None, size: int
    ) -> tuple[list[Snapshot], bool]:
        """Return up to `size` snapshots whose rank is above `after`, and whether more follow.

        Pages continue after a rank, not at an offset, so that a deletion between two pages skips no snapshot.
        """
        page: list[Snapshot] = []
        for snapshot in chain(
            self._made_after(aid, dashboard_id, after), self._started_after(aid, dashboard_id, after)
        ):
            if len(page) == size:
                return page, True
            page.append(self._current(snapshot))
        return page, False

    def next_rank(self) -> int:
        """Return the rank for a new snapshot; it makes the snapshot the first of its list."""
        return -1 - len(self._made)

    def add(self, snapshot: Snapshot) -> None:
        """Add a new snapshot."""
        self._made[snapshot.snapshot_id] = snapshot

    def extend(self, snapshot_id: str, expires: datetime) -> None:
        """Set the expiry of a snapshot."""
        self._expiries[snapshot_id] = expires

    def delete(self, snapshot_id: str) -> None:
        """Forget a snapshot for good."""
        self._deleted.add(snapshot_id)

    def _made_after(self, aid: str, dashboard_id: str | None, after: int | None) -> Iterator[Snapshot]:
        """Yield the snapshots made at run time whose rank is above `after`, newest first."""
        for snapshot in reversed(self._made.values()):
            wanted = dashboard_id in {None, snapshot.dashboard.dashboard_id}
            fresh = after is None or snapshot.rank > after
            if snapshot.aid == aid and wanted and fresh and snapshot.snapshot_id not in self._deleted:
                yield snapshot

    def _started_after(self, aid: str, dashboard_id: str | None, after: int | None) -> Iterator[Snapshot]:
        """Yield the initial snapshots whose rank is above `after`, newest first."""
        catalogue = self._catalogue
        first = 0 if after is None else max(0, after + 1)
        for place in range(first, catalogue.sizes[aid]):
            if dashboard_id is not None and catalogue.dashboard_at(aid, place).dashboard_id != dashboard_id:
                continue
            if catalogue.id_at(aid, place) not in self._deleted:
                yield catalogue.snapshot_at(aid, place)

    def _current(self, snapshot: Snapshot) -> Snapshot:
        """Return the snapshot with the expiry that `extend` has given it, if any."""
        expires = self._expiries.get(snapshot.snapshot_id)
        return snapshot if expires is None else replace(snapshot, expires=expires)
