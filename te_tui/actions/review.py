"""Checking a plan made earlier: snapshots that have changed since, or are gone, are left out of it."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import replace
from datetime import datetime

from te_tui.actions.absence import sees_others
from te_tui.actions.comparison import differences
from te_tui.actions.expiry import check_expiry, lasts_as_asked, same_second
from te_tui.actions.plan import Change, LeftOut, Plan
from te_tui.actions.runner import check_source, ends_all
from te_tui.actions.steps import look
from te_tui.actions.windows import NotAllowed
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.sources.abilities import Extension
from te_tui.sources.base import SnapshotSource
from te_tui.sources.clock import server_now
from te_tui.sources.errors import NotFound, Refused, Rejected, SourceError
from te_tui.sources.few_at_once import in_order


async def still_as_planned(source: SnapshotSource, plan: Plan) -> Plan:
    """The plan with only the changes that can still be made; the others are left out, with reasons.

    Left out are snapshots that are gone, have changed, have the new expiry already, or cannot be opened, and
    new expiries that the source does not allow any more.

    Raises:
        WrongSource: the plan was made for another source.
        SourceError: account groups or a list could not be fetched, or every snapshot would fail with the same
            error.
    """
    await check_source(source, plan)
    now = server_now(source)

    async def looked_at(change: Change) -> Change | LeftOut | None:
        return await _looked_at(source, plan, change, now)

    async with aclosing(in_order(looked_at, plan.changes)) as looking:
        seen = [one async for one in looking]
    changes = tuple(one for one in seen if isinstance(one, Change))
    left_out = [one for one in seen if isinstance(one, LeftOut)]
    gone = [change for change, one in zip(plan.changes, seen, strict=True) if one is None]
    for aid in {change.aid for change in gone}:
        ids = {change.snapshot_id for change in gone if change.aid == aid}
        believed = await sees_others(source, aid, ids)
        left_out += [_gone(plan, change, believed=believed) for change in gone if change.aid == aid]
    planned = replace(plan, changes=changes, left_out=tuple(left_out))
    return await _without_made(source, planned) if plan.way is Extension.NEW_LINK else planned


async def _without_made(source: SnapshotSource, plan: Plan) -> Plan:
    """The plan without the snapshots that were recreated, with a new link, since the plan was written.

    Carrying out the plan once more would make a second new snapshot of each.

    Raises:
        SourceError: the snapshots cannot be listed, for a reason other than missing rights.
    """
    new: list[SnapshotRow] = []
    for aid in dict.fromkeys(change.aid for change in plan.changes):
        try:
            async for page in source.snapshots(aid):
                new += [row for row in page.rows if row.created is not None and row.created >= plan.made]
        except (Refused, Rejected):
            continue  # a token may create what it may not list
    changes: list[Change] = []
    left_out = list(plan.left_out)
    for change in plan.changes:
        made = [row for row in new if _is_made_of(row, change, plan)]
        if not made:
            changes.append(change)
            continue
        alike = [one for one in plan.changes if (one.name, one.new) == (change.name, change.new)]
        why = f"it was made again since the plan was written, as {made[0].snapshot_id}"
        left_out.append(LeftOut(_label(change), why, already=len(made) >= len(alike)))
    return replace(plan, changes=tuple(changes), left_out=tuple(left_out))


def _is_made_of(row: SnapshotRow, change: Change, plan: Plan) -> bool:
    """Whether a snapshot newer than the plan has the name and expiry that the change would give it."""
    return row.name == change.name and lasts_as_asked(row, change.new, plan.made)


async def without_obstacles(source: SnapshotSource, plan: Plan) -> Plan:
    """The plan without the snapshots that the source says it could not recreate, because copying would fail.

    Raises:
        SourceError: the source could not check a snapshot.
    """

    async def looked_at(change: Change) -> Change | LeftOut:
        why = await source.why_no_copy(change.aid, change.snapshot_id)
        return LeftOut(_label(change), why) if why else change

    async with aclosing(in_order(looked_at, plan.changes)) as looking:
        seen = [one async for one in looking]
    changes = tuple(one for one in seen if isinstance(one, Change))
    left_out = tuple(one for one in seen if isinstance(one, LeftOut))
    return replace(plan, changes=changes, left_out=(*plan.left_out, *left_out))


def _gone(plan: Plan, change: Change, *, believed: bool) -> LeftOut:
    """Leave out the snapshot of a change that is not found.

    With `believed`, it is really gone: the token sees other snapshots in the account group. Else the token
    may lack rights. If a snapshot to be deleted is really gone, leaving it out is no failure.
    """
    why = "it is gone"
    if not believed:
        group = plan.group_of(change)
        why = f"it does not open, and this token sees no other snapshot of {group.kind} {group.label} either"
    return LeftOut(_label(change), why, already=believed and change.new is None)


async def _looked_at(
    source: SnapshotSource, plan: Plan, change: Change, now: datetime
) -> Change | LeftOut | None:
    """The change if it is still valid, or the reason to leave it out; None if its snapshot is not found."""
    label = _label(change)
    try:
        row = await look(source, change)
    except NotFound:
        return None
    except SourceError as error:
        if ends_all(error):
            raise
        return LeftOut(label, str(error).rstrip("."))
    if _lasts_already(plan, change, row):
        return LeftOut(label, f"it lasts until {row.expires:%Y-%m-%d %H:%M} UTC already", already=True)
    if why := differences(plan, change, row):
        return LeftOut(label, "; ".join(why))
    if row.expires is None and change.old is not None:
        expired = f"by the plan it expires {change.old:%Y-%m-%d %H:%M} UTC"
        return LeftOut(label, f"{expired}, and now it expires never, or at an unknown time")
    if change.new is not None:
        try:
            check_expiry(change.new, now, source.limits)
        except NotAllowed as refusal:
            return LeftOut(label, str(refusal))
    return change


def _lasts_already(plan: Plan, change: Change, row: SnapshotRow) -> bool:
    """Whether the snapshot has its new expiry, so that nothing is left to do; it may have been recreated."""
    if change.new is None or row.expires is None:
        return False
    if plan.makes_again and row.created is not None and row.created >= plan.made:
        return lasts_as_asked(row, change.new, plan.made)
    return same_second(row.expires, change.new)


def _label(change: Change) -> str:
    return " ".join(filter(None, (change.name, change.snapshot_id)))
