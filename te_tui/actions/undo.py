"""Planning to undo a run of extensions as far as possible."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from te_tui.actions.plan import Change, LeftOut, Plan
from te_tui.actions.record import Record, Trace
from te_tui.sources.abilities import Extension


def undo(record: Record, *, now: datetime) -> Plan:
    """Plan to restore the old expiries after a run of extensions; `now` is the time by the source's clock.

    Changes that were not made are skipped. The plan leaves out what cannot be undone: deletions; snapshots
    whose old expiry is unknown or has passed, because the service accepts only future expiries; snapshots
    recreated with a new link, whose old ones still exist; and recreations that are not finished.

    A snapshot that was recreated with the same link is recreated once more; its original creator, creation
    date and delete key are not restored.
    """
    done = [
        (change, trace)
        for change, trace in zip(record.plan.changes, record.traces, strict=True)
        if _may_be_done(trace)
    ]
    back, left_out = [], []
    for change, trace in done:
        why = _why_not(record.plan, change, trace, now)
        if why is None:
            # What was made again was created then, and expires when it was read back to.
            made_again = record.plan.makes_again
            old, created = (trace.expires, None) if made_again else (change.new, change.created)
            back.append(replace(change, old=old, new=change.old, created=created))
        else:
            left_out.append(LeftOut(f"{change.name or ''} {change.snapshot_id}".lstrip(), why))
    groups = record.plan.groups
    return Plan(
        "extend",
        record.plan.host,
        now,
        "undo",
        groups,
        tuple(back),
        tuple(left_out),
        archive=record.plan.makes_again,
        undoes=True,
        way=record.plan.way,
    )


def _may_be_done(trace: Trace) -> bool:
    return (trace.asked or trace.new_id is not None) and (
        trace.outcome is None or trace.outcome.kind != "gone"
    )


def _why_not(plan: Plan, change: Change, trace: Trace, now: datetime) -> str | None:
    if plan.action == "delete":
        return "nobody can bring back a deleted snapshot"
    if plan.way is Extension.NEW_LINK:
        return f"it is as it was; the new one goes with te-tui rm {trace.new_id}"
    if plan.makes_again and trace.expires is None:
        return "it was not made again to the end; finish that with --resume first"
    if change.old is None:
        return "its old expiry is not known"
    if change.old <= now:
        return f"its old expiry, {change.old:%Y-%m-%d %H:%M} UTC, has passed"
    return None
