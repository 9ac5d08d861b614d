import math
import sys

import pytest

from te_tui.analysis.series import Series, held, known_of, power_of_two


def known(times: list[int], values: list[float | None], bin_size: int | None = 60) -> list[tuple[int, float]]:
    found = known_of(Series("x", times, values, bin_size))
    return list(zip(found.times, found.values, strict=True))


def test_only_finite_values_are_known_and_keep_their_times() -> None:
    values: list[float | None] = [1.0, None, math.nan, math.inf, -math.inf, 10**400, 2]
    assert known(list(range(7)), values) == [(0, 1.0), (6, 2.0)]


def test_values_out_of_order_are_put_in_order_and_those_of_one_time_are_their_mean() -> None:
    assert known([60, 0, 60], [1.0, 5.0, 3.0]) == [(0, 5.0), (60, 2.0)]


def test_the_mean_of_the_largest_values_of_one_time_is_finite() -> None:
    assert known([0, 0], [sys.float_info.max, sys.float_info.max]) == [(0, sys.float_info.max)]


@pytest.mark.parametrize(
    ("stated", "times", "bin_size"),
    [(300, [0, 60], 300), (None, [0, 60, 120, 600], 60), (0, [0, 60], 60), (None, [7], 1), (None, [], 1)],
)
def test_a_bin_that_is_not_stated_is_the_median_step(
    stated: int | None, times: list[int], bin_size: int
) -> None:
    assert known_of(Series("x", times, [1.0] * len(times), stated)).bin_size == bin_size


@pytest.mark.parametrize("largest", [sys.float_info.max, 1e-308, 5e-324, 812.0, 0.0])
def test_dividing_by_the_power_of_two_is_exact_and_leaves_room(largest: float) -> None:
    scale = power_of_two([largest, -largest / 2])
    assert largest / scale * scale == largest
    assert largest / scale <= 2


def test_what_is_beyond_a_float_is_held_at_its_end() -> None:
    assert held(math.inf) == sys.float_info.max
    assert held(-math.inf) == -sys.float_info.max
    assert held(-7.5) == -7.5
