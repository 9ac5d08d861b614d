"""Describing a plan, its changes, and the progress and result of its run, for people and as JSON."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any, Final

from te_tui.actions.outcome import Progress
from te_tui.actions.plan import Change, Plan
from te_tui.models.instants import iso
from te_tui.models.snapshot_row import SnapshotRow, lasts_for_ever
from te_tui.models.words import counted
from te_tui.render.text.times import format_duration, format_time, in_zone, zone_name
from te_tui.render.text.width import cell_width, fit, wrap
from te_tui.sources.abilities import Extension
from te_tui.sources.errors import SourceError

_WIDEST_NAME: Final = 48
_UNKNOWN: Final = "expiry unknown"
_NEVER: Final = "never"
_DONE: Final = {"delete": "Deleted", "extend": "Extended"}
_INDENT: Final = "    "


def plan_lines(plan: Plan, zone: tzinfo, columns: int | None = None) -> list[str]:
    """The lines that show a plan, one for each change, both in a dry run and before confirmation.

    Names are aligned; expiries are in UTC, and also in `zone` if it differs from UTC.

    Args:
        plan: the plan.
        zone: the person's time zone.
        columns: the width at which lines are folded between words; None to fold no line.
    """
    return _lines(plan, _verb(plan), zone, columns)


def done_lines(plan: Plan, zone: tzinfo, columns: int | None = None) -> list[str]:
    """A line for each change that was carried out: like `plan_lines`, but with the verb in the past tense."""
    return _lines(plan, _done(plan), zone, columns)


def describe_side_effects(plan: Plan) -> tuple[str, ...]:
    """Sentences on the side effects of recreating snapshots to extend them; empty for any other plan."""
    if not plan.makes_again:
        return ()
    if plan.way is Extension.NEW_LINK:
        return (
            "The service cannot move an expiry: each is archived, and made again under a new link.",
            "The old one and its link stay until it expires or is deleted.",
            "New are id, link, creation date, creator (this token's) and delete key.",
        )
    return (
        "The service cannot move an expiry: each is archived, copied, deleted, and made again.",
        "The link stays; for a moment it leads nowhere, and caches may show the old one for an hour.",
        "New are creation date, creator (this token's) and delete key: the old one deletes nothing more.",
    )


def describe_not_done(plan: Plan, change: Change, why: str) -> str:
    """A line that says which change was not made, and why."""
    return f"not {_done(plan)}: {change.label}: {why}"


def describe_dry_run(plan: Plan, number: int) -> str:
    """A sentence that says how many snapshots the plan would change, and that nothing was changed."""
    return f"{number:,} would be {_done(plan)}, nothing was changed."


def change_json(
    plan: Plan, change: Change, error: str | None = None, made: SnapshotRow | None = None
) -> dict[str, Any]:
    """One change as a JSON object with the API's field names; `error` is the reason if it was not made.

    If the plan recreates snapshots, the object also says how (`way`), and has the new id and link.
    """
    again: dict[str, Any] = {}
    if plan.makes_again:
        new_id, link = (made.snapshot_id, made.link) if made else (None, None)
        again = {"way": plan.way.value, "newSnapshotId": new_id, "newLink": link}
    return {
        "action": plan.action,
        "aid": change.aid,
        "snapshotId": change.snapshot_id,
        "snapshotName": change.name,
        "snapshotExpirationDate": iso(change.old),
        "newExpirationDate": iso(change.new),
        "archive": plan.archive,
        "error": error,
    } | again


def describe_expiry(change: Change, now: datetime, zone: tzinfo) -> str:
    """A snapshot's expiry in words, or "old → new" if it changes: in UTC, and in `zone` if it differs."""
    old = _told(change.created or now, change.old, now, zone) if change.old else _UNKNOWN
    return f"{old} → {_told(now, change.new, now, zone)}" if change.new else old


def _told(begins: datetime, expires: datetime, now: datetime, zone: tzinfo) -> str:
    return _NEVER if lasts_for_ever(begins, expires) else in_both_zones(expires, now, zone)


