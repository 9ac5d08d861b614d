"""The explorer on API v6, which can only make snapshots of tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from textual.pilot import Pilot

from te_tui.app import TeTui
from te_tui.credentials.secret import Secret
from te_tui.demo import LOGIN_TOKEN
from te_tui.demo.server import DemoServer
from te_tui.screens.making.only_making import OnlyMakingScreen
from te_tui.sources.http.origin import Origin
from te_tui.sources.read_only import ReadOnly
from te_tui.sources.thousandeyes_v6.source import ThousandEyesV6
from tests.demo.conftest import OPTIONS
from tests.screens.conftest import SIZES, answer, until, until_shown


@pytest.fixture
def server() -> Iterator[DemoServer]:
    with DemoServer(OPTIONS) as running:
        yield running


def explorer(server: DemoServer, *, read_only: bool = False, aid: str | None = None) -> TeTui:
    def source(observer: TeTui) -> Any:
        live = ThousandEyesV6(Origin.parse(server.url), Secret(LOGIN_TOKEN), observer=observer)
        return ReadOnly(live) if read_only else live

    return TeTui(source, trusts_clock=True, aid=aid)


async def fill_in(pilot: Pilot[None]) -> None:
    await until_shown(pilot, "makes snapshots of tests", "N makes one.")
    await pilot.press("N")
    await until_shown(pilot, "unsupported by the vendor", "Name the test by its id.")
    await pilot.press(*"202701")
    await until_shown(pilot, "Test 202701", "Enter creates", "‹private›")


@pytest.mark.parametrize("size", SIZES)
async def test_it_opens_on_what_it_can_do_and_makes_a_test_snapshot(
    server: DemoServer, size: tuple[int, int]
) -> None:
    async with explorer(server).run_test(size=size) as pilot:
        await fill_in(pilot)
        await pilot.press("enter")
        await until_shown(pilot, "202701", "it is private", "expires about", "keep the")
        await pilot.press("y")
        await until(pilot, lambda: pilot.app.clipboard == "https://app.thousandeyes.com/view/tests/")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, OnlyMakingScreen))


async def test_a_public_one_is_asked_about(server: DemoServer) -> None:
    async with explorer(server).run_test() as pilot:
        await fill_in(pilot)
        await pilot.press("up", "2", "enter")
        await until_shown(pilot, "of test 202701 so that", "anyone with the link can see it?")
        await answer(pilot, "y")
        await until_shown(pilot, ".share.thousandeyes.com/view/tests/", "it is public")


async def test_a_test_that_is_no_number_is_refused_before_anything_is_sent(server: DemoServer) -> None:
    async with explorer(server).run_test() as pilot:
        await fill_in(pilot)
        await pilot.press("ctrl+u", *"Checkout", "enter")
        await until_shown(pilot, "API v6 knows tests by number only", "Enter creates")


async def test_an_api_that_is_gone_is_said_at_once() -> None:
    with DemoServer(OPTIONS._replace(v6_gone=410)) as server:
        async with explorer(server).run_test() as pilot:
            await until_shown(pilot, "API v6 no longer answers here", "to try again")


async def test_read_only_mode_makes_none(server: DemoServer) -> None:
    async with explorer(server, read_only=True).run_test() as pilot:
        await until_shown(pilot, "read-only, so that none can be made")
        await pilot.press("N")
        assert isinstance(pilot.app.screen, OnlyMakingScreen)
