"""Keys that are pressed faster than the screen follows."""

from __future__ import annotations

from textual import events

from tests.screens.conftest import explorer, filter_text, page, row, rows, until, until_shown
from tests.screens.fake_source import FakeSource


async def test_a_filter_typed_in_one_burst_is_typed_into_the_filter_whole(source: FakeSource) -> None:
    source.pages = {"1234": [page(row("1", "checkout"), row("2", "squid"))]}
    app = explorer(source)
    async with app.run_test() as pilot:
        await until_shown(pilot, "checkout", "squid")
        # As one read from the terminal delivers them: none is handled before the last one has come.
        for key, character in [("slash", "/"), *((letter, letter) for letter in "squid")]:
            app.post_message(events.Key(key, character))

        await until(pilot, lambda: filter_text(pilot) == "squid")
        await until(pilot, lambda: [one.name for one in rows(pilot).rows] == ["squid"])
        assert app.is_running
