"""Every key of a screen is in its help, and every command once in the palette."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.binding import Binding
from textual.widgets import Input

from te_tui.keys.keymap import key_map
from te_tui.keys.table import PAIRS
from te_tui.screens.help import HelpScreen
from te_tui.screens.snapshot.widget_detail import WidgetDetailScreen
from te_tui.widgets.picture_view import PictureView
from tests.screens.changing import letters, listed
from tests.screens.conftest import answer, explorer, lines, rows, screen, until, until_shown
from tests.screens.fake_source import FakeSource

# Where the explorer begins, what it shows there, and the keys that lead on.
SCREENS = [
    pytest.param(None, None, "2 account groups", (), id="groups"),
    pytest.param("1234", None, "5 snapshots", (), id="list"),
    pytest.param("1234", None, "5 snapshots", ("slash",), id="filter"),
    pytest.param("1234", None, "5 snapshots", ("n",), id="picking a dashboard"),
    pytest.param("1234", None, "5 snapshots", ("n", "enter", "down"), id="new snapshot"),
    pytest.param("1234", "a", "32", (), id="snapshot"),
    pytest.param("1234", "a", "32", ("enter",), id="widget"),
]


@pytest.mark.parametrize(("aid", "snapshot_id", "shown", "keys"), SCREENS)
async def test_the_help_lists_every_key_of_the_screen_and_the_palette_every_command_once(
    source: FakeSource, aid: str | None, snapshot_id: str | None, shown: str, keys: tuple[str, ...]
) -> None:
    async with explorer(source, aid, snapshot_id).run_test(size=(120, 80)) as pilot:
        await until_shown(pilot, shown)
        await pilot.press(*keys)
        offered = [command.title for command in pilot.app.get_system_commands(pilot.app.screen)]
        assert len(offered) == len(set(offered))
        assert {"Quit at once", "Help", "Theme"} <= set(offered)
        bindings = [active.binding for active in pilot.app.screen.active_bindings.values()]
        told = {
            (pilot.app.get_key_display(each.with_key(each.key, key_display=None)), _in_help(each))
            for each in bindings
            if each.id and not each.key.isdecimal()
        }
        await pilot.press("f1")
        await until_shown(pilot, "esc closes · ")
        for key, words in told:
            assert key in screen(pilot), key
            assert words[:14] in screen(pilot), words
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, HelpScreen))


def _in_help(binding: Binding) -> str:
    """The words of a binding: its own, or those of the pair that it belongs to."""
    pairs = {name: words for first, second, words in PAIRS for name in (first, second)}
    return pairs.get(binding.id or "", binding.tooltip)


async def test_the_help_is_by_topic_and_dims_what_does_nothing_now(source: FakeSource) -> None:
    async with explorer(source, snapshot_id="a").run_test(size=(80, 30)) as pilot:
        await until_shown(pilot, "32")
        await pilot.press("enter", "question_mark")
        await until_shown(pilot, "Go ", "Look", "Copy", "(Hide the cursor)", "1–9")
        assert "Filter expressions" not in screen(pilot)


@pytest.mark.parametrize(("snapshot_id", "shown"), [(None, "5 snapshots"), ("a", "32")])
async def test_all_keys_of_a_screen_are_in_view_at_80x24_each_thing_once(
    source: FakeSource, snapshot_id: str | None, shown: str
) -> None:
    async with explorer(source, snapshot_id=snapshot_id).run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, shown)
        await pilot.press("question_mark")
        await until_shown(pilot, "Go ", "Copy", "Write the screen to files", "To the shell")
        assert screen(pilot).count("Go back") == 1


async def test_the_help_of_a_widget_is_one_page_at_80x24_without_signs_that_it_has_not(
    source: FakeSource,
) -> None:
    async with explorer(source, snapshot_id="a").run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "32")
        await pilot.press("question_mark")
        await until_shown(pilot, "Go ", "Signs")
        await pilot.press("escape", "enter", "question_mark")
        await until_shown(pilot, "Go ", "To the shell", "Redraw", "1–9", "(Copy the value")
        assert pilot.app.screen.query_one(PictureView).max_scroll_y == 0
        assert "Signs" not in screen(pilot)


@pytest.mark.parametrize(("snapshot_id", "shown"), [(None, "5 snapshots"), ("a", "t Timeline")])
async def test_a_question_mark_is_help_in_an_empty_line_and_text_behind_other_text(
    source: FakeSource, snapshot_id: str | None, shown: str
) -> None:
    async with explorer(source, snapshot_id=snapshot_id).run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, shown)
        await pilot.press("slash")
        await until_shown(pilot, "? Help", "esc C")
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen))
        await pilot.press("escape", "w", "question_mark")
        await until_shown(pilot, "w?", "f1 Help")


async def test_the_help_finds_a_key_by_its_words_and_escape_shows_all_again(source: FakeSource) -> None:
    async with explorer(source).run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "5 snapshots")
        await pilot.press("question_mark")
        await until_shown(pilot, "Sort by the next column")
        await pilot.press("slash", *"utc")
        await until(pilot, lambda: "Sort by the next" not in screen(pilot))
        assert "Switch UTC / local time" in screen(pilot)
        await pilot.press("escape")
        await until_shown(pilot, "Sort by the next column")
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, HelpScreen))


async def test_in_ascii_the_help_explains_the_signs_that_the_list_has(source: FakeSource) -> None:
    async with explorer(source, ascii_only=True).run_test(size=(80, 70)) as pilot:
        await until_shown(pilot, "5 snapshots")
        await pilot.press("question_mark")
        await until_shown(pilot, "!! ! x  ", "expires within 7 days, within 30 days, has expired")


OWN = key_map({"snapshots.filter": ("ctrl+e",), "rows.down": ("down", "B")})


async def test_footer_help_and_palette_show_the_persons_own_keys_and_these_work(source: FakeSource) -> None:
    app = explorer(source)
    app.own_keys = OWN
    async with app.run_test(size=(100, 40)) as pilot:
        await until_shown(pilot, "5 snapshots", "^e Filter")
        await pilot.press("B", "j", "slash")
        assert rows(pilot).cursor_index == 1
        await pilot.press("question_mark")
        await until_shown(pilot, "^e", "↑↓ kB")
        await pilot.press("escape", "ctrl+p", *"filter")
        await until(pilot, lambda: any("Filter" in line and "^e" in line for line in lines(pilot)[3:]))
        await pilot.press("escape", "ctrl+e")
        await until_shown(pilot, "esc Clear")


async def test_the_help_scrolls_where_it_does_not_fit(source: FakeSource) -> None:
    async with explorer(source).run_test(size=(80, 20)) as pilot:
        await until_shown(pilot, "5 snapshots")
        await pilot.press("question_mark")
        await until_shown(pilot, "One row")
        await pilot.press("j", "j", "k", "end")
        await until_shown(pilot, "under the cursor")


@pytest.mark.parametrize(
    ("name", "shown"),
    [("Reverse", "▸  e"), ("Filter", "esc Clear"), ("Mark all", "5 marked"), ("Go back", "2 account groups")],
)
async def test_a_command_of_the_palette_does_what_its_key_does(
    source: FakeSource, name: str, shown: str
) -> None:
    async with explorer(source).run_test() as pilot:
        await until_shown(pilot, "5 snapshots")
        await pilot.press("G", "ctrl+p", *name)
        await until_shown(pilot, name)
        await pilot.press("enter")
        await until_shown(pilot, shown)


async def test_the_cursor_of_the_palette_does_not_blink(source: FakeSource) -> None:
    async with explorer(source).run_test() as pilot:
        await until_shown(pilot, "5 snapshots")
        await pilot.press("ctrl+p")
        await until_shown(pilot, "Search for commands")
        assert not pilot.app.screen.query_one(Input).cursor_blink


async def test_the_palette_makes_a_widget_large(source: FakeSource) -> None:
    async with explorer(source, snapshot_id="a").run_test() as pilot:
        await until_shown(pilot, "32")
        await pilot.press("ctrl+p", *"Open")
        await until_shown(pilot, "⏎ l →")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, WidgetDetailScreen))


async def test_a_dialog_has_its_help_under_the_same_key(source: FakeSource, tmp_path: Path) -> None:
    async with listed(letters(source), tmp_path) as pilot:
        await until_shown(pilot, "5 snapshots", "e Extend")
        await pilot.press("e")
        await answer(pilot, "question_mark")
        await until_shown(pilot, "Change", "Extend as shown")


async def test_the_line_to_open_something_is_not_cut_in_a_small_window(source: FakeSource) -> None:
    async with explorer(source).run_test(size=(60, 20)) as pilot:
        await until_shown(pilot, "5 snapshots")
        await pilot.press("colon")
        await until_shown(pilot, "The host of a link chooses the profile.", "an id, or a file.tesnap")
