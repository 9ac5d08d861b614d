"""The same over HTTP, with real archives: power fails at any request or write, and the next run finishes.

The server has 1,000 snapshots; each moment at which power fails takes the next few of them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from te_tui.actions.archiving import Archives
from te_tui.actions.deletion import plan_deletion
from te_tui.actions.extension import Until, plan_extension
from te_tui.actions.journal import Journal, NoJournal
from te_tui.actions.outcome import Report
from te_tui.actions.plan import Chosen, Plan
from te_tui.actions.runner import Runner
from te_tui.archive.reader import verify
from te_tui.credentials.secret import Secret
from te_tui.demo import TOKEN, DemoOptions
from te_tui.demo.server import DemoServer
from te_tui.demo.thousandeyes.store import Store
from te_tui.models.account_group import AccountGroup
from te_tui.sources.http.origin import Origin
from te_tui.sources.http.pace import AT_ONCE
from te_tui.sources.thousandeyes.abilities import LIMITS
from te_tui.sources.thousandeyes.source import ThousandEyes
from tests.actions.remote import FlickeringFile, Power, PowerCut, Watcher

pytestmark = pytest.mark.long

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
GROUP = AccountGroup("1234", "Network Ops")
MOST = 120
"""More moments than any of these runs has."""


class FlickeringTransport(httpx.AsyncHTTPTransport):
    """HTTP whose power may fail before a request leaves, and before its answer arrives."""

    def __init__(self, power: Power) -> None:
        super().__init__()
        self._power = power

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self._power.use()
        answer = await super().handle_async_request(request)
        self._power.use()
        return answer


@pytest.fixture(scope="module")
def server() -> Iterator[DemoServer]:
    with DemoServer(DemoOptions(snapshots=1_000, now=NOW, rate_limit=0)) as running:
        yield running


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids that the server was told to delete or extend, in that order."""
    ids: list[str] = []
    for name in ("delete", "extend"):
        change = getattr(Store, name)

        def noted(store: Store, snapshot_id: str, *more: datetime, change: object = change) -> None:
            ids.append(snapshot_id)
            assert callable(change)
            change(store, snapshot_id, *more)

        monkeypatch.setattr(Store, name, noted)
    monkeypatch.setattr("te_tui.actions.journal.Appending", FlickeringFile)
    return ids


def source_of(server: DemoServer, power: Power) -> ThousandEyes:
    return ThousandEyes(Origin.parse(server.url), Secret(TOKEN), transport=FlickeringTransport(power))


async def rows_of(server: DemoServer) -> list[Chosen]:
    async with source_of(server, Power()) as source:
        pages = [page async for page in source.snapshots("1234")]
    return [(GROUP, row) for page in pages for row in page.rows[5:]]


def run(server: DemoServer, plan: Plan, folder: Path, power: Power) -> Report | None:
    """Run, or go on, until the end or the power cut; None is the latter."""
    FlickeringFile.power = power

    async def running() -> Report:
        async with source_of(server, power) as source:
            archives = Archives(source, folder / "archives", lambda: NOW, lambda _: None)
            with journal_in(folder, plan) as journal:
                return await Runner(source, archives, journal, Watcher()).run()

    try:
        return asyncio.run(running())
    except (PowerCut, BaseExceptionGroup):
        if power.on:
            raise
        return None


def journal_in(folder: Path, plan: Plan) -> Journal:
    for path in folder.glob("*.jsonl"):
        try:
            return Journal.resume(path)
        except NoJournal:
            path.unlink()
    return Journal.begin(folder, plan)


@pytest.mark.parametrize(("action", "many"), [("delete", 1), ("extend", 2)])
def test_whenever_power_fails_the_resumed_run_ends_in_the_same_state(
    server: DemoServer, asked: list[str], tmp_path: Path, action: str, many: int
) -> None:
    rows = asyncio.run(rows_of(server))
    for moment in range(MOST):
        chosen = rows[moment * many : (moment + 1) * many]
        ids = [str(row.snapshot_id) for _, row in chosen]
        plan = (
            plan_deletion(server.url.removeprefix("http://"), chosen, now=NOW)
            if action == "delete"
            else plan_extension(
                server.url.removeprefix("http://"), chosen, Until(None), now=NOW, limits=LIMITS
            )
        )
        folder = tmp_path / str(moment)
        folder.mkdir()
        asked.clear()
        whole = run(server, plan, folder, Power(moment))
        report = whole or run(server, plan, folder, Power())
        assert report is not None
        assert [change.snapshot_id for change in report.done] == ids
        assert set(asked) == set(ids)
        assert len(asked) <= many + AT_ONCE
        if action == "delete":
            assert sorted(asked) == sorted(ids)  # the second time there is nothing left to delete
            archives = [verify(path).snapshot_id for path in (folder / "archives").iterdir()]
            assert sorted(archives) == sorted(ids)
        if whole is not None:
            return
    pytest.fail("the run had more moments than that")
