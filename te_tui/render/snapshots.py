"""What a list says about a snapshot, such as flags and expiry, and the sorting of its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING, Any

from te_tui.render.text.times import Expiry, expiry, format_time

if TYPE_CHECKING:
    from te_tui.models.snapshot import DashboardFacts
    from te_tui.models.snapshot_row import SnapshotRow

_SORT_VALUES: dict[str, Callable[[SnapshotRow], Any]] = {
    "name": lambda row: (row.name or "").casefold() or None,
    "dashboard": lambda row: (row.dashboard_title or "").casefold() or None,
    "created": lambda row: row.created,
    "expires": lambda row: row.expires,
    "span": lambda row: row.duration,
}

SORT_KEYS = tuple(_SORT_VALUES)


def flags_of(row: SnapshotRow) -> Iterator[str]:
    """The flags of a snapshot: `shared`, `scheduled`, and `external` if another server has its content."""
    if row.shared:
        yield "shared"
    if row.scheduled:
        yield "scheduled"
    if row.external:
        yield "external"


def expiry_of(row: SnapshotRow, now: datetime) -> Expiry:
    """When a snapshot expires, as a text with a glyph and a colour role."""
    return Expiry("never", "", "") if row.never_expires else expiry(row.expires, now)


def expiry_told(row: SnapshotRow, now: datetime) -> str:
    """A snapshot's expiry as part of a sentence: `expires in 6 d`, `expired 2 d ago`, `never expires`."""
    if row.never_expires:
        return "never expires"
    words = expiry(row.expires, now).text
    return words if row.expires is not None and row.expires <= now else f"expires {words}"


def dashboard_facts(dashboard: DashboardFacts, now: datetime, zone: tzinfo = UTC) -> Iterator[str]:
    """Lines about an opened snapshot's dashboard: description, filter, creator, and the last change."""
    if dashboard.description:
        yield dashboard.description
    changed = " ".join(
        filter(
            None,
            (
                f"by user {dashboard.modified_by}" if dashboard.modified_by else "",
                format_time(dashboard.modified, zone=zone, now=now) if dashboard.modified else "",
            ),
        )
    )
    facts = (
        "private dashboard" if dashboard.private else None,
        f"narrowed by dashboard filter {dashboard.filter_id}" if dashboard.filter_id else None,
        f"dashboard created by user {dashboard.created_by}" if dashboard.created_by else None,
        f"changed {changed}" if changed else None,
    )
    if any(facts):
        yield " · ".join(filter(None, facts))


def in_order(rows: list[SnapshotRow], name: str, *, descending: bool = False) -> list[SnapshotRow]:
    """Rows sorted by one of `SORT_KEYS`; rows with an unknown value come last in both directions."""
    value_of = _SORT_VALUES[name]
    known = [row for row in rows if value_of(row) is not None]
    unknown = [row for row in rows if value_of(row) is None]
    return sorted(known, key=value_of, reverse=descending) + unknown
