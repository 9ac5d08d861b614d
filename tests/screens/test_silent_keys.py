"""A key that does nothing here says why, and a notice goes with the next key."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from te_tui.app import TeTui
from te_tui.screens.session import Display, Places, Session
from te_tui.screens.snapshot.screen import SnapshotScreen
from te_tui.sources.read_only import ReadOnly
from te_tui.terminal.app import TerminalApp
from tests.screens.changing import changeable, letters, listed, notices
from tests.screens.conftest import NOW, answer, explorer, lines, until, until_shown
from tests.screens.fake_source import FakeSource


@pytest.mark.parametrize("key", ["e", "d", "n"])
async def test_what_a_read_only_source_refuses_is_said(source: FakeSource, key: str) -> None:
    async with TeTui(lambda observer: ReadOnly(source), aid="1234", now=lambda: NOW).run_test() as pilot:
        await until_shown(pilot, "5 snapshots")
        await pilot.press(key, key)
        await until(pilot, lambda: notices(pilot) == ["Read-only: nothing can be changed."])


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (("U",), "Nothing was extended that could be undone."),
        (("p",), "The preview has room from 110 columns on; this terminal has 80."),
        (("semicolon",), "This key does nothing here; ? lists the keys."),
        (("enter", "space"), "Rows of this list cannot be marked."),
        (("enter", "enter", "m"), "Only a chart over time can do that."),
        (("enter", "enter", "e"), "This key does nothing here; ? lists the keys."),
    ],
)
async def test_a_key_that_does_nothing_here_says_why(
    source: FakeSource, tmp_path: Path, keys: tuple[str, ...], said: str
) -> None:
    snapshots, data = source.opened, source.data
    letters(source)
    source.opened |= snapshots
    source.data = data
    async with listed(source, tmp_path) as pilot:
        for key in keys[:-1]:
            await pilot.press(key)
            await until_shown(pilot, "10")
        await pilot.press(keys[-1])
        await until(pilot, lambda: notices(pilot) == [said])


async def test_the_footer_of_an_empty_list_offers_only_what_it_can_do(
    source: FakeSource, tmp_path: Path
) -> None:
    letters(source)
    async with listed(source, tmp_path, (100, 24)) as pilot:
        await until_shown(pilot, "Open", "Extend", "Delete", "Mark", "y Link")
        await pilot.press("slash", *"nothing-like-this", "enter")
        await until_shown(pilot, "No matches.")
        await until(pilot, lambda: "Open" not in lines(pilot)[-1])
        for words in ("Extend", "Delete", "Mark", "Link"):
            assert words not in lines(pilot)[-1]
        await pilot.press("space")
        await until(pilot, lambda: notices(pilot) == ["There is no row here."])
        pilot.app.clear_notifications()
        await pilot.press("e")
        await until(pilot, lambda: notices(pilot) == ["There is no snapshot here."])
        pilot.app.clear_notifications()
        await pilot.press("escape")
        await until_shown(pilot, "Open", "y Link")


async def test_marked_rows_that_a_filter_hides_can_still_be_extended(
    source: FakeSource, tmp_path: Path
) -> None:
    letters(source)
    async with listed(source, tmp_path, (100, 24)) as pilot:
        await pilot.press("space", "slash", *"nothing-like-this", "enter")
        await until_shown(pilot, "No matches.", "e Extend")
        await until(pilot, lambda: "Open" not in lines(pilot)[-1])


async def test_without_snapshots_and_archives_there_is_nothing_to_filter(
    source: FakeSource, tmp_path: Path
) -> None:
    source.pages["1234"] = []
    async with changeable(source, tmp_path).run_test(size=(100, 24)) as pilot:
        await until_shown(pilot, "has no dashboard snapshots.")
        await until(pilot, lambda: "Filter" not in lines(pilot)[-1])
        await pilot.press("A")
        await until_shown(pilot, "No archive of")
        await until(pilot, lambda: "Filter" not in lines(pilot)[-1])
        for words in ("Compare", "Sort", "Path"):
            assert words not in lines(pilot)[-1]


async def test_a_notice_goes_with_the_next_key_once_it_was_there_for_a_moment(
    source: FakeSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TerminalApp, "NOTICE_CLOCK", lambda: time.time() - 5)
    async with explorer(source).run_test() as pilot:
        await until_shown(pilot, "5 snapshots")
        pilot.app.notify("One", severity="error")
        await pilot.press("down")
        assert notices(pilot) == ["One"]
        monkeypatch.setattr(TerminalApp, "NOTICE_CLOCK", lambda: time.time() + 5)
        await pilot.press("down")
        assert notices(pilot) == []


def test_keys_that_need_the_snapshot_say_that_it_is_not_open_yet(source: FakeSource) -> None:
    screen = SnapshotScreen(Session(source, Display(), Places()), None, "a")
    assert screen.why_not("timeline") == "The snapshot is not open yet."
    assert screen.why_not("retry") == "Nothing failed here that could be reloaded."


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("a", "Not yet: y says yes, enter does not."),
        ("d", "Not deleted: y deletes, enter does not."),
    ],
)
async def test_a_question_that_enter_does_not_answer_says_what_does(
    source: FakeSource, tmp_path: Path, key: str, said: str
) -> None:
    letters(source)
    async with listed(source, tmp_path, (60, 20)) as pilot:
        await pilot.press(key)
        await answer(pilot, "enter")
        await until_shown(pilot, said)
        assert source.changes == []
