"""A picture is drawn once for each size and scrolled where it is longer than the screen."""

from __future__ import annotations

import threading
from functools import partial

from textual.app import App, ComposeResult

from te_tui.render.text.picture import Picture, Span
from te_tui.widgets.picture_view import PictureView


class Gallery(App[None]):
    def __init__(self, height: int) -> None:
        super().__init__()
        self.animation_level = "none"
        self.drawn: list[tuple[int, int]] = []
        self.height = height

    def compose(self) -> ComposeResult:
        yield PictureView()

    def draw(self, width: int, height: int) -> Picture:
        self.drawn.append((width, height))
        return Picture(tuple((Span(f"[b]line {y}", "bad"),) for y in range(self.height)))

    @property
    def view(self) -> PictureView:
        return self.query_one(PictureView)


async def test_it_is_drawn_once_for_each_size_also_where_it_has_to_scroll() -> None:
    app = Gallery(height=100)
    async with app.run_test(size=(40, 10)) as pilot:
        app.view.show(app.draw)
        await pilot.press("down", "up", "end")
        assert app.drawn == [(39, 10)]
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert app.drawn == [(39, 10), (59, 20)]


async def test_keys_scroll_at_once_and_another_picture_begins_at_its_top() -> None:
    app = Gallery(height=100)
    async with app.run_test(size=(40, 10)) as pilot:
        app.view.show(app.draw)
        app.view.focus()
        await pilot.pause()
        await pilot.press("j", "j", "k")
        await pilot.pause()
        assert app.view.render_line(0).text.startswith("[b]line 1 ")
        await pilot.press("G")
        await pilot.pause()
        assert app.view.render_line(9).text.startswith("[b]line 99")
        app.view.show(app.draw)
        await pilot.pause()
        assert app.view.render_line(0).text.startswith("[b]line 0")


async def test_without_a_picture_it_is_blank() -> None:
    app = Gallery(height=1)
    async with app.run_test(size=(20, 5)):
        app.view.show(None)
        assert not app.view.render_line(0).text.strip()


async def test_the_old_picture_stays_until_one_that_takes_long_is_there_and_none_is_drawn_in_vain() -> None:
    app = Gallery(height=3)
    go_on = threading.Event()
    names: list[str] = []

    def slow(name: str, width: int, _height: int) -> Picture:
        names.append(name)
        go_on.wait(20)
        return Picture(((Span(name.ljust(width)),),))

    async with app.run_test(size=(40, 10)) as pilot:
        app.view.show(app.draw)
        for name in ("first", "second", "third"):
            app.view.show(partial(slow, name), aside=True)
            await pilot.pause()
        assert app.view.render_line(0).text.startswith("[b]line 0")
        go_on.set()
        await app.workers.wait_for_complete()
        assert app.view.render_line(0).text.startswith("third")
        assert names == ["first", "third"]


async def test_a_line_is_put_together_once_for_each_picture_and_look() -> None:
    app = Gallery(height=3)
    async with app.run_test(size=(40, 10)) as pilot:
        app.view.show(app.draw)
        await pilot.pause()
        line = app.view.render_line(0)
        assert app.view.render_line(0) is line
        app.theme = "textual-light"
        await pilot.pause()
        assert app.view.render_line(0) is not line
