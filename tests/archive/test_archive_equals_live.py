"""An archive shows what the live API showed: the same pictures on every screen, the same data in commands."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from textual.pilot import Pilot
from textual.strip import Strip

from te_tui.app import TeTui
from te_tui.archive.source import ArchiveSource
from te_tui.archive.writer import archive
from te_tui.credentials.secret import Secret
from te_tui.demo import TOKEN, DemoOptions
from te_tui.demo.panels.difficult import BROKEN_PANEL, MISSING_PANEL
from te_tui.demo.server import DemoServer
from te_tui.models.panel import Panel
from te_tui.models.panel_data import PanelData
from te_tui.sources.base import SnapshotSource
from te_tui.sources.errors import NotFound, Unreadable
from te_tui.sources.origin import Origin
from te_tui.sources.thousandeyes import ThousandEyes
from tests.archive.fake import contents
from tests.pictures import settle
from tests.screens.conftest import until

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
SIZE = (100, 32)
SPECIAL = (
    "HTTP Server Dashboard Snapshot", "Every widget type", "Capacity review before the migration",
    "A month of one-minute bins",
)  # fmt: skip
DAMAGED = "Handover from the old collector"


class Mended(httpx.AsyncHTTPTransport):
    """The network, where the widget that fails for ever is one that is not there."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        request.url = request.url.copy_with(path=request.url.path.replace(BROKEN_PANEL, MISSING_PANEL))
        return await super().handle_async_request(request)


@pytest.fixture(scope="module")
def server() -> Iterator[DemoServer]:
    with DemoServer(DemoOptions(now=NOW, rate_limit=0)) as running:
        yield running


@asynccontextmanager
async def live(server: DemoServer) -> AsyncIterator[ThousandEyes]:
    """The embedded ThousandEyes."""
    async with ThousandEyes(Origin.parse(server.url), Secret(TOKEN), transport=Mended()) as source:
        yield source


async def archived(source: ThousandEyes, name: str, folder: Path) -> tuple[str, ArchiveSource]:
    """Archive the snapshot with this name, and look at what came of it; returns its id as well."""
    listed = {row.name: row async for page in source.snapshots("1234") for row in page.rows}
    snapshot_id = str(listed[name].snapshot_id)
    path = (await archive(source, "1234", snapshot_id, folder, now=NOW)).path
    assert not any(b"canary" in body for body in contents(path).values())
    return snapshot_id, ArchiveSource.at(path)


@asynccontextmanager
async def explorer(source: SnapshotSource, snapshot_id: str) -> AsyncIterator[Pilot[None]]:
    app = TeTui(lambda observer: source, aid="1234", snapshot_id=snapshot_id, now=lambda: NOW)
    async with app.run_test(size=SIZE) as pilot:
        yield pilot


def picture(pilot: Pilot[None]) -> list[Strip]:
    """The screen without its first line, which says where this is."""
    return pilot.app.screen._compositor.render_strips()[1:]


@pytest.mark.parametrize("name", SPECIAL)
async def test_every_kind_of_snapshot_comes_back_with_the_same_values(
    server: DemoServer, tmp_path: Path, name: str
) -> None:
    async with live(server) as source:
        snapshot_id, archive = await archived(source, name, tmp_path)
        seen, held = [await one.snapshot("1234", snapshot_id) for one in (source, archive)]
        assert held == seen
        for panel in filter(lambda panel: panel.widget_id, seen.panels):
            assert await shown(archive, snapshot_id, panel) == await shown(source, snapshot_id, panel)


async def test_a_snapshot_with_widgets_that_cannot_be_read_is_not_archived(
    server: DemoServer, tmp_path: Path
) -> None:
    async with live(server) as source:
        with pytest.raises(Unreadable, match=r"cannot be read: widgets\[0\], widgets\[7\]"):
            await archived(source, DAMAGED, tmp_path)


async def shown(source: SnapshotSource, snapshot_id: str, panel: Panel) -> PanelData | str:
    """The data of a widget, or why there are none."""
    try:
        return await source.panel_data("1234", snapshot_id, str(panel.widget_id))
    except NotFound as error:
        return str(error)


@pytest.mark.parametrize("name", [SPECIAL[0], SPECIAL[2]])
async def test_every_screen_of_the_explorer_looks_the_same(
    server: DemoServer, tmp_path: Path, name: str
) -> None:
    seen = []
    async with live(server) as source:
        snapshot_id, archive = await archived(source, name, tmp_path)
        async with explorer(source, snapshot_id) as pilot:
            await settle(pilot)
            seen.append(picture(pilot))
            await pilot.press("enter")
            for _ in (await source.snapshot("1234", snapshot_id)).panels:
                await settle(pilot)
                seen.append(picture(pilot))
                await pilot.app.screen.run_action("step(1)")
    snapshot, *widgets = seen
    async with explorer(archive, snapshot_id) as pilot:
        await until(pilot, lambda: picture(pilot) == snapshot)
        await pilot.press("enter")
        for widget in widgets:
            await until(pilot, lambda: picture(pilot) == widget)  # noqa: B023 - it is awaited at once
            await pilot.app.screen.run_action("step(1)")
