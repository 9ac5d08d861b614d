"""One small organization, its explorer, and two ways to look at it: wait for a condition, read the screen."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from te_tui.actions.journals import Interrupted, interrupted
from te_tui.app import TeTui
from te_tui.models.account_group import AccountGroup
from te_tui.models.dashboard import Dashboard
from te_tui.models.snapshot import Snapshot
from te_tui.models.snapshot_row import SnapshotPage, SnapshotRow
from te_tui.sources.base import Observer
from te_tui.sources.errors import ServerFailed
from te_tui.sources.thousandeyes.body.panel import Panel
from te_tui.sources.thousandeyes.body.panel_data import Card, PanelData
from te_tui.terminal.app import Asks, TerminalApp
from te_tui.terminal.attention import READING
from te_tui.widgets.row_list import RowList
from tests.screens.fake_source import FakeSource

NOW = datetime(2026, 11, 11, 3, 12, tzinfo=UTC)
SIZES = ((120, 40), (80, 24), (60, 20))
DEADLINE = 60  # seconds; only a promise that is broken takes that long

OPS = AccountGroup("1234", "Network Ops", "Acme")
BROKEN = ServerFailed("Could not do it: HTTP 503", "The service has a problem; try again later.")


async def until(pilot: Pilot[None], condition: Callable[[], object]) -> None:
    """Let the app work until a condition holds."""
    async with asyncio.timeout(DEADLINE):
        while not condition():
            await pilot.pause()


async def broken_off(folder: Path) -> list[Interrupted]:
    """The journals of runs that ended with the app, once their tasks are cancelled."""
    async with asyncio.timeout(DEADLINE):
        others = asyncio.all_tasks() - {asyncio.current_task()}
        await asyncio.gather(*others, return_exceptions=True)
    return interrupted(folder)


async def until_shown(pilot: Pilot[None], *texts: str) -> None:
    """Let the app work until the screen shows all of these texts."""
    try:
        await until(pilot, lambda: all(text in screen(pilot) for text in texts))
    except TimeoutError:
        pytest.fail(f"{texts} did not appear on\n{screen(pilot)}")


@pytest.fixture(autouse=True)
def questions_are_read_as_soon_as_they_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take a question as shown long enough when it is; a clock of a test's own is about the time itself."""
    monkeypatch.setattr(TerminalApp, "CLOCK", lambda: time.monotonic() - READING)


@pytest.fixture(autouse=True)
def _at_once(without_pauses: None) -> None:
    """Changes look again at once."""


async def until_asked(pilot: Pilot[None]) -> None:
    """Let the app work until a question is on the screen."""

    def asked() -> bool:
        top = pilot.app.screen
        return isinstance(top, Asks) and top.attention is not None and top.attention.is_shown

    await until(pilot, asked)


async def answer(pilot: Pilot[None], *keys: str) -> None:
    """Press keys after reading the question that is asked, or will be."""
    await until_asked(pilot)
    await pilot.press(*keys)


def lines(pilot: Pilot[None]) -> list[str]:
    """What the terminal shows, line by line."""
    return [strip.text for strip in pilot.app.screen._compositor.render_strips()]


def screen(pilot: Pilot[None]) -> str:
    """What the terminal shows, as one text."""
    return "\n".join(lines(pilot))


def rows(pilot: Pilot[None]) -> RowList[SnapshotRow]:
    """The list of snapshots on the screen."""
    return pilot.app.screen.query_one("#snapshots", RowList)


def filter_text(pilot: Pilot[None]) -> str:
    """What is typed as a filter."""
    return pilot.app.screen.query_one(Input).value


def row(snapshot_id: str | None, name: str | None = None, **changes: object) -> SnapshotRow:
    """A snapshot of the night's incident."""
    facts: dict[str, object] = {
        "aid": "1234",
        "shared": False,
        "scheduled": False,
        "created": NOW - timedelta(hours=1),
        "expires": NOW + timedelta(days=60),
        "start": NOW - timedelta(hours=6),
        "duration": 6 * 3600,
        "dashboard_id": "d1",
        "dashboard_title": "Shop",
        "link_form": "https://app.thousandeyes.com/s/1",
    }
    return SnapshotRow(snapshot_id, name or f"Snapshot {snapshot_id}", **(facts | changes))  # type: ignore[arg-type]


def page(*content: SnapshotRow, damage: tuple[str, ...] = ()) -> SnapshotPage:
    """A page of the list."""
    return SnapshotPage(content, None, damage)


def pages_of(names: Iterable[str], size: int = 3) -> list[SnapshotPage]:
    """Snapshots named in this order, in pages."""
    named = [row(name, name) for name in names]
    return [page(*named[start : start + size]) for start in range(0, len(named), size)]


def number(value: float) -> PanelData:
    """The data of a widget that shows one number."""
    return PanelData(cards=(Card(name="Availability", value=value),))


def snapshot(snapshot_id: str, titles: Iterable[str]) -> Snapshot:
    """A snapshot with number widgets, whose ids are w0, w1 and so on."""
    panels = tuple(
        Panel(widget_id=f"w{index}", title=title, type="Number") for index, title in enumerate(titles)
    )
    return Snapshot(row(snapshot_id, f"Snapshot {snapshot_id}", expires=NOW + timedelta(days=2)), panels)


@pytest.fixture
def source() -> FakeSource:
    """Network Ops with two pages of snapshots, the first of which has three widgets."""
    made = FakeSource()
    made.groups = (
        AccountGroup("99", "Archive", "Acme"),
        AccountGroup("1234", "Network Ops", "Acme", current=True),
    )
    made.pages = {"1234": pages_of("abcde"), "99": pages_of("z")}
    made.opened = {"a": snapshot("a", ("Loss", "Latency", "Jitter"))}
    made.known_dashboards = (Dashboard("d1", "Shop"),)
    made.data = {"w0": number(10), "w1": number(21), "w2": number(32)}
    return made


def explorer(
    source: FakeSource,
    aid: str | None = "1234",
    snapshot_id: str | None = None,
    *,
    ascii_only: bool = False,
) -> TeTui:
    """The explorer on a source, in Network Ops if nothing else is said."""

    def opened(observer: Observer) -> FakeSource:
        source.observer = observer
        return source

    return TeTui(opened, aid=aid, snapshot_id=snapshot_id, now=lambda: NOW, ascii_only=ascii_only)