def describe_progress(progress: Progress, stopping: str = "") -> str:
    """The progress of a run in one line of at most 80 columns, which ends with `stopping`: how to stop it."""
    parts = [f"{progress.done:,} of {progress.total:,} done"]
    if progress.failed:
        parts.append(f"{progress.failed:,} failed")
    if progress.seconds_left is not None and progress.remaining:
        parts.append(f"about {format_duration(math.ceil(progress.seconds_left))} left")
    budget = progress.budget
    if budget is not None and budget.limit is not None and budget.remaining is not None:
        parts.append(f"{budget.remaining:,}/{budget.limit:,} req")
    return " · ".join([*parts, *filter(None, [stopping])])


def describe_done(plan: Plan, number: int) -> str:
    """A sentence that says how many snapshots a run has changed."""
    done = "Put back the expiry of" if plan.undoes else _DONE[plan.action]
    return f"{done} {counted_in_groups(plan, number)}."


def describe_unconfirmed(error: SourceError) -> str:
    """A sentence that says why the deletions could not be confirmed in the list of snapshots."""
    return f"That the deleted snapshots are not in the list any more could not be confirmed: {error}"


def describe_lost_archives(archives: Sequence[Path]) -> str:
    """A sentence that warns of archives that are no longer at their paths; empty if there are none."""
    if not archives:
        return ""
    are, them = ("is", "it") if len(archives) == 1 else ("are", "them")
    said = f"{counted(len(archives), 'archive')} {are} not where te-tui wrote {them} any more: {archives[0]}"
    return f"{said}. Find out what took {them} away."


def counted_in_groups(plan: Plan, number: int) -> str:
    """A phrase such as "3 snapshots of account group X", or "3 snapshots" if the plan has no groups."""
    return f"{counted(number, 'snapshot')}{in_groups(plan)}"


def in_groups(plan: Plan) -> str:
    """A phrase such as " of account group X", to follow what is counted; empty if the plan has no groups."""
    if not plan.groups:
        return ""
    kind = plan.groups[0].kind
    return f" of {kind}{'s' if len(plan.groups) > 1 else ''} {', '.join(one.label for one in plan.groups)}"


def _verb(plan: Plan) -> str:
    if plan.undoes:
        return "put back"
    if plan.makes_again:
        return f"extend, {plan.way.value}"
    return "archive, delete" if plan.archive else plan.action


def _done(plan: Plan) -> str:
    return "put back" if plan.undoes else _DONE[plan.action].lower()


def _lines(plan: Plan, verb: str, zone: tzinfo, columns: int | None) -> list[str]:
    width = min(max((cell_width(change.name or "") for change in plan.changes), default=0), _WIDEST_NAME)
    lines = []
    for change in plan.changes:
        expiry = f"{'expires ' if change.old else ''}{describe_expiry(change, plan.made, zone)}"
        name = fit(change.name or "", width, "left")
        parts = (f"{verb}  {change.snapshot_id:36}", name, f"{expiry} · {plan.group_of(change).label}")
        lines.append(_folded(parts, columns))
    return lines


def _folded(parts: Sequence[str], columns: int | None) -> str:
    """The parts joined by two spaces; a part that does not fit into `columns` goes to a new indented line."""
    line = "  ".join(parts)
    if columns is None or cell_width(line) <= columns:
        return line
    lines = [parts[0]]
    for part in parts[1:]:
        if cell_width(lines[-1]) + 2 + cell_width(part) <= columns:
            lines[-1] += f"  {part}"
        elif len(_INDENT) + cell_width(part) <= columns:
            lines.append(_INDENT + part)
        else:
            lines += [_INDENT + words for words in wrap(part, columns - len(_INDENT))]
    return "\n".join(map(str.rstrip, lines))


def in_both_zones(when: datetime, now: datetime, zone: tzinfo) -> str:
    """A time in UTC, followed in brackets by the time in `zone` if its offset differs."""
    utc, local = in_zone(when, UTC), in_zone(when, zone)
    text = format_time(when, zone=UTC, now=now)
    if utc.utcoffset() == local.utcoffset():
        return text
    if utc.date() == local.date():
        return f"{text} ({local:%H:%M} {zone_name(when, zone)})"
    return f"{text} ({format_time(when, zone=zone, now=now)})"
