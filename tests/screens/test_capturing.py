"""The dialog that makes a snapshot of a live dashboard, on an embedded Grafana."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from textual.pilot import Pilot

from te_tui.app import TeTui
from te_tui.credentials.secret import Secret
from te_tui.demo import LOGIN_TOKEN
from te_tui.demo.server import DemoServer
from te_tui.screens.making.capturing import CaptureScreen
from te_tui.sources.grafana.source import Grafana
from te_tui.sources.http.origin import Origin
from te_tui.sources.read_only import ReadOnly
from tests.demo.grafana.servers import OPTIONS, client_of, listed
from tests.screens.conftest import SIZES, answer, screen, until_asked, until_shown

LEFT_OUT = ("Searches in old logs", "connection refused", "Status of the payment provider")


class Own(NamedTuple):
    """A Grafana of one's own, and its log."""

    server: DemoServer
    log: Path

    def names(self) -> list[str]:
        with client_of(self.server) as client:
            return [row["name"] for row in listed(client)]

    def posts(self) -> list[str]:
        entries = [json.loads(line) for line in self.log.read_text().splitlines()]
        return [entry["path"] for entry in entries if entry["method"] == "POST"]


@asynccontextmanager
async def capturing(
    home: Path, size: tuple[int, int] = (120, 40), *, read_only: bool = False
) -> AsyncIterator[tuple[Pilot[None], Own]]:
    """The list of a Grafana, when N was pressed there."""
    log = home / "log"
    with DemoServer(OPTIONS._replace(base_path="/grafana", snapshots=5, log=log)) as server:

        def source(observer: TeTui) -> Grafana | ReadOnly:
            live = Grafana(Origin.parse(server.url), Secret(LOGIN_TOKEN), observer=observer)
            return ReadOnly(live) if read_only else live

        app = TeTui(source, trusts_clock=True)
        async with app.run_test(size=size) as pilot:
            await until_shown(pilot, "Checkout down in Frankfurt")
            await pilot.press("N")
            yield pilot, Own(server, log)


async def fill_in(pilot: Pilot[None]) -> None:
    """Pick the dashboard of the shop, and name the snapshot."""
    await until_shown(pilot, "Which dashboard?")
    await pilot.press(*"suppliers", "enter")
    await until_shown(pilot, "Enter creates", "‹never›")
    await pilot.press("end", "ctrl+u", *"Captured")


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_left_out_is_shown_before_anything_is_made(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with capturing(tmp_path, size) as (pilot, own):
        await fill_in(pilot)
        await until_shown(pilot, 'Enter creates "Captured"', "link of its", "login")
        await pilot.press("enter")
        await until_shown(pilot, 'Create "Captured" with', "without")
        if size[1] > 20:
            await until_shown(pilot, *LEFT_OUT)
        assert set(own.posts()) == {"/grafana/api/ds/query"}
        await answer(pilot, "y")
        await until_shown(pilot, "Created. Link:", "copies it).", "Captured")
        assert own.names().count("Captured") == 1
        assert own.posts().count("/grafana/api/snapshots") == 1


async def test_one_that_is_declined_is_not_made_and_asked_for_again_without_new_queries(
    tmp_path: Path,
) -> None:
    async with capturing(tmp_path) as (pilot, own):
        await fill_in(pilot)
        await pilot.press("enter")
        await answer(pilot, "n")
        await until_shown(pilot, "5 panels,", "a link of its")
        asked = len(own.posts())
        assert "Captured" not in own.names()
        await pilot.press("enter")
        await answer(pilot, "n")
        assert len(own.posts()) == asked
        await pilot.press("down", "right", "enter")
        await until_asked(pilot)
        assert len(own.posts()) > asked
        assert "/grafana/api/snapshots" not in own.posts()


async def test_a_dashboard_whose_queries_fail_leaves_the_form_as_it_was(tmp_path: Path) -> None:
    async with capturing(tmp_path) as (pilot, own):
        await fill_in(pilot)
        own.server.stop()
        await pilot.press("enter")
        await until_shown(pilot, "Could not", "Captured")
        assert isinstance(pilot.app.screen, CaptureScreen)


async def test_read_only_mode_offers_no_capture(tmp_path: Path) -> None:
    async with capturing(tmp_path, read_only=True) as (pilot, _):
        await until_shown(pilot, "Checkout down in Frankfurt")
        assert not isinstance(pilot.app.screen, CaptureScreen)
        assert "Which dashboard" not in screen(pilot)
