"""The explorer on an embedded Grafana."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from te_tui.app import TeTui
from te_tui.credentials.secret import Secret
from te_tui.demo import LOGIN_TOKEN
from te_tui.demo.server import DemoServer
from te_tui.screens.making.copying import CopyScreen
from te_tui.sources.grafana.source import Grafana
from te_tui.sources.http.origin import Origin
from te_tui.sources.read_only import ReadOnly
from tests.demo.grafana.servers import OPTIONS, client_of, listed
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


async def test_n_copies_the_snapshot_under_the_cursor_under_a_name_of_ones_own(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with DemoServer(OPTIONS._replace(base_path="/grafana", snapshots=5, log=log)) as own:
        app = TeTui(
            lambda observer: Grafana(Origin.parse(own.url), Secret(LOGIN_TOKEN), observer=observer),
            trusts_clock=True,
        )
        async with app.run_test(size=(120, 40)) as pilot:
            await until_shown(pilot, "Checkout down in Frankfurt")
            await pilot.press("n")
            await until_shown(pilot, "Enter makes", "a link of its own")
            shown = screen(pilot)
            assert " ".join(shown.split()).count("expires never") == 1
            await pilot.press("end", "ctrl+u", *"Mine", "enter")
            await until_shown(pilot, "Created. Link:", "Mine")
        with client_of(own) as client:
            assert [row["name"] for row in listed(client)].count("Mine") == 1
    entries = [json.loads(line) for line in log.read_text().splitlines()]
    assert [entry["path"] for entry in entries if entry["method"] == "POST"] == ["/grafana/api/snapshots"]


async def test_read_only_mode_offers_no_copy(server: DemoServer) -> None:
    app = TeTui(
        lambda observer: ReadOnly(Grafana(Origin.parse(server.url), Secret(LOGIN_TOKEN), observer=observer)),
        trusts_clock=True,
    )
    async with app.run_test(size=(120, 40)) as pilot:
        await until_shown(pilot, "Checkout down in Frankfurt")
        await pilot.press("n")
        assert not isinstance(app.screen, CopyScreen)
