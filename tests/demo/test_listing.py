from typing import Any

import httpx
import pytest

from te_tui.demo.thousandeyes.snapshots import CONTRACT_SNAPSHOT
from tests.demo.conftest import Start, all_rows

GROUPS = {"1234": 210, "1307": 20, "281474976710706": 10, "5590": 0}


def test_the_account_groups_hold_all_snapshots_and_one_is_empty(reader: httpx.Client) -> None:
    groups = reader.get("/account-groups").json()["accountGroups"]
    assert {group["aid"]: len(all_rows(reader, aid=group["aid"])) for group in groups} == GROUPS


def test_without_aid_the_login_group_applies(reader: httpx.Client) -> None:
    assert {row.get("aid", "1234") for row in all_rows(reader)} == {"1234"}


def test_the_list_has_three_pages_without_repetition_and_an_end(reader: httpx.Client) -> None:
    sizes = []
    url: str | None = "/dashboard-snapshots?aid=1234"
    while url:
        page = reader.get(url).json()
        sizes.append(len(page["dashboardSnapshots"]))
        url = page["_links"].get("next", {}).get("href")
    assert sizes == [100, 100, 10]
    assert len({row["snapshotId"] for row in all_rows(reader)}) == 210


def test_the_list_is_newest_first_and_begins_with_the_contracts_snapshot(reader: httpx.Client) -> None:
    rows = all_rows(reader)
    created = [row["createdDate"] for row in rows]
    assert created == sorted(created, reverse=True)
    assert rows[0]["snapshotId"] == CONTRACT_SNAPSHOT
    assert rows[0]["snapshotName"] == "HTTP Server Dashboard Snapshot"
    assert rows[1]["snapshotName"] == "Every widget type"


def test_the_list_has_no_widgets(reader: httpx.Client) -> None:
    assert not any("widgets" in row or "widgets" in row["dashboard"] for row in all_rows(reader))


def test_links_lead_to_the_host_that_was_asked(reader: httpx.Client) -> None:
    page = reader.get("/dashboard-snapshots", headers={"Host": "thousandeyes.test:8443"}).json()
    assert page["_links"]["next"]["href"].startswith("http://thousandeyes.test:8443/v7/dashboard-snapshots?")


def test_a_dashboard_id_filters_the_list_on_every_page(start: Start) -> None:
    client = start(page_size=5)
    for dashboard in client.get("/dashboards").json()[:3]:
        wanted = dashboard["dashboardId"]
        expected = [row for row in all_rows(client) if row["dashboard"]["dashboardId"] == wanted]
        assert all_rows(client, dashboardId=wanted) == expected
    assert all_rows(client, dashboardId="ffffffffffffffffffffffff") == []


def cursor_of(client: httpx.Client) -> str:
    href = client.get("/dashboard-snapshots").json()["_links"]["next"]["href"]
    return httpx.URL(href).params["cursor"]


@pytest.mark.parametrize(
    "query", [{"aid": "1307"}, {"dashboardId": "646f4d2ce3c99b0536c3821e"}], ids=["aid", "dashboardId"]
)
def test_a_cursor_is_bound_to_its_list(reader: httpx.Client, query: dict[str, str]) -> None:
    response = reader.get("/dashboard-snapshots", params={"cursor": cursor_of(reader), **query})
    assert response.status_code == 400
    assert response.json()["errors"][0]["field"] == "cursor"


@pytest.mark.parametrize("cursor", ["", "x", "WzFd", "bnVsbA==", "é", "WzEsICIwMDAwMDAwMCJd"])
def test_a_bad_cursor_is_a_400(reader: httpx.Client, cursor: str) -> None:
    assert reader.get("/dashboard-snapshots", params={"cursor": cursor}).status_code == 400


def test_deleting_between_two_pages_skips_nothing(start: Start) -> None:
    client = start()
    expected = [row["snapshotId"] for row in all_rows(client)][100:]
    page = client.get("/dashboard-snapshots").json()
    for row in page["dashboardSnapshots"][:30]:
        client.delete(f"/dashboard-snapshots/{row['snapshotId']}").raise_for_status()
    following = client.get(page["_links"]["next"]["href"]).json()
    assert [row["snapshotId"] for row in following["dashboardSnapshots"]] == expected[:100]


@pytest.mark.parametrize("count", [0, 1, 2, 7, 24])
def test_there_are_exactly_as_many_snapshots_as_asked_for(start: Start, count: int) -> None:
    client = start(snapshots=count)
    rows = [row for aid in GROUPS for row in all_rows(client, aid=aid)]
    assert len(rows) == count
    assert all(
        client.get(f"/dashboard-snapshots/{row['snapshotId']}", params=_aid(row)).is_success for row in rows
    )


def _aid(row: dict[str, Any]) -> dict[str, str]:
    return {"aid": str(row.get("aid") or row["accountId"])}


def test_expiries_spread_from_the_past_to_five_years_and_never(reader: httpx.Client) -> None:
    expiries = [row.get("snapshotExpirationDate") for row in all_rows(reader)]
    dated = sorted(expiry for expiry in expiries if expiry)
    assert expiries.count(None) > 10
    assert sum(expiry < "2026-11-11T09:00:00Z" for expiry in dated) == 2
    assert sum("2026-11-11" < expiry < "2026-11-18" for expiry in dated) >= 5
    assert dated[-1] > "2031-01-01"


def test_one_snapshot_has_legacy_fields_only(reader: httpx.Client) -> None:
    legacy = [row for row in all_rows(reader) if "aid" not in row]
    assert len(legacy) == 1
    assert not {"snapshotCreatedDate", "snapshotExpirationDate", "_links"} & legacy[0].keys()
    assert legacy[0]["accountId"] == 1234
    assert legacy[0]["timeSpan"]["startDate"] < legacy[0]["createdDate"]


def test_names_are_wide_right_to_left_marked_up_escaped_and_long(reader: httpx.Client) -> None:
    names = [row["snapshotName"] for row in all_rows(reader)]
    for part in ("東京", "الرياض", "[/x]", "\x1b[31m", "\u202e", "🔥"):
        assert any(part in name for name in names), part
    assert max(map(len, names)) > 200
