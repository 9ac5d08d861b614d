from __future__ import annotations

import pytest

from te_tui.models.content import Series
from te_tui.render.series.segments import Window, segments, visible
from tests.render.examples import BIN, MIDNIGHT, series

HOUR = Window(MIDNIGHT, MIDNIGHT + 11 * BIN, 12)
"""Twelve bins, a column each."""


def drawn(values: list[float | None], window: Window = HOUR) -> list[list[tuple[int, float]]]:
    return [
        [(column, value) for column, value in part]
        for part in segments(visible(series("a", values), window), window, BIN)
    ]


def test_neighbours_are_one_line() -> None:
    assert drawn([1, 2, 3]) == [[(0, 1), (1, 2), (2, 3)]]


def test_a_stated_gap_cuts_the_line() -> None:
    assert drawn([1, None, 3]) == [[(0, 1)], [(2, 3)]]


def test_a_missing_bin_cuts_the_line() -> None:
    halves = series("a", [1, 2], step=2 * BIN)
    assert len(segments(halves, HOUR, BIN)) == 2
    assert len(segments(halves, HOUR, None)) == 1


def test_what_cannot_be_drawn_is_a_gap_or_held_at_the_edge() -> None:
    assert drawn([1, float("nan"), 1e300, float("-inf"), -1e300]) == [[(0, 1)], [(2, 1e15)], [(4, -1e15)]]


def test_points_outside_of_the_window_are_not_drawn() -> None:
    assert drawn([1] * 40)[0][-1] == (11, 1)


@pytest.mark.parametrize(
    ("values", "kept"),
    [
        pytest.param([5, 1, 9, 6], [5, 1, 9, 6], id="lowest before highest"),
        pytest.param([5, 9, 1, 6], [5, 9, 1, 6], id="highest before lowest"),
        pytest.param([5, 6, 7, 100, 8, 2, 7, 5], [5, 100, 2, 5], id="only what can be seen"),
        pytest.param([5, None, 7], [5, 7], id="a gap within the column cannot be seen"),
    ],
)
def test_a_column_keeps_first_lowest_highest_and_last(values: list[float | None], kept: list[float]) -> None:
    day = Window(MIDNIGHT, MIDNIGHT + 1_000 * BIN, 2)
    assert [value for _, value in drawn(values, day)[0]] == kept


def test_instants_out_of_order_do_not_hang() -> None:
    shuffled = [MIDNIGHT + 900, MIDNIGHT, MIDNIGHT + 600, MIDNIGHT + 300]
    assert segments(Series("a", (), shuffled, [1, 2, 3, 4]), HOUR, BIN)
