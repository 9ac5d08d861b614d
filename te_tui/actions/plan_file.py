"""Plan files: one person makes a plan, another one reviews it, and it is carried out later.

A plan file is JSON Lines: the plan's own fields in the first line, then one line for each snapshot. To leave
snapshots out, delete their lines, or put a `#` before them; the other lines need no change.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final, Self, TypeAlias, TypeVar

from pydantic import (
    AwareDatetime,
    BeforeValidator,
    Field,
    NonNegativeInt,
    TypeAdapter,
    ValidationError,
)

from te_tui.actions.plan import Action, Change, Plan, PlannedGroup
from te_tui.actions.plan_json import undoing_by_its_reason
from te_tui.files.encoding import is_utf16
from te_tui.files.private import read_private, write_private
from te_tui.models.clean_text import CleanText
from te_tui.sources.abilities import Extension

_FORMAT: Final = 1
_LARGEST: Final = 256 * 1024 * 1024

_Id: TypeAlias = Annotated[CleanText, Field(min_length=1)]

T = TypeVar("T")


class BadPlan(Exception):
    """The file has no plan that can be carried out; the message says which line is wrong, and why."""


@dataclass(frozen=True, slots=True)
class _Head:
    """The first line of a plan file; `snapshots` is the number of snapshots in the plan when it was made."""

    format: Annotated[int, Field(alias="teTuiPlan")]
    action: Action
    host: CleanText
    made: AwareDatetime
    reason: CleanText
    archive: bool
    snapshots: NonNegativeInt
    undoes: bool = False
    filter: str | None = None
    by_clock: Annotated[bool, Field(alias="byClock")] = False
    way: Extension = Extension.IN_PLACE


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of a plan file after the first: a snapshot, and for an extension its new expiry."""

    aid: _Id
    group: Annotated[CleanText | None, Field(alias="accountGroupName")]
    snapshot_id: Annotated[_Id, Field(alias="snapshotId")]
    name: Annotated[CleanText | None, Field(alias="snapshotName")]
    old: Annotated[AwareDatetime | None, Field(alias="snapshotExpirationDate")]
    new: Annotated[AwareDatetime | None, Field(alias="newExpirationDate")] = None
    created: Annotated[AwareDatetime | None, Field(alias="snapshotCreatedDate")] = None
    shared: Annotated[bool | None, Field(alias="isShared")] = None
    scheduled: Annotated[bool | None, Field(alias="isScheduled")] = None
    dashboard_id: Annotated[CleanText | None, Field(alias="dashboardId")] = None
    dashboard_title: Annotated[CleanText | None, Field(alias="dashboardTitle")] = None
    kind: Annotated[CleanText, Field(alias="groupKind")] = "account group"
    panels: Annotated[NonNegativeInt | None, Field(alias="widgets")] = None

    @classmethod
    def of(cls, change: Change, group: PlannedGroup) -> Self:
        return cls(group=group.name, kind=group.kind, **asdict(change))

    @property
    def change(self) -> Change:
        own = {name: value for name, value in asdict(self).items() if name not in {"group", "kind"}}
        return Change(**own)


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan read from its file; `at_first` is the number of snapshots in it when it was made."""

    plan: Plan
    at_first: int


_HEAD: Final = TypeAdapter[_Head](Annotated[_Head, BeforeValidator(undoing_by_its_reason)])
_ROW: Final = TypeAdapter(_Row)


def write_plan(path: Path, plan: Plan) -> None:
    """Write a plan to a file that only its owner can read; when this returns, it is on the disk.

    Raises:
        FileTrouble: the file cannot be written.
    """
    head = _Head(
        _FORMAT,
        plan.action,
        plan.host,
        plan.made,
        plan.reason,
        plan.archive,
        len(plan.changes),
        plan.undoes,
        plan.filter,
        plan.by_clock,
        plan.way,
    )
    rows = (_Row.of(one, plan.group_of(one)) for one in plan.changes)
    lines = [
        _HEAD.dump_json(head, by_alias=True, exclude_defaults=True),
        *(_ROW.dump_json(row, by_alias=True, exclude_defaults=True) for row in rows),
    ]
    write_private(path, b"".join(line + b"\n" for line in lines))


def read_plan(path: Path) -> Planned:
    """Read a plan file.

    Raises:
        BadPlan: there is no such file, or one of its lines is wrong, so that none of it may be carried out.
        FileTrouble: the file cannot be read.
    """
    content = read_private(path, at_most=_LARGEST)
    if content is None:
        raise BadPlan(f"There is no plan {path}; --dry-run --plan makes one.")
    try:
        return _read(content)
    except _Wrong as wrong:
        raise BadPlan(f"{path} cannot be carried out: {wrong}.") from None


class _Wrong(Exception):
    """Raised while reading a plan file, to be reported as `BadPlan`; the message is a clause."""


def _read(content: bytes) -> Planned:
    if is_utf16(content):
        raise _Wrong("it is UTF-16, not UTF-8")
    text = content.decode("utf-8-sig", "replace")  # editors of other systems begin with a mark
    first, *others = [
        (number, line)
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip() and not line.lstrip().startswith("#")
    ] or [(1, "")]
    head = _line(_HEAD, *first, "is not how a plan of te-tui begins")
    if head.format != _FORMAT:
        raise _Wrong(f"its format is {head.format}, and this te-tui knows {_FORMAT}")
    rows = {number: _line(_ROW, number, line, "is no snapshot of a plan") for number, line in others}
    seen: dict[tuple[str, str], int] = {}
    for number, row in rows.items():
        if why := _mistake(head, row):
            raise _Wrong(f"line {number} {why}")
        before = seen.setdefault((row.aid, row.snapshot_id), number)
        if before != number:
            raise _Wrong(f"line {number} names the snapshot of line {before} again")
    groups = dict.fromkeys(PlannedGroup(row.aid, row.group, row.kind) for row in rows.values())
    plan = Plan(
        head.action,
        head.host,
        head.made,
        head.reason,
        tuple(groups),
        tuple(row.change for row in rows.values()),
        archive=head.archive,
        undoes=head.undoes,
        filter=head.filter,
        by_clock=head.by_clock,
        way=head.way,
    )
    return Planned(plan, head.snapshots)


def _line(reader: TypeAdapter[T], number: int, line: str, why: str) -> T:
    try:
        return reader.validate_json(line)
    except ValidationError as error:
        places = {str(one["loc"][0]) for one in error.errors() if one["loc"]}
        named = f" ({', '.join(sorted(places))})" if places else ""
        raise _Wrong(f"line {number} {why}{named}") from None


def _mistake(head: _Head, row: _Row) -> str | None:
    """Why a line contradicts its plan, such as a deletion with a new expiry, as a clause; else None."""
    if head.action == "delete":
        return "gives a new expiry to what is to be deleted" if row.new else None
    if row.new is None:
        return "gives no new expiry"
    if not head.undoes and _earlier(row.new, row.old):
        return "would shorten the life of its snapshot"
    return None


def _earlier(new: datetime, old: datetime | None) -> bool:
    return old is not None and new < old
