"""A run beside others of the organization: what the server sees of it, archives included."""

from __future__ import annotations

import asyncio
import functools
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.types import Receive, Scope, Send

from te_tui.actions.archiving import Archives
from te_tui.actions.deletion import plan_deletion
from te_tui.actions.journal import Journal
from te_tui.actions.runner import Runner
from te_tui.credentials.secret import Secret
from te_tui.demo import TOKEN, DemoOptions
from te_tui.demo.clock import Clock
from te_tui.demo.envelope import Envelope
from te_tui.demo.server import DemoServer
from te_tui.demo.thousandeyes.budgets import Budget
from te_tui.models.account_group import AccountGroup
from te_tui.sources.http.funnel import Funnel
from te_tui.sources.http.origin import Origin
from te_tui.sources.http.pace import AT_ONCE
from te_tui.sources.thousandeyes.source import ThousandEyes
from tests.actions.remote import Watcher
from tests.sources.service import Recorder

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
GROUP = AccountGroup("1234", "Network Ops")
LIMIT = 60
COUNT = 20


class Gauge:
    """What the server sees: how many requests are under way, and how low its windows run."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.requests = self.under_way = self.most = 0
        self.lowest = LIMIT
        self.slept = 0.0
        answer, spend, now = Envelope.__call__, Budget.spend, Clock.now

        async def counted(envelope: Envelope, scope: Scope, receive: Receive, send: Send) -> None:
            self.requests += 1
            self.under_way += 1
            self.most = max(self.most, self.under_way)
            try:
                await answer(envelope, scope, receive, send)
            finally:
                self.under_way -= 1

        def spent(budget: Budget) -> bool:
            allowed = spend(budget)
            if budget.limit == LIMIT:
                self.lowest = min(self.lowest, budget.remaining)
            return allowed

        monkeypatch.setattr(Envelope, "__call__", counted)
        monkeypatch.setattr(Budget, "spend", spent)
        monkeypatch.setattr(Clock, "now", lambda clock: now(clock) + timedelta(seconds=self.slept))
        real = time.time
        self.clock = lambda: real() + self.slept

    async def sleep(self, seconds: float) -> None:
        """Time passes at once, on this machine and on the server."""
        await asyncio.sleep(0)
        self.slept += seconds


async def test_four_requests_are_under_way_and_the_last_tenth_is_left_to_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gauge, told = Gauge(monkeypatch), Recorder()
    monkeypatch.setattr("te_tui.sources.http.client.Funnel", functools.partial(Funnel, clock=gauge.clock))
    with DemoServer(DemoOptions(now=NOW, rate_limit=LIMIT, latency_ms=5)) as server:
        source = ThousandEyes(Origin.parse(server.url), Secret(TOKEN), observer=told, sleep=gauge.sleep)
        async with source:
            rows = [row async for page in source.snapshots("1234") for row in page.rows][5 : 5 + COUNT]
            plan = plan_deletion(source.host, [(GROUP, row) for row in rows], now=NOW)
            archives = Archives(source, tmp_path / "archives", lambda: NOW, lambda _: None)
            with Journal.begin(tmp_path, plan) as journal:
                report = await Runner(source, archives, journal, Watcher()).run()
    assert len(report.done) == COUNT
    assert gauge.requests > 2 * LIMIT
    assert gauge.most == AT_ONCE
    assert LIMIT * 0.1 <= gauge.lowest <= LIMIT * 0.1 + AT_ONCE
    assert any(wait and "others need" in wait.reason for wait in told.waits)
