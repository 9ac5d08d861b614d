"""The command line, run in this process against embedded servers."""

from __future__ import annotations

import functools
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from te_tui.actions import runner, steps
from te_tui.cli.main import main
from te_tui.cli.parser import build_parser
from te_tui.demo import TOKEN, DemoOptions
from te_tui.demo.server import DemoServer
from te_tui.sources.grafana.source import Grafana
from te_tui.sources.thousandeyes.source import ThousandEyes

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
OPTIONS = DemoOptions(now=NOW, rate_limit=0)


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def objects(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.lines]


@pytest.fixture(autouse=True)
def _right_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine's clock agrees with the embedded servers'."""
    monkeypatch.setattr("te_tui.sources.clock.machine_now", lambda: NOW)


@pytest.fixture(autouse=True)
def _at_once(without_pauses: None) -> None:
    """Commands look again at once."""


@pytest.fixture(autouse=True, scope="session")
def _declared_once() -> Iterator[None]:
    """One parser for all runs of a command; a program that runs once has no use for that."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("te_tui.cli.parser.build_parser", functools.cache(build_parser))
        yield


Run = Callable[..., Outcome]
Serve = Callable[..., DemoServer]


@pytest.fixture
def te_tui(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `te-tui` with these arguments and environment variables; without others it has no token."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)

    def run(*argv: str, **environment: str) -> Outcome:
        with monkeypatch.context() as patch:
            for name, value in environment.items():
                patch.setenv(name, value)
            try:
                code = main(list(argv))
            except SystemExit as end:
                code = int(end.code or 0)
        return Outcome(code, *capsys.readouterr())

    return run


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start a server with its own options."""
    with ExitStack() as stack:
        yield lambda **changes: stack.enter_context(DemoServer(OPTIONS._replace(**changes)))


@pytest.fixture(scope="session")
def shared_server() -> Iterator[DemoServer]:
    """One server for all tests that ask for nothing special; nobody changes anything on it."""
    with DemoServer(OPTIONS) as server:
        yield server


@pytest.fixture
def demo(te_tui: Run, shared_server: DemoServer) -> Run:
    """Run `te-tui` against the shared server."""
    return lambda *argv, **environment: te_tui(*argv, **access(shared_server) | environment)


@pytest.fixture
def without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retry as often as ever, but at once."""

    async def at_once(seconds: float) -> None:
        pass

    for source in (ThousandEyes, Grafana):
        name = f"{source.__module__}.{source.__name__}"
        monkeypatch.setattr(name, functools.partial(source, sleep=at_once))
    for module in (runner, steps):
        monkeypatch.setattr(module, "LOOK_AGAIN", (0.0,) * len(steps.LOOK_AGAIN))


def access(server: DemoServer) -> dict[str, str]:
    """The environment that leads to a server."""
    return {"TE_BASE_URL": server.url, "TE_TOKEN": TOKEN}


def client_of(server: DemoServer) -> httpx.Client:
    """A client that knows nothing of te-tui."""
    return httpx.Client(
        base_url=f"{server.url}/v7", headers={"Authorization": f"Bearer {TOKEN}"}, verify=False
    )


def raw_ids(server: DemoServer, *aids: str) -> list[str]:
    """What plain paging of the API gives, group after group."""
    ids: list[str] = []
    with client_of(server) as client:
        for aid in aids:
            url: str | None = f"/dashboard-snapshots?aid={aid}"
            while url is not None:
                page = client.get(url, timeout=60).raise_for_status().json()
                ids += [row["snapshotId"] for row in page["dashboardSnapshots"]]
                url = page["_links"].get("next", {}).get("href")
    return ids
