"""Real screens look the same, whether everything is sent or only what changes."""

from __future__ import annotations

from typing import ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import DataTable, Footer, Header, Input, Static

from te_tui.app import TeTui
from tests.screens.conftest import NOW, until
from tests.screens.fake_source import FakeSource
from tests.terminal.recording import RecordingDriver, pair_of, press, resize, until_drawn

pytestmark = pytest.mark.long

WIDE = "日本語 한국어 🔥 e\u0301 👩\u200d💻 ❤\ufe0f"


class Dialog(ModalScreen[None]):
    CSS = "Dialog { align: center middle; } Static { width: 21; height: 5; border: round red; }"
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss", "Close")]

    def compose(self) -> ComposeResult:
        yield Static(Content(f"Delete {WIDE}?"))


class Everything(App[None]):
    """An input, a table, a dialog, and wide characters everywhere."""

    BINDINGS: ClassVar[list[BindingType]] = [("ctrl+o", "open", "Open")]

    def compose(self) -> ComposeResult:
        yield Header()
        yield Input(placeholder="日本語", id="typed")
        yield DataTable(cursor_type="row", zebra_stripes=True)
        yield Footer()

    def on_mount(self) -> None:
        self.query_one(Input).cursor_blink = False
        table = self.query_one(DataTable)
        table.add_columns("Name", "Text", "Number")
        for number in range(100):
            table.add_row(f"row {number}", Content(WIDE[number % 7 :]), str(number**3))

    def action_open(self) -> None:
        self.push_screen(Dialog())


@pytest.mark.parametrize("size", [(90, 26), (31, 11)])
async def test_an_app_with_wide_characters_and_dialogs_looks_the_same(size: tuple[int, int]) -> None:
    app = Everything(driver_class=RecordingDriver)
    async with app.run_test(headless=False, size=size) as pilot:
        await press(
            pilot, "日", "🔥", "a", "b", "left", "left", "x", "backspace", "home", "shift+end", "delete"
        )
        await press(pilot, "tab", *["down"] * 8, "pagedown", "pagedown", "up", "end", "pageup", "home")
        await press(pilot, "ctrl+o", "escape", "down", "ctrl+o")
        await resize(pilot, size[0] + 9, size[1] - 2)
        await press(pilot, "escape", "down")
        await resize(pilot, *size)
        await press(pilot, "shift+tab", *"typed")


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_the_explorer_looks_the_same(source: FakeSource, size: tuple[int, int]) -> None:
    app = TeTui(lambda observer: source, aid="1234", now=lambda: NOW, driver_class=RecordingDriver)
    async with app.run_test(headless=False, size=size) as pilot:
        await until_drawn(pilot, "5 snapshots", "? Help", " e  ")
        await press(pilot, "down", "down", "space", "/", "b", "escape", "?", "escape", "ctrl+p", "escape")
        await press(pilot, "home", "enter")
        await until_drawn(pilot, "Loss", "Jitter")
        await press(pilot, "down", "down", "enter", "escape", "escape")
        await resize(pilot, 100, 30)
        await press(pilot, "down", "up")


async def test_a_step_down_sends_two_lines_and_not_more(source: FakeSource) -> None:
    app = TeTui(lambda observer: source, aid="1234", now=lambda: NOW, driver_class=RecordingDriver)
    async with app.run_test(headless=False, size=(80, 24)) as pilot:
        await until_drawn(pilot, "5 snapshots", "? Help", " e  ")
        assert await press(pilot, "down") < 300


async def test_a_start_draws_the_screen_once(source: FakeSource) -> None:
    app = TeTui(lambda observer: source, aid="1234", now=lambda: NOW, driver_class=RecordingDriver)
    async with app.run_test(headless=False, size=(120, 40)) as pilot:
        await until_drawn(pilot, "5 snapshots", "? Help", " e  ")
        pair = pair_of(pilot)
        assert pair.sent < 120 * 40 * 1.5 < pair.written / 2


async def test_drawing_the_same_again_sends_nothing(source: FakeSource) -> None:
    app = TeTui(lambda observer: source, aid="1234", now=lambda: NOW, driver_class=RecordingDriver)
    async with app.run_test(headless=False, size=(120, 40)) as pilot:
        await until_drawn(pilot, "5 snapshots", "? Help", " e  ")
        pair = pair_of(pilot)
        sent, written = pair.sent, pair.written
        app.refresh(layout=True)
        await until(pilot, lambda: pair.written > written)
        assert pair.sent == sent
