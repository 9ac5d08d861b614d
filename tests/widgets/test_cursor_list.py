"""The cursor goes where keys send it, and stays on its row whatever happens below it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from te_tui.widgets.row_list import RowList
from tests.widgets.atlas import Atlas, City, cities


@pytest.mark.parametrize(
    ("keys", "index"),
    [
        ("down", 1),
        ("j j k", 1),
        ("down up up", 0),
        ("pagedown", 10),
        ("ctrl+f ctrl+f ctrl+b", 10),
        ("ctrl+d", 5),
        ("ctrl+d ctrl+d ctrl+u", 5),
        ("end", 99),
        ("G pageup", 89),
        ("G g", 0),
        ("end down home", 0),
    ],
)
async def test_the_keys_of_vim_and_of_a_pc_move_the_cursor(keys: str, index: int) -> None:
    app = Atlas(cities(*range(100)))
    async with app.run_test(size=(40, 11)) as pilot:
        await pilot.press(*keys.split())
        assert app.list.cursor_index == index
        assert any(line.startswith("▸") for line in app.lines()[1:])


async def test_a_page_moves_the_view_with_the_cursor() -> None:
    app = Atlas(cities(*range(100)))
    async with app.run_test(size=(40, 11)) as pilot:
        await pilot.press("down", "down", "pagedown")
        assert app.list.scroll_offset.y == 10
        assert app.lines()[3].startswith("▸  City 12")


async def test_the_row_under_the_cursor_is_told_once_and_only_when_it_changes() -> None:
    first, second, third = cities(1, 2, 3)
    app = Atlas([first, second])
    async with app.run_test() as pilot:
        assert app.highlighted() == [first]
        await pilot.press("up", "down", "down")
        assert app.highlighted() == [second]
        app.list.set_rows([third, second, first])
        await pilot.pause()
        assert app.highlighted() == []
        app.list.set_rows([third, renamed := replace(second, name="Renamed"), first])
        await pilot.pause()
        assert app.highlighted() == [renamed]
        app.list.set_rows([])
        await pilot.pause()
        assert app.highlighted() == [None]


async def test_enter_chooses_the_row_under_the_cursor() -> None:
    app = Atlas(cities(1, 2))
    async with app.run_test() as pilot:
        await pilot.press("down", "enter")
        assert [fact.row for fact in app.told(RowList.Chosen)] == cities(2)


async def test_the_cursor_can_be_sent_to_a_key() -> None:
    app = Atlas(cities(*range(50)))
    async with app.run_test(size=(40, 10)):
        assert app.list.move_to_key(40)
        assert app.list.cursor_row == City(40, "City 40")
        assert any(line.startswith("▸  City 40") for line in app.lines())
        assert not app.list.move_to_key("nowhere")
        assert app.list.cursor_index == 40


@pytest.mark.parametrize("place", ["middle", "end"])
async def test_the_cursor_stays_on_its_row_while_100_000_rows_stream_in(place: str) -> None:
    rows = cities(*range(100_000))
    app = Atlas(rows[:100])
    async with app.run_test(size=(60, 20)) as pilot:
        app.list.move_to(50 if place == "middle" else 99)
        held, line = app.list.cursor_row, app.list.cursor_index - app.list.scroll_offset.y
        for start in range(100, 100_000, 100):
            app.list.extend(rows[start : start + 100])
        assert len(app.list.rows) == 100_000
        assert app.list.cursor_row is held
        assert app.list.cursor_index - app.list.scroll_offset.y == line
        await pilot.press("end")
        assert app.list.cursor_row is rows[-1]
        assert app.lines()[-1].startswith("▸  City 99999")


async def test_another_order_leaves_the_cursor_on_its_row_and_on_its_line_of_the_screen() -> None:
    rows = cities(*range(1_000))
    app = Atlas(rows)
    async with app.run_test(size=(40, 11)):
        app.list.move_to(500)
        line = next(y for y, text in enumerate(app.lines()) if text.startswith("▸"))
        app.list.set_rows(sorted(rows, key=lambda city: -city.id))
        assert app.list.cursor_index == 499
        assert app.lines()[line].startswith("▸  City 500")


async def test_removing_500_rows_leaves_the_cursor_on_the_nearest_one_left() -> None:
    rows = cities(*range(1_000))
    app = Atlas(rows)
    async with app.run_test(size=(40, 11)):
        app.list.move_to(600)
        app.list.set_rows(rows[:200] + rows[700:])
        assert app.list.cursor_row == rows[700]
        assert any(line.startswith("▸  City 700") for line in app.lines())


async def test_a_filter_that_matches_nothing_does_not_lose_the_place() -> None:
    rows = cities(*range(100))
    app = Atlas(rows)
    async with app.run_test(size=(40, 11)):
        app.list.move_to(60)
        app.list.set_rows([])
        app.list.set_rows(rows)
        assert app.list.cursor_index == 60


async def test_a_smaller_terminal_keeps_the_cursor_in_view() -> None:
    app = Atlas(cities(*range(100)))
    async with app.run_test(size=(40, 30)) as pilot:
        app.list.move_to(25)
        await pilot.resize_terminal(30, 6)
        await pilot.pause()
        assert any(line.startswith("▸  City 25") for line in app.lines())
