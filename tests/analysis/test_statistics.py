import math
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.analysis.statistics import (
    bound_of_t,
    chance_of_t,
    deviation,
    lag_one,
    lower_median,
    median,
    normal_bound,
    quantile,
    smooth,
)

VALUES = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60)


@given(VALUES)
def test_medians_and_deviations_are_numpys(values: list[float]) -> None:
    assert median(values) == pytest.approx(np.median(values))
    middle = np.median(values)
    assert deviation(values) == pytest.approx(np.median(np.abs(np.array(values) - middle)))


@given(VALUES, st.floats(0, 1))
def test_quantiles_are_numpys(values: list[float], part: float) -> None:
    assert quantile(sorted(values), part) == pytest.approx(np.quantile(values, part), abs=1e-6)


@given(VALUES)
def test_the_lower_median_is_one_of_the_values(values: list[float]) -> None:
    assert lower_median(values) in values
    assert lower_median(values) <= median(values)


@given(VALUES)
def test_smoothing_takes_the_middle_one_of_three_neighbours(values: list[float]) -> None:
    smoothed = smooth(values)
    assert (smoothed[0], smoothed[-1]) == (values[0], values[-1])
    for place in range(1, len(values) - 1):
        assert smoothed[place] == sorted(values[place - 1 : place + 2])[1]


def test_the_autocorrelation_of_neighbours_is_that_of_the_centred_values() -> None:
    values = np.array([1.0, 4.0, 2.0, 8.0, 5.0, 7.0])
    centred = values - values.mean()
    assert lag_one(list(values)) == pytest.approx((centred[1:] * centred[:-1]).sum() / (centred**2).sum())
    assert lag_one([3.0, 3.0, 3.0]) == 0


@pytest.mark.parametrize("chance", [0.5, 0.26, 0.05, 1e-3])
def test_the_bound_of_a_normal_value_is_exceeded_with_its_chance(chance: float) -> None:
    assert normal_bound(chance) == pytest.approx(NormalDist().inv_cdf(1 - chance / 2))


@pytest.mark.parametrize(("freedom", "bound"), [(2, 4.303), (4, 2.776), (6, 2.447), (30, 2.042)])
def test_the_bound_of_t_is_that_of_the_tables_within_a_few_percent(freedom: int, bound: float) -> None:
    assert bound_of_t(freedom) == pytest.approx(bound, rel=0.045)
    assert chance_of_t(bound, freedom) == pytest.approx(0.05, abs=0.004)


def test_the_chance_of_any_t_is_one() -> None:
    assert chance_of_t(0, 4) == 1
    assert chance_of_t(1e200, 4) == 0
    assert math.isfinite(chance_of_t(-1e300, 2))
