"""The filter bar tells what is in force, what is wrong, and when typing ends."""

from __future__ import annotations

from textual import on
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from te_tui.screens.snapshots.filter_bar import FilterBar, FilterInput


class Bar(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.facts: list[object] = []

    def compose(self) -> ComposeResult:
        yield FilterBar()

    def on_mount(self) -> None:
        self.query_one(FilterBar).focus_input()

    @on(FilterBar.Changed)
    def changed(self, message: FilterBar.Changed) -> None:
        self.facts.append(str(message.expression))

    @on(FilterBar.Left)
    def left(self, message: FilterBar.Left) -> None:
        self.facts.append(message.kept)


def shown(pilot: Pilot[None]) -> str:
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


async def test_each_expression_is_told_and_of_a_wrong_one_what_stands_before_and_the_next_step() -> None:
    app = Bar()
    async with app.run_test(size=(80, 3)) as pilot:
        app.query_one(FilterBar).counts = "3 of 9"
        await pilot.press(*"id:")
        await pilot.pause()
        assert app.facts == ["i", "id", ""]
        assert "write id:d28b" in shown(pilot)
        await pilot.press("d")
        await pilot.pause()
        assert app.facts[3:] == ["id:d"]
        assert "3 of 9" in shown(pilot)


async def test_enter_keeps_what_was_typed_and_escape_drops_it() -> None:
    app = Bar()
    async with app.run_test() as pilot:
        await pilot.press("a", "enter")
        assert (app.facts, app.query_one(FilterInput).value) == (["a", True], "a")
        await pilot.press("escape")
        await pilot.pause()
        assert (app.facts[2:], app.query_one(FilterInput).value) == ([False, ""], "")


async def test_what_is_wrong_is_not_kept_but_can_be_dropped() -> None:
    app = Bar()
    async with app.run_test() as pilot:
        await pilot.press(*"id:", "enter", "down", "escape")
        await pilot.pause()
        assert app.facts == ["i", "id", "", False, ""]


async def test_clearing_says_whether_there_was_anything_to_clear() -> None:
    app = Bar()
    async with app.run_test() as pilot:
        await pilot.press("a")
        assert app.query_one(FilterBar).clear()
        assert not app.query_one(FilterBar).clear()


async def test_the_cursor_does_not_blink() -> None:
    app = Bar()
    async with app.run_test():
        assert not app.query_one(FilterInput).cursor_blink


async def test_counts_do_not_cut_the_hint_while_they_leave_room() -> None:
    app = Bar()
    async with app.run_test(size=(60, 3)) as pilot:
        app.query_one(FilterBar).counts = "103 marked"
        await pilot.pause()
        assert "filter: words, expires<7d, shared:yes" in shown(pilot)
        assert "103 marked" in shown(pilot)
        app.query_one(FilterBar).counts = "1,000 of 2,000 · 103 marked"
        await pilot.pause()
        assert "1,000 of 2,000 · 103 marked" in shown(pilot)
