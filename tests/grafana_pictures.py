"""Every panel type of a Grafana, drawn large: terminal pictures at two sizes."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

from te_tui.app import TeTui
from te_tui.credentials.secret import Secret
from te_tui.demo import LOGIN_TOKEN, GrafanaOptions
from te_tui.demo.server import DemoServer
from te_tui.sources.grafana.source import Grafana
from te_tui.sources.http.origin import Origin
from tests.demo.grafana.servers import NOW, client_of, row_named
from tests.svg import svg_of

FOLDER = Path(__file__).parent / "screens" / "grafana_pictures"
SIZES = ((120, 40), (80, 24))
PANELS = 37
"""All types that the contract names, those of older versions, and one that te-tui does not know."""


def folder_of(size: tuple[int, int]) -> Path:
    """The folder with the pictures of one size."""
    return FOLDER / f"{size[0]}x{size[1]}"


async def pictures(size: tuple[int, int]) -> AsyncIterator[tuple[str, str]]:
    """The title of each panel of the demo's snapshot "Every panel type", and its picture as SVG."""
    with DemoServer(GrafanaOptions(now=NOW, snapshots=20)) as server:
        with client_of(server) as client:
            key = row_named(client, "Every panel type")["key"]
        url = Origin.parse(server.url)
        app = TeTui(
            lambda observer: Grafana(url, Secret(LOGIN_TOKEN), name="grafana", observer=observer),
            snapshot_id=key,
            now=lambda: NOW,
        )
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await app.workers.wait_for_complete()
            await pilot.press("tab", "enter")
            for number in range(1, PANELS + 1):
                await app.workers.wait_for_complete()
                await pilot.pause()
                title = app.screen.breadcrumb()[-1]  # type: ignore[attr-defined]
                yield f"{number:02}-{re.sub(r'[^a-z0-9]+', '-', title.lower()).strip('-')}", svg_of(app)
                await pilot.press("n")


async def draw_all() -> None:
    """Write every picture to its file."""
    for size in SIZES:
        folder = folder_of(size)
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        async for name, svg in pictures(size):
            (folder / f"{name}.svg").write_text(svg, encoding="utf-8")
