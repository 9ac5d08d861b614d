"""Rows that may or may not match a filter, because one of their fields could not be read."""

from __future__ import annotations

from te_tui.filters import Filter
from te_tui.models.snapshot_row import SnapshotRow

_WORDS = {
    "name": "name",
    "expires": "expiry",
    "dashboard_id": "dashboard",
    "dashboard_title": "dashboard",
}


def why_undecided(wanted: Filter, row: SnapshotRow) -> str | None:
    """A clause on unreadable fields that leave open whether a row matches the filter; None if none do."""
    unknown = dict.fromkeys(_WORDS[name] for name in sorted(wanted.absences & row.unreadable))
    if not unknown:
        return None
    return f"its {' and its '.join(unknown)} could not be read, so {wanted} may not mean it"
