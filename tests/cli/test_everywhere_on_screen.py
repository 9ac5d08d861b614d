"""The list over all profiles on the screen, against servers of both vendors, a refusing and a hanging one."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from textual.pilot import Pilot

from te_tui.app import TeTui
from te_tui.cli.account.access import Access, origin_of
from te_tui.cli.account.accounts import Accounts
from te_tui.demo import TOKEN, GrafanaOptions
from te_tui.demo.options import OTHER_ORG_TOKEN
from te_tui.demo.server import DemoServer
from te_tui.models.profile_group import ProfileGroup
from te_tui.settings.file import Settings
from tests.cli.answers import Answer, answering
from tests.cli.conftest import NOW
from tests.profiles import profile
from tests.screens.conftest import rows, screen, until, until_shown


def wheres(pilot: Pilot[None]) -> set[ProfileGroup]:
    return {one.where for one in rows(pilot).rows if one.where}


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_six_groups_are_listed_beside_a_profile_that_hangs_and_one_that_refuses(
    shared_server: DemoServer, tmp_path: Path, size: tuple[int, int]
) -> None:
    over = threading.Event()

    def hang(path: str) -> Answer:
        over.wait(60)
        return Answer("{}", 503)

    refusal = Answer('{"message": "no"}', 403)
    with (
        DemoServer(GrafanaOptions(now=NOW, snapshots=20)) as grafana,
        answering(lambda path: refusal) as refusing,
        answering(hang) as hanging,
    ):
        profiles = (
            profile("prod", shared_server.url, TOKEN),
            profile("shop", grafana.url, TOKEN, "grafana", read_only=True),
            profile("shop-eu", grafana.url, OTHER_ORG_TOKEN, "grafana"),
            profile("audit", refusing, TOKEN),
            profile("stuck", hanging, TOKEN),
            profile("empty", grafana.url, None, "grafana"),
        )
        settings = Settings({one.name: one for one in profiles})
        accounts = Accounts(settings, Access(profiles[0], origin_of(profiles[0])), read_only=False)
        app = TeTui(
            accounts.open,
            now=lambda: NOW,
            profiles=accounts,
            others=accounts,
            archives=tmp_path / "archives",
            journals=tmp_path / "journals",
        )
        try:
            async with app.run_test(size=size, notifications=True) as pilot:
                await until_shown(pilot, "4 account groups", "Everywhere")
                await pilot.press("up", "enter")
                await until_shown(pilot, "more coming…", "audit: ", "te-tui login --profile empty")
                listed = {"prod", "shop", "shop-eu"}
                await until(pilot, lambda: {one.profile for one in wheres(pilot)} == listed)
                assert len(wheres(pilot)) >= 5
                await pilot.press("slash", *"group:shop", "enter")
                await until(pilot, lambda: {one.vendor for one in rows(pilot).rows} == {"grafana"})
                await pilot.press("slash", *" -group:shop-eu", "enter", "d")
                await until_shown(pilot, "shop is read-only: 1 snapshot left alone.")
                assert "Delete 1" not in screen(pilot)
        finally:
            over.set()
