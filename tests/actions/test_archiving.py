"""An archive stands for the snapshot that is deleted for it, or nothing is deleted."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from te_tui.actions.archiving import Archives
from te_tui.actions.plan import Change, PlannedGroup
from te_tui.sources.errors import Answer, BadArchive, ServerFailed
from tests.archive.fake import NOW, SNAPSHOT, Bodies, archived, at_once, number
from tests.screens.fake_source import FakeSource

CHANGE = Change("1234", "s1", "Checkout latency")
GROUP = PlannedGroup("1234", "Network Ops")


class Remote(FakeSource):
    """A source of one snapshot's bodies."""

    def __init__(self, bodies: Bodies) -> None:
        super().__init__()
        self.host = bodies.host
        self._bodies = bodies

    async def raw_snapshot(self, aid: str, snapshot_id: str) -> bytes:
        return await self._bodies.raw_snapshot(aid, snapshot_id)

    async def raw_panel_data(self, aid: str, snapshot_id: str, widget_id: str) -> bytes:
        return await self._bodies.raw_panel_data(aid, snapshot_id, widget_id)


def archives(folder: Path, bodies: Bodies | None = None, warned: list[str] | None = None) -> Archives:
    told = [] if warned is None else warned
    return Archives(Remote(bodies or Bodies()), folder, lambda: NOW, told.append, at_once)


async def test_a_complete_archive_is_intact_and_nothing_is_said_of_it(tmp_path: Path) -> None:
    warned: list[str] = []
    shelf = archives(tmp_path, warned=warned)
    assert await shelf.intact(CHANGE, (await shelf.archive(CHANGE, GROUP)).path)
    assert warned == []


async def test_the_row_is_what_the_service_says_now_not_what_an_archive_of_before_says(
    tmp_path: Path,
) -> None:
    await archives(tmp_path).archive(CHANGE, GROUP)
    renamed = Bodies(SNAPSHOT | {"snapshotExpirationDate": "2030-01-01T00:00:00Z"})
    assert (await archives(tmp_path, renamed).archive(CHANGE, GROUP)).row.expires == datetime(
        2030, 1, 1, tzinfo=UTC
    )


async def test_how_long_it_took_is_told(tmp_path: Path) -> None:
    clock = iter((100.0, 175.5))
    shelf = Archives(
        Remote(Bodies()), tmp_path, lambda: NOW, list[str]().append, at_once, lambda: next(clock)
    )
    assert (await shelf.archive(CHANGE, GROUP)).seconds == 75.5


@pytest.mark.parametrize(
    "change", [Change("77", "s1", None), Change("1234", "s2", None)], ids=["account group", "snapshot"]
)
async def test_the_archive_of_another_snapshot_is_not_the_one(tmp_path: Path, change: Change) -> None:
    shelf = archives(tmp_path)
    assert not await shelf.intact(change, (await shelf.archive(CHANGE, GROUP)).path)


async def test_the_archive_of_another_host_is_not_the_one(tmp_path: Path) -> None:
    foreign = Bodies()
    foreign.host = "api.elsewhere.com"
    theirs = await archived(tmp_path, foreign)
    assert not await archives(tmp_path).intact(CHANGE, theirs.path)


async def test_a_damaged_archive_and_one_that_is_not_there_are_not_intact(tmp_path: Path) -> None:
    shelf = archives(tmp_path)
    path = (await shelf.archive(CHANGE, GROUP)).path
    path.write_bytes(path.read_bytes()[:-40])
    assert not await shelf.intact(CHANGE, path)
    assert not await shelf.intact(CHANGE, tmp_path / "none")
    path.rename(tmp_path / "moved")
    path.symlink_to(tmp_path / "moved")
    assert not await shelf.intact(CHANGE, path)


async def test_widgets_without_data_are_told(tmp_path: Path) -> None:
    warned: list[str] = []
    await archives(tmp_path, Bodies(w1=number(1)), warned).archive(CHANGE, GROUP)
    assert warned == ["Checkout latency: 1 of 2 widgets have no data, and its archive has none of them"]


async def test_a_complete_archive_of_before_is_no_ground_where_the_api_may_have_more_by_now(
    tmp_path: Path,
) -> None:
    before = (await archived(tmp_path, Bodies(w1=number(1)))).path
    failed = ServerFailed("Could not fetch widget w2: HTTP 500", "Try again later.")
    failed.answer = Answer(500, b"")
    for now in (Bodies(w2=failed), Bodies(SNAPSHOT | {"widgets": [{"id": "w1"}, None]})):
        with pytest.raises(BadArchive, match="not enough to delete it: 1 "):
            await archives(tmp_path, now).archive(CHANGE, GROUP)
        assert await archives(tmp_path).intact(CHANGE, before)


async def test_an_archive_of_before_with_an_empty_answer_is_no_ground_where_that_fails_now(
    tmp_path: Path,
) -> None:
    await archived(tmp_path, Bodies(w1=number(1), w2=b'{"data": {"cards": []}}'))
    failed = ServerFailed("Could not fetch widget w2: HTTP 500", "Try again later.")
    failed.answer = Answer(500, b"")
    with pytest.raises(BadArchive, match="not enough to delete it: 1 of 2 widgets could not be fetched"):
        await archives(tmp_path, Bodies(w2=failed)).archive(CHANGE, GROUP)


@pytest.mark.parametrize(
    ("widgets", "why"),
    [
        (SNAPSHOT["widgets"], "2 of 2 widgets have no data"),
        ([{"id": "w1"}, {"type": "Number"}], "1 of 2 widgets without an id"),
    ],
)
async def test_an_archive_that_lacks_too_much_is_no_ground_to_delete(
    tmp_path: Path, widgets: list[Any], why: str
) -> None:
    there = {"w9": number(9)} if why.startswith("2 of") else {"w1": number(1)}
    bodies = Bodies(SNAPSHOT | {"widgets": widgets}, **there)
    with pytest.raises(BadArchive, match=f"not enough to delete it: {why}"):
        await archives(tmp_path, bodies).archive(CHANGE, GROUP)
    written = (await archived(tmp_path, bodies)).path
    assert not await archives(tmp_path, bodies).intact(CHANGE, written)


async def test_a_snapshot_without_widgets_may_be_deleted(tmp_path: Path) -> None:
    empty = Bodies(SNAPSHOT | {"widgets": []})
    shelf = archives(tmp_path, empty)
    assert await shelf.intact(CHANGE, (await shelf.archive(CHANGE, GROUP)).path)


async def test_a_snapshot_whose_widgets_have_places_but_are_not_listed_is_not_deleted(tmp_path: Path) -> None:
    placed = {"layout": {"details": {"widgetPositioning": [{"id": "widgetId-w1", "x": 0}]}}}
    bodies = Bodies(SNAPSHOT | {"widgets": None, "dashboard": placed})
    with pytest.raises(BadArchive, match="not enough to delete it"):
        await archives(tmp_path, bodies).archive(CHANGE, GROUP)
