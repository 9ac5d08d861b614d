"""Real apps whose output goes into two terminals: `Recorded`."""

from __future__ import annotations

import asyncio
from typing import Any

from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver
from textual.pilot import Pilot

from te_tui.terminal.colors import coloured, colourless
from tests.terminal.pair import Pair


class RecordingDriver(HeadlessDriver):
    """Reads nothing from a terminal, but gives what is drawn to a pair of them."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self.pair = Pair(*self._get_terminal_size(), colourless if app.no_color else coloured)

    @property
    def is_headless(self) -> bool:
        return False

    def write(self, data: str) -> None:
        self.pair.take(data)


def pair_of(pilot: Pilot[Any]) -> Pair:
    """The terminals of an app that runs with a `RecordingDriver`."""
    driver = pilot.app._driver
    assert isinstance(driver, RecordingDriver)
    return driver.pair


async def until_drawn(pilot: Pilot[Any], *texts: str) -> None:
    """Let the app work until the terminal shows all of these texts, and nothing more is drawn."""
    pair = pair_of(pilot)
    async with asyncio.timeout(20):
        while not all(text in pair.changes.text for text in texts):
            await pilot.pause()
        await _until_nothing_more_is_drawn(pilot)


async def press(pilot: Pilot[Any], *keys: str) -> int:
    """Press keys, one by one, and compare the terminals after each; returns how many bytes changed them."""
    pair = pair_of(pilot)
    before = pair.sent
    for key in keys:
        await pilot.press(key)
        pair.assert_same()
    return pair.sent - before


async def resize(pilot: Pilot[Any], columns: int, lines: int) -> None:
    """Make both terminals larger or smaller, let the app follow, and compare them."""
    pair = pair_of(pilot)
    async with asyncio.timeout(20):
        # What is still drawn for the size of before goes beyond a smaller terminal, and scrolls it.
        await _until_nothing_more_is_drawn(pilot)
        pair.resize(columns, lines)
        await pilot.resize_terminal(columns, lines)
        while pilot.app.screen.size != (columns, lines):
            await pilot.pause()
        await _until_nothing_more_is_drawn(pilot)
    pair.assert_same()


async def _until_nothing_more_is_drawn(pilot: Pilot[Any]) -> None:
    pair = pair_of(pilot)
    written = -1
    while written < pair.written:
        written = pair.written
        await pilot.pause()
