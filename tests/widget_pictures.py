"""Every widget type, drawn large: terminal pictures in both themes and without colour, at two sizes."""

from __future__ import annotations

import os
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from te_tui.app import TeTui
from te_tui.demo import DemoOptions
from te_tui.demo.thousandeyes.organization import LOGIN_AID
from te_tui.demo.thousandeyes.snapshot_panels import PanelBodies, detail_of
from te_tui.demo.thousandeyes.snapshots import Catalogue
from te_tui.demo.wire import encode
from te_tui.sources.base import Observer
from te_tui.sources.thousandeyes.body.panel_data import read_panel_data
from te_tui.sources.thousandeyes.body.snapshot import read_snapshot
from tests.screens.fake_source import FakeSource
from tests.svg import svg_of

FOLDER = Path(__file__).parent / "screens" / "pictures"
NOW = datetime(2026, 11, 11, 9, 0, tzinfo=UTC)
TYPES = 17
"""The fifteen of the contract, `Heatmap`, and one that nobody knows."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a terminal shows everything: its size, the theme, and whether it has colours."""

    name: str
    size: tuple[int, int]
    theme: str = "textual-dark"
    colours: bool = True


LOOKS = tuple(
    Look(f"{size[0]}x{size[1]}-{name}", size, theme, colours)
    for size in ((120, 40), (80, 24))
    for name, theme, colours in (
        ("dark", "textual-dark", True),
        ("light", "textual-light", True),
        ("no-color", "textual-dark", False),
    )
)


def every_type() -> FakeSource:
    """The demo's snapshot "Every widget type", as far as each type occurs in it once."""
    options = DemoOptions(now=NOW)
    found = Catalogue(options, NOW).snapshot_at(LOGIN_AID, 1)
    opened = read_snapshot(encode(detail_of(found, "https://api.thousandeyes.com/v7")))
    panel_bodies = PanelBodies(options.seed)
    source = FakeSource()
    source.opened["types"] = replace(opened, panels=opened.panels[:TYPES])
    for panel in source.opened["types"].panels:
        body = panel_bodies.data_of(found, str(panel.widget_id), "")
        assert body is not None
        source.data[str(panel.widget_id)] = read_panel_data(body)
    return source


async def pictures(look: Look) -> AsyncIterator[tuple[str, str]]:
    """The name of each type and its picture, as SVG."""
    source = every_type()

    def opened(observer: Observer) -> FakeSource:
        source.observer = observer
        return source

    with _colours(look.colours):
        app = TeTui(opened, aid=LOGIN_AID, snapshot_id="types", now=lambda: NOW)
    async with app.run_test(size=look.size) as pilot:
        app.theme = look.theme
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.press("tab", "enter")
        for panel in source.opened["types"].panels:
            await app.workers.wait_for_complete()
            await pilot.pause()
            yield _file_name(str(panel.type)), svg_of(app)
            await pilot.press("n")


def _file_name(panel_type: str) -> str:
    return re.sub(r"\W+", "-", panel_type.lower())


@contextmanager
def _colours(wanted: bool) -> Iterator[None]:
    """An environment with or without NO_COLOR, which Textual reads when an app is made."""
    before = os.environ.pop("NO_COLOR", None)
    if not wanted:
        os.environ["NO_COLOR"] = "1"
    yield
    os.environ.pop("NO_COLOR", None)
    if before is not None:
        os.environ["NO_COLOR"] = before


async def draw_all() -> None:
    """Write every picture to its file."""
    for look in LOOKS:
        folder = FOLDER / look.name
        folder.mkdir(parents=True, exist_ok=True)
        async for name, svg in pictures(look):
            (folder / f"{name}.svg").write_text(svg, encoding="utf-8")
