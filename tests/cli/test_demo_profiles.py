"""The two profiles of `te-tui demo`."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from pathlib import Path

import pytest
from textual.pilot import Pilot

from te_tui.app import TeTui
from te_tui.cli.commands.demo import Demos, Options
from te_tui.cli.commands.explore import ExplorerOptions
from te_tui.demo import DemoOptions, GrafanaOptions
from tests.screens.conftest import rows, screen, until, until_shown

EXPLORER = ExplorerOptions(None, None, no_color=False, plain=False, frame=None)


def options(demo: DemoOptions | GrafanaOptions) -> Options:
    return Options(EXPLORER, demo, port=0, serves=False, read_only=False)


@pytest.mark.parametrize(
    ("demo", "other"),
    [(DemoOptions(snapshots=20), "demo-grafana"), (GrafanaOptions(snapshots=20), "demo")],
)
async def test_each_profile_of_the_demo_is_on_a_server_of_its_own(
    demo: DemoOptions | GrafanaOptions, other: str
) -> None:
    with ExitStack() as running:
        demos = Demos(options(demo), running)
        assert demos.current != other
        app = TeTui(demos.open, profiles=demos)
        async with app.run_test(size=(120, 40)) as pilot:
            first = app.session.source
            await app._switch(other)
            await until_another(pilot, app, first.vendor)
            assert app.session.source.host != first.host
            assert demos.current == other


async def until_another(pilot: Pilot[None], app: TeTui, vendor: str) -> None:
    async with asyncio.timeout(30):
        while app.session.source.vendor == vendor:
            await pilot.pause()


async def test_both_profiles_of_the_demo_are_listed_as_one(tmp_path: Path) -> None:
    with ExitStack() as running:
        demos = Demos(options(DemoOptions(snapshots=20)), running)
        app = TeTui(
            demos.open, profiles=demos, others=demos, archives=tmp_path / "a", journals=tmp_path / "j"
        )
        async with app.run_test(size=(80, 24)) as pilot:
            await until_shown(pilot, "Everywhere", "Network Ops")
            await pilot.press("up", "enter")
            await until_shown(pilot, "Where")
            await until(pilot, lambda: "more coming" not in screen(pilot))
            assert {row.where.profile for row in rows(pilot).rows if row.where} == set(demos.names)
            await pilot.press("slash", *"vendor:grafana", "enter", "space", "d")
            await until_shown(pilot, 'Delete "Checkout down in Frankfurt', "demo-grafana?")
