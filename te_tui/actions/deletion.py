"""Planning deletions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from te_tui.actions.plan import Change, Chosen, Plan, groups_of, separate_changeable

TYPED_ABOVE: Final = 20
"""Deletions of more snapshots than these are confirmed by typing their number (safety rule 14)."""


def plan_deletion(
    host: str,
    chosen: Iterable[Chosen],
    *,
    now: datetime,
    archive: bool = True,
    reason: str = "named by id",
    expression: str | None = None,
    by_clock: bool = False,
) -> Plan:
    """Plan to delete snapshots, each archived first unless `archive` is False.

    Args:
        host: the host of their source.
        chosen: the snapshots.
        now: the time by the source's clock.
        archive: whether they are archived.
        reason: why these were chosen, in words.
        expression: the filter that chose them at `now`, if one did.
        by_clock: whether the choice of these snapshots depends on `now`.
    """
    fit, left_out = separate_changeable(chosen)
    changes = tuple(map(Change.of, fit))
    return Plan(
        "delete",
        host,
        now,
        reason,
        groups_of(fit),
        changes,
        tuple(left_out),
        archive,
        filter=expression,
        by_clock=by_clock,
    )
