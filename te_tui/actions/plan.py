"""A plan of changes: a value that people confirm, that journals begin with, and that runs follow."""

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
    """An account group as a plan names it; the name is None where it was not asked for.

    `kind` is the vendor's word for it.
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
    """One snapshot to be changed; `old` is its expiry as it was read, `new` the one it is to have (UTC).

    A deletion has no `new`. `aid` is the account group that the row came from: each request about it names
    that one (safety rule 15). The other fields are what else was shown; older plans do not have them.
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
        """Make the change of a chosen row, which has to have an id."""
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
        """The snapshot's name, or its id where it has none."""
        return visible(self.name) or self.snapshot_id


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A snapshot that was chosen and is not changed.

    Attributes:
        label: its name and its id, because many have the same name.
        why: a clause without a full stop.
        already: whether it already is as requested, so that leaving it out is no failure.
    """

    label: CleanText
    why: CleanText
    already: bool = False

    @classmethod
    def of(cls, row: SnapshotRow, why: str, *, already: bool = False) -> LeftOut:
        """Leave out a row, for the reason `why`."""
        return cls(" ".join(filter(None, (row.name, row.snapshot_id))) or row.label, why, already)


@dataclass(frozen=True, slots=True)
class Plan:
    """The changes of one run.

    Attributes:
        action: extend or delete.
        host: the host of the source that it was made for; no other one may carry it out.
        made: the time when it was made, by the source's clock (UTC).
        reason: why the snapshots were chosen, in words: a filter expression, or that they were named.
        groups: the account groups of the changes.
        changes: what is changed, each snapshot once.
        left_out: what was chosen and is not changed.
        archive: whether each snapshot is archived before it is deleted, or made again.
        profile: the profile that it was made with, where people named one.
        undoes: whether it gives back what a run of extensions changed.
        filter: the expression that chose the snapshots, if one did; each still has to match it at its turn.
        by_clock: whether the choice of snapshots, or their new expiries, depend on the time of the plan.
        way: how an extension is made.
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
        """Whether snapshots are extended by making them again."""
        return self.action == "extend" and self.way is not Extension.IN_PLACE

    @property
    def deletes(self) -> bool:
        """Whether it deletes snapshots, even if these are made again."""
        return self.action == "delete" or self.way is Extension.SAME_LINK

    def group_of(self, change: Change) -> PlannedGroup:
        """The account group of a change."""
        return next((group for group in self.groups if group.aid == change.aid), PlannedGroup(change.aid))


def joined(plans: Sequence[Plan]) -> Plan:
    """Join plans for several sources into one to show; each is still carried out by itself."""
    return replace(
        plans[0],
        groups=tuple(group for plan in plans for group in plan.groups),
        changes=tuple(change for plan in plans for change in plan.changes),
        left_out=tuple(left_out for plan in plans for left_out in plan.left_out),
        by_clock=any(plan.by_clock for plan in plans),
    )


def separate_changeable(chosen: Iterable[Chosen]) -> tuple[list[Chosen], list[LeftOut]]:
    """Separate snapshots that can be changed, each once, from those that no request could name."""
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
    """The account groups of chosen rows, each once."""
    return tuple(dict.fromkeys(PlannedGroup(str(group.aid), group.name, group.kind) for group, _ in chosen))
