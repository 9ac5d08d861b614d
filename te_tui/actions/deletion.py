"""Planning deletions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from te_tui.actions.plan import Change, Chosen, Plan, groups_of, sorted_out


def plan_deletion(
    host: str, chosen: Iterable[Chosen], *, now: datetime, archive: bool = True, reason: str = "named by id"
) -> Plan:
    """Plan to delete snapshots, each archived before unless that is declined; `now` by the source's clock."""
    fit, left_out = sorted_out(chosen)
    changes = tuple(Change(str(group.aid), str(row.snapshot_id), row.name, row.expires) for group, row in fit)
    return Plan("delete", host, now, reason, groups_of(fit), changes, tuple(left_out), archive)
