"""`a` keeps snapshots in files, wherever one goes meanwhile; an archive says that it is one."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot

from te_tui.app import TeTui
from te_tui.archive.reader import verify
from te_tui.archive.source import ArchiveSource
from te_tui.sources.errors import Refused, SourceError
from tests.archive.fake import archived, number
from tests.screens.conftest import BROKEN, NOW, explorer, lines, until, until_shown
from tests.screens.fake_source import FakeSource


@pytest.fixture
def bodies(source: FakeSource) -> FakeSource:
    """Snapshots a to e with two widgets each, as raw bodies."""
    widgets = [{"id": "w0", "type": "Number"}, {"id": "w1", "type": "Number"}]
    source.raw = {
        name: json.dumps({"snapshotId": name, "snapshotName": f"[/] {name}", "widgets": widgets}).encode()
        for name in "abcde"
    } | {"w0": number(1), "w1": number(2)}
    return source


def with_archives(source: FakeSource, folder: Path, snapshot_id: str | None = None) -> TeTui:
    app = explorer(source, snapshot_id=snapshot_id)
    app.session.archives = folder
    return app


def archived_ids(folder: Path) -> set[str]:
    return {verify(path).snapshot_id for path in folder.glob("*")}


def notices(pilot: Pilot[None]) -> list[str]:
    return [notice.message for notice in pilot.app._notifications]


@pytest.mark.parametrize("way", [(), ("v",), ("enter",), ("v", "enter")])
async def test_an_open_snapshot_is_archived_from_each_of_its_screens(
    bodies: FakeSource, tmp_path: Path, way: tuple[str, ...]
) -> None:
    async with with_archives(bodies, tmp_path / "archives", snapshot_id="a").run_test() as pilot:
        await until_shown(pilot, "Jitter", "32")
        for key in way:
            await pilot.press(key)
            await until_shown(pilot, "widget 1 of 3")
        await pilot.press("a")
        await until(pilot, lambda: notices(pilot))
        assert archived_ids(tmp_path / "archives") == {"a"}


async def test_the_highlighted_snapshot_is_archived_and_the_notice_tells_where(
    bodies: FakeSource, tmp_path: Path
) -> None:
    folder = tmp_path / "archives"
    async with with_archives(bodies, folder).run_test() as pilot:
        await until_shown(pilot, "5 snapshots ")
        await pilot.press("down", "a")
        await until(pilot, lambda: notices(pilot))
        assert archived_ids(folder) == {"b"}
        assert notices(pilot) == [f"[/] b is archived with 2 widgets: {next(folder.iterdir())}"]
        await pilot.press("a")
        await until(pilot, lambda: len(notices(pilot)) == 2)
        assert "was archived before" in notices(pilot)[1]


async def test_all_marked_snapshots_are_archived_also_those_that_a_filter_hides(
    bodies: FakeSource, tmp_path: Path
) -> None:
    async with with_archives(bodies, tmp_path).run_test() as pilot:
        await until_shown(pilot, "5 snapshots ")
        await pilot.press("space", "space", "slash", "e", "enter", "space", "a")
        await until(pilot, lambda: notices(pilot))
        assert archived_ids(tmp_path) == {"a", "b", "e"}
        assert notices(pilot) == [f"3 snapshots with 6 widgets are archived in {tmp_path}."]


async def test_progress_is_in_the_first_line_of_whatever_screen_is_open(
    bodies: FakeSource, tmp_path: Path
) -> None:
    bodies.hold("raw w1")
    async with with_archives(bodies, tmp_path).run_test() as pilot:
        await until_shown(pilot, "5 snapshots ")
        await pilot.press("space", "space", "a")
        await until_shown(pilot, "archiving 1/2: 1/2 widgets")
        await pilot.press("g", "enter")
        await until_shown(pilot, "Loss")
        assert "archiving 1/2: 1/2 widgets" in lines(pilot)[0]
        await pilot.press("escape")
        bodies.release()
        await until(pilot, lambda: notices(pilot))
        assert archived_ids(tmp_path) == {"a", "b"}
        assert "archiving" not in lines(pilot)[0]


async def test_an_open_snapshot_is_archived_though_one_leaves_it(bodies: FakeSource, tmp_path: Path) -> None:
    bodies.hold("raw w0")
    async with with_archives(bodies, tmp_path, "a").run_test() as pilot:
        await until_shown(pilot, "Loss")
        await pilot.press("a")
        await until_shown(pilot, "archiving 1/2 widgets")
        await pilot.press("escape")
        await until_shown(pilot, "5 snapshots ")
        bodies.release()
        await until(pilot, lambda: notices(pilot))
        assert archived_ids(tmp_path) == {"a"}


@pytest.mark.parametrize(("error", "asked"), [(BROKEN, 2), (Refused("No", "Ask."), 1)])
async def test_a_failure_is_told_in_a_sentence_and_the_others_go_on_unless_all_would_fail(
    bodies: FakeSource, tmp_path: Path, error: SourceError, asked: int
) -> None:
    bodies.errors["raw a"] = error
    async with with_archives(bodies, tmp_path).run_test() as pilot:
        await until_shown(pilot, "5 snapshots ")
        await pilot.press("space", "space", "a")
        await until(pilot, lambda: notices(pilot))
        assert notices(pilot) == [f"{3 - asked} of 2 snapshots were not archived. {error}"]
        assert bodies.asked["raw b"] == asked - 1


async def test_a_folder_that_cannot_be_written_is_told(bodies: FakeSource, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    async with with_archives(bodies, tmp_path / "file").run_test() as pilot:
        await until_shown(pilot, "5 snapshots ")
        await pilot.press("a")
        await until(pilot, lambda: notices(pilot))
        assert "Not a directory" in notices(pilot)[0]


async def test_without_anything_to_archive_that_is_said(bodies: FakeSource, tmp_path: Path) -> None:
    bodies.pages["1234"] = []
    async with with_archives(bodies, tmp_path).run_test() as pilot:
        await until_shown(pilot, "no dashboard snapshots")
        await pilot.press("a")
        await until(pilot, lambda: notices(pilot))
        assert notices(pilot) == ["There is no snapshot here that can be archived."]


async def test_leaving_while_an_archive_is_being_made_leaves_no_file(
    bodies: FakeSource, tmp_path: Path
) -> None:
    bodies.hold("raw w1")
    async with with_archives(bodies, tmp_path / "archives").run_test() as pilot:
        await until_shown(pilot, "5 snapshots ")
        await pilot.press("a")
        await until_shown(pilot, "archiving 1/2 widgets")
        await pilot.press("ctrl+c")
    assert not (tmp_path / "archives").exists()


@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
async def test_an_archive_says_on_every_screen_that_it_is_one_and_is_not_archived_again(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    source = ArchiveSource.at((await archived(tmp_path, now=datetime(2025, 3, 1, tzinfo=UTC))).path)
    app = TeTui(
        lambda observer: source,
        snapshot_id=source.snapshot_id,
        now=lambda: NOW,
        archives=tmp_path,
        archived=source.archived,
    )
    async with app.run_test(size=size) as pilot:
        for key, words in (
            ("", "Latency"),
            ("enter", "widget 1 of 2"),
            ("escape", "Latency"),
            ("escape", "Checkout"),
        ):
            await pilot.press(*filter(None, [key]))
            await until_shown(pilot, words)
            assert "archive of 1 Mar 2025" in lines(pilot)[0]
            assert "a" not in pilot.app.screen.active_bindings
