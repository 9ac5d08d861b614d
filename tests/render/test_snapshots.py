"""What a list says of snapshots."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from te_tui.models.snapshot import DashboardFacts
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.render.snapshots import SORT_KEYS, dashboard_facts, flags_of, in_order
from te_tui.sources.thousandeyes.body.snapshot_list import read_snapshot_page

SNAPSHOTS = [
    {
        "snapshotId": "1",
        "snapshotName": "beta",
        "snapshotCreatedDate": "2026-01-02T00:00:00Z",
        "snapshotExpirationDate": "2027-01-01T00:00:00Z",
        "timeSpan": {"duration": 60},
        "dashboard": {"title": "Z"},
    },
    {"snapshotId": "2"},
    {
        "snapshotId": "3",
        "snapshotName": "Alpha",
        "snapshotCreatedDate": "2026-01-01T00:00:00Z",
        "snapshotExpirationDate": "2027-01-02T00:00:00Z",
        "timeSpan": {"duration": 7200},
        "dashboard": {"title": "a"},
    },
]


@pytest.fixture
def rows() -> list[SnapshotRow]:
    """Three rows, of which the second one is almost empty."""
    return list(read_snapshot_page(json.dumps({"dashboardSnapshots": SNAPSHOTS}).encode()).rows)


@pytest.mark.parametrize(
    ("key", "ids"),
    [("name", "312"), ("dashboard", "312"), ("created", "312"), ("expires", "132"), ("span", "132")],
)
def test_rows_are_ordered_by_any_column_and_the_unknown_comes_last(
    rows: list[SnapshotRow], key: str, ids: str
) -> None:
    assert "".join(str(row.snapshot_id) for row in in_order(rows, key)) == ids
    turned = "".join(str(row.snapshot_id) for row in in_order(rows, key, descending=True))
    assert turned == ids[1] + ids[0] + "2"


def test_every_order_is_tested() -> None:
    assert SORT_KEYS == ("name", "dashboard", "created", "expires", "span")


def test_the_filter_that_narrows_a_whole_dashboard_is_told() -> None:
    now = datetime(2026, 11, 21, tzinfo=UTC)
    assert list(dashboard_facts(DashboardFacts(filter_id="f1"), now)) == ["narrowed by dashboard filter f1"]
    assert list(dashboard_facts(DashboardFacts(), now)) == []


def test_flags_are_told_only_when_they_are_known_to_be_set(rows: list[SnapshotRow]) -> None:
    page = {"dashboardSnapshots": [{"isShared": True, "isScheduled": True}, {"isShared": False}, {}]}
    told = [list(flags_of(row)) for row in read_snapshot_page(json.dumps(page).encode()).rows]
    assert told == [["shared", "scheduled"], [], []]
