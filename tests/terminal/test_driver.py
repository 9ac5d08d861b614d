"""Whatever sizes a terminal has had, and however it tells them: the last one counts, and is drawn whole."""

from __future__ import annotations

import asyncio
import os

import pytest
from rich.segment import Segment
from textual.app import ComposeResult
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from te_tui.terminal.app import TerminalApp
from te_tui.terminal.attention import Attention
from te_tui.terminal.driver import SparingDriver
from te_tui.terminal.typed_ahead import Typed
from te_tui.widgets.asked import Asked
from tests.terminal.terminal import Terminal, running

HOLDS = 0.2  # seconds: more than a size has to hold


class Filled(Widget):
    """Fills the screen to its last cell with what tells its size."""

    DEFAULT_CSS = "Filled { width: 1fr; height: 1fr; }"

    def render_line(self, y: int) -> Strip:
        return Strip([Segment(filled(self.size.width, self.size.height, y))])


def filled(columns: int, lines: int, line: int) -> str:
    return f"{line} of {columns}×{lines} ".ljust(columns - 1, ".") + "|"


def whole(columns: int, lines: int) -> str:
    return "\n".join(filled(columns, lines, line) for line in range(lines))


class Sized(TerminalApp):
    """Shows its size."""

    def __init__(self) -> None:
        super().__init__(driver_class=SparingDriver)

    def compose(self) -> ComposeResult:
        yield Filled()


def shows(terminal: Terminal, columns: int, lines: int) -> bool:
    return terminal.text == whole(columns, lines)


async def show(terminal: Terminal, columns: int, lines: int) -> None:
    await terminal.until(lambda: shows(terminal, columns, lines))


async def test_a_size_is_drawn_once_it_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(Sized(), monkeypatch, 80, 24) as terminal:
        await show(terminal, 80, 24)
        with terminal.time_stands_still():
            terminal.resize(100, 30)
            await terminal.settle()
            assert terminal.text.isspace()
        terminal.pass_time(HOLDS)
        await show(terminal, 100, 30)


class Question(Screen[None]):
    """Asks what a key answers."""

    def __init__(self) -> None:
        super().__init__()
        self.attention = Attention()

    def compose(self) -> ComposeResult:
        yield Asked("Delete it?", self.attention)

    def counts_unread(self, typed: Typed) -> bool:
        return False

    def say_unread(self, typed: Typed) -> None:
        pass


async def test_a_question_that_is_not_sent_yet_cannot_have_been_read(monkeypatch: pytest.MonkeyPatch) -> None:
    app, question = Sized(), Question()
    async with running(app, monkeypatch, 80, 24) as terminal:
        await show(terminal, 80, 24)
        with terminal.time_stands_still():
            terminal.resize(100, 30)
            await terminal.settle()
            app.call_later(app.push_screen, question)
            await terminal.settle()
            assert not question.attention.is_shown
        terminal.pass_time(HOLDS)
        await terminal.until(lambda: "Delete it?" in terminal.text and question.attention.is_shown)


async def test_what_changes_while_a_size_does_not_hold_yet_is_drawn_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = Sized()
    async with running(app, monkeypatch, 80, 24) as terminal:
        await show(terminal, 80, 24)
        with terminal.time_stands_still():
            terminal.resize(100, 30)
            await terminal.settle()
            app.screen.refresh()
            await terminal.settle()
            assert terminal.text.isspace()
        terminal.pass_time(HOLDS)
        await show(terminal, 100, 30)


async def test_a_storm_of_sizes_costs_as_much_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(Sized(), monkeypatch, 80, 24) as terminal:
        await show(terminal, 80, 24)
        terminal.resize(90, 28)
        terminal.pass_time(HOLDS)
        await show(terminal, 90, 28)
        before = terminal.taken
        with terminal.time_stands_still():
            for step in range(30):
                terminal.resize(91 + step % 7, 28 - step % 5)
                await terminal.settle()
            terminal.resize(90, 27)
            await terminal.settle()
            assert terminal.taken == before
        terminal.pass_time(HOLDS)
        await show(terminal, 90, 27)
        assert terminal.taken - before < 1.5 * 90 * 27


