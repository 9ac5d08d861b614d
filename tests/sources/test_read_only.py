"""What can only be read cannot be changed, by nobody."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from te_tui.credentials.secret import Secret
from te_tui.models.request import CopyRequest, SavedTestRequest, SnapshotRequest
from te_tui.sources.base import SnapshotSource
from te_tui.sources.errors import ReadOnlyMode, Refused, Rejected
from te_tui.sources.read_only import ReadOnly
from te_tui.sources.thousandeyes.body.panel import Panel
from tests.sources.service import Service, ok

WHEN = datetime(2027, 1, 1, tzinfo=UTC)
CHANGING: dict[str, Callable[[ReadOnly], Awaitable[Any]]] = {
    "create_snapshot": lambda s: s.create_snapshot("7", SnapshotRequest("d", "Weekly", WHEN, WHEN)),
    "create_test_snapshot": lambda s: s.create_test_snapshot(
        "7", SavedTestRequest("1", "Weekly", WHEN, WHEN, public=False)
    ),
    "copy_snapshot": lambda s: s.copy_snapshot("7", CopyRequest(b"{}", "Weekly", None)),
    "set_expiry": lambda s: s.set_expiry("7", "s1", WHEN),
    "delete_snapshot": lambda s: s.delete_snapshot("7", "s1"),
    "delete_by_delete_key": lambda s: s.delete_by_delete_key(Secret("a-delete-key")),
}
READING: dict[str, Callable[[ReadOnly], Awaitable[Any]]] = {
    "account_groups": lambda s: s.account_groups(),
    "snapshot": lambda s: s.snapshot("7", "s1"),
    "panel_content": lambda s: s.panel_content("7", "s1", Panel(widget_id="w1")),
    "raw_snapshot": lambda s: s.raw_snapshot("7", "s1"),
    "raw_panel_data": lambda s: s.raw_panel_data("7", "s1", "w1"),
    "dashboards": lambda s: s.dashboards("7"),
    "tests": lambda s: s.tests("7"),
}


FOR_COPIES: dict[str, Callable[[ReadOnly], Awaitable[Any]]] = {
    "compared": lambda s: s.compared("7", "s1", b"{}"),
    "capture": lambda s: s.capture("7", "d", WHEN, WHEN),
}
"""Reading as well, which this vendor refuses itself."""


def test_every_method_of_a_source_is_tested_here() -> None:
    methods = {name for name, _ in inspect.getmembers(SnapshotSource, inspect.isfunction) if name[0] != "_"}
    assert methods == {*CHANGING, *READING, *FOR_COPIES, "why_no_copy", "snapshots", "aclose"}


@pytest.mark.parametrize("name", CHANGING)
async def test_what_would_change_something_is_refused_and_not_asked(service: Service, name: str) -> None:
    async with ReadOnly(service.source(ok({}))) as source:
        with pytest.raises(ReadOnlyMode, match=r"Could not .*: te-tui is in read-only mode") as refused:
            await CHANGING[name](source)
    assert isinstance(refused.value, Refused)
    assert service.requests == []


@pytest.mark.parametrize("name", READING)
async def test_what_reads_is_asked_as_ever(service: Service, name: str) -> None:
    answers = {
        "account_groups": {"accountGroups": []},
        "tests": {"tests": []},
        "dashboards": [],
        "raw_panel_data": {"data": {"totalAlerts": 0}},
    }
    async with ReadOnly(service.source(ok(answers.get(name, {})))) as source:
        await READING[name](source)
    assert [request.method for request in service.requests] == ["GET"]


@pytest.mark.parametrize("name", FOR_COPIES)
async def test_what_reads_for_copies_is_left_to_the_source(service: Service, name: str) -> None:
    async with ReadOnly(service.source(ok({}))) as source:
        with pytest.raises(Rejected, match="ThousandEyes"):
            await FOR_COPIES[name](source)


async def test_why_there_is_no_copy_is_told_by_the_source(service: Service) -> None:
    async with ReadOnly(service.source(ok({}))) as source:
        assert await source.why_no_copy("7", "s1") == "no copies are made here"


async def test_the_list_streams_and_the_source_keeps_its_names(service: Service) -> None:
    within = service.source(ok({"dashboardSnapshots": [{"snapshotId": "s1"}]}))
    async with ReadOnly(within) as source:
        pages = [page async for page in source.snapshots("7")]
    assert [row.snapshot_id for page in pages for row in page.rows] == ["s1"]
    assert (source.name, source.host) == (within.name, within.host)
    assert source.clock_offset == within.clock_offset
