"""Taking a run back, as far as that is possible."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from te_tui.actions.plan import Change, LeftOut, Plan
from te_tui.actions.record import Record, Trace


def undo(record: Record, *, now: datetime) -> Plan:
    """Plan to give back what a run of extensions changed, the old expiries; `now` by the source's clock.

    What was not done needs nothing. What had no known expiry, or one that has passed, is left out: the
    service takes only dates that are ahead. Deletions cannot be taken back at all.
    """
    done = [
        change
        for change, trace in zip(record.plan.changes, record.traces, strict=True)
        if _may_be_done(trace)
    ]
    back, left_out = [], []
    for change in done:
        why = _why_not(record.plan, change, now)
        if why is None:
            back.append(replace(change, old=change.new, new=change.old))
        else:
            left_out.append(LeftOut(f"{change.name or ''} {change.snapshot_id}".lstrip(), why))
    groups = record.plan.groups
    return Plan("extend", record.plan.host, now, "undo", groups, tuple(back), tuple(left_out), undoes=True)


def _may_be_done(trace: Trace) -> bool:
    return trace.asked and (trace.outcome is None or trace.outcome.kind != "gone")


def _why_not(plan: Plan, change: Change, now: datetime) -> str | None:
    if plan.action == "delete":
        return "nobody can bring back a deleted snapshot"
    if change.old is None:
        return "its old expiry is not known"
    if change.old <= now:
        return f"its old expiry, {change.old:%Y-%m-%d %H:%M} UTC, has passed"
    return None
