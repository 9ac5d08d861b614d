from typing import Any

import httpx
import pytest

from te_tui.demo.thousandeyes.snapshots import CONTRACT_SNAPSHOT
from tests.demo.conftest import Start, all_rows

ONE = f"/dashboard-snapshots/{CONTRACT_SNAPSHOT}"
NEW = {
    "displayName": "Deploy 🚀",
    "dashboardId": "646f4d2ce3c99b0536c3821e",
    "startDate": "2026-11-11T06:00:00Z",
    "endDate": "2026-11-11T08:00:00Z",
}


def create(client: httpx.Client, **changes: Any) -> httpx.Response:
    return client.post("/dashboard-snapshots", json=NEW | changes)


def wrong_fields(response: httpx.Response) -> list[str]:
    assert response.status_code == 400, response.text
    return [error["field"] for error in response.json()["errors"]]


def test_a_created_snapshot_opens_with_what_was_asked_for(start: Start) -> None:
    client = start()
    response = create(client, expirationDate="2027-01-31T00:00:00Z")
    assert response.status_code == 201
    opened = client.get(response.headers["location"]).raise_for_status().json()
    assert opened["snapshotId"] == response.json()["snapshotId"]
    assert opened["snapshotName"] == "Deploy 🚀"
    assert opened["timeSpan"] == {"start": "2026-11-11T06:00:00Z", "duration": 7200}
    assert opened["snapshotExpirationDate"] == "2027-01-31T00:00:00Z"
    for widget in opened["dashboard"].get("widgets") or opened["widgets"]:
        assert client.get(widget["_links"]["self"]["href"]).is_success


def test_created_snapshots_head_the_list_newest_first(start: Start) -> None:
    client = start(page_size=2)
    for number in range(3):
        create(client, displayName=f"New {number}").raise_for_status()
    names = [row["snapshotName"] for row in all_rows(client)]
    assert names[:4] == ["New 2", "New 1", "New 0", "HTTP Server Dashboard Snapshot"]
    assert len(names) == 213


def test_without_an_expiry_a_snapshot_lives_one_year(start: Start) -> None:
    client = start()
    opened = client.get(create(client).headers["location"]).json()
    assert opened["snapshotExpirationDate"].startswith("2027-11-11T09:00")


def test_creations_are_counted_per_hour_and_the_hundred_and_first_is_refused(start: Start) -> None:
    client = start()
    prefix = "x-dashboard-snapshot-rate-limit"
    remaining = [int(create(client).headers[f"{prefix}-remaining"]) for _ in range(100)]
    assert remaining == list(range(99, -1, -1))
    refused = create(client)
    assert (refused.status_code, refused.content) == (429, b"")
    assert refused.headers[f"{prefix}-limit"] == "100"
    assert 0 < int(refused.headers[f"{prefix}-reset"]) <= 3600


def test_a_new_snapshot_can_take_a_moment_to_appear(start: Start) -> None:
    client = start(settle_ms=600_000)
    assert client.get(create(client).headers["location"]).status_code == 404
    assert client.get(ONE).status_code == 200


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"displayName": None}, ["displayName"]),
        ({"displayName": "  "}, ["displayName"]),
        ({"dashboardId": "ffffffffffffffffffffffff"}, ["dashboardId"]),
        ({"startDate": "2026-11-11T08:00:00Z"}, ["startDate"]),
        ({"endDate": "2026-11-12T08:00:00Z"}, ["endDate"]),
        ({"startDate": "yesterday"}, ["startDate"]),
        ({"startDate": "2026-11-11 06:00:00"}, ["startDate"]),
        ({"startDate": "0001-01-01T00:00:00+23:59"}, ["startDate"]),
        ({"expirationDate": "2026-11-10T00:00:00Z"}, ["expirationDate"]),
        ({"expirationDate": "2031-11-13T00:00:00Z"}, ["expirationDate"]),
        ({"anonymizeData": "yes"}, ["anonymizeData"]),
        ({"displayName": 7, "startDate": 7}, ["displayName", "startDate"]),
    ],
)
def test_a_wrong_creation_is_refused_field_by_field(
    reader: httpx.Client, changes: dict[str, Any], fields: list[str]
) -> None:
    assert wrong_fields(create(reader, **changes)) == fields


@pytest.mark.parametrize(
    "body",
    [{"snapshotExpirationDate": "2028-02-29T10:00:00Z"}, {"expirationDate": "2028-02-29 10:00:00"}],
    ids=["modern", "legacy"],
)
def test_an_extension_shows_in_the_next_get(start: Start, body: dict[str, str]) -> None:
    client = start()
    response = client.patch(ONE, json=body)
    assert (response.status_code, response.content) == (204, b"")
    for seen in (client.get(ONE).json(), all_rows(client)[0]):
        assert seen["snapshotExpirationDate"] == "2028-02-29T10:00:00Z"
        assert seen["expirationDate"] == "2028-02-29 10:00:00"


@pytest.mark.parametrize(
    "expiry", ["2026-11-11T08:59:59Z", "2031-11-12T09:00:00Z", "soon", 7, "2027-01-01T00:00:00"]
)
def test_a_wrong_extension_is_refused_and_changes_nothing(reader: httpx.Client, expiry: object) -> None:
    before = reader.get(ONE).json()
    assert wrong_fields(reader.patch(ONE, json={"snapshotExpirationDate": expiry})) == [
        "snapshotExpirationDate"
    ]
    assert reader.get(ONE).json() == before


def test_an_extension_without_a_date_is_refused(reader: httpx.Client) -> None:
    assert wrong_fields(reader.patch(ONE, json={})) == ["snapshotExpirationDate"]


def test_a_deleted_snapshot_is_absent_from_the_list_and_a_404(start: Start) -> None:
    client = start()
    response = client.delete(ONE)
    assert (response.status_code, response.content) == (204, b"")
    assert CONTRACT_SNAPSHOT not in {row["snapshotId"] for row in all_rows(client)}
    assert len(all_rows(client)) == 209
    for refused in (client.get(ONE), client.delete(ONE), client.get(f"{ONE}/widgets/unpmg")):
        assert refused.status_code == 404


def test_a_created_snapshot_can_be_deleted(start: Start) -> None:
    client = start()
    location = create(client).headers["location"]
    assert client.delete(location).status_code == 204
    assert client.get(location).status_code == 404
    assert len(all_rows(client)) == 210


def test_changes_in_another_account_group_are_a_404(reader: httpx.Client) -> None:
    assert reader.delete(ONE, params={"aid": "1307"}).status_code == 404
    body = {"snapshotExpirationDate": "2027-01-01T00:00:00Z"}
    assert reader.patch(ONE, params={"aid": "1307"}, json=body).status_code == 404
