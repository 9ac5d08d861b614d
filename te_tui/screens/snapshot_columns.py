"""The columns of the snapshot list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, tzinfo

from te_tui.models.snapshot_row import SnapshotRow
from te_tui.render.snapshots import flags_of
from te_tui.render.times import expiry, format_duration, format_time
from te_tui.widgets.cells import Cell, Role
from te_tui.widgets.columns import Column

_ROLES: dict[str, Role] = {"bad": "error", "warning": "warning", "muted": "muted"}


def titles(zone: tzinfo) -> dict[str, str]:
    """The title of each column that the list can be sorted by; that of times names their zone."""
    # Not by its own name: that changes with the seasons, and the list reaches over a year.
    return {
        "name": "Name",
        "dashboard": "Dashboard",
        "created": f"Created ({'UTC' if zone is UTC else 'local'})",
        "expires": "Expires",
        "span": "Span",
    }


def snapshot_columns(now: Callable[[], datetime], zone: tzinfo) -> tuple[Column[SnapshotRow], ...]:
    """Name first and last to go."""
    named = titles(zone)

    def expires(row: SnapshotRow) -> Cell:
        shown = expiry(row.expires, now())
        return Cell(f"{shown.text} {shown.glyph}".rstrip(), _ROLES.get(shown.role, "plain"))

    def created(row: SnapshotRow) -> Cell:
        if row.created is None:
            return Cell("–", "muted")
        return Cell(format_time(row.created, zone=zone, now=now(), labelled=False))

    def span(row: SnapshotRow) -> Cell:
        return Cell("–", "muted") if row.duration is None else Cell(format_duration(row.duration))

    return (
        Column(title=named["name"], cell=lambda row: row.label, min_width=20, weight=3),
        Column(
            title=named["dashboard"],
            cell=lambda row: row.dashboard_title or "",
            min_width=12,
            weight=1,
            drop=3,
        ),
        Column(title=named["created"], cell=created, width=17, drop=2),
        Column(title=named["expires"], cell=expires, width=17),
        Column(title=named["span"], cell=span, width=6, align="right", drop=1),
        Column(title="Flags", cell=lambda row: Cell(" ".join(flags_of(row)), "muted"), width=16, drop=4),
    )
