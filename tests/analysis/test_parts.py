"""Larger bins, Huber's location and the variance of means."""

import numpy as np
import pytest

from te_tui.analysis.location import locate, scale_of
from te_tui.analysis.rebinning import in_larger_bins
from te_tui.analysis.series import Known
from te_tui.analysis.uncertainty import Variance, estimate, variance_of_mean
from tests.analysis.planted import noisy


@pytest.mark.parametrize(
    ("measure", "value"), [("mean", 2.0), ("total", 8.0), ("sum", 8.0), ("min", 1.0), ("max", 3.0)]
)
def test_a_larger_bin_has_the_value_that_the_measure_gives_its_parts(measure: str, value: float) -> None:
    known = Known([0, 60, 180, 300], [1.0, 3.0, 2.0, 9.0], 60)
    # Three of four parts are known in the first bin, one of four in the second.
    assert in_larger_bins(known, 240, measure) == Known([0], [value], 240)


@pytest.mark.parametrize(("bin_size", "measure"), [(90, "mean"), (120, "p95"), (120, None)])
def test_no_value_is_made_up_where_the_measure_or_the_bins_do_not_allow_it(
    bin_size: int, measure: str | None
) -> None:
    assert in_larger_bins(Known([0, 60], [1.0, 2.0], 60), bin_size, measure) is None


def test_the_location_is_the_mean_of_normal_values_and_outliers_hardly_move_it() -> None:
    values = noisy(50, 2, 500, 1)
    assert locate(values, scale_of(values)).location == pytest.approx(float(np.mean(values)), abs=0.2)
    spoilt = values[:-20] + [1e6] * 20
    assert locate(spoilt, scale_of(spoilt)).location == pytest.approx(50, abs=0.5)


def test_the_influences_have_a_mean_of_about_zero() -> None:
    values = noisy(50, 2, 300, 2) + [400.0] * 10
    influences = locate(values, scale_of(values)).influences
    assert sum(influences) / len(influences) == pytest.approx(0, abs=1e-6)


def test_without_a_scale_the_location_is_the_mean() -> None:
    assert locate([1.0, 1.0, 1.0, 5.0], 0.0).location == 2


@pytest.mark.parametrize(("carry", "truth"), [(0.0, 1.0), (0.6, 1 / 0.4)])
def test_the_variance_of_a_mean_knows_that_neighbours_are_alike(carry: float, truth: float) -> None:
    spreads = []
    for seed in range(150):
        values = noisy(0, 1, 288, seed, carry=carry)
        mean = sum(values) / len(values)
        found = variance_of_mean([value - mean for value in values], 288)
        assert 2 <= found.freedom <= 4
        spreads.append(found.value * 288)
    assert float(np.median(spreads)) == pytest.approx(truth**2, rel=0.5)


def test_the_interval_of_a_certain_shift_is_the_shift() -> None:
    assert estimate(3.0, Variance(0.0, 4.0)) == (3.0, 3.0, 3.0, 0.0)
    assert estimate(0.0, Variance(0.0, 4.0)) == (0.0, 0.0, 0.0, 1.0)
