"""A doubt about a clock, told and asked for by changing commands (safety rule 23)."""

from __future__ import annotations

from te_tui.actions.doubt import doubt_about, is_doubtful
from te_tui.actions.plan import Plan
from te_tui.cli.changing.confirming import can_ask
from te_tui.cli.exits import WrongUsage
from te_tui.cli.remarks import Remarks
from te_tui.sources.base import SnapshotSource


def must_ask(
    source: SnapshotSource,
    plan: Plan,
    remarks: Remarks,
    *,
    carries_out: bool = True,
    writes_plan: bool = False,
) -> bool:
    """Whether a plan needs confirmation even with --yes, because a clock is in doubt, which is said.

    Args:
        source: where the plan is carried out.
        plan: what is going to be done.
        remarks: print the doubt.
        carries_out: whether it is carried out now, which needs a terminal to ask on.
        writes_plan: whether it is written to a file, which is refused for a plan in doubt.

    Raises:
        WrongUsage: it cannot be asked, or is not written.
    """
    doubt = doubt_about(plan, source)
    if doubt is not None:
        remarks.warn(f"{doubt}.")
    if not is_doubtful(plan, doubt):
        return False
    if writes_plan:
        raise WrongUsage(f"{doubt}. No plan that goes by age or expiry is written then: set the clock.")
    if carries_out and not can_ask():
        raise WrongUsage(
            f"{doubt}. What goes by age or expiry is asked for then, also with --yes and --resume, and there "
            "is no terminal to ask on: set the clock, or name the snapshots by ids and a day for --until."
        )
    return True
