"""Pages of a table leave nothing out, whatever its columns are like."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from te_tui.models.content import Column, Grid
from te_tui.render.text.grid import column_sizes, draw_grid
from te_tui.render.text.table_page import Move, draw_page, first_row, page_of, rows_words
from tests.render.examples import FEW, assert_width

a_text = st.text("ab 東x", max_size=40)
a_grid = st.integers(1, 15).flatmap(
    lambda count: st.builds(
        lambda heads, rows: Grid(tuple(map(Column, heads)), tuple(map(tuple, rows))),
        st.lists(a_text, min_size=count, max_size=count),
        st.lists(st.lists(a_text, min_size=count, max_size=count), max_size=4),
    )
)
RIGHT, LEFT = Move(column_pages=1), Move(column_pages=-1)


@FEW
@given(a_grid, st.integers(8, 120), st.integers(-3, 20))
def test_any_page_keeps_to_its_cells_and_every_column_is_on_a_page(
    grid: Grid, width: int, column: int
) -> None:
    sizes = column_sizes(grid)
    assert_width(draw_page(grid, page_of(grid, sizes, column, width, 5), width, 0), width)
    for move, start, end in ((RIGHT, 0, len(grid.columns) - 1), (LEFT, len(grid.columns), 0)):
        at, shown = start, set[int]()
        for _ in grid.columns:
            page = page_of(grid, sizes, at, width, 5)
            shown |= set(range(page.first, page.behind))
            at = page.column_after(move)
        assert shown == set(range(len(grid.columns) - 1))
        assert end in {page.first, page.behind}


def test_a_wide_column_is_begun_beside_others_and_the_next_page_begins_with_it() -> None:
    grid = Grid(
        tuple(map(Column, ("time", "severity", "line", "labels"))), (("12:00", "error", "x" * 70, "a=b"),)
    )
    sizes = column_sizes(grid)
    page = page_of(grid, sizes, 0, 80, 5)

    assert page.columns_words == ""
    assert "x" * 50 in "".join(span.text for line in draw_page(grid, page, 80, None).lines for span in line)
    behind = page_of(grid, sizes, page.column_after(RIGHT), 80, 5)
    assert (behind.first, behind.cut) == (1, None)


def test_a_begun_column_leaves_a_third_of_its_room_to_short_ones_behind_it() -> None:
    titles = ("Type", "Start", "Event", "Duration", "Affected tests", "Severe")
    grid = Grid(tuple(map(Column, titles)), (("Network outage", "10 Nov 03:47", "x" * 54, "244.8", "6", ""),))
    page = page_of(grid, column_sizes(grid), 0, 80, 5)

    assert page.columns_words == "columns 1–4 of 6"
    assert page.widths == (14, 12, 40, 8)
    assert page.column_after(RIGHT) == 1


def test_a_title_stands_in_one_line_where_all_columns_have_room_for_it() -> None:
    grid = Grid((Column("Time"), Column("São Paulo", "right")), (("12:00", "7"),))
    for width, heads in ((40, ["Time   São Paulo"]), (14, ["        São", "Time  Paulo"])):
        picture = draw_page(grid, page_of(grid, column_sizes(grid), 0, width, 5), width, None)
        drawn = ["".join(span.text for span in line).rstrip() for line in picture.lines]
        assert drawn[: len(heads)] == heads


def test_the_title_of_a_column_of_figures_is_not_cut_for_the_words_beside_it() -> None:
    grid = Grid((Column("Event"), Column("Duration (min)", "right")), (("Packet loss " * 3, "244.8"),))
    heads = ["".join(span.text for span in line) for line in draw_grid(grid, 24).lines[:2]]
    assert [head.split()[-1] for head in heads] == ["Duration", "(min)"]


@given(st.integers(0, 400), st.integers(1, 50), st.integers(1, 400))
def test_the_row_of_the_cursor_is_always_among_those_shown(at: int, rows: int, count: int) -> None:
    at = min(at, count - 1)
    first = first_row(at, rows, count)

    assert 0 <= first <= at < first + rows
    assert first + rows <= max(count, rows)


def test_a_move_by_a_part_of_a_page_goes_at_least_one_row() -> None:
    grid = Grid((Column("a"),), ())
    page = page_of(grid, column_sizes(grid), 0, 20, 1)

    assert [page.rows_of(Move(pages=pages)) for pages in (-1, -0.5, 0.5, 1)] == [-1, -1, 1, 1]
    assert rows_words(0, 17, 1288) == "rows 1–17 of 1,288"
