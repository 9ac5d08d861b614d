"""Keys in any order while an explorer archives, deletes and extends: `press_any`."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path
from typing import Final

import pytest
from textual.pilot import Pilot

from te_tui.app import TeTui
from te_tui.credentials.secret import Secret
from te_tui.demo import TOKEN
from te_tui.screens.dialog import AskingDialog
from te_tui.screens.snapshots.screen import SnapshotListScreen
from te_tui.screens.work.work_screen import WorkScreen
from te_tui.sources.http.origin import Origin
from te_tui.sources.thousandeyes.source import ThousandEyes
from tests.actions.meeting import AID, NOW, Meeting
from tests.screens.conftest import DEADLINE, answer, rows, screen, until

SLOW: Final = 0.0125
"""Seconds before an answer, a quarter of the slowest; between keys as much passes at most."""

_IN_LIST: Final = ("d", "d", "a", "e", "w", "space", "q", "down", "s", "U")
_AT_WORK: Final = ("escape", "escape", "s", "d", "y", "enter", "q", "a")


async def press_any(met: Meeting, home: Path, seed: int) -> None:
    """Archive or delete, then press what chance says; the work ends, keys go on, and nothing is lost."""
    met.begin(seed)
    chance, typed = random.Random(seed), list[str]()
    app = TeTui(
        lambda observer: ThousandEyes(Origin.parse(met.server.url), Secret(TOKEN), observer=observer),
        aid=AID,
        now=lambda: NOW,
        archives=home / "archives",
        journals=home / "journals",
    )
    try:
        async with app.run_test(size=(80, 24)) as pilot, asyncio.timeout(DEADLINE):
            await until(pilot, lambda: rows(pilot).has_focus)
            await pilot.press("slash", *met.expression, "enter")
            await until(pilot, lambda: len(rows(pilot).rows) == len(met.bodies) and rows(pilot).has_focus)
            await pilot.press(*["space"] * chance.randint(0, 4), chance.choice("aad"))
            await answer(pilot, "y")
            for _ in range(chance.randint(2, 25)):
                if app._exit:
                    break
                await _press_one(pilot, chance, typed)
                await asyncio.sleep(chance.choice([0, chance.uniform(0, 4 * SLOW)]))
            await until(pilot, lambda: app._exit or app.session.work in {None, "report"})
            while not (app._exit or isinstance(app.screen, SnapshotListScreen)):
                await pilot.press("escape")
    except TimeoutError:
        pytest.fail(f"{typed} did not end: {app.session.work}, {app.screen_stack}\n{screen(pilot)}")
    assert met.lost(home) == {}, typed


async def _press_one(pilot: Pilot[None], chance: random.Random, typed: list[str]) -> None:
    """Press what may mean something here; a question is mostly read before it is answered."""
    top = pilot.app.screen
    if isinstance(top, AskingDialog):
        if chance.random() < 0.7:
            await until(pilot, lambda: top.attention.is_shown or pilot.app.screen is not top)
        key = chance.choice(["y", "y", "y", "n", "escape"])
    else:
        key = chance.choice(_AT_WORK if isinstance(top, WorkScreen) else _IN_LIST)
    keys = ("e", "3", "0", "enter") if key == "e" else (key,)
    typed.extend(keys)
    await pilot.press(*keys)
