"""The final remarks and the exit code of `te-tui extend`, `rm` and `prune`."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from te_tui.actions.journals import resumption, taking_back
from te_tui.actions.lines import describe_done, describe_lost_archives, describe_unconfirmed
from te_tui.actions.outcome import Report
from te_tui.actions.plan import Change, Plan
from te_tui.cli.changing.progress import ChangeRemarks
from te_tui.cli.exits import exit_code
from te_tui.sources.abilities import Extension

IN_PART = 5
_NAMED: Final = 3


def say_left_out(plan: Plan, remarks: ChangeRemarks) -> None:
    """Print the snapshots that a plan leaves out, with reasons.

    Each counts as a failure, unless nothing needs to be changed, as with an expiry that is late enough.
    """
    for one in plan.left_out:
        say = remarks.say if one.already else remarks.warn
        say(f"{one.label} is left out: {one.why}")
        remarks.left_out |= not one.already


def say_interrupted(plan: Plan, journal: Path, left: int, remarks: ChangeRemarks) -> None:
    """Print that `left` changes of a stopped run remain, and the command that finishes them."""
    remarks.warn(f"{left:,} of {len(plan.changes):,} remain. Finish with {resumption(plan, journal)}.")


def conclude(report: Report, journal: Path, archives: Path, remarks: ChangeRemarks) -> int:
    """Print the result of a run of changes on stderr; return the exit code.

    Raises:
        SourceError, FileTrouble: nothing was done, and this error is the reason for all of it.
    """
    plan, done = report.plan, report.done
    if done:
        remarks.say(f"{describe_done(plan, len(done))}{_afterwards(plan, done, journal, archives)}")
    if report.remaining:
        say_interrupted(plan, journal, len(report.remaining), remarks)
    only = report.unmade[0][1].error if len(plan.changes) == 1 and report.unmade else None
    reason = report.stopped_by or only
    if reason is not None and not done:
        raise reason
    if report.stopped_by is not None:
        remarks.warn(str(report.stopped_by))
    if report.unconfirmed is not None:
        remarks.warn(f"{describe_unconfirmed(report.unconfirmed)} {resumption(plan, journal)} looks again.")
    lost = describe_lost_archives(report.lost_archives())
    if lost:
        remarks.warn(lost)
    codes = {exit_code(outcome.error) for _, outcome in report.unmade if outcome.error is not None}
    if not done and len(codes) == 1:
        return codes.pop()  # nothing at all was done, and all for one kind of reason
    in_part = report.unmade or report.remaining or report.stopped_by or report.unconfirmed
    return IN_PART if in_part or lost or remarks.left_out else 0


def _afterwards(plan: Plan, done: Sequence[Change], journal: Path, archives: Path) -> str:
    """A sentence on what can be done next, such as the command that undoes the changes."""
    if plan.way is Extension.NEW_LINK:
        ids = " ".join(shlex.quote(change.snapshot_id) for change in done[:_NAMED])
        more = " …" if len(done) > _NAMED else ""
        return f" The old ones are as they were; te-tui rm {ids}{more} deletes them."
    if plan.makes_again:
        return f" {taking_back(plan, journal)} makes them again with the old expiries."
    if plan.action == "extend":
        return f" {taking_back(plan, journal)} gives the old expiries back."
    return f" The archives are in {archives}." if plan.archive else ""
