"""The explorer on an embedded Grafana."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from te_tui.app import TeTui
from te_tui.credentials.secret import Secret
from te_tui.demo import LOGIN_TOKEN
from te_tui.demo.server import DemoServer
from te_tui.sources.grafana.source import Grafana
from te_tui.sources.http.origin import Origin
from tests.demo.grafana.servers import OPTIONS
from tests.screens.conftest import screen, until_shown


@pytest.fixture(scope="module")
def server() -> Iterator[DemoServer]:
    """A small Grafana below a path of its own."""
    with DemoServer(OPTIONS._replace(base_path="/grafana", snapshots=20)) as running:
        yield running


async def test_a_grafana_is_listed_opened_and_looked_at(server: DemoServer, tmp_path: Path) -> None:
    app = TeTui(
        lambda observer: Grafana(Origin.parse(server.url), Secret(LOGIN_TOKEN), observer=observer),
        trusts_clock=True,
        archives=tmp_path / "archives",
        journals=tmp_path / "journals",
    )
    async with app.run_test(size=(120, 40)) as pilot:
        await until_shown(pilot, "Checkout down in Frankfurt", "never")
        listed = screen(pilot)
        await pilot.press("enter")
        await until_shown(pilot, "Failed now", "Database connection", "never expires")
        await pilot.press("v")
        await until_shown(pilot, "CPU at its highest")
    assert "Span" not in listed
    assert "Dashboard" not in listed
