"""Planning deletions, and the text to type for confirming them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from te_tui.actions.plan import Change, Chosen, Plan, groups_of, separate_changeable

TYPED_ABOVE: Final = 20
"""Deletions of more snapshots than these are confirmed by typing their number (safety rule 14)."""

WORD: Final = "delete"
"""Typed in the explorer to confirm what cannot be undone."""


def asks_for_number(plan: Plan) -> bool:
    """Whether a plan deletes so many snapshots that a person must type their number to confirm it."""
    return plan.deletes and len(plan.changes) > TYPED_ABOVE


def text_to_type(plan: Plan, *, doubtful: bool = False) -> str:
    """The number or word to type in the explorer to confirm a plan; empty if pressing a key is enough.

    Args:
        plan: the plan, with the changes that are left to do.
        doubtful: whether the plan depends on a clock that may be wrong.
    """
    if asks_for_number(plan):
        return str(len(plan.changes))
    return WORD if plan.action == "delete" and (doubtful or not plan.archive) else ""


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
        host: the host of the source that has the snapshots.
        chosen: the snapshots.
        now: the time by the source's clock.
        archive: whether each snapshot is archived before it is deleted.
        reason: why these snapshots were chosen, in words.
        expression: the filter that chose the snapshots at `now`; None if no filter did.
        by_clock: whether `now` decided which snapshots were chosen, so that a wrong clock chose wrong ones.
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
