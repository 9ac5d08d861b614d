"""Telling that a filter cannot be applied to a row, because a field that it asks for could not be read."""

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
    """Which unreadable fields make it unknown whether a row matches the filter, as a clause; None if none."""
    unknown = dict.fromkeys(_WORDS[name] for name in sorted(wanted.absences & row.unreadable))
    if not unknown:
        return None
    return f"its {' and its '.join(unknown)} could not be read, so {wanted} may not mean it"
