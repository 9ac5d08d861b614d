"""A plan of changes to snapshots, which a person confirms before a run carries it out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, TypeAlias

from te_tui.models.account_group import AccountGroup
from te_tui.models.clean import visible
from te_tui.models.clean_text import CleanText
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.sources.abilities import Extension

Action: TypeAlias = Literal["extend", "delete"]

Chosen: TypeAlias = tuple[AccountGroup, SnapshotRow]
"""A row, and the account group whose list or snapshot it was read from."""


@dataclass(frozen=True, slots=True)
class PlannedGroup:
    """An account group of a plan; its name is None if it was never fetched.

    `kind` is the vendor's word for an account group.
    """

    aid: CleanText
    name: CleanText | None = None
    kind: CleanText = "account group"

    @property
    def label(self) -> str:
        """The account group's name and id, for people."""
        return f"{self.name} ({self.aid})" if self.name else self.aid


@dataclass(frozen=True, slots=True)
class Change:
    """One snapshot to be changed; `old` is its expiry before the change, `new` its new expiry (UTC).

    A deletion has no `new`. `aid` is the account group in whose list the snapshot was found; each request
    about it names this account group (safety rule 15). The fields after `new` tell what people saw of the
    snapshot when they chose it; plans of older versions do not have them.
    """

    aid: CleanText
    snapshot_id: CleanText
    name: CleanText | None
    old: datetime | None = None
    new: datetime | None = None
    created: datetime | None = None
    shared: bool | None = None
    scheduled: bool | None = None
    dashboard_id: CleanText | None = None
    dashboard_title: CleanText | None = None
    panels: int | None = None

    @classmethod
    def of(cls, chosen: Chosen, new: datetime | None = None) -> Change:
        """Make the change for a snapshot that was chosen, which must have an id; a deletion has no `new`."""
        group, row = chosen
        return cls(
            str(group.aid),
            str(row.snapshot_id),
            row.name,
            row.expires,
            new,
            row.created,
            row.shared,
            row.scheduled,
            row.dashboard_id,
            row.dashboard_title,
            row.panels,
        )

    @property
    def label(self) -> str:
        """The snapshot's name, or its id if it has no name."""
        return visible(self.name) or self.snapshot_id


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A chosen snapshot that will not be changed.

    Attributes:
        label: the snapshot's name and id, because many snapshots have the same name.
        why: the reason, as a clause.
        already: whether there is nothing to change, as with an expiry that is late enough; then it is not
            reported as a failure.
    """

    label: CleanText
    why: CleanText
    already: bool = False

    @classmethod
    def of(cls, row: SnapshotRow, why: str, *, already: bool = False) -> LeftOut:
        """Make a `LeftOut` of a row, for the reason `why`."""
        return cls(" ".join(filter(None, (row.name, row.snapshot_id))) or row.label, why, already)


@dataclass(frozen=True, slots=True)
class Plan:
    """The changes of one run.

    Attributes:
        action: extend or delete.
        host: the host of the source that the plan was made for; the plan is carried out on no other host.
        made: the time when the plan was made, by the source's clock (UTC).
        reason: why the snapshots were chosen, in words, such as a filter expression or "named by id".
        groups: the account groups of the changes.
        changes: the changes, one for each snapshot.
        left_out: the chosen snapshots that are not changed.
        archive: whether each snapshot is archived before it is deleted or recreated.
        profile: the profile that the plan was made with, if a person named one.
        undoes: whether the plan restores the expiries that an earlier run changed.
        filter: the filter expression that chose the snapshots, if any; each change checks it again.
        by_clock: whether the choice or the new expiries of the snapshots depend on `made`.
        way: how expiries are extended: by changing them, or by recreating the snapshots.
    """

    action: Action
    host: CleanText
    made: datetime
    reason: CleanText
    groups: tuple[PlannedGroup, ...]
    changes: tuple[Change, ...]
    left_out: tuple[LeftOut, ...] = ()
    archive: bool = False
    profile: CleanText | None = None
    undoes: bool = False
    filter: str | None = None
    by_clock: bool = False
    way: Extension = Extension.IN_PLACE

    @property
    def makes_again(self) -> bool:
        """Whether snapshots are extended by recreating them."""
        return self.action == "extend" and self.way is not Extension.IN_PLACE

    @property
    def deletes(self) -> bool:
        """Whether carrying out the plan deletes snapshots, even if only to recreate them."""
        return self.action == "delete" or self.way is Extension.SAME_LINK

    def group_of(self, change: Change) -> PlannedGroup:
        """The account group of a change."""
        return next((group for group in self.groups if group.aid == change.aid), PlannedGroup(change.aid))


def joined(plans: Sequence[Plan]) -> Plan:
    """Join plans for several sources into one plan for display; each plan is still carried out separately."""
    return replace(
        plans[0],
        groups=tuple(group for plan in plans for group in plan.groups),
        changes=tuple(change for plan in plans for change in plan.changes),
        left_out=tuple(left_out for plan in plans for left_out in plan.left_out),
        by_clock=any(plan.by_clock for plan in plans),
    )


def separate_changeable(chosen: Iterable[Chosen]) -> tuple[list[Chosen], list[LeftOut]]:
    """Separate the snapshots that can be changed, without repetitions, from those to leave out.

    A row is left out if it or its account group has no id, or if the row says that it is of another group.
    """
    fit: dict[tuple[str, str], Chosen] = {}
    left_out: list[LeftOut] = []
    for group, row in chosen:
        if not row.snapshot_id or not group.aid:
            left_out.append(LeftOut.of(row, "it has no id"))
        elif row.aid is not None and row.aid != group.aid:
            why = f"it says that it belongs to {group.kind} {row.aid}, but was read from {group.aid}"
            left_out.append(LeftOut.of(row, why))
        else:
            fit.setdefault((group.aid, row.snapshot_id), (group, row))
    return list(fit.values()), left_out


def groups_of(chosen: Iterable[Chosen]) -> tuple[PlannedGroup, ...]:
    """The account groups of chosen rows, without repetitions."""
    return tuple(dict.fromkeys(PlannedGroup(str(group.aid), group.name, group.kind) for group, _ in chosen))
