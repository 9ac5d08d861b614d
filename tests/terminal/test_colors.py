from __future__ import annotations

import os
import subprocess
import sys

import pytest
from textual import constants
from textual.pilot import Pilot

from te_tui.app import TeTui
from te_tui.screens.account.profile_list import ProfileListScreen
from te_tui.terminal.colors import coloured, colourless
from te_tui.terminal.pens import PLAIN, dipped
from te_tui.widgets.form import Field
from tests.screens.conftest import NOW, explorer, screen, until, until_shown
from tests.screens.fake_source import FakeSource
from tests.terminal.recording import RecordingDriver, pair_of, until_drawn


@pytest.mark.parametrize(
    ("asked", "shown"),
    [("90;40", "37;40"), ("30;100", "37;100"), ("97;107", "30;107"), ("1;37;47", "1;30;47")],
)
def test_sixteen_colours_stay_legible(asked: str, shown: str) -> None:
    assert coloured(dipped(PLAIN, asked)) == dipped(PLAIN, shown)


@pytest.mark.parametrize("asked", ["", "90", "97;100", "30;47", "38;5;233;48;5;233", "38;2;0;0;0;48;2;0;0;0"])
def test_other_colours_stay_as_they_are(asked: str) -> None:
    assert coloured(dipped(PLAIN, asked)) == dipped(PLAIN, asked)


def test_without_colours_attributes_are_left() -> None:
    assert colourless(dipped(PLAIN, "1;7;31;48;2;1;2;3")) == dipped(PLAIN, "1;7")


def asked_for(**environment: str) -> set[str]:
    """Every number and colour that is asked for while somebody looks around on a kind of terminal."""
    known = {name: value for name, value in os.environ.items() if name not in {"COLORTERM", "NO_COLOR"}}
    command = [sys.executable, "-m", "tests.terminal.looking_around"]
    done = subprocess.run(command, env=known | environment, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("terminal", ["linux", "screen"])
def test_16_colours_are_sent_where_the_terminal_has_no_more(terminal: str) -> None:
    numbers = asked_for(TERM=terminal)
    assert {"40", "97"} <= numbers
    assert not any(";" in number for number in numbers)


def test_256_colours_are_sent_where_the_terminal_has_no_more() -> None:
    colours = {number for number in asked_for(TERM="tmux-256color") if ";" in number}
    assert colours
    assert all(colour.startswith(("38;5;", "48;5;")) for colour in colours)


def test_no_colour_is_sent_where_none_is_wanted() -> None:
    assert asked_for(TERM="xterm-256color", COLORTERM="truecolor", NO_COLOR="1") <= {
        "0", "1", "2", "3", "4", "7", "9", "22", "23", "24", "27", "29",
    }  # fmt: skip


async def test_a_selected_text_and_a_hint_are_marked_without_colours(
    source: FakeSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with explorer(source).run_test(size=(100, 24)) as pilot:
        await until_shown(pilot, "5 snapshots", "filter: words")
        assert "filter: words, expires<7d, shared:yes" in styled(pilot, "dim")
        await pilot.press("n", "enter")
        await until_shown(pilot, "Enter creates")
        name = pilot.app.screen.query_one("#name", Field).value
        pilot.app.screen.query_one("#name", Field).begin()
        await until(pilot, lambda: name in styled(pilot, "reverse"))


async def test_the_chosen_option_is_marked_without_colours(
    source: FakeSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with explorer(source).run_test(size=(100, 24)) as pilot:
        await until_shown(pilot, "5 snapshots")
        await pilot.press("ctrl+p", "l", "o", "c", "a", "l")
        await until_shown(pilot, "UTC")
        assert "".join(styled(pilot, "underline")).strip().startswith("UTC/local")
        await pilot.press("escape", "escape")
        pilot.app.push_screen(ProfileListScreen({"lab": ["read-only"], "prod": []}, "prod"))
        await until_shown(pilot, "in use")
        assert "".join(styled(pilot, "underline")).strip() == "prod  in use"


async def test_a_hint_is_fainter_than_other_text_in_sixteen_colours(
    source: FakeSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(constants, "COLOR_SYSTEM", "standard")
    app = TeTui(lambda observer: source, aid="1234", now=lambda: NOW, driver_class=RecordingDriver)
    async with app.run_test(headless=False, size=(100, 24)) as pilot:
        await until_drawn(pilot, "5 snapshots", "filter: words")
        assert styled(pilot, "dim") == ["filter: words, expires<7d, shared:yes"]


async def test_a_hint_is_not_faint_where_its_colour_marks_it(
    source: FakeSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(constants, "COLOR_SYSTEM", "truecolor")
    app = TeTui(lambda observer: source, aid="1234", now=lambda: NOW, driver_class=RecordingDriver)
    async with app.run_test(headless=False, size=(100, 24)) as pilot:
        await until_drawn(pilot, "5 snapshots", "filter: words")
        assert styled(pilot, "dim") == []


@pytest.mark.parametrize(("colours", "is_seen"), [("standard", False), ("truecolor", True)])
async def test_what_cannot_be_darkened_below_a_dialog_is_hidden(
    source: FakeSource, monkeypatch: pytest.MonkeyPatch, colours: str, is_seen: bool
) -> None:
    monkeypatch.setattr(constants, "COLOR_SYSTEM", colours)
    app = TeTui(lambda observer: source, aid="1234", now=lambda: NOW, driver_class=RecordingDriver)
    async with app.run_test(headless=False, size=(100, 24)) as pilot:
        await until_drawn(pilot, "5 snapshots", "filter: words", "/ Filter")
        await pilot.press(":")
        await until_drawn(pilot, "Open a link")
        assert ("/ Filter" in pair_of(pilot).changes.text) is is_seen


async def test_without_colours_nothing_is_seen_below_a_dialog(
    source: FakeSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with explorer(source).run_test(size=(100, 24)) as pilot:
        await until_shown(pilot, "5 snapshots", "/ Filter")
        await pilot.press("ctrl+p")
        await until_shown(pilot, "Search for commands")
        assert "/ Filter" not in screen(pilot)


def styled(pilot: Pilot[None], attribute: str) -> list[str]:
    """The texts on the screen that have an attribute, such as `dim`."""
    strips = pilot.app.screen._compositor.render_strips()
    return [part.text for strip in strips for part in strip if part.style and getattr(part.style, attribute)]


async def test_the_cursor_is_marked_without_colours(
    source: FakeSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = TeTui(lambda observer: source, aid="1234", now=lambda: NOW, driver_class=RecordingDriver)
    async with app.run_test(headless=False, size=(100, 24)) as pilot:
        await until_drawn(pilot, "5 snapshots", "? Help", " e  ")
        await pilot.press("down")
        await until_drawn(pilot, "▸  b")
        terminal = pair_of(pilot).changes
        reversed_lines = [line for line in range(terminal.lines) if terminal.buffer[line][3].reverse]
        assert [terminal.texts(line)[3] for line in reversed_lines] == ["b"]

        await pilot.press("/", "x")
        await until_drawn(pilot, "/ x")
        assert [terminal.buffer[1][column].reverse for column in range(3, 6)] == [False, True, False]
