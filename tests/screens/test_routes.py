"""Destinations, news and sessions, without a screen being shown."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from textual.screen import Screen

from te_tui import app as app_module
from te_tui.archive.source import ArchiveSource
from te_tui.screens import destinations
from te_tui.screens.at_hand import AtHand
from te_tui.screens.destinations import Destination
from te_tui.screens.explorer import ExplorerScreen
from te_tui.screens.news import News, NewsBoard, StandingChanged, ZoneChanged
from te_tui.screens.routes import builder_of
from te_tui.screens.selection import Selection
from te_tui.screens.session import Display, Places, Session
from te_tui.screens.sessions import Sessions
from te_tui.sources.read_only import ReadOnly
from tests.archive.fake import archived
from tests.screens.conftest import NOW, OPS, explorer, row, snapshot, until
from tests.screens.fake_source import FakeSource

NOWHERE = Places()
CHOSEN = Selection([(OPS, row("a"))])
EXAMPLES: tuple[Destination, ...] = (
    destinations.AccountGroups(),
    destinations.Everywhere(),
    destinations.SnapshotList(OPS),
    destinations.OneSnapshot(None, "a"),
    destinations.NewSnapshot(OPS),
    destinations.Copying(OPS, row("a")),
    destinations.Capturing(OPS),
    destinations.NewTestSnapshot(OPS),
    destinations.OnlyMaking(OPS),
    destinations.Archiving(CHOSEN),
    destinations.Extending(CHOSEN),
    destinations.Deleting(CHOSEN),
    destinations.ChangedFirst(OPS, snapshot("a", ("Loss",))),
    destinations.BetterOrWorse(OPS, AtHand(row("a")), AtHand(row("b"))),
    destinations.Archives(OPS, (row("a"),)),
    destinations.OverTime(OPS, snapshot("a", ("Loss",)), snapshot("a", ("Loss",)).panels[0]),
)


def session_on(source: object, places: Places = NOWHERE) -> Session:
    return Session(source, Display(clock=lambda: NOW), places)  # type: ignore[arg-type]


def test_every_destination_is_tried_here() -> None:
    assert {type(one) for one in EXAMPLES} == set(get_args(Destination))


@pytest.mark.parametrize("destination", EXAMPLES, ids=lambda one: type(one).__name__)
async def test_each_destination_has_a_screen_of_its_own(destination: Destination) -> None:
    session = session_on(FakeSource())
    screen = builder_of(destination, session, Sessions(session))()
    assert type(screen).__module__.startswith("te_tui.screens.")
    assert getattr(screen, "session") is session  # noqa: B009 - screens in general have none


class Listener(Screen[None]):
    """Takes note of its news."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[News] = []

    def take_news(self, news: News) -> None:
        self.heard.append(news)


async def test_news_reach_every_open_screen_until_it_wants_no_more(source: FakeSource) -> None:
    board = NewsBoard()
    app = explorer(source)
    one, other = Listener(), Listener()
    async with app.run_test():
        for screen in (one, other):
            await app.push_screen(screen)
            board.subscribe(screen)
        board.publish(ZoneChanged())
        board.unsubscribe(other)
        board.publish(StandingChanged())
        await app.pop_screen()
        closing = app.pop_screen()
        board.publish(ZoneChanged())
        await closing
    assert one.heard == [ZoneChanged(), StandingChanged()]
    assert other.heard == [ZoneChanged()]


def test_another_session_knows_nothing_of_the_one_before_but_looks_the_same() -> None:
    display = Display(ZoneInfo("Europe/Berlin"), clock=lambda: NOW)
    before = Session(FakeSource(), display, Places(Path("a"), Path("j")))
    before.saved_tests.append(NOW)
    before.expiring["1234"] = (1, 2)
    display.zone = display.local
    after = Session(FakeSource(), before.display, before.places)
    assert (after.saved_tests, after.expiring, after.panels, after.work) == ([], {}, {}, None)
    assert after.display.zone is not UTC
    assert after.may_change


async def test_whether_a_source_is_an_archive_is_asked_of_the_source(tmp_path: Path) -> None:
    places = Places(tmp_path, tmp_path)
    source = ArchiveSource.at((await archived(tmp_path, now=NOW)).path)
    assert session_on(source, places).archive is source
    assert not session_on(source, places).may_archive
    assert session_on(FakeSource(), places).archive is None
    assert not session_on(ReadOnly(FakeSource()), places).may_change
    assert session_on(ReadOnly(FakeSource()), places).may_archive


async def test_a_screen_is_imported_beside_the_event_loop_and_built_on_it(
    source: FakeSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: dict[str, threading.Thread] = {}

    def builder(*asked: object) -> Callable[[], Screen[None]]:
        threads["imported"] = threading.current_thread()
        return built

    def built() -> Screen[None]:
        threads["built"] = threading.current_thread()
        return Screen()

    app = explorer(source)
    async with app.run_test() as pilot:
        monkeypatch.setattr(app_module, "builder_of", builder)
        origin = app.screen
        assert isinstance(origin, ExplorerScreen)
        origin.go(destinations.OnlyMaking(OPS))
        await until(pilot, lambda: app.screen is not origin)
    assert threads["built"] is threading.main_thread() is not threads["imported"]
