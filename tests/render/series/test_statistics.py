from __future__ import annotations

import math
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.figures.statistics import Summary, mean_of, percentile, summarize, total_of
from tests.render.examples import BIN, FEW, any_value, series


def test_a_sum_leaves_out_what_is_missing_and_nothing_has_none() -> None:
    assert total_of([1, None, 2.5, math.nan, 10**400]) == 3.5
    assert total_of([None]) is total_of([]) is None


def test_figures_of_a_series() -> None:
    summary = summarize(series("a", [20, 0, None, 10, 5]))

    assert summary == Summary(count=4, gaps=1, minimum=0, mean=8.75, median=7.5, p95=18.5, maximum=20, last=5)


def test_what_is_not_finite_is_a_gap() -> None:
    assert summarize(series("a", [1, math.nan, 2, math.inf, 10**400, 3])).gaps == 2


def test_gaps_at_the_ends_are_none() -> None:
    assert summarize(series("a", [None, 1, 2, None])).gaps == 0


def test_missing_bins_are_gaps_when_the_bin_size_is_known() -> None:
    sparse = series("a", [1, 2, 3], step=2 * BIN)

    assert summarize(sparse, BIN).gaps == 2
    assert summarize(sparse, 2 * BIN).gaps == 0
    assert summarize(sparse).gaps == 0


def test_a_series_without_values_has_no_figures() -> None:
    assert summarize(series("a", [None])) == Summary(count=0, gaps=0)


@pytest.mark.parametrize(
    ("values", "rank", "expected"),
    [([1, 2, 3, 4], 95, 3.85), ([7], 95, 7), ([0, 10], 50, 5), ([1, 2, 3], 100, 3), ([1, 2, 3], 0, 1)],
)
def test_percentiles_lie_between_neighbours_as_numpy_puts_them(
    values: list[float], rank: float, expected: float
) -> None:
    assert percentile(values, rank) == pytest.approx(expected)


@FEW
@given(st.lists(any_value, min_size=1, max_size=30))
def test_figures_are_in_order_and_finite(values: list[float | None]) -> None:
    summary = summarize(series("a", values), BIN)

    if summary.minimum is not None and summary.mean is not None and summary.maximum is not None:
        assert -math.inf < summary.minimum <= summary.mean <= summary.maximum < math.inf


@FEW
@given(st.lists(st.one_of(st.none(), st.floats(-1e15, 1e15)), min_size=1, max_size=300))
def test_figures_are_those_of_numpy(values: list[float | None]) -> None:
    known = np.array([value for value in values if value is not None])
    summary = summarize(series("a", values))
    if not len(known):
        assert summary.minimum is summary.maximum is summary.mean is None
        return

    close = partial(pytest.approx, rel=1e-9, abs=1e-9 * float(np.abs(known).max()))
    assert (summary.count, summary.last) == (len(known), known[-1])
    assert (summary.minimum, summary.maximum) == (known.min(), known.max())
    assert summary.mean == close(known.mean())
    assert summary.median == close(np.median(known))
    assert summary.p95 == close(np.percentile(known, 95))


def test_the_mean_of_anything_leaves_out_what_is_no_number() -> None:
    assert mean_of([1, None, math.inf, 3]) == 2
    assert mean_of([None]) is None
