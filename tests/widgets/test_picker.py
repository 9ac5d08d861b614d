"""Typing narrows, the arrow keys move, enter picks, all without leaving the line in which one types."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from te_tui.widgets.columns import Column
from te_tui.widgets.picker import Picker, PickerInput

ROWS = ("alpha", "beta", "[/] gamma")


def narrow(rows: Sequence[str], words: str) -> list[str]:
    return [row for row in rows if words in row]


class Picking(App[None]):
    """A picker, and what was picked."""

    def __init__(self) -> None:
        super().__init__()
        self.picked: list[str] = []

    def compose(self) -> ComposeResult:
        column = Column[str](title="Name", cell=lambda row: row)
        yield Picker((column,), lambda row: row, narrow, "which one?")

    def on_mount(self) -> None:
        picker = self.query_one(Picker)
        picker.offer(ROWS, "beta")
        picker.begin()

    @on(Picker.Picked)
    def keep(self, message: Picker.Picked[str]) -> None:
        self.picked.append(message.row)


def shown(pilot: Pilot[None]) -> str:
    return "\n".join(strip.text.rstrip() for strip in pilot.app.screen._compositor.render_strips())


async def test_the_cursor_begins_where_it_is_told_and_moves_while_one_types() -> None:
    app = Picking()
    async with app.run_test() as pilot:
        await pilot.press("enter", "down", "enter", "pageup", "enter", "pagedown", "up", "enter")
        assert app.picked == ["beta", "[/] gamma", "alpha", "beta"]
        assert isinstance(app.focused, PickerInput)


async def test_what_is_typed_narrows_the_list_and_can_be_dropped() -> None:
    app = Picking()
    async with app.run_test() as pilot:
        await pilot.press(*"[/]")
        await pilot.pause()
        assert "▸ [/] gamma" in shown(pilot)
        assert "1 of 3" in shown(pilot)
        await pilot.press("x")
        await pilot.pause()
        assert "No matches" in shown(pilot)
        assert "enter" not in app.screen.active_bindings
        await pilot.press("enter")
        picker = app.query_one(Picker)
        assert (picker.clear(), picker.clear()) == (True, False)
        await pilot.pause()
        assert "3 of 3" in shown(pilot)
        assert app.picked == []


async def test_until_something_is_offered_it_says_what_it_waits_for() -> None:
    app = Picking()
    async with app.run_test() as pilot:
        app.query_one(Picker).wait("Loading…")
        await pilot.press("a")
        await pilot.pause()
        assert "Loading…" in shown(pilot)
        app.query_one(Picker).offer(ROWS)
        await pilot.press("b", "backspace", "enter")
        assert app.picked == ["beta"]


async def test_a_row_is_picked_with_the_mouse() -> None:
    app = Picking()
    async with app.run_test() as pilot:
        await pilot.click("RowList", offset=(4, 1))
        await pilot.click("RowList", offset=(4, 1))
        await pilot.pause()
        assert app.picked == ["alpha"]


async def test_a_search_does_not_begin_with_a_question_mark_which_is_left_to_the_help() -> None:
    app = Picking()
    async with app.run_test() as pilot:
        await pilot.press("question_mark")
        assert app.query_one(PickerInput).value == ""
        await pilot.press("a", "question_mark")
        assert app.query_one(PickerInput).value == "a?"
