"""Before changes, warning of a clock that may be wrong, and then asking even with --yes (safety rule 23)."""

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
    """Warn of a clock that may be wrong; return whether the plan depends on it and so must be confirmed.

    Such a plan must be confirmed even with --yes.

    Args:
        source: the source that the plan changes.
        plan: the plan.
        remarks: prints the warning on stderr.
        carries_out: whether the plan is carried out now, so that a terminal to ask on is needed.
        writes_plan: whether the plan is to be written to a file, which is refused for such a plan.

    Raises:
        WrongUsage: confirmation is needed, and there is no terminal to ask on, or the plan is to be written
            to a file.
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
