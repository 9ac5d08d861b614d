"""What is said of a snapshot in a list: its flags, its columns' order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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
    """What else is known of a snapshot, in single words."""
    if row.shared:
        yield "shared"
    if row.scheduled:
        yield "scheduled"


def in_order(rows: list[SnapshotRow], name: str, *, descending: bool = False) -> list[SnapshotRow]:
    """Rows sorted by one of `SORT_KEYS`; what is unknown comes last in both directions."""
    value_of = _SORT_VALUES[name]
    known = [row for row in rows if value_of(row) is not None]
    unknown = [row for row in rows if value_of(row) is None]
    return sorted(known, key=value_of, reverse=descending) + unknown
