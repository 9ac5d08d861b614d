"""The row list stays quick, keeps its marks, and draws lines of exactly its width."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from te_tui.widgets.columns import Column
from te_tui.widgets.row_list import RowList, Sort
from tests.widgets.atlas import Atlas, City, cities

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot
    from textual.strip import Strip


async def test_it_draws_titles_rows_and_the_glyphs_of_cursor_and_mark() -> None:
    app = Atlas([City(1, "Frankfurt", 12), City(2, "Dallas", 7)])
    async with app.run_test(size=(37, 4)) as pilot:
        app.list.sort = Sort("Agents", descending=True)
        app.list.mark([1])
        await pilot.pause()
        assert app.lines() == [
            "   Name                 Id   Agents↓ ",
            "▸● Frankfurt             1      12 ▲ ",
            "   Dallas                2       7 ▲ ",
            " " * 37,
        ]


async def test_without_rows_there_is_the_header_and_nothing_else() -> None:
    app = Atlas()
    async with app.run_test(size=(40, 5)) as pilot:
        await pilot.press("down", "enter", "space", "V", "asterisk", "u", "end", "pagedown")
        await pilot.pause()
        header, *body = app.lines()
        assert header.split() == ["Name", "Id", "Agents"]
        assert not "".join(body).strip()
        assert app.list.cursor_row is None
        assert app.facts == []


async def test_a_name_is_never_read_as_markup() -> None:
    app = Atlas([City(1, "[/] [@click=app.quit]x[/]")])
    async with app.run_test(size=(60, 4)):
        assert "[/] [@click=app.quit]x[/]" in app.lines()[1]


NAMES = st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=30), max_size=6)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=NAMES, width=st.integers(20, 90))
async def test_every_line_is_exactly_as_wide_as_the_list(names: list[str], width: int) -> None:
    app = Atlas([City(index, name) for index, name in enumerate(["東京", "👩\u200d💻", "שלום", *names])])
    async with app.run_test(size=(width, 8)):
        app.list.mark([1])
        assert {cell_len(line) for line in app.lines()} == {app.list.scrollable_content_region.width}


# Rows that are put in the place of others or come on top of them; whether the screen is drawn in between.
STEPS = st.lists(st.tuples(st.booleans(), st.integers(0, 20), st.booleans()), max_size=6)


@settings(max_examples=20, deadline=None)
@given(steps=STEPS, count=st.integers(0, 20))
async def test_the_same_rows_look_the_same_however_they_came_and_at_once(
    steps: list[tuple[bool, int, bool]], count: int
) -> None:
    in_one_go, bit_by_bit = Atlas(cities(*range(count))), Atlas()
    async with in_one_go.run_test(size=(40, 11)):
        expected = in_one_go.lines()
    async with bit_by_bit.run_test(size=(40, 11)) as pilot:
        for instead, ids, is_drawn in steps:
            present = 0 if instead else len(bit_by_bit.list.rows)
            (bit_by_bit.list.set_rows if instead else bit_by_bit.list.extend)(
                cities(*range(present, present + ids))
            )
            if is_drawn:
                await pilot.pause()
        bit_by_bit.list.set_rows(cities(*range(count)))
        assert bit_by_bit.lines() == expected
        await pilot.pause()
        assert bit_by_bit.lines() == expected
        assert any(line.endswith("┃") for line in expected) == (count > 10)


async def test_a_narrow_list_drops_columns_and_works_at_20_by_3() -> None:
    app = Atlas(cities(*range(10)))
    async with app.run_test(size=(20, 3)) as pilot:
        assert app.lines()[0].split() == ["Name", "Id"]
        await pilot.press("G")
        assert app.lines()[2].startswith("▸  City 9")
        await pilot.press("up", "up")
        assert app.lines()[1].startswith("▸  City 7")


async def drain(pilot: Pilot[None], done: Callable[[], bool]) -> None:
    """Let the application work until a condition holds."""
    while not done():
        await pilot.pause(0.01)


async def test_rows_that_stream_in_cost_few_layouts_and_then_none() -> None:
    app = Atlas()
    async with app.run_test(size=(60, 20)) as pilot:
        app.list.extend(cities(0))
        assert app.list.virtual_size.height == 2
        for id in range(1, 1_000):  # noqa: A001
            app.list.extend(cities(id))
        assert app.list.virtual_size.height == 2
        await drain(pilot, lambda: app.list.virtual_size.height == 1_001)
        await drain(pilot, lambda: app.list._growth.resting)


async def test_rows_that_arrive_in_view_are_drawn() -> None:
    app = Atlas(cities(1))
    async with app.run_test(size=(40, 5)) as pilot:
        app.list.extend(cities(2))
        app.list.extend(cities(3))
        app.list.extend([])
        await pilot.pause()
        assert [line[3:9] for line in app.lines()[1:4]] == ["City 1", "City 2", "City 3"]


async def test_marks_belong_to_rows_and_outlive_a_filter() -> None:
    rows = cities(1, 2, 3)
    app = Atlas(rows)
    async with app.run_test() as pilot:
        await pilot.press("space", "space")
        assert app.list.cursor_index == 2
        app.list.set_rows(rows[1:])
        assert app.list.marked == {1, 2}
        assert app.list.marked_rows == rows[1:2]
        app.list.set_rows(reversed(rows))
        assert app.list.marked_rows == [rows[1], rows[0]]
        await pilot.pause()
        assert [fact.count for fact in app.told(RowList.MarksChanged)] == [1, 2]
        app.list.unmark([1, 99])
        app.list.unmark([99])
        await pilot.pause()
        assert [fact.count for fact in app.told(RowList.MarksChanged)] == [1]


async def test_a_second_space_takes_the_mark_off() -> None:
    app = Atlas(cities(1, 2))
    async with app.run_test() as pilot:
        await pilot.press("space", "up", "space")
        assert app.list.marked == frozenset()


async def test_a_range_reaches_from_the_last_mark_to_the_cursor() -> None:
    app = Atlas(cities(*range(10)))
    async with app.run_test() as pilot:
        await pilot.press("G", "V")
        assert app.list.marked == {9}
        await pilot.press("up", "up", "V")
        assert app.list.marked == {7, 8, 9}
        await pilot.press("u", "g", "space", "down", "V")
        assert app.list.marked == {0, 1, 2}


async def test_everything_visible_is_marked_and_unmarked_with_one_key_each() -> None:
    app = Atlas(cities(*range(10)))
    async with app.run_test() as pilot:
        app.list.set_rows(cities(3, 4))
        await pilot.press("*")
        assert app.list.marked == {3, 4}
        await pilot.press("u", "u")
        assert app.list.marked == frozenset()
        assert [fact.count for fact in app.told(RowList.MarksChanged)] == [2, 0]


async def test_where_marks_make_no_sense_their_keys_are_hidden_and_do_nothing() -> None:
    app = Atlas(cities(1, 2), marks=False)
    async with app.run_test(size=(40, 4)) as pilot:
        await pilot.press("space", "*", "V")
        assert app.list.marked == frozenset()
        shown = {active.binding.id for active in app.screen.active_bindings.values()}
        assert "rows.choose" in shown
        assert "rows.mark" not in shown
        assert app.lines()[1].startswith("▸ City 1")


async def test_a_click_moves_the_cursor_and_a_second_one_chooses() -> None:
    app = Atlas(cities(1, 2, 3))
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.click("#cities", offset=(5, 3))
        assert app.list.cursor_index == 2
        assert app.told(RowList.Chosen) == []
        await pilot.click("#cities", offset=(5, 3))
        await pilot.click("#cities", offset=(5, 8))
        assert [fact.row for fact in app.told(RowList.Chosen)] == cities(3)
        assert app.list.cursor_index == 2


async def test_a_click_on_a_title_names_the_column() -> None:
    app = Atlas(cities(1))
    async with app.run_test(size=(40, 10)) as pilot:
        for x in (0, 4, 25, 30, 34):
            await pilot.click("#cities", offset=(x, 0))
        assert [fact.title for fact in app.told(RowList.TitleClicked)] == ["Name", "Id", "Agents"]


async def test_the_wheel_scrolls_and_the_next_key_comes_back_to_the_cursor() -> None:
    app = Atlas(cities(*range(100)))
    async with app.run_test(size=(40, 11)) as pilot:
        app.list.scroll_to(y=50, animate=False)
        assert app.lines()[1].startswith("   City 50")
        assert app.list.cursor_index == 0
        await pilot.press("down")
        assert any(line.startswith("▸  City 1 ") for line in app.lines())


def lines_drawn(app: Atlas, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The indices of the lines that are drawn from now on."""
    drawn: list[int] = []
    draw = app.list.draw

    def watch(index: int, width: int) -> Strip:
        drawn.append(index)
        return draw(index, width)

    monkeypatch.setattr(app.list, "draw", watch)
    return drawn


