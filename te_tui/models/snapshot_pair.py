"""Two snapshots: which one is earlier, and whether both are of the same dashboard."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from te_tui.models.snapshot_row import SnapshotRow

OrderedBy: TypeAlias = Literal["window", "creation", "given"]
"""What decided the order: the windows of the data, the times of creation, or the order in which both came."""


class Order(NamedTuple):
    """The order of two snapshots in time; `is_reversed` if the second one is the earlier one."""

    is_reversed: bool
    by: OrderedBy


def order_of(first: SnapshotRow, second: SnapshotRow) -> Order:
    """Order two opened snapshots: the one whose window ends first is the earlier one.

    If both end together, or an end is unknown, the one whose window starts first is; after that, the one that
    was created first. Otherwise the order stays as given.
    """
    criteria: tuple[OrderedBy, ...] = ("window", "window", "creation")
    times = ((row.end, row.start, row.created) for row in (first, second))
    for by, one, other in zip(criteria, *times, strict=True):
        if one is not None and other is not None and one != other:
            return Order(one > other, by)
    return Order(is_reversed=False, by="given")


def is_same_dashboard(one: SnapshotRow, other: SnapshotRow) -> bool | None:
    """Whether two snapshots are of the same dashboard, by its id, else by its title; None if unknown."""
    if one.dashboard_id is not None and other.dashboard_id is not None:
        return one.dashboard_id == other.dashboard_id
    if one.dashboard_title is not None and other.dashboard_title is not None:
        return one.dashboard_title == other.dashboard_title
    return None


def may_be_of(row: SnapshotRow, dashboard: SnapshotRow) -> bool:
    """Whether a listed snapshot may be of the dashboard that another snapshot, `dashboard`, is of.

    If the list does not tell its dashboard, as Grafana's does not, it may be if its name has the dashboard's
    title in it: that is the name that Grafana proposes. Opening it tells whether it is.
    """
    told = is_same_dashboard(row, dashboard)
    if told is not None:
        return told
    title = (dashboard.dashboard_title or "").casefold()
    return title != "" and title in (row.name or "").casefold()
