"""A service that says nothing: the explorer tells for how long, and then what can be done."""

from __future__ import annotations

from datetime import timedelta

import pytest

from te_tui.app import TeTui
from te_tui.credentials.secret import Secret
from te_tui.sources.base import Wait
from te_tui.sources.http.origin import Origin
from te_tui.sources.thousandeyes.source import ThousandEyes
from tests.screens.conftest import NOW, explorer, until_shown
from tests.screens.fake_source import FakeSource
from tests.sources.silent import Slow, says_nothing


async def test_silence_is_counted_up_beside_when_it_is_given_up(source: FakeSource) -> None:
    app = explorer(source)
    async with app.run_test() as pilot:
        await until_shown(pilot, "5 snapshots")
        app.waiting(Wait(9, "no answer", 3))
        await until_shown(pilot, "no answer for 3 s (gives up at 12 s)")
        app.session.display.clock = lambda: NOW + timedelta(seconds=5)
        await until_shown(pilot, "no answer for 8 s (gives up at 12 s)")


@pytest.mark.parametrize("snapshot_id", [None, "s1"])
async def test_what_was_given_up_can_be_tried_again(
    monkeypatch: pytest.MonkeyPatch, snapshot_id: str | None
) -> None:
    slow = Slow(says_nothing, monkeypatch)
    app = TeTui(
        lambda observer: ThousandEyes(
            Origin.parse("http://127.0.0.1:9"), Secret("token-of-a-test"), observer=observer, transport=slow
        ),
        aid="1234",
        snapshot_id=snapshot_id,
        now=lambda: NOW,
    )
    async with app.run_test() as pilot:
        await until_shown(pilot, "said nothing", "for 12 s", "Press r to try again")
        assert slow.tries == 1
