"""What is on a screen leaves it by one key: as text on the clipboard, or as text and SVG in files."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from te_tui.app import TeTui
from te_tui.sources.thousandeyes.body.panel_data import Card, PanelData
from tests.screens.changing import notices
from tests.screens.conftest import explorer, page, row, snapshot, until, until_shown
from tests.screens.fake_source import FakeSource
from tests.screens.test_hostile_text import HOSTILE, fill

LINK = "https://app.thousandeyes.com/s/1"
ESCAPE = "\x1b]0;evil\x07"


@pytest.mark.parametrize(
    ("way", "there", "told"),
    [
        ((), "5 snapshots", "rows 1–5 of 5"),
        (("enter",), "32", "Jitter"),
        (("enter", "v"), "widget 1 of 3", "Jitter"),
        (("enter", "enter"), "widget 1 of 3", "Availability"),
    ],
)
async def test_what_is_on_a_screen_is_copied_as_text_with_its_link(
    source: FakeSource, way: tuple[str, ...], there: str, told: str
) -> None:
    async with explorer(source).run_test(size=(120, 40), notifications=True) as pilot:
        await until_shown(pilot, "5 snapshots")
        for step in way:
            await pilot.press(step)
            await pilot.app.workers.wait_for_complete()
        await until_shown(pilot, there)
        await pilot.press("C")
        await until_shown(pilot, "Copied as text: the screen and the link, if your")
        assert {notice.timeout for notice in pilot.app._notifications} == {TeTui.NOTIFICATION_TIMEOUT}
        copied = pilot.app.clipboard
        assert copied.startswith("demo › ")
        assert copied.endswith(f"\n\n{LINK}\n")
        assert told in copied


async def test_it_is_written_as_text_and_svg_whose_paths_are_told(source: FakeSource, tmp_path: Path) -> None:
    app = explorer(source, snapshot_id="a")
    app.session.places = app.session.places._replace(evidence=tmp_path / "evidence")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until_shown(pilot, "32")
        for _ in range(2):
            pilot.app.clear_notifications()
            await pilot.press("E")
            await until(pilot, lambda: "Written to" in "".join(notices(pilot)))
        told = "\n".join(notices(pilot))
    written = _files(tmp_path / "evidence")
    assert sorted(path.suffix for path in written) == [".svg", ".svg", ".txt", ".txt"]
    assert str(tmp_path / "evidence") in told
    assert sum(path.name in told for path in written) == 2
    assert all(LINK in path.read_text() for path in written)


async def test_a_folder_that_cannot_be_written_is_told(source: FakeSource, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    app = explorer(source, snapshot_id="a")
    app.session.places = app.session.places._replace(evidence=tmp_path / "file" / "evidence")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until_shown(pilot, "32")
        await pilot.press("E")
        await until_shown(pilot, "Could not write")


async def test_before_anything_is_there_nothing_is_copied(source: FakeSource) -> None:
    source.hold("a")
    async with explorer(source, snapshot_id="a").run_test(notifications=True) as pilot:
        await until_shown(pilot, "Opening")
        await pilot.press("C")
        await until_shown(pilot, "nothing on the screen to copy yet")
        assert not pilot.app.clipboard
        source.release("a")


async def test_hostile_names_are_copied_without_what_a_terminal_obeys(source: FakeSource) -> None:
    fill(source, *HOSTILE)
    async with explorer(source, snapshot_id="s0").run_test(size=(120, 40)) as pilot:
        await until_shown(pilot, f"# {HOSTILE[1]}")
        for way in ((), ("enter",)):
            await pilot.press(*way)
            await pilot.app.workers.wait_for_complete()
            pilot.app._clipboard = ""
            await pilot.press("C")
            await until(pilot, lambda: pilot.app.clipboard)
            assert HOSTILE[0] in pilot.app.clipboard
            assert all(sign.isprintable() or sign == "\n" for sign in pilot.app.clipboard)


async def test_names_that_are_not_clean_yet_are_copied_clean(source: FakeSource) -> None:
    named = f"{ESCAPE}Page load"
    source.pages["1234"] = [page(row("a", named))]
    opened = snapshot("a", (named,))
    source.opened["a"] = dataclasses.replace(opened, row=opened.row._replace(name=named))
    source.data = {"w0": PanelData(cards=(Card(name=named, value=1.0),))}
    async with explorer(source, snapshot_id="a").run_test(size=(120, 40)) as pilot:
        await until_shown(pilot, "Page load")
        await pilot.press("C")
        await until(pilot, lambda: pilot.app.clipboard)
        assert "Page load" in pilot.app.clipboard
        assert "\x1b" not in pilot.app.clipboard


def _files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())
