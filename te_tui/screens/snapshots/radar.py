"""The radar: a key that filters for snapshots that expire soon, sorts by expiry, and later undoes both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from te_tui.render.text.times import LATER, SOON

if TYPE_CHECKING:
    from collections.abc import Hashable

    from te_tui.filters import Filter
    from te_tui.screens.snapshots.listing import Listing

RADAR_TERMS: Final = (f"expires<{SOON.days}d", f"expires<{LATER.days}d")
"""One after the other, the nearer one first; behind the last one everything is shown again."""
_ORDER: Final = "expires"


class _Before(NamedTuple):
    """The list as it was before the radar: its sort order, and the key of the row under the cursor."""

    sort_key: str | None
    descending: bool
    row: Hashable


class Radar:
    """Sorts a list by expiry while the radar's filter (`expires<7d`) applies; then restores the order."""

    def __init__(self, listing: Listing) -> None:
        self._listing = listing
        self._before: _Before | None = None

    def begin(self, row: Hashable) -> None:
        """Sort by expiry, soonest first; save the old order and `row`, the key of the cursor's row."""
        if self._before is None:
            self._before = _Before(self._listing.sort_key, self._listing.descending, row)
            self._listing.sort_key, self._listing.descending = _ORDER, False

    def end_without(self, expression: Filter) -> Hashable:
        """End the radar if its filter is no longer part of `expression`, the filter of the list.

        Then the old sort order is restored, unless another was chosen by hand meanwhile. Returns the key of
        the row that was under the cursor before the radar; None if the radar was not on, or stays on.
        """
        before = self._before
        if before is None or not set(RADAR_TERMS).isdisjoint(str(expression).split()):
            return None
        self._before = None
        if self._listing.sort_key == _ORDER and not self._listing.descending:
            self._listing.sort_key, self._listing.descending = before.sort_key, before.descending
        return before.row
