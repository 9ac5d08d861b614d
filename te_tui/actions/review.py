"""A plan that was made earlier, beside what is there now: only what is still as it says may be changed."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import replace
from datetime import datetime

from te_tui.actions.expiry import check_expiry, same_expiry
from te_tui.actions.plan import Change, LeftOut, Plan
from te_tui.actions.runner import check_source, ends_all
from te_tui.actions.windows import NotAllowed
from te_tui.sources.base import SnapshotSource
from te_tui.sources.clock import server_now
from te_tui.sources.errors import NotFound, SourceError
from te_tui.sources.few_at_once import in_order


async def still_as_planned(source: SnapshotSource, plan: Plan) -> Plan:
    """The same plan, made now: without what is done already, and without what is not as it says any more.

    Raises:
        WrongSource: it is one for another source.
        SourceError: the snapshots cannot be looked at.
    """
    await check_source(source, plan)
    now = server_now(source)

    async def look(change: Change) -> Change | LeftOut:
        return await _looked_at(source, change, now)

    async with aclosing(in_order(look, plan.changes)) as looking:
        seen = [one async for one in looking]
    changes = tuple(one for one in seen if isinstance(one, Change))
    left_out = tuple(one for one in seen if isinstance(one, LeftOut))
    return replace(plan, made=now, changes=changes, left_out=left_out)


async def _looked_at(source: SnapshotSource, change: Change, now: datetime) -> Change | LeftOut:
    label = " ".join(filter(None, (change.name, change.snapshot_id)))
    try:
        row = (await source.snapshot(change.aid, change.snapshot_id)).row
    except NotFound:
        # Of an extension somebody expected more than that.
        return LeftOut(label, "it is gone", already=change.new is None)
    except SourceError as error:
        if ends_all(error):
            raise
        return LeftOut(label, str(error).rstrip("."))
    if row.aid not in {None, change.aid}:
        return LeftOut(label, f"by the plan it is in account group {change.aid}, and it says {row.aid}")
    if row.name != change.name:
        return LeftOut(label, f"the plan calls it {change.name}, and its name is {row.name}")
    if change.new is not None and same_expiry(row.expires, change.new):
        return LeftOut(label, f"it lasts until {_told(row.expires)} already", already=True)
    if not same_expiry(row.expires, change.old):
        why = f"by the plan it expires {_told(change.old)}, and now it expires {_told(row.expires)}"
        return LeftOut(label, why)
    if change.new is not None:
        try:
            check_expiry(change.new, now)
        except NotAllowed as refusal:
            return LeftOut(label, str(refusal))
    return change


def _told(expires: datetime | None) -> str:
    return f"{expires:%Y-%m-%d %H:%M} UTC" if expires else "never, or at an unknown time"
