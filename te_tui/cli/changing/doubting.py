"""A doubt about the service's clock, told and asked for by changing commands (safety rule 23)."""

from __future__ import annotations

from datetime import timedelta

from te_tui.actions.plan import Plan
from te_tui.cli.changing.confirming import can_ask
from te_tui.cli.changing.options import ChangeOptions
from te_tui.cli.exits import WrongUsage
from te_tui.cli.remarks import Remarks
from te_tui.filters import parse
from te_tui.sources.base import SnapshotSource
from te_tui.sources.clock import ClockDoubt, clock_doubt, server_now


def yes_counts(options: ChangeOptions, source: SnapshotSource, plan: Plan, remarks: Remarks) -> bool:
    """Whether --yes was given and answers the question; a doubt about the clock is told.

    What goes by the clock is asked all the same where that is more than a day wrong, or was when a plan was
    made by it; no plan is written then.

    Raises:
        WrongUsage: it has to be asked, and there is no terminal to ask on.
    """
    doubt = clock_doubt(source) or _doubt_of(plan, source)
    if doubt is not None:
        remarks.warn(f"{doubt}.")
    yes = options.yes
    if doubt is None or not doubt.is_grave or not _goes_by_clock(plan):
        return yes
    writes_plan = options.dry_run and options.plan is not None
    if options.dry_run and not writes_plan:
        return yes
    if writes_plan:
        raise WrongUsage(
            f"{doubt}. No plan of what is chosen by age or expiry is written then: set the clock."
        )
    if not can_ask():
        raise WrongUsage(
            f"{doubt}. What is chosen by age or expiry is asked for then, also with --yes, and there is no "
            "terminal to ask on: set the clock, or name the snapshots by their ids."
        )
    return False


def _doubt_of(plan: Plan, source: SnapshotSource) -> ClockDoubt | None:
    """The doubt about the clock by which a plan was made, which no clock can be ahead of."""
    ahead = plan.made - server_now(source)
    return ClockDoubt(source.host, ahead) if ahead > timedelta(days=1) else None


def _goes_by_clock(plan: Plan) -> bool:
    """Whether the time decides what is changed."""
    return plan.filter is not None and parse(plan.filter).goes_by_clock
