from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from plotext._utility import get_line

from te_tui.render.charts.lines import braille_cells, joined
from tests.render.examples import FEW

dots = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=20)


@FEW
@given(st.one_of(dots, dots.map(sorted), st.lists(st.integers(0, 9)).map(lambda rows: [*enumerate(rows)])))
def test_joined_dots_are_those_of_plotext(points: list[tuple[int, int]]) -> None:
    expected: list[tuple[int, int]] = []
    for (column, row), (next_column, next_row) in pairwise(points):
        columns, rows = get_line([column, next_column], [row, next_row])
        expected.extend(zip(columns[:-1], rows[:-1], strict=True))

    assert list(joined(points)) == [*expected, *points[-1:]]


def test_dots_of_one_cell_make_one_character() -> None:
    assert braille_cells([(0, 0), (1, 3), (0, 0)]) == {(0, 0): "⡈"}
    assert braille_cells([(5, 9)]) == {(2, 2): "⠠"}
    assert braille_cells((column, row) for column in (0, 1) for row in range(4)) == {(0, 0): "⣿"}
    assert braille_cells([]) == {}
