from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.color import Color
from textual.containers import Horizontal
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Static

from te_tui.widgets.frames import OneOf, SideBySide


class Frames(App[None]):
    CSS = "Horizontal, ContentSwitcher { height: 5; background: $panel 50%; }"

    def compose(self) -> ComposeResult:
        yield from (Horizontal(), SideBySide(), ContentSwitcher(), OneOf())


@pytest.mark.parametrize(("own", "textuals"), [(SideBySide, Horizontal), (OneOf, ContentSwitcher)])
@pytest.mark.parametrize("colours", [True, False])
async def test_a_frame_looks_as_textual_draws_it(
    monkeypatch: pytest.MonkeyPatch, own: type[Widget], textuals: type[Widget], colours: bool
) -> None:
    if not colours:
        monkeypatch.setenv("NO_COLOR", "1")
    app = Frames()
    async with app.run_test():
        crop = Region(2, 1, 30, 3)
        drawn, expected = (app.query(kind).first().render_lines(crop) for kind in (own, textuals))

        assert [line.text for line in drawn] == [line.text for line in expected]
        assert [_backgrounds(line) for line in drawn] == [_backgrounds(line) for line in expected]


def _backgrounds(line: Strip) -> set[object]:
    return {segment.style and segment.style.bgcolor for segment in line}


class Neighbours(App[None]):
    CSS = "Static { width: 10; height: 3; margin: 0 0 0 2; } #left { margin: 0; } #hidden { display: none; }"

    def compose(self) -> ComposeResult:
        with SideBySide():
            yield from (Static("left", id="left"), Static(id="hidden"), Static("middle"), Static("right"))


async def test_a_line_stands_between_two_widgets_that_are_shown() -> None:
    app = Neighbours()
    async with app.run_test(size=(40, 5)) as pilot:
        await pilot.pause()
        shown = [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]
        assert shown[0] == "left      │ middle    │ right"
        assert shown[1:] == ["          │           │"] * 4


async def test_the_line_has_the_colour_of_the_theme() -> None:
    app = Neighbours()
    async with app.run_test(size=(40, 5)) as pilot:
        for theme in ("textual-dark", "textual-light"):
            app.theme = theme
            await pilot.pause()
            (line,) = app.query_one(SideBySide).render_lines(Region(0, 0, 40, 1))
            assert {segment.style and segment.style.color for segment in line} == {
                Color.parse(app.theme_variables["panel"]).rich_color
            }
