"""The theme that a person chooses is kept; the one of the terminal is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from te_tui.files.private import FileTrouble
from tests.screens.conftest import explorer, until, until_shown
from tests.screens.fake_source import FakeSource


async def test_a_theme_is_kept_when_it_is_chosen_and_not_because_the_terminal_is_light(
    source: FakeSource,
) -> None:
    kept: list[str] = []
    app = explorer(source)
    app._keep_theme = kept.append
    app.theme = app._known_theme = "textual-light"
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "5 snapshots")
        await pilot.app.workers.wait_for_complete()
        assert not kept
        pilot.app.theme = "colour-blind-light"
        await until(pilot, lambda: kept)
        assert kept == ["colour-blind-light"]


async def test_settings_that_cannot_be_written_are_told(source: FakeSource, tmp_path: Path) -> None:
    def refuse(_name: str) -> None:
        raise FileTrouble("write", tmp_path, "Read-only file system")

    app = explorer(source)
    app._keep_theme = refuse
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until_shown(pilot, "5 snapshots")
        pilot.app.theme = "nord"
        await until_shown(pilot, "Could not write")


@pytest.mark.parametrize("theme", ["colour-blind-dark", "colour-blind-light"])
async def test_the_themes_for_colour_blind_people_can_be_chosen(source: FakeSource, theme: str) -> None:
    async with explorer(source, snapshot_id="a").run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "32")
        pilot.app.theme = theme
        await until(pilot, lambda: pilot.app.current_theme.name == theme)
        await until_shown(pilot, "32")
