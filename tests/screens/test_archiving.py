"""`a` keeps snapshots in files, wherever one goes meanwhile; an archive says that it is one."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from te_tui.app import TeTui
from te_tui.archive.reader import verify
from te_tui.archive.source import ArchiveSource
from te_tui.screens.archiving import ArchiveAsked
from te_tui.screens.session import Places
from te_tui.screens.work.archive_job import ArchiveJob
from te_tui.screens.work.job import Ending
from te_tui.sources.base import Wait
from te_tui.sources.errors import Refused, SourceError
from tests.archive.fake import Bodies, archived, number
from tests.archive.goldens import GOLDEN, golden
from tests.archive.test_gaps import failed
from tests.pictures import settle
from tests.screens.conftest import (
    BROKEN,
    NOW,
    OPS,
    answer,
    explorer,
    lines,
    pages_of,
    screen,
    until,
    until_shown,
)
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
    app.session.places = Places(folder)
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
        await answer(pilot, "y")
        await until(pilot, lambda: notices(pilot))
        assert archived_ids(tmp_path / "archives") == {"a"}
        await pilot.press("w")
        await until_shown(pilot, "[/] a is archived with 2 widgets", "1 of 1 done", "Close")


async def test_the_highlighted_snapshot_is_archived_and_the_notice_tells_where(
    bodies: FakeSource, tmp_path: Path
) -> None:
    folder = tmp_path / "archives"
    async with with_archives(bodies, folder).run_test() as pilot:
        await until_shown(pilot, "5 snapshots ")
        await pilot.press("down", "a")
        await answer(pilot, "y")
        await until(pilot, lambda: notices(pilot))
        assert archived_ids(folder) == {"b"}
        assert notices(pilot) == [f"[/] b is archived with 2 widgets: {next(folder.iterdir())}"]
        await pilot.press("a")
        await answer(pilot, "y")
        await until(pilot, lambda: "was archived before" in notices(pilot)[0])


async def test_all_marked_snapshots_are_archived_also_those_that_a_filter_hides(
    bodies: FakeSource, tmp_path: Path
) -> None:
    async with with_archives(bodies, tmp_path).run_test() as pilot:
        await until_shown(pilot, "5 snapshots ")
        await pilot.press("space", "space", "slash", "e", "enter", "space", "a")
        await answer(pilot, "y")
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
        await answer(pilot, "y")
        await until_shown(pilot, "Archiving 2 snapshots", "0 of 2 done", "2 remain", "[/] a: 1/2 widgets")
        await pilot.press("escape")
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
        await answer(pilot, "y")
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
        await answer(pilot, "y")
        await until_shown(pilot, "could not be archived", error.sentence, "1 failed", "Close")
        assert "Cancel" not in screen(pilot)
        assert "left" not in screen(pilot)
        assert bodies.asked["raw b"] == asked - 1
        if asked == 1:
            await until_shown(pilot, "1 of 2 snapshots was not")
        assert notices(pilot) == []
        await pilot.press("escape")
        await until_shown(pilot, "5 snapshots ")


async def test_a_folder_that_cannot_be_written_is_told(bodies: FakeSource, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    async with with_archives(bodies, tmp_path / "file").run_test() as pilot:
        await until_shown(pilot, "5 snapshots ")
        await pilot.press("a")
        await answer(pilot, "y")
        await until(pilot, lambda: notices(pilot))
        assert "Not a directory" in notices(pilot)[0]


async def test_without_anything_to_archive_that_is_said(bodies: FakeSource, tmp_path: Path) -> None:
    bodies.pages["1234"] = []
    async with with_archives(bodies, tmp_path).run_test() as pilot:
        await until_shown(pilot, "no dashboard snapshots")
        await pilot.press("a")
        await until(pilot, lambda: notices(pilot))
        assert notices(pilot) == ["There is no snapshot here."]


async def test_leaving_while_an_archive_is_being_made_leaves_no_file(
    bodies: FakeSource, tmp_path: Path
) -> None:
    bodies.hold("raw w1")
    async with with_archives(bodies, tmp_path / "archives").run_test() as pilot:
        await until_shown(pilot, "5 snapshots ")
        await pilot.press("a")
        await answer(pilot, "y")
        await until_shown(pilot, "archiving 1/2 widgets")
        await pilot.press("ctrl+c")
    assert not (tmp_path / "archives").exists()


# Many of them


@pytest.fixture
def seven(bodies: FakeSource) -> FakeSource:
    """Two more of them: as many as are archived at once, and some behind those."""
    bodies.pages["1234"] = pages_of("abcdefg")
    bodies.raw |= {name: bodies.raw["a"].replace(b'"a"', b'"%s"' % name.encode()) for name in "fg"}
    return bodies


async def many(pilot: Pilot[None], bodies: FakeSource) -> None:
    """Begin to archive a to g; b to e wait to be opened, f and g for their turn."""
    await until_shown(pilot, "7 snapshots ")
    bodies.hold("raw b", "raw c", "raw d", "raw e")
    await pilot.press("asterisk", "a")
    await answer(pilot, "y")
    await until_shown(pilot, "Archiving 7 snapshots", "1 of 7 done", "6 remain", "██", "░░░░", "s Stop")


async def test_stopping_ends_with_those_under_way_and_says_what_was_done(
    seven: FakeSource, tmp_path: Path
) -> None:
    async with with_archives(seven, tmp_path).run_test(size=(80, 24)) as pilot:
        await many(pilot, seven)
        await pilot.press("s")
        await until_shown(pilot, "stopping…", "s again stops now")
        seven.release()
        await until(pilot, lambda: notices(pilot))
        assert archived_ids(tmp_path) == set("abcde")
        said = f"5 snapshots with 10 widgets are archived in {tmp_path}. 2 of 7 snapshots were not archived."
        assert notices(pilot) == [said]
        assert pilot.app.screen.query("#snapshots")


async def test_a_wait_is_counted_down_below_the_progress(seven: FakeSource, tmp_path: Path) -> None:
    app = with_archives(seven, tmp_path)
    async with app.run_test() as pilot:
        await many(pilot, seven)
        app.waiting(Wait(46, "rate limit"))
        await until_shown(pilot, "retrying in 46 s: rate limit")
        app.session.display.clock = lambda: NOW + timedelta(seconds=5)
        await until_shown(pilot, "retrying in 41 s: rate limit")
        seven.release()


async def test_stopping_twice_waits_for_nothing(seven: FakeSource, tmp_path: Path) -> None:
    async with with_archives(seven, tmp_path).run_test(size=(60, 20)) as pilot:
        await many(pilot, seven)
        await pilot.press("s", "s")
        await until(pilot, lambda: notices(pilot))
        assert archived_ids(tmp_path) == {"a"}
        assert "6 of 7 snapshots were not archived." in notices(pilot)[0]


async def test_more_of_them_are_archived_behind_the_others(bodies: FakeSource, tmp_path: Path) -> None:
    bodies.hold("raw a")
    async with with_archives(bodies, tmp_path).run_test() as pilot:
        await until_shown(pilot, "5 snapshots ")
        await pilot.press("a")
        await answer(pilot, "y")
        await until_shown(pilot, "archiving opening")
        await pilot.press("down", "a")
        await answer(pilot, "y")
        await until(pilot, lambda: pilot.app.screen.query("#snapshots"))
        await pilot.press("space", "space", "a")
        await answer(pilot, "y")
        await until_shown(pilot, "Archiving 4 snapshots", "4 remain")
        bodies.release()
        await until(pilot, lambda: notices(pilot))
        assert archived_ids(tmp_path) == {"a", "b", "c"}
        assert "4 snapshots with 8 widgets are archived" in notices(pilot)[0]


async def test_what_is_asked_for_while_the_one_before_ends_is_archived_too(
    bodies: FakeSource, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = with_archives(bodies, tmp_path)
    conclude = ArchiveJob._conclude

    async def as_it_concludes(job: ArchiveJob) -> Ending:
        monkeypatch.setattr(ArchiveJob, "_conclude", conclude)
        app._queue_of(app.session).archive(ArchiveAsked(app.session, OPS, ["b"]), tmp_path)
        return await conclude(job)

    monkeypatch.setattr(ArchiveJob, "_conclude", as_it_concludes)
    async with app.run_test() as pilot:
        await until_shown(pilot, "5 snapshots ")
        await pilot.press("a")
        await answer(pilot, "y")
        await until(pilot, lambda: len(notices(pilot)) == 2)
        assert archived_ids(tmp_path) == {"a", "b"}
        assert not any("not archived" in notice for notice in notices(pilot))


async def test_the_palette_shows_again_how_far_it_is(seven: FakeSource, tmp_path: Path) -> None:
    async with with_archives(seven, tmp_path).run_test() as pilot:
        await many(pilot, seven)
        await pilot.press("escape")
        await until_shown(pilot, "archiving 2/7")
        await pilot.press("ctrl+p", *"Show work")
        await until(pilot, lambda: screen(pilot).count("Show work") == 2)
        await pilot.press("enter")
        await until_shown(pilot, "Archiving 7 snapshots", "6 remain")


async def test_who_leaves_meanwhile_is_asked_and_may_stay(seven: FakeSource, tmp_path: Path) -> None:
    async with with_archives(seven, tmp_path).run_test(size=(80, 24)) as pilot:
        await many(pilot, seven)
        await pilot.press("escape", "q")
        await until_shown(pilot, "Quitting stops the work", "1 of 7 done", "y Yes")
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen.query("#snapshots"))
        seven.release()
        await until(pilot, lambda: notices(pilot))
        assert archived_ids(tmp_path) == set("abcdefg")


@pytest.mark.parametrize("keys", [("escape", "q", "y"), ("ctrl+c",)])
async def test_who_leaves_all_the_same_is_told_what_is_archived_and_what_is_not(
    seven: FakeSource, tmp_path: Path, keys: tuple[str, ...]
) -> None:
    async with with_archives(seven, tmp_path).run_test() as pilot:
        await many(pilot, seven)
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        await until(pilot, lambda: pilot.app._exit)
        assert "6 of 7 snapshots were not archived." in str(pilot.app._exit_renderables[0])
    assert archived_ids(tmp_path) == {"a"}


class Two(FakeSource):
    """Profiles of two accounts, the second of which is another source."""

    names = ("prod", "other")
    current = "prod"

    def describe(self, name: str) -> tuple[str, ...]:
        return (f"{name}.example.com",)

    def switch(self, name: str, app: TeTui) -> tuple[FakeSource, str]:
        return self, "1234"


async def test_switching_the_profile_ends_what_is_archived_from_the_one_before(
    seven: FakeSource, tmp_path: Path
) -> None:
    app = with_archives(seven, tmp_path)
    other = Two()
    other.name = "other"
    other.pages = seven.pages
    app._profiles = other
    async with app.run_test() as pilot:
        await many(pilot, seven)
        await pilot.press("escape", "ctrl+p", *"Switch")
        await until_shown(pilot, "Switch profile")
        await pilot.press("enter")
        await until_shown(pilot, "Switch to profile", "in use")
        await pilot.press("down", "enter")
        await until_shown(pilot, "Switching the profile stops", "1 of 7 done")
        assert app.session.source is seven
        await answer(pilot, "y")
        await until_shown(pilot, "other › ", "7 snapshots ")
        assert (app.session.source, app.session.work) == (other, None)
        assert "6 of 7 snapshots were not archived." in notices(pilot)[0]
        assert seven.closed
        seven.release()
        await settle(pilot)
    assert archived_ids(tmp_path) == {"a"}
    assert not any(name.startswith("raw") for name in other.asked)


@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
@pytest.mark.parametrize("complete", [True, False])
async def test_an_archive_says_on_every_screen_that_it_is_one_and_is_not_archived_again(
    tmp_path: Path, size: tuple[int, int], complete: bool
) -> None:
    live = Bodies() if complete else Bodies(w1=number(1), w2=failed(500))
    source = ArchiveSource.at((await archived(tmp_path, live, now=datetime(2025, 3, 1, tzinfo=UTC))).path)
    said = "archive of 1 Mar 2025" if complete else "archive of 1 Mar 2025, incomplete"
    app = TeTui(
        lambda observer: source,
        snapshot_id=source.snapshot_id,
        now=lambda: NOW,
        archives=tmp_path,
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
            assert said in lines(pilot)[0]
            assert complete is ("incomplete" not in lines(pilot)[0])
            assert "a" not in pilot.app.screen.active_bindings


@pytest.mark.parametrize("name", GOLDEN)
async def test_the_explorer_opens_archives_of_every_format(name: str) -> None:
    source = ArchiveSource.at(golden(name))
    app = TeTui(
        lambda observer: source,
        snapshot_id=source.snapshot_id,
        now=lambda: NOW,
    )
    async with app.run_test(size=(120, 40)) as pilot:
        await until_shown(pilot, "Checkout at a glance", "96.48 %")
