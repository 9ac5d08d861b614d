"""The snapshots of the embedded Grafana that exist now: generated ones and new ones that are not deleted."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from te_tui.demo.clock import Clock
    from te_tui.demo.grafana.access import Caller
    from te_tui.demo.grafana.snapshots import Catalogue, Snapshot


class Store:
    """The snapshots that exist now, in the order of their numbers (numeric ids)."""

    def __init__(self, catalogue: Catalogue, clock: Clock, clean_up_seconds: int) -> None:
        self._catalogue = catalogue
        self._clock = clock
        self._interval = clean_up_seconds
        self._made: dict[str, Snapshot] = {}
        self._delete_keys: dict[str, str] = {}
        self._deleted: set[int] = set()
        self._next = catalogue.size + 1

    def find(self, key: str) -> Snapshot | None:
        """Return the snapshot with this key; None if there is none, or it was deleted.

        An expired snapshot can be found until the next clean-up.
        """
        return self._present(self._made.get(key) or self._at(self._catalogue.places.get(key)))

    def find_by_delete_key(self, delete_key: str) -> Snapshot | None:
        """Return the snapshot with this delete key, even if expired.

        None if the delete key is unknown, or the snapshot was deleted or cleaned up.
        """
        made = next((key for key, other in self._delete_keys.items() if other == delete_key), None)
        if made is not None:
            return self._present(self._made[made])
        return self._present(self._at(self._catalogue.delete_places.get(delete_key)))

    def seen_by(self, caller: Caller) -> Iterator[Snapshot]:
        """Yield the snapshots that a caller may list: an administrator all of them, others their own."""
        cleaned_up = self._last_clean_up()
        for snapshot in self._all():
            own = caller.is_admin or snapshot.user_id == caller.user_id
            gone = snapshot.number in self._deleted or snapshot.expires <= cleaned_up
            if snapshot.org_id == caller.org_id and own and not gone:
                yield snapshot

    def next_number(self) -> int:
        """Return the number for a new snapshot."""
        self._next += 1
        return self._next - 1

    def add(self, snapshot: Snapshot, delete_key: str) -> None:
        """Add a new snapshot with its delete key."""
        self._made[snapshot.key] = snapshot
        self._delete_keys[snapshot.key] = delete_key

    def delete(self, snapshot: Snapshot) -> None:
        """Delete a snapshot for good; a new snapshot may use its keys again."""
        if self._made.get(snapshot.key) is snapshot:
            del self._made[snapshot.key]
            del self._delete_keys[snapshot.key]
        else:
            self._deleted.add(snapshot.number)

    def _all(self) -> Iterator[Snapshot]:
        for place in reversed(range(self._catalogue.size)):
            yield self._catalogue.at(place)
        yield from list(self._made.values())

    def _at(self, place: int | None) -> Snapshot | None:
        """Return the initial snapshot at a position of the catalogue; None if the position is None."""
        return None if place is None else self._catalogue.at(place)

    def _present(self, snapshot: Snapshot | None) -> Snapshot | None:
        """Return the snapshot; None if it was deleted, or expired and cleaned up."""
        if snapshot is None or snapshot.number in self._deleted or snapshot.expires <= self._last_clean_up():
            return None
        return snapshot

    def _last_clean_up(self) -> datetime:
        """Return when expired snapshots were last cleaned up; `datetime.min` if that has not happened yet."""
        running = self._clock.now() - self._clock.start
        rounds = int(running.total_seconds() // self._interval) if self._interval else 0
        first = datetime.min.replace(tzinfo=self._clock.start.tzinfo)
        return self._clock.start + timedelta(seconds=rounds * self._interval) if rounds else first
