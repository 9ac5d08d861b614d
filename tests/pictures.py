"""Draws `screenshots/` and every widget type: `python -m tests.pictures` opens the demo at a fixed time."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from textual.pilot import Pilot

from te_tui.app import TeTui
from te_tui.credentials.secret import Secret
from te_tui.demo import TOKEN, DemoOptions
from te_tui.demo.server import DemoServer
from te_tui.screens.snapshots.preview import SnapshotPreview
from te_tui.sources.http.origin import Origin
from te_tui.sources.thousandeyes.source import ThousandEyes
from te_tui.widgets.row_list import RowList
from tests import grafana_pictures, widget_pictures

FOLDER = Path(__file__).parent.parent / "screenshots"
NOW = datetime(2026, 11, 11, 9, 0, tzinfo=UTC)

# The font that Textual names would be fetched from the network by whoever looks at the picture.
_FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)

_KEYS = {"<": "less_than_sign", " ": "space"}


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its name, the size of the terminal, and the keys that lead to it."""

    name: str
    keys: tuple[str, ...]
    size: tuple[int, int] = (120, 40)
    theme: str = "textual-dark"


SHOTS = (
    Shot("account-groups", ()),
    Shot("snapshots", ("enter", "down", "space", "space", "down")),
    Shot("snapshots-80x24", ("enter",), (80, 24)),
    Shot("snapshots-light", ("enter",), theme="textual-light"),
    Shot("filter", ("enter", "slash", *"expires<30d")),
    Shot("new-snapshot-80x24", ("enter", "n", *"checkout", "enter", "down", "7"), (80, 24)),
    Shot("delete-80x24", ("enter", *["space"] * 3, "d"), (80, 24)),
    Shot("snapshot", ("enter", "enter")),
    Shot("snapshot-80x24", ("enter", "enter"), (80, 24)),
    Shot("overview", ("enter", "enter", "v")),
    Shot("widget", ("enter", "enter", "enter")),
    Shot("timeline", ("enter", "enter", "t")),
    Shot("compare", ("enter", "slash", *"new cdn", "enter", "space", "space", "D")),
    Shot("trend", ("enter", "slash", *"weekly capacity", "enter", "enter", "T")),
    Shot("help", ("enter", "question_mark")),
)


@asynccontextmanager
async def explorer(url: str, size: tuple[int, int]) -> AsyncIterator[Pilot[None]]:
    """The explorer on an embedded server, at the fixed time."""
    app = TeTui(
        lambda observer: ThousandEyes(Origin.parse(url), Secret(TOKEN), name="demo", observer=observer),
        now=lambda: NOW,
        archives=Path("archives"),  # where nothing is written, because no picture is one of archiving
        journals=Path("journals"),
    )
    async with app.run_test(size=size) as pilot:
        yield pilot


async def take(shot: Shot, url: str) -> str:
    """Take one picture, as SVG."""
    async with explorer(url, shot.size) as pilot:
        pilot.app.theme = shot.theme
        await settle(pilot)
        for key in shot.keys:
            await pilot.press(_KEYS.get(key, key))
            await settle(pilot)
        return _FONT_FACE.sub("", pilot.app.export_screenshot(title="te-tui"))


async def settle(pilot: Pilot[None]) -> None:
    """Wait until nothing is loading, the preview is that of the cursor's row, and everything is drawn."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    async with asyncio.timeout(20):
        while not all(_rests(pilot, preview) for preview in pilot.app.screen.query(SnapshotPreview)):
            await pilot.pause(0.01)
    await pilot.pause()


def _rests(pilot: Pilot[None], preview: SnapshotPreview) -> bool:
    return preview.row is pilot.app.screen.query_one("#snapshots", RowList).cursor_row


def draw_all(done: Callable[[Shot, str], None]) -> None:
    """Take every picture, each on a server of its own, so that none depends on another."""
    for shot in SHOTS:
        with DemoServer(DemoOptions(now=NOW)) as server:
            done(shot, asyncio.run(take(shot, server.url)))


def main() -> None:
    """Write every picture to its file."""

    def write(shot: Shot, svg: str) -> None:
        (FOLDER / f"{shot.name}.svg").write_text(svg, encoding="utf-8")

    draw_all(write)
    asyncio.run(widget_pictures.draw_all())
    asyncio.run(grafana_pictures.draw_all())


if __name__ == "__main__":
    main()
