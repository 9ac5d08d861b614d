"""Words in the place of content always leave room for the next step."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from te_tui.widgets.notice import Banner, Notice


class Words(App[None]):
    def compose(self) -> ComposeResult:
        yield Notice()
        yield Banner()

    def shown(self) -> str:
        return "\n".join(strip.text for strip in self.screen._compositor.render_strips())


@pytest.mark.parametrize("what", ["[/] [@click=app.quit]x[/]", "[bold]"])
async def test_words_are_never_markup(what: str) -> None:
    app = Words()
    async with app.run_test(size=(60, 10)) as pilot:
        app.query_one(Notice).say_failed(what, what)
        app.query_one(Banner).show(what)
        await pilot.pause()
        assert app.shown().count(what) == 3


async def test_long_words_are_cut_before_the_next_step() -> None:
    app = Words()
    async with app.run_test(size=(60, 14)) as pilot:
        app.query_one(Notice).say("word " * 800, "press r")
        await pilot.pause()
        assert "press r" in app.shown()


async def test_a_banner_says_something_and_goes_away() -> None:
    app = Words()
    async with app.run_test(size=(80, 10)) as pilot:
        app.query_one(Banner).show("4 parts of the list could not be read: a, b, c")
        await pilot.pause()
        assert "4 parts of the list could not be read: a, b, c" in app.shown()
        app.query_one(Banner).hide()
        await pilot.pause()
        assert "could not be read" not in app.shown()