async def test_a_move_draws_two_lines_again_and_scrolling_what_comes_into_view(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = Atlas(cities(*range(100)))
    async with app.run_test(size=(40, 20)) as pilot:
        await pilot.pause()
        drawn = lines_drawn(app, monkeypatch)
        await pilot.press("down")
        await pilot.pause()
        assert sorted(drawn) == [0, 1]
        shown = app.list.size.region
        app.list.render_lines(shown)
        drawn.clear()
        app.list.scroll_to_row(1)
        app.list.render_lines(shown)
        assert drawn == [3, 19]  # where the thumb of the scrollbar ends, and what comes into view


async def test_columns_and_cells_can_change_below_the_same_rows() -> None:
    app = Atlas(cities(1))
    async with app.run_test(size=(40, 4)) as pilot:
        names = {1: "before"}
        app.list.columns = [Column(title="City", cell=lambda city: names[city.id])]
        assert [line.split() for line in app.lines()[:2]] == [["City"], ["▸", "before"]]
        names[1] = "after"
        app.list.refresh()
        await pilot.pause()
        assert "after" in app.lines()[1]
        assert len(app.list.columns) == 1


async def test_a_long_title_keeps_its_arrow() -> None:
    app = Atlas(cities(1))
    async with app.run_test(size=(20, 4)):
        app.list.columns = [Column(title="Expires", cell=str, width=5)]
        app.list.sort = Sort("Expires")
        assert app.lines()[0].strip() == "Exp…↑"


async def test_the_order_is_told_when_its_column_has_no_room() -> None:
    app = Atlas(cities(1))
    async with app.run_test(size=(34, 4)) as pilot:
        app.list.columns = [
            Column(title="Name", cell=str, min_width=24),
            Column(title="Dashboard", cell=str, width=9, drop=1),
        ]
        app.list.sort = Sort("Dashboard")
        assert app.lines()[0].strip() == "Name (by Dashboard↑)"
        await pilot.resize_terminal(44, 4)
        await pilot.pause()
        assert app.lines()[0].split() == ["Name", "Dashboa…↑"]


async def test_another_theme_and_a_lost_focus_give_the_lines_their_colours() -> None:
    def colours(app: Atlas) -> list[object]:
        app.list.refresh()
        return [segment.style for strip in app.list.render_lines(app.list.size.region) for segment in strip]

    app, fresh = Atlas(cities(1, 2)), Atlas(cities(1, 2))
    async with app.run_test(size=(40, 4)) as pilot:
        focused = colours(app)
        app.list.blur()
        await pilot.pause()
        assert colours(app) != focused
        app.list.focus()
        app.theme = "textual-light"
        await pilot.pause()
        changed = colours(app)
    fresh.theme = "textual-light"
    async with fresh.run_test(size=(40, 4)) as pilot:
        await pilot.pause()
        assert colours(fresh) == changed != focused


async def test_a_line_that_tells_an_age_is_drawn_anew_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = 1_000.0
    monkeypatch.setattr("te_tui.widgets.line_view.monotonic", lambda: clock)
    app = Atlas(cities(1))
    async with app.run_test(size=(40, 5)) as pilot:
        await pilot.pause()
        drawn = lines_drawn(app, monkeypatch)
        app.list.set_rows(cities(1))
        await pilot.pause()
        assert drawn == []
        clock += 60
        app.list.set_rows(cities(1))
        await pilot.pause()
        assert 0 in drawn


async def test_lines_that_grow_old_are_not_all_drawn_in_one_painting(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = 1_000.0
    monkeypatch.setattr("te_tui.widgets.line_view.monotonic", lambda: clock)
    app = Atlas(cities(*range(40)))
    async with app.run_test(size=(40, 33)) as pilot:
        await pilot.pause()
        drawn, often = lines_drawn(app, monkeypatch), []
        for _ in range(40):
            clock += 0.5
            app.list.render_lines(app.list.size.region)
            often.append(len(drawn))
            drawn.clear()
        assert max(often) <= 5
        assert sum(often) >= 33


async def test_columns_stay_where_they_are_when_the_scrollbar_goes() -> None:
    app = Atlas([City(index, f"City {index}") for index in range(10)])
    async with app.run_test(size=(40, 5)) as pilot:
        header, first, *_ = app.lines()
        assert first.endswith("┃")
        app.list.set_rows(app.list.rows[:1])
        await pilot.pause()
        assert app.lines()[:2] == [header, first.replace("┃", " ")]
