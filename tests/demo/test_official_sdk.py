"""The official SDK as a client that this project did not write (contract section 12)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from thousandeyes_sdk.administrative import AccountGroupsApi
from thousandeyes_sdk.core import ApiClient, Configuration
from thousandeyes_sdk.core.exceptions import NotFoundException
from thousandeyes_sdk.dashboards import DashboardsApi, DashboardSnapshotsApi
from thousandeyes_sdk.dashboards.models import (
    GenerateDashboardSnapshotRequest,
    UpdateSnapshotExpirationDateApiRequest,
)
from thousandeyes_sdk.snapshots import TestSnapshotsApi as SnapshotsOfTestsApi
from thousandeyes_sdk.snapshots.models import SnapshotRequest
from thousandeyes_sdk.tests import TestsApi as AllTestsApi

from te_tui.demo import TOKEN
from te_tui.demo.server import DemoServer
from te_tui.demo.snapshots import CONTRACT_SNAPSHOT
from tests.demo.conftest import NOW, OPTIONS

HOSTILE = {"Every widget type", "Handover from the old collector"}
"""Snapshots that the SDK cannot open by design (contract section 13)."""


@pytest.fixture(scope="module")
def api() -> Iterator[ApiClient]:
    with DemoServer(OPTIONS) as server:
        client = ApiClient(Configuration(host=f"{server.url}/v7", access_token=TOKEN))
        yield client
        client.rest_client.pool_manager.clear()


def every_row(api: ApiClient, aid: str | None = None) -> list[Any]:
    snapshots = DashboardSnapshotsApi(api)
    page = snapshots.get_dashboard_snapshots(aid=aid)
    rows = list(page.dashboard_snapshots)
    while page.links.next is not None:
        cursor = page.links.next.href.rsplit("cursor=", 1)[1]
        from urllib.parse import unquote

        page = snapshots.get_dashboard_snapshots(aid=aid, cursor=unquote(cursor))
        rows += page.dashboard_snapshots
    return rows


def test_the_sdk_lists_every_account_group_to_the_end(api: ApiClient) -> None:
    groups = AccountGroupsApi(api).get_account_groups().account_groups
    assert [len(every_row(api, group.aid)) for group in groups] == [210, 20, 10, 0]


def test_the_sdk_opens_snapshots_and_reads_all_their_widgets(api: ApiClient) -> None:
    snapshots = DashboardSnapshotsApi(api)
    kinds, dashboards = set(), set()
    for row in every_row(api):
        if row.snapshot_name in HOSTILE or row.dashboard.title in dashboards:
            continue
        dashboards.add(row.dashboard.title)
        opened = snapshots.get_dashboard_snapshot(row.snapshot_id)
        for wrapped in opened.widgets or opened.dashboard.widgets:
            widget = wrapped.actual_instance
            kinds.add(widget.type)
            snapshots.get_dashboard_snapshot_widget_data(row.snapshot_id, widget.id)
    assert len(kinds) == 15
    assert len(dashboards) == 12


def test_the_sdk_opens_every_dashboard(api: ApiClient) -> None:
    dashboards = DashboardsApi(api)
    for dashboard in dashboards.get_dashboards():
        dashboards.get_dashboard(dashboard.dashboard_id)


def test_the_sdk_creates_extends_and_deletes(api: ApiClient) -> None:
    snapshots = DashboardSnapshotsApi(api)
    wanted = GenerateDashboardSnapshotRequest(
        display_name="From the SDK",
        dashboard_id="646f4d2ce3c99b0536c3821e",
        start_date=NOW - timedelta(hours=4),
        end_date=NOW,
    )
    made = str(snapshots.create_dashboard_snapshot(wanted).snapshot_id)
    later = NOW + timedelta(days=90)
    change = UpdateSnapshotExpirationDateApiRequest(snapshot_expiration_date=later)
    snapshots.update_dashboard_snapshot_expiration_date(made, change)
    assert snapshots.get_dashboard_snapshot(made).snapshot_expiration_date == later
    snapshots.delete_dashboard_snapshot(made)
    with pytest.raises(NotFoundException):
        snapshots.get_dashboard_snapshot(made)


def test_the_sdk_makes_test_snapshots(api: ApiClient) -> None:
    wanted = SnapshotRequest(
        display_name="Evidence", start_date=NOW - timedelta(hours=2), end_date=NOW, is_public=True
    )
    made = SnapshotsOfTestsApi(api).create_test_snapshot("202701", wanted)
    assert made.test.saved_event is True
    assert made.test_id in {test.test_id for test in AllTestsApi(api).get_tests().tests}


def test_the_sdk_reads_account_groups(api: ApiClient) -> None:
    detail = AccountGroupsApi(api).get_account_group("1234", expand=["user", "agent"])
    assert len(detail.agents) == 14
    assert CONTRACT_SNAPSHOT
