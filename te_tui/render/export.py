"""Snapshots for other programs, as JSON and as cells, and CSV that no spreadsheet runs."""

from __future__ import annotations

import json
import re
from typing import Any

from te_tui.models.clean import visible
from te_tui.models.instants import iso
from te_tui.models.snapshot import Snapshot
from te_tui.models.snapshot_row import SnapshotRow

_NUMBER = re.compile(r"[+-]?(\d[\d,]*\.?\d*|\.\d+)([eE][+-]?\d+)?( ?%)?")

SNAPSHOT_FIELDS = (
    "snapshotId", "snapshotName", "aid", "snapshotCreatedDate", "snapshotExpirationDate",
    "isShared", "isScheduled", "timeSpanStart", "timeSpanDuration", "dashboardId", "dashboardTitle", "link",
)  # fmt: skip


FURTHER_FIELDS = ("vendor", "key", "isExternal", "creator")
"""Further fields of snapshots of other vendors."""


def _further(row: SnapshotRow) -> tuple[object, ...]:
    """The values of `FURTHER_FIELDS`."""
    return (row.vendor, row.snapshot_id, row.external, row.creator)


def snapshot_json(row: SnapshotRow) -> dict[str, Any]:
    """One snapshot of the list; legacy snapshots come out under the modern names, absent values as null."""
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
    }


def snapshot_fields(vendor: str | None) -> tuple[str, ...]:
    """The heading above the cells of a vendor's snapshots; None is ThousandEyes."""
    return (*SNAPSHOT_FIELDS, *(FURTHER_FIELDS if vendor else ()))


def opened_json(snapshot: Snapshot) -> dict[str, Any]:
    """One opened snapshot, with what it says of its dashboard, as far as it does."""
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


def snapshot_cells(row: SnapshotRow) -> tuple[object, ...]:
    """One snapshot of the list as cells under `snapshot_fields`."""
    return (
        row.snapshot_id, row.name, row.aid, iso(row.created), iso(row.expires),
        row.shared, row.scheduled, iso(row.start), row.duration, row.dashboard_id, row.dashboard_title,
        row.link, *(_further(row) if row.vendor else ()),
    )  # fmt: skip


def plain_cell(value: object) -> str:
    """One cell as text; what has parts of its own comes as JSON."""
    if value is None:
        return ""
    if isinstance(value, (bool, dict, list)):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


# A cell ends at these, too, where a spreadsheet is set to them; the comma is taken care of by quotes.
_SEPARATORS = re.compile(r"([;|\t])")
_SIGNS = frozenset("=+-@＝＋－＠")


def csv_cell(value: object) -> str:
    """One cell; text that a spreadsheet would run as a formula is disarmed (safety rule 17)."""
    return "".join("'" + part if _is_formula(part) else part for part in _SEPARATORS.split(plain_cell(value)))


def _is_formula(part: str) -> bool:
    """Whether a spreadsheet would run it, though blanks or invisible signs stand before it."""
    if part[:1] in {"\t", "\r"}:
        return True
    sign = next(filter(visible, part), "")
    return sign in _SIGNS and not _NUMBER.fullmatch(part)
