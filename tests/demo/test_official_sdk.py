"""The official SDK as a client that this project did not write (api.md, section 10)."""

from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest

from te_tui.demo import TOKEN
from te_tui.demo.server import DemoServer
from tests.demo.conftest import NOW, OPTIONS


def sdk(name: str) -> Any:
    """A package of the SDK, imported where a test needs it: its models take seconds to build.

    It says nothing about what it exports, so that types would only be in the way.
    """
    return import_module(f"thousandeyes_sdk.{name}")


HOSTILE = {"Every widget type", "Handover from the old collector"}
"""Snapshots that the SDK cannot open by design (api.md, section 11)."""


@pytest.fixture(scope="module")
def api() -> Iterator[Any]:
    with DemoServer(OPTIONS) as server:
        client = sdk("core").ApiClient(sdk("core").Configuration(host=f"{server.url}/v7", access_token=TOKEN))
        yield client
        client.rest_client.pool_manager.clear()


@pytest.fixture
def of_dashboards(api: Any) -> Any:
    return sdk("dashboards").DashboardSnapshotsApi(api)


def every_row(api: Any, aid: str | None = None) -> list[Any]:
    pages = sdk("core").PaginationIterable(
        sdk("dashboards").DashboardSnapshotsApi(api).get_dashboard_snapshots,
        lambda page: page.dashboard_snapshots,
        aid=aid,
    )
    return list(pages)


def test_the_sdk_lists_every_account_group_to_the_end(api: Any) -> None:
    groups = sdk("administrative").AccountGroupsApi(api).get_account_groups().account_groups
    assert [len(every_row(api, group.aid)) for group in groups] == [210, 20, 10, 0]


def test_the_sdk_opens_snapshots_of_every_dashboard_and_reads_all_their_widgets(
    api: Any, of_dashboards: Any
) -> None:
    rows = [row for row in every_row(api) if row.snapshot_name not in HOSTILE]
    types = set()
    for row in {row.dashboard.title: row for row in reversed(rows)}.values():
        opened = of_dashboards.get_dashboard_snapshot(row.snapshot_id)
        for widget in opened.widgets or opened.dashboard.widgets:
            types.add(widget.actual_instance.type)
            of_dashboards.get_dashboard_snapshot_widget_data(row.snapshot_id, widget.actual_instance.id)
    assert len(types) == 15


def test_the_sdk_opens_every_dashboard(api: Any) -> None:
    all_dashboards = sdk("dashboards").DashboardsApi(api)
    titles = [
        all_dashboards.get_dashboard(dashboard.dashboard_id).title
        for dashboard in all_dashboards.get_dashboards()
    ]
    assert len(titles) == 13


def test_the_sdk_creates_extends_and_deletes(of_dashboards: Any) -> None:
    wanted = sdk("dashboards").models.GenerateDashboardSnapshotRequest(
        display_name="From the SDK",
        dashboard_id="646f4d2ce3c99b0536c3821e",
        start_date=NOW - timedelta(hours=4),
        end_date=NOW,
    )
    made = str(of_dashboards.create_dashboard_snapshot(wanted).snapshot_id)
    later = NOW + timedelta(days=90)
    change = sdk("dashboards").models.UpdateSnapshotExpirationDateApiRequest(snapshot_expiration_date=later)
    of_dashboards.update_dashboard_snapshot_expiration_date(made, change)
    assert of_dashboards.get_dashboard_snapshot(made).snapshot_expiration_date == later
    of_dashboards.delete_dashboard_snapshot(made)
    with pytest.raises(sdk("core").exceptions.NotFoundException):
        of_dashboards.get_dashboard_snapshot(made)


def test_the_sdk_makes_test_snapshots(api: Any) -> None:
    wanted = sdk("snapshots").models.SnapshotRequest(
        display_name="Evidence", start_date=NOW - timedelta(hours=2), end_date=NOW, is_public=False
    )
    made = sdk("snapshots").TestSnapshotsApi(api).create_test_snapshot("202701", wanted)
    assert made.test.saved_event is True
    assert made.test_id in {test.test_id for test in sdk("tests").TestsApi(api).get_tests().tests}


def test_the_sdk_reads_account_groups_with_users_and_agents(api: Any) -> None:
    detail = sdk("administrative").AccountGroupsApi(api).get_account_group("1234", expand=["user", "agent"])
    assert (len(detail.users), len(detail.agents)) == (1, 14)
