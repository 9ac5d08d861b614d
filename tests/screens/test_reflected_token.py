"""A service that says the token wherever it can: the explorer shows it nowhere, and copies it nowhere."""

from __future__ import annotations

import pytest

from te_tui.app import TeTui
from te_tui.credentials.secret import Secret
from te_tui.sources.http.origin import Origin
from te_tui.sources.http.retry import Patience
from te_tui.sources.thousandeyes.source import ThousandEyes
from tests.reflecting import TOKEN, assert_silent, reflecting_service
from tests.screens.conftest import NOW, screen, until, until_shown


@pytest.mark.parametrize("escaped", [False, True])
async def test_a_token_that_the_service_says_is_on_no_screen_and_in_no_clipboard(*, escaped: bool) -> None:
    with reflecting_service() as (handler, url):
        handler.escaped = escaped
        app = TeTui(
            lambda observer: ThousandEyes(
                Origin.parse(url), Secret(TOKEN), observer=observer, patience=Patience(tries=1)
            ),
            aid="7",
            now=lambda: NOW,
        )
        async with app.run_test(size=(140, 40), notifications=True) as pilot:
            await until_shown(pilot, "named [token]")
            await pilot.press("y")
            await until(pilot, lambda: "access_token=[token]" in pilot.app.clipboard)
            assert_silent(screen(pilot))
            await pilot.press("enter")
            await until_shown(pilot, "widget", "[token]")
            assert_silent(screen(pilot))
            await pilot.press("enter")
            await pilot.app.workers.wait_for_complete()
            await until_shown(pilot, "column [token]")
            assert_silent(screen(pilot))
            await pilot.press("C")
            await until(pilot, lambda: "column [token]" in pilot.app.clipboard)
            assert_silent(pilot.app.clipboard)
            await pilot.press("escape", "escape")
            handler.status = 403
            await pilot.press("r")
            await until_shown(pilot, "HTTP 403")
            assert_silent(screen(pilot))
