"""The explorer on an embedded Grafana."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from textual.pilot import Pilot

from te_tui.app import TeTui
from te_tui.credentials.secret import Secret
from te_tui.demo import LOGIN_TOKEN
from te_tui.demo.server import DemoServer
from te_tui.screens.making.copying import CopyScreen
from te_tui.sources.base import Observer
from te_tui.sources.grafana.source import Grafana
from te_tui.sources.http.origin import Origin
from te_tui.sources.read_only import ReadOnly
from tests.demo.grafana.servers import OPTIONS, client_of, create, listed
from tests.screens.changing import notices
from tests.screens.conftest import answer, rows, screen, until, until_shown


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
    async with app.run_test(size=(140, 40)) as pilot:
        await until_shown(pilot, "Checkout down in Frankfurt", "never")
        listed = screen(pilot)
        await pilot.press("enter")
        await until_shown(pilot, "Failed now", "Database connection")
        await pilot.press("v")
        await until_shown(pilot, "CPU at its highest")
    assert "Span" not in listed
    assert "Dashboard" not in listed


@asynccontextmanager
async def weekly(home: Path, *, read_only: bool = False) -> AsyncIterator[tuple[Pilot[None], httpx.Client]]:
    """The list of a Grafana with one snapshot, "Weekly" with the key `weekly`, which expires in a day."""
    with DemoServer(OPTIONS._replace(base_path="/grafana", snapshots=5)) as own, client_of(own) as client:
        for row in listed(client):
            client.delete(f"/api/snapshots/{row['key']}")
        assert create(client, name="Weekly", key="weekly", expires=86_400).status_code == 200

        def source(observer: Observer) -> Any:
            live = Grafana(Origin.parse(own.url), Secret(LOGIN_TOKEN), observer=observer)
            return ReadOnly(live) if read_only else live

        app = TeTui(source, trusts_clock=True, archives=home / "archives", journals=home / "journals")
        async with app.run_test(size=(120, 40)) as pilot:
            await until_shown(pilot, "Weekly", "1 snapshot")
            yield pilot, client


def keys_of(client: httpx.Client) -> dict[str, str]:
    return {row["key"]: row["expires"][:10] for row in listed(client)}


async def test_e_makes_another_one_under_a_new_link(tmp_path: Path) -> None:
    async with weekly(tmp_path) as (pilot, client):
        await pilot.press("e")
        await answer(pilot, "3", "0")
        await until_shown(pilot, "and made again under", "The old one and its link stay", "‹a new one›")
        await pilot.press("enter")
        await until(pilot, lambda: notices(pilot))
        (notice,) = notices(pilot)
        assert "That has a new link; what was extended is as it was, and d deletes it." in notice
        await until(pilot, lambda: len(rows(pilot).rows) == 2)
        shown = {str(row.snapshot_id): f"{row.expires:%Y-%m-%d}" for row in rows(pilot).rows}
        assert shown == keys_of(client)
        assert sorted(shown.values()) == ["2026-11-12", "2026-12-12"]
        assert not pilot.app.screen.check_action("undo", ())


async def test_the_same_link_asks_once_more_and_takes_y_only(tmp_path: Path) -> None:
    async with weekly(tmp_path) as (pilot, client):
        await pilot.press("e")
        await answer(pilot, "l", "x")
        await until_shown(pilot, "The link stays", "never", "‹the same, which")
        await pilot.press("enter")
        await until_shown(pilot, "by deleting and making again?", "delete key")
        await pilot.press("enter")
        assert keys_of(client) == {"weekly": "2026-11-12"}
        await answer(pilot, "y")
        await until(pilot, lambda: notices(pilot))
        assert notices(pilot) == ['Extended "Weekly". U to undo.']
        assert [key for key, expires in keys_of(client).items() if expires > "2070"] == ["weekly"]
        assert list(keys_of(client)) == ["weekly"]
        await until_shown(pilot, "never")
        await pilot.press("U")
        await until_shown(pilot, "Give 1 old expiry back?", "delete key")
        await pilot.press("enter")
        await answer(pilot, "y")
        await until(pilot, lambda: notices(pilot) == ["Undone: 1 old expiry is back."])
        assert keys_of(client) == {"weekly": "2026-11-12"}


async def test_d_says_that_an_archive_can_be_made_a_snapshot_of_again(tmp_path: Path) -> None:
    async with weekly(tmp_path) as (pilot, _):
        await pilot.press("d")
        await until_shown(pilot, "create --from", "snapshot of it again, under a new link.")


async def test_a_read_only_grafana_offers_no_extension(tmp_path: Path) -> None:
    async with weekly(tmp_path, read_only=True) as (pilot, client):
        await pilot.press("e", "3", "0", "enter")
        assert not pilot.app.screen.check_action("extend", ())
        assert keys_of(client) == {"weekly": "2026-11-12"}


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
            await until_shown(pilot, "Enter creates", "a link of its own")
            shown = screen(pilot)
            assert " ".join(shown.split()).count("expires never") == 1
            await pilot.press("question_mark")
            await until_shown(pilot, "type Change Name", "← →  Change Expires in")
            await pilot.press("escape", "end", "ctrl+u", *"Mine", "enter")
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
