"""Run as a program: look around in the explorer, and print every number and colour that was asked for.

Textual keeps what a style looks like for one kind of terminal, so each kind needs a process of its own.
"""

from __future__ import annotations

import asyncio
import re

from te_tui.app import TeTui
from te_tui.models.account_group import AccountGroup
from tests.screens.conftest import NOW, pages_of
from tests.screens.fake_source import FakeSource
from tests.terminal.recording import RecordingDriver, pair_of, until_drawn


async def look_around() -> str:
    """What was sent."""
    source = FakeSource()
    source.groups = (AccountGroup("1234", "Network Ops", "Acme", current=True),)
    source.pages = {"1234": pages_of("abcde")}
    app = TeTui(lambda observer: source, aid="1234", now=lambda: NOW, driver_class=RecordingDriver)
    async with app.run_test(headless=False, size=(100, 24)) as pilot:
        await until_drawn(pilot, "5 snapshots", "? Help", " e  ")
        await pilot.press("down", "/", "b")
        await until_drawn(pilot, "1 of 5")
        return pair_of(pilot).log


if __name__ == "__main__":
    numbers = ";".join(re.findall(r"\x1b\[([0-9;]*)m", asyncio.run(look_around())))
    print(*sorted(set(re.findall(r"[34]8;5;\d+|[34]8;2;\d+;\d+;\d+|\d+", numbers))))  # noqa: T201 - its purpose
