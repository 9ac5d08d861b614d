"""An archive shows what the live API showed: every widget of every snapshot, and every snapshot's screens."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

import pytest
from textual.pilot import Pilot
from textual.strip import Strip

from te_tui.app import TeTui
from te_tui.archive.source import ArchiveSource
from te_tui.archive.writer import archive
from te_tui.credentials.secret import Secret
from te_tui.demo import TOKEN, DemoOptions
from te_tui.demo.server import DemoServer
from te_tui.models.account_group import AccountGroup
from te_tui.models.panels import Panel
from te_tui.render.text.picture import Picture
from te_tui.render.writing import written
from te_tui.screens.snapshot.panel_view import PanelState, draw_panel
from te_tui.screens.snapshot.screen import SnapshotScreen
from te_tui.sources.base import SnapshotSource
from te_tui.sources.errors import SourceError
from te_tui.sources.http.origin import Origin
from te_tui.sources.panel_loader import Outcome, PanelCache, content_in
from te_tui.sources.thousandeyes.panels.shown import ShownPanel
from te_tui.sources.thousandeyes.source import ThousandEyes
from tests.archive.fake import contents
from tests.pictures import settle
from tests.screens.conftest import until

# Lines are counted by smaller tests: here that would only take minutes.
pytestmark = [pytest.mark.no_cover, pytest.mark.long]

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
SIZE = (100, 32)
# The five special ones, and some of the usual ones of every account group; in 240 there is nothing else.
MANY = 24
STORIES = ("Capacity review before the migration", "Handover from the old collector")

Place: TypeAlias = tuple[str, str]
"""The account group and the id of a snapshot."""


@pytest.fixture(scope="module")
def server() -> Iterator[DemoServer]:
    with DemoServer(DemoOptions(now=NOW, rate_limit=0, snapshots=MANY)) as running:
        yield running


@asynccontextmanager
async def live(server: DemoServer) -> AsyncIterator[ThousandEyes]:
    """The embedded ThousandEyes, tried again as often as ever, but at once."""

    async def at_once(seconds: float) -> None:
        pass

    async with ThousandEyes(Origin.parse(server.url), Secret(TOKEN), sleep=at_once) as source:
        yield source


async def listed(source: ThousandEyes) -> dict[Place, str]:
    """The names of all snapshots, by account group and id."""
    return {
        (str(group.aid), str(row.snapshot_id)): str(row.name)
        for group in await source.account_groups()
        async for page in source.snapshots(str(group.aid))
        for row in page.rows
    }


async def archived(source: ThousandEyes, aid: str, snapshot_id: str, folder: Path) -> ArchiveSource:
    """Archive a snapshot, and look at what came of it."""
    path = (await archive(source, aid, snapshot_id, folder, now=NOW)).path
    assert not any(b"canary" in body for body in contents(path).values())
    return ArchiveSource.at(path)


async def outcome(source: SnapshotSource, aid: str, snapshot_id: str, panel: Panel) -> Outcome:
    """The data of a widget, or why there are none."""
    try:
        return await source.panel_content(aid, snapshot_id, panel)
    except SourceError as error:
        return error


def drawn(panel: Panel, of: Outcome) -> Picture:
    """A widget as the explorer draws it: text and styles."""
    content = content_in(of)
    drawing = written(content.drawing(), UTC) if content else None
    return draw_panel(PanelState(panel, of, drawing, UTC), 80, 24, now=lambda: NOW)


def picture(pilot: Pilot[None]) -> list[Strip]:
    """The screen without its first line, which says where this is."""
    return pilot.app.screen._compositor.render_strips()[1:]


async def test_every_snapshot_and_every_widget_looks_the_same_from_its_archive(
    server: DemoServer, tmp_path: Path
) -> None:
    archives: dict[Place, ArchiveSource] = {}
    live_data: PanelCache = {}
    archived_data: PanelCache = {}
    failing = []
    async with live(server) as source:
        snapshots = await listed(source)
        assert len(snapshots) == MANY
        assert {aid for aid, _ in snapshots} == {"1234", "1307", "281474976710706"}
        for place in snapshots:
            archive = archives[place] = await archived(source, *place, tmp_path)
            seen = await source.snapshot(*place)
            assert await archive.snapshot(*place) == seen
            for panel in filter(lambda panel: panel.widget_id, seen.panels):
                now, then = [await outcome(one, *place, panel) for one in (source, archive)]
                assert (type(then), drawn(panel, then)) == (type(now), drawn(panel, now)), panel.label
                if isinstance(now, ShownPanel) and isinstance(then, ShownPanel):
                    live_data[*place, str(panel.widget_id)] = now
                    archived_data[*place, str(panel.widget_id)] = then
                else:
                    failing.append(panel.widget_id)
        assert failing == ["gone4", "err50"]
        screens: dict[Place, list[Strip]] = {}
        async for place, pilot in walk(dict.fromkeys(snapshots, source), live_data):
            before: list[Strip] = []
            while before != picture(pilot):
                before = picture(pilot)
                await settle(pilot)
            screens[place] = before
    async for place, pilot in walk(archives, archived_data):
        await until(pilot, lambda: picture(pilot) == screens[place])  # noqa: B023 - it is awaited at once


async def walk(
    sources: Mapping[Place, SnapshotSource], data: PanelCache
) -> AsyncIterator[tuple[Place, Pilot[None]]]:
    """Open one snapshot after another; what is in `data` need not be fetched again."""
    first = next(iter(sources.values()))
    app = TeTui(lambda observer: first, now=lambda: NOW)
    app.session.panels = data
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        for place, source in sources.items():
            app.session.source = source
            await app.push_screen(SnapshotScreen(app.session, AccountGroup(place[0]), place[1]))
            await settle(pilot)
            yield place, pilot
            await app.pop_screen()


@asynccontextmanager
async def explorer(source: SnapshotSource, snapshot_id: str) -> AsyncIterator[Pilot[None]]:
    app = TeTui(lambda observer: source, aid="1234", snapshot_id=snapshot_id, now=lambda: NOW)
    async with app.run_test(size=SIZE) as pilot:
        yield pilot


@pytest.mark.parametrize("name", STORIES)
async def test_every_screen_of_the_explorer_looks_the_same(
    server: DemoServer, tmp_path: Path, name: str
) -> None:
    seen = []
    async with live(server) as source:
        aid, snapshot_id = next(place for place, known in (await listed(source)).items() if known == name)
        archive = await archived(source, aid, snapshot_id, tmp_path)
        async with explorer(source, snapshot_id) as pilot:
            await settle(pilot)
            seen.append(picture(pilot))
            await pilot.press("enter")
            for _ in (await source.snapshot(aid, snapshot_id)).panels:
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