async def test_a_terminal_that_reports_another_size_among_its_answers_is_asked_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with running(Sized(), monkeypatch, 80, 24) as terminal:
        await show(terminal, 80, 24)
        terminal.be(100, 30)
        os.write(terminal.master, b"\x1b[48;29;99;580;990t")
        await show(terminal, 100, 30)


async def test_a_size_that_comes_while_the_one_before_is_taken_is_not_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app, go_on = Sized(), asyncio.Event()
    async with running(app, monkeypatch, 80, 24) as terminal:
        await show(terminal, 80, 24)
        terminal.resize(100, 30)
        await terminal.settle()
        app.call_later(go_on.wait)
        terminal.resize(90, 28)
        await terminal.settle()
        terminal.pass_time(HOLDS)
        await terminal.settle()
        go_on.set()
        await terminal.settle()
        terminal.pass_time(HOLDS)
        await show(terminal, 90, 28)


@pytest.mark.parametrize("asked_before", range(2))
async def test_a_size_that_comes_while_the_one_before_is_asked_for_is_not_lost(
    monkeypatch: pytest.MonkeyPatch, asked_before: int
) -> None:
    """A signal's handler is itself interrupted by the next signal."""
    ask, asked = os.get_terminal_size, list[int]()

    def asks(descriptor: int) -> os.terminal_size:
        size = ask(descriptor)
        asked.append(descriptor)
        if len(asked) == asked_before + 1:
            terminal.resize(90, 28)
        return size

    async with running(Sized(), monkeypatch, 80, 24) as terminal:
        await show(terminal, 80, 24)
        monkeypatch.setattr(os, "get_terminal_size", asks)
        terminal.resize(100, 30)
        for _ in range(3):
            await terminal.settle()
            terminal.pass_time(HOLDS)
        await show(terminal, 90, 28)
        assert len(asked) > asked_before


@pytest.mark.parametrize("there", [(100, 30), (60, 20)])
async def test_a_terminal_that_is_dragged_there_and_back_is_drawn_whole(
    monkeypatch: pytest.MonkeyPatch, there: tuple[int, int]
) -> None:
    async with running(Sized(), monkeypatch, 80, 24) as terminal:
        await show(terminal, 80, 24)
        terminal.resize(*there)
        await terminal.settle()
        terminal.resize(80, 24)
        await terminal.settle()
        terminal.pass_time(HOLDS)
        await show(terminal, 80, 24)


async def test_a_size_that_is_taken_back_before_it_is_drawn_is_drawn_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app, go_on = Sized(), asyncio.Event()
    async with running(app, monkeypatch, 80, 24) as terminal:
        await show(terminal, 80, 24)
        app.screen.call_later(go_on.wait)
        for size in ((100, 30), (80, 24)):
            terminal.resize(*size)
            await terminal.settle()
            terminal.pass_time(HOLDS)
            await terminal.settle()
            terminal.pass_time(HOLDS)
            await terminal.settle()
        go_on.set()
        await show(terminal, 80, 24)


async def test_what_is_drawn_for_an_earlier_and_larger_size_is_not_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app, go_on = Sized(), asyncio.Event()
    async with running(app, monkeypatch, 100, 30) as terminal:
        await show(terminal, 100, 30)
        app.screen.call_later(go_on.wait)
        terminal.resize(80, 24)
        await terminal.settle()
        terminal.pass_time(HOLDS)
        await terminal.until(lambda: app.size == (80, 24))
        driver = app._driver
        assert driver is not None
        driver.write("\x1b[30;1Hmore")
        await terminal.settle()
        assert "more" not in terminal.text
        go_on.set()
        await show(terminal, 80, 24)
