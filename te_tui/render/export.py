"""Snapshots for other programs: as JSON, and as CSV cells that no spreadsheet runs as a formula."""

from __future__ import annotations

import json
import re
from typing import Any

from te_tui.models.clean import visible
from te_tui.models.instants import iso
from te_tui.models.profile_group import ProfileGroup
from te_tui.models.snapshot import Snapshot
from te_tui.models.snapshot_row import SnapshotRow

_NUMBER = re.compile(r"[+-]?(\d[\d,]*\.?\d*|\.\d+)([eE][+-]?\d+)?( ?%)?")

SNAPSHOT_FIELDS = (
    "snapshotId", "snapshotName", "aid", "snapshotCreatedDate", "snapshotExpirationDate",
    "isShared", "isScheduled", "timeSpanStart", "timeSpanDuration", "dashboardId", "dashboardTitle", "link",
)  # fmt: skip


FURTHER_FIELDS = ("vendor", "key", "isExternal", "creator")
"""Further fields of snapshots of other vendors."""


WHERE_FIELDS = ("profile", "vendor", "host", "group")
"""Where a snapshot came from, in a list over several profiles."""


def _where(where: ProfileGroup) -> tuple[object, ...]:
    return (where.profile, where.vendor, where.host, where.group.label)


def _further(row: SnapshotRow) -> tuple[object, ...]:
    return (row.vendor, row.snapshot_id, row.external, row.creator)


def snapshot_json(row: SnapshotRow) -> dict[str, Any]:
    """One snapshot of a list as JSON; deprecated fields get their modern names; absent values are null."""
    span = {"start": iso(row.start), "duration": row.duration}
    dashboard = {"dashboardId": row.dashboard_id, "title": row.dashboard_title}
    return {
        "snapshotId": row.snapshot_id,
        "snapshotName": row.name,
        "aid": row.aid,
        "snapshotCreatedDate": iso(row.created),
        "snapshotExpirationDate": iso(row.expires),
        "isShared": row.shared,
        "isScheduled": row.scheduled,
        "timeSpan": span if any(value is not None for value in span.values()) else None,
        "dashboard": dashboard if any(value is not None for value in dashboard.values()) else None,
        "link": row.link,
        **(dict(zip(FURTHER_FIELDS, _further(row), strict=True)) if row.vendor else {}),
        **(dict(zip(WHERE_FIELDS, _where(row.where), strict=True)) if row.where else {}),
    }


def snapshot_fields(vendor: str | None) -> tuple[str, ...]:
    """The names of the CSV columns for a vendor's snapshots; the vendor None is ThousandEyes."""
    return (*SNAPSHOT_FIELDS, *(FURTHER_FIELDS if vendor else ()))


def opened_json(snapshot: Snapshot) -> dict[str, Any]:
    """One opened snapshot as JSON, with the known facts of its dashboard."""
    listed, facts = snapshot_json(snapshot.row), snapshot.dashboard
    more = {
        "description": facts.description,
        "isPrivate": facts.private,
        "isBuiltIn": facts.built_in,
        "dashboardCreatedBy": facts.created_by,
        "dashboardModifiedBy": facts.modified_by,
        "dashboardModifiedDate": iso(facts.modified),
        "refreshRate": facts.refresh_rate,
        "globalFilterId": facts.filter_id,
    }
    known = {name: value for name, value in more.items() if value is not None}
    return listed | {"dashboard": (listed["dashboard"] or {}) | known} if known else listed


EVERYWHERE_FIELDS = (*SNAPSHOT_FIELDS, *(name for name in FURTHER_FIELDS if name != "vendor"), *WHERE_FIELDS)
"""The heading of a list over several profiles, whatever the vendors."""


def everywhere_cells(row: SnapshotRow, where: ProfileGroup) -> tuple[object, ...]:
    """One snapshot of a list over several profiles, as CSV cells in the order of `EVERYWHERE_FIELDS`."""
    own = snapshot_cells(row)[: len(SNAPSHOT_FIELDS)]
    return (*own, *_further(row)[1:], *_where(where))


def snapshot_cells(row: SnapshotRow) -> tuple[object, ...]:
    """One snapshot of a list as CSV cells in the order of `snapshot_fields`."""
    return (
        row.snapshot_id, row.name, row.aid, iso(row.created), iso(row.expires),
        row.shared, row.scheduled, iso(row.start), row.duration, row.dashboard_id, row.dashboard_title,
        row.link, *(_further(row) if row.vendor else ()),
    )  # fmt: skip


def plain_cell(value: object) -> str:
    """The value of one cell as text: None becomes empty; booleans, lists and objects become JSON."""
    if value is None:
        return ""
    if isinstance(value, (bool, dict, list)):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


# A cell ends at these, too, where a spreadsheet is set to them; the comma is taken care of by quotes.
_SEPARATORS = re.compile(r"([;|\t])")
_SIGNS = frozenset("=+-@＝＋－＠")


def csv_cell(value: object) -> str:
    """The text of a CSV cell, with `'` before what a spreadsheet would run as a formula (safety rule 17)."""
    return "".join("'" + part if _is_formula(part) else part for part in _SEPARATORS.split(plain_cell(value)))


def _is_formula(part: str) -> bool:
    """Whether a spreadsheet would run a text as a formula, even behind quotes, blanks or invisible signs."""
    if part[:1] in {"\t", "\r"}:
        return True
    sign = next((character for character in part if character != '"' and visible(character)), "")
    return sign in _SIGNS and not _NUMBER.fullmatch(part)
