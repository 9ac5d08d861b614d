"""What the contract has since version 7.0.110, and the ways of a service that keeps to it loosely."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from te_tui.demo import LOGIN_TOKEN, PERMISSIONS
from te_tui.demo.thousandeyes.hal import legacy
from te_tui.demo.wire import iso
from tests.demo.conftest import NOW, Start

EVERY = "e93ef5f2-6a08-41de-8c44-58e206084bae"
BOARD = "646f4d2ce3c99b0536c3821e"
CONTRACT = "d28bb71f-5a47-4783-8f12-d4b115e61b0c"
NEW = {
    "dashboardId": BOARD,
    "displayName": "New",
    "startDate": "2026-11-10T00:00:00Z",
    "endDate": "2026-11-11T00:00:00Z",
}


def every_widget(reader: httpx.Client) -> dict[str, dict[str, Any]]:
    rows = reader.get("/dashboard-snapshots").json()["dashboardSnapshots"]
    every = next(row for row in rows if row["snapshotName"] == "Every widget type")
    body = reader.get(f"/dashboard-snapshots/{every['snapshotId']}").json()
    return {widget["id"]: widget | {"at": every["snapshotId"]} for widget in body["widgets"]}


def data_of(reader: httpx.Client, widget: dict[str, Any]) -> dict[str, Any]:
    body: dict[str, Any] = reader.get(f"/dashboard-snapshots/{widget['at']}/widgets/{widget['id']}").json()
    return body["data"]  # type: ignore[no-any-return]


def test_both_tokens_open_the_server(reader: httpx.Client) -> None:
    other = reader.get("/account-groups", headers={"Authorization": f"Bearer {LOGIN_TOKEN}"})
    assert other.json() == reader.get("/account-groups").json()


def test_lists_lead_on_by_pages_and_have_no_links_where_they_are_told_to(start: Start) -> None:
    client = start(by_pages=True, snapshots=240)
    ids: list[str] = []
    url = "/dashboard-snapshots?aid=1234"
    while url:
        body = client.get(url).raise_for_status().json()
        assert "_links" not in body
        ids += [row["snapshotId"] for row in body["dashboardSnapshots"]]
        url = body["pages"].get("next", "")
    linked = start(snapshots=1000, page_size=1000).get("/dashboard-snapshots?aid=1234")
    assert len(set(ids)) == len(ids) == 210
    assert "next" not in linked.json()["_links"]


def test_a_new_snapshot_is_named_by_its_location_alone_where_it_is_told_to(start: Start) -> None:
    client = start(location_only=True)
    created = client.post("/dashboard-snapshots", json=NEW)
    assert (created.status_code, created.content) == (201, b"")
    assert client.get(created.headers["location"]).json()["snapshotName"] == "New"


@pytest.mark.parametrize(
    ("permission", "method", "path", "body"),
    [
        (PERMISSIONS[0], "GET", "/dashboard-snapshots", None),
        (PERMISSIONS[0], "GET", f"/dashboard-snapshots/{CONTRACT}", None),
        (PERMISSIONS[1], "POST", "/dashboard-snapshots", NEW),
        (PERMISSIONS[2], "PATCH", f"/dashboard-snapshots/{CONTRACT}", {}),
        (PERMISSIONS[3], "DELETE", f"/dashboard-snapshots/{CONTRACT}", None),
        (PERMISSIONS[4], "POST", "/tests/202701/snapshot", {}),
    ],
)
def test_a_lacking_permission_refuses_its_operation_and_no_other(
    start: Start, permission: str, method: str, path: str, body: Any
) -> None:
    client = start(lacking=(permission,))
    refused = client.request(method, path, json=body)
    assert (refused.status_code, refused.headers["content-type"]) == (403, "application/problem+json")
    others = tuple(one for one in PERMISSIONS if one != permission)
    assert start(lacking=others).request(method, path, json=body).status_code != 403


def test_some_dashboards_have_schedules_and_none_repeats_in_a_way_of_its_own(reader: httpx.Client) -> None:
    boards = reader.get("/dashboards").json()
    schedules = [board["schedule"] for board in boards if "schedule" in board]
    assert len(schedules) == 3
    assert {one["flagEnabled"] for one in schedules} == {True, False}
    assert max(one["expiresAfter"] for one in schedules) == 157_680_000
    assert "CUSTOM" not in {one["cronSpec"]["repeat"] for one in schedules}
    scheduled = next(board for board in boards if "schedule" in board)
    assert reader.get(f"/dashboards/{scheduled['dashboardId']}").json()["schedule"] == scheduled["schedule"]


def test_rows_of_a_list_have_numbers_truth_values_and_links(reader: httpx.Client) -> None:
    lists = [widget for widget in every_widget(reader).values() if widget["type"] == "List"]
    (row, *_) = data_of(reader, lists[0])["rows"]
    assert {type(value) for value in row.values()} == {str, int, float, bool, dict}
    assert row["_links"]["data"]["href"].startswith("https://")


def test_submetrics_are_shown_by_group_together_and_not_at_all(reader: httpx.Client) -> None:
    widgets = [widget for widget in every_widget(reader).values() if "showSubmetrics" in widget]
    assert {widget["type"] for widget in widgets} == {"Pie Chart", "Time Series: Stacked Area"}
    assert [widget["showSubmetrics"] for widget in widgets] == [False, True, None]
    for widget in widgets:
        parts = {len(point["groups"]) for point in data_of(reader, widget)["points"]}
        assert parts == ({1} if widget["showSubmetrics"] is None else {2})


def test_a_widget_has_filters_and_a_span_of_its_own(reader: httpx.Client) -> None:
    narrowed = [widget for widget in every_widget(reader).values() if "fixedTimespan" in widget]
    assert [widget["filters"] for widget in narrowed] == [{"TEST": ["202701"]}]


@pytest.mark.parametrize(("year", "written"), [(1, "0001"), (645, "0645"), (2026, "2026")])
def test_years_are_written_with_four_digits(year: int, written: str) -> None:
    moment = datetime(year, 2, 3, 4, 5, 6, 789, tzinfo=UTC)
    assert iso(moment) == f"{written}-02-03T04:05:06Z"
    assert legacy(moment) == f"{written}-02-03 04:05:06"
    assert iso(int(NOW.timestamp())) == "2026-11-11T09:00:00Z"
