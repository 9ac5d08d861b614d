"""The thumb of a scrollbar shows where the view is, and goes where the mouse drags it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from te_tui.widgets.thumb import first_row, thumb
from tests.widgets.atlas import Atlas, cities

HEIGHTS = st.integers(1, 200)
ROWS = st.integers(0, 200_000)


@given(rows=ROWS, height=HEIGHTS, part=st.floats(0, 1))
def test_the_thumb_is_there_only_where_rows_are_hidden_and_never_leaves_the_scrollbar(
    rows: int, height: int, part: float
) -> None:
    hidden = max(rows - height, 0)
    cells = thumb(rows, round(hidden * part), height)
    assert bool(cells) == bool(hidden)
    if hidden:
        assert 0 <= cells.start < cells.stop <= height
        assert thumb(rows, 0, height).start == 0
        assert thumb(rows, hidden, height).stop == height


@given(rows=ROWS, height=HEIGHTS, cell=st.integers(-10, 210))
def test_a_drag_leads_to_a_row_that_can_be_the_first_and_brings_the_thumb_to_the_mouse(
    rows: int, height: int, cell: int
) -> None:
    first = first_row(rows, cell, height)
    assert 0 <= first <= max(rows - height, 0)
    cells = thumb(rows, first, height)
    room = height - len(cells)
    if cells and rows - height >= 2 * room:  # each place of the thumb has rows of its own
        assert cells.start == min(max(cell - len(cells) // 2, 0), room)


def glyphs(app: Atlas) -> str:
    """The scrollbar from top to bottom, the cell beside the header first."""
    return "".join(line[-1] for line in app.lines())


async def test_the_scrollbar_is_dragged_and_let_go() -> None:
    app = Atlas(cities(*range(100)))
    async with app.run_test(size=(40, 11)) as pilot:
        assert glyphs(app) == " ┃         "
        await pilot.mouse_down("#cities", (39, 10))
        assert (glyphs(app), app.list.scroll_offset.y) == ("          ┃", 90)
        await pilot.hover("#cities", (39, 6))
        assert (glyphs(app), app.list.scroll_offset.y) == ("      ┃    ", 50)
        await pilot.mouse_up("#cities", (39, 6))
        await pilot.hover("#cities", (39, 1))
        assert app.list.scroll_offset.y == 50
        assert app.list.cursor_index == 0


def mouse(kind: type[events.MouseEvent], x: int, y: int, button: int = 1) -> events.MouseEvent:
    return kind(
        None, x, y, delta_x=0, delta_y=0, button=button, shift=False, meta=False, ctrl=False,
        screen_x=x, screen_y=y,
    )  # fmt: skip


@pytest.mark.parametrize("to", [(39, 1), (39, 5), (37, 1), (37, 5), (20, 0)])
@pytest.mark.parametrize("button", [1, 3])
async def test_what_the_scrollbar_was_pressed_for_is_no_click_on_a_row_wherever_it_ends(
    to: tuple[int, int], button: int
) -> None:
    app = Atlas(cities(*range(100)))
    async with app.run_test(size=(40, 11)) as pilot:
        app.post_message(mouse(events.MouseDown, 39, 1, button))
        app.post_message(mouse(events.MouseUp, *to, button))
        await pilot.pause()
        assert not app.told(app.list.Chosen)
        assert not app.told(app.list.TitleClicked)
        assert (app.list.cursor_index, app.mouse_captured) == (0, None)
        await pilot.click("#cities", (5, 4))
        assert app.list.cursor_index == app.list.scroll_offset.y + 3


async def test_a_list_that_is_hidden_while_it_is_dragged_lets_go_of_the_mouse() -> None:
    app = Atlas(cities(*range(100)))
    async with app.run_test(size=(40, 11)) as pilot:
        await pilot.mouse_down("#cities", (39, 10))
        assert app.mouse_captured is app.list
        app.list.display = False
        await pilot.pause()
        assert app.mouse_captured is None


async def test_beside_a_border_the_last_cell_of_a_line_belongs_to_the_line() -> None:
    app = Atlas(cities(*range(3)))
    async with app.run_test(size=(40, 11)) as pilot:
        app.list.styles.border_left = ("solid", "white")
        await pilot.pause()
        await pilot.click("#cities", (39, 2))
        assert app.list.cursor_index == 1


@pytest.mark.parametrize(
    ("before", "after"), [((40, 11), (41, 8)), ((41, 8), (40, 11)), ((60, 52), (61, 20))]
)
async def test_no_line_stays_as_it_was_when_the_scrollbar_comes_with_a_wider_window(
    before: tuple[int, int], after: tuple[int, int]
) -> None:
    app = Atlas(cities(*range(10)))
    async with app.run_test(size=before) as pilot:
        await pilot.resize_terminal(*after)
        await pilot.pause()
        shown = app.list.render_lines(app.list.size.region)
        assert [strip.text for strip in shown] == app.lines()
        assert {strip.cell_length for strip in shown} == {after[0]}


@pytest.mark.parametrize(("count", "there"), [(10, False), (11, True)])
async def test_the_scrollbar_comes_with_the_first_row_that_does_not_fit(count: int, there: bool) -> None:
    app = Atlas(cities(*range(count)))
    async with app.run_test(size=(40, 11)):
        assert ("┃" in glyphs(app)) == there


async def test_the_thumb_shrinks_as_rows_stream_in() -> None:
    app = Atlas(cities(*range(20)))
    async with app.run_test(size=(40, 11)) as pilot:
        assert glyphs(app).count("┃") == 5
        app.list.extend(cities(*range(20, 100)))
        app.list.fit()
        await pilot.pause()
        assert glyphs(app).count("┃") == 1


async def test_the_wheel_scrolls_although_the_scrollbar_is_no_widget() -> None:
    app = Atlas(cities(*range(100)))
    async with app.run_test(size=(40, 11)) as pilot:
        await pilot._post_mouse_events([events.MouseScrollDown], "#cities", (5, 5), button=0)
        assert app.list.scroll_offset.y > 0
