"""The lines of a form: what is chosen or typed, and which of them the keys go to."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.pilot import Pilot

from te_tui.widgets.form import Choice, Field


class Form(App[None]):
    """Two lines, and what they said."""

    AUTO_FOCUS = None

    def __init__(self) -> None:
        super().__init__()
        self.said: list[object] = []

    def compose(self) -> ComposeResult:
        yield Field("Name", id="name", placeholder="a name")
        yield Choice("Window", ("1 h", "6 h", "12 h"), id="window", chosen=None, ascii_only=True)

    def on_field_changed(self, message: Field.Changed) -> None:
        self.said.append(message.control.value)

    def on_choice_changed(self, message: Choice.Changed) -> None:
        self.said.append(message.control.option)


def shown(pilot: Pilot[None]) -> list[str]:
    return [strip.text.rstrip() for strip in pilot.app.screen._compositor.render_strips()][:2]


async def test_without_a_choice_every_option_stands_there_and_none_is_chosen() -> None:
    async with Form().run_test() as pilot:
        choice = pilot.app.query_one(Choice)
        assert (choice.option, shown(pilot)[1]) == (None, "  Window       1 h  6 h  12 h")


async def test_arrows_digits_and_the_mouse_choose_and_the_ends_are_ends() -> None:
    app = Form()
    async with app.run_test() as pilot:
        app.query_one(Choice).focus()
        await pilot.press("right", "right", "3", "right", "9", "h", "l", "space", *["left"] * 3)
        await pilot.click("#window", offset=(20, 0))
        await pilot.pause()
        assert app.said == ["1 h", "6 h", "12 h", "6 h", "12 h", "6 h", "1 h", "6 h"]
        assert shown(pilot)[1] == "▸ Window       1 h <6 h> 12 h"


async def test_from_no_choice_to_the_left_is_the_last_option() -> None:
    app = Form()
    async with app.run_test() as pilot:
        app.query_one(Choice).focus()
        await pilot.press("left")
        assert app.said == ["12 h"]


async def test_typing_is_told_and_a_proposal_is_not() -> None:
    app = Form()
    async with app.run_test() as pilot:
        field = app.query_one(Field)
        field.propose("[/] Shop")
        await pilot.pause()
        assert (field.value, app.said) == ("[/] Shop", [])
        field.begin()
        await pilot.press("end", "x")
        assert app.said == ["[/] Shopx"]
        assert shown(pilot)[0] == "▸ Name        [/] Shopx"
        await pilot.press("tab")
        await pilot.pause()
        assert shown(pilot)[0] == "  Name        [/] Shopx"
