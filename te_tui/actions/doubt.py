"""Detecting that the clock by which a plan was made, or is carried out, may be wrong (safety rule 23)."""

from __future__ import annotations

from datetime import timedelta

from te_tui.actions.plan import Plan
from te_tui.filters import FilterError, parse
from te_tui.sources.base import SnapshotSource
from te_tui.sources.clock import ClockDoubt, clock_doubt, server_now


def doubt_about(plan: Plan, source: SnapshotSource) -> ClockDoubt | None:
    """The reason to doubt the clock that a plan was made by, or is carried out by; None if there is none.

    The service's clock may disagree with this machine's, or the plan may be dated over a day in the future.
    """
    ahead = plan.made - server_now(source)
    of_the_plan = ClockDoubt(source.host, ahead) if ahead > timedelta(days=1) else None
    return clock_doubt(source) or of_the_plan


def is_doubtful(plan: Plan, doubt: ClockDoubt | None) -> bool:
    """Whether a plan depends on a clock that is over a day wrong, so that a person must confirm the plan."""
    return doubt is not None and doubt.is_grave and goes_by_clock(plan)


def goes_by_clock(plan: Plan) -> bool:
    """Whether the plan would be another one if it had been made at another time.

    Older plan files do not say so; for them, it is judged by the plan's filter expression.
    """
    if plan.by_clock or plan.filter is None:
        return plan.by_clock
    try:
        return parse(plan.filter).goes_by_clock
    except FilterError:
        return True
