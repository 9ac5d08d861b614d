"""Checking that a snapshot is still what a person saw before it is deleted or extended (safety rule 19).

The service's present answer is compared with the plan or the list that the person saw: account group, name,
expiry, creation, and whether the snapshot is shared or scheduled. Times are compared to the second. If a
filter chose the snapshots, it must still match. For a deletion, the answer must not name fewer widgets than
before. A field that the answer lacks counts as unchanged; only a missing expiry forbids an extension, which
might then shorten the snapshot's life.

All changes are checked in this way: rm, prune and extend with all their options, and those of the explorer.
Rows of a list from standard input are compared by the fields that they have.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from te_tui.actions.expiry import same_second
from te_tui.actions.plan import Change, Chosen, Plan
from te_tui.actions.undecided import why_undecided
from te_tui.filters import FilterError, parse
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.models.words import counted


class Listed(NamedTuple):
    """A snapshot as a list showed it to a person; fields that the list did not show are None."""

    aid: str | None = None
    name: str | None = None
    created: datetime | None = None
    expires: datetime | None = None
    shared: bool | None = None
    scheduled: bool | None = None


def differences(plan: Plan, change: Change, row: SnapshotRow) -> tuple[str, ...]:
    """How a snapshot's present row differs from the plan, as clauses; empty if it does not.

    Its fields, then the number of its widgets, then the filter are compared, up to the first of these three
    that differs.
    """
    tells_expiry = plan.action == "extend" or row.expires is not None
    shown = _Shown("plan", change, plan.group_of(change).kind, tells_expiry)
    found = (_of_the_row(shown, row), _of_the_widgets(plan, change, row), _of_the_filter(plan, change, row))
    return next((clauses for one in found if (clauses := tuple(one))), ())


def since_listed(listed: Listed, chosen: Chosen) -> tuple[str, ...]:
    """The differences between a chosen snapshot now and as it was listed, as clauses; empty if none."""
    group, row = chosen
    told = {name: value for name, value in listed._asdict().items() if value is not None}
    change = replace(Change.of((group, row._replace(**told))), aid=listed.aid or str(group.aid))
    shown = _Shown("list", change, group.kind, None not in {listed.expires, row.expires})
    return tuple(_of_the_row(shown, row._replace(aid=row.aid or str(group.aid))))


class _Shown(NamedTuple):
    """A snapshot as a plan or a list showed it.

    `by` is "plan" or "list"; `tells_expiry` says whether to compare the expiry, too.
    """

    by: str
    change: Change
    kind: str
    tells_expiry: bool


def _of_the_row(shown: _Shown, row: SnapshotRow) -> Iterator[str]:
    by, change = shown.by, shown.change
    if row.aid not in {None, change.aid}:
        yield f"by the {by} it is in {shown.kind} {change.aid}, and it says {row.aid}"
    if row.name is not None and row.name != change.name:
        yield f"the {by} calls it {change.name}, and its name is {row.name}"
    if shown.tells_expiry and not same_second(row.expires, change.old):
        before, now = _told_apart(change.old, row.expires)
        yield f"by the {by} it expires {before}, and now it expires {now}"
    if change.created and row.created and not same_second(row.created, change.created):
        before, now = _told_apart(change.created, row.created)
        yield f"by the {by} it was created {before}, and it says {now}"
    flags = {"shared": (change.shared, row.shared), "scheduled": (change.scheduled, row.scheduled)}
    for word, (was, is_now) in flags.items():
        if None not in {was, is_now} and was is not is_now:
            yield f"by the {by} it is {'' if was else 'not '}{word}, and now it is{'' if is_now else ' not'}"


def _of_the_widgets(plan: Plan, change: Change, row: SnapshotRow) -> Iterator[str]:
    """Yield a clause if the snapshot is to be deleted, and now names fewer widgets than in the plan.

    The missing widgets would be deleted without having been archived.
    """
    shown, now = change.panels, row.panels
    if plan.deletes and shown is not None and now is not None and now < shown:
        yield f"by the plan it has {counted(shown, 'widget')}, and now it names only {now:,}"


def _of_the_filter(plan: Plan, change: Change, row: SnapshotRow) -> Iterator[str]:
    """Yield a clause unless the filter that chose the snapshot still matches it, as of the plan's date."""
    if plan.filter is None:
        return
    try:
        wanted = parse(plan.filter)
    except FilterError:
        yield f"its filter {plan.filter} cannot be read, so it may not be meant"
        return
    if why := why_undecided(wanted, row):
        yield why
        return
    told = {name: value for name, value in row._asdict().items() if value is not None}
    now = _as_shown(change)._replace(**told)
    if not wanted.matches(now, plan.made):
        yield f"the filter {plan.filter} does not find it any more (dashboard {now.dashboard_title})"


def _as_shown(change: Change) -> SnapshotRow:
    return SnapshotRow(
        snapshot_id=change.snapshot_id,
        name=change.name,
        aid=change.aid,
        shared=change.shared,
        scheduled=change.scheduled,
        created=change.created,
        expires=change.old,
        start=None,
        duration=None,
        dashboard_id=change.dashboard_id,
        dashboard_title=change.dashboard_title,
        link_form=None,
    )


def _told_apart(one: datetime | None, other: datetime | None) -> tuple[str, str]:
    """Both times as text in UTC; with seconds only if the texts would otherwise be equal."""
    told = _told(one, "%H:%M"), _told(other, "%H:%M")
    return told if told[0] != told[1] else (_told(one, "%H:%M:%S"), _told(other, "%H:%M:%S"))


def _told(when: datetime | None, form: str) -> str:
    return f"{when:%Y-%m-%d} {when:{form}} UTC" if when else "never, or at an unknown time"
