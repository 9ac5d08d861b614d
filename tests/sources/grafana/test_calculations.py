"""Calculations: one value of many, with Python's statistics as the judge."""

from __future__ import annotations

import math
import statistics
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.sources.grafana.fields.calculations import NAMES, Column, calculated, is_calculation, title_of
from tests.models.wire import SETTINGS

NAN = math.nan
NUMBERS = st.lists(st.integers(-1000, 1000), min_size=1, max_size=12)


@given(NUMBERS)
@SETTINGS
def test_calculations_agree_with_pythons_own(values: list[int]) -> None:
    above_zero = [value for value in values if value > 0]
    steps = [after - before for before, after in pairwise(values)]
    wanted: dict[str, Any] = {
        "first": values[0],
        "firstNotNull": values[0],
        "last": values[-1],
        "lastNotNull": values[-1],
        "min": min(values),
        "max": max(values),
        "range": max(values) - min(values),
        "sum": sum(values),
        "mean": statistics.fmean(values),
        "median": statistics.median(values),
        "variance": statistics.pvariance(values),
        "stdDev": statistics.pstdev(values),
        "count": len(values),
        "countAll": len(values),
        "diff": values[-1] - values[0],
        "step": min(steps, default=None),
        "distinctCount": len(set(values)),
        "changeCount": sum(step != 0 for step in steps),
        "allIsZero": not any(values),
        "allIsNull": False,
        "allValues": values,
        "uniqueValues": list(dict.fromkeys(values)),
    }
    if above_zero:
        wanted["logmin"] = min(above_zero)
    if values[0]:
        wanted["diffperc"] = (values[-1] - values[0]) / values[0] * 100
    found = {name: calculated(name, Column(values)) for name in wanted}
    assert (
        found == pytest.approx(wanted) if all(not isinstance(one, list) for one in wanted.values()) else True
    )
    for name, value in wanted.items():
        assert found[name] == (value if isinstance(value, list | bool | None) else pytest.approx(value)), name


@given(NUMBERS, st.integers(1, 99))
@SETTINGS
def test_a_percentile_is_the_nearest_of_the_values_in_order(values: list[int], share: int) -> None:
    place = (len(values) - 1) * share
    nearest = place // 100 + (place % 100 >= 50)
    assert calculated(f"p{share}", Column(values)) == sorted(values)[nearest]


@pytest.mark.parametrize(
    ("values", "delta"),
    [
        ([1, 3, 6], 5),
        ([5, 2, 4], 0),  # a counter that began again counts from its next rise
        ([5, 2, 4, 7], 3),
        ([1, 4, 2, 3, 9], 9),
        ([7], 0),
    ],
)
def test_a_delta_is_what_a_counter_rose_by(values: list[int], delta: int) -> None:
    assert calculated("delta", Column(values)) == delta


@pytest.mark.parametrize(
    ("name", "values", "wanted"),
    [
        ("first", [None, 1], None),
        ("firstNotNull", [None, NAN, 1, 2], 1),
        ("last", [1, None], None),
        ("lastNotNull", [1, 2, NAN, None], 2),
        ("lastNotNull", [None], None),
        ("min", [None, 3, NAN, 2], 2),
        ("mean", [None, 3, NAN, 2], 2.5),
        ("mean", [None], None),
        ("min", [None], None),
        ("max", [None], None),
        ("range", [None], None),
        ("step", [1], None),
        ("count", [None, 1, NAN], 2),
        ("countAll", [None, 1, NAN], 3),
        ("sum", [None], 0),
        ("allIsNull", [None], True),
        ("allIsNull", [None, 0], False),
        ("allIsZero", [None], False),
        ("allIsZero", [0, None, 0], True),
        ("allIsZero", [0, 1], False),
        ("allIsZero", [1, 0], False),
        ("median", [None, 1, 3], 2),
        ("median", [3, 1, 2], 2),
        ("median", [4, 1, 2, 3], 2.5),
        ("p50", [None], None),
        ("variance", [None], 0),
        ("variance", [None, 2, 4], 1),
        ("stdDev", [2, 4], 1),
        ("diff", [None, 1, 5, None], 4),
        ("diffperc", [0, 5], math.inf),
        ("diffperc", [0, -5], -math.inf),
        ("diffperc", [None], 0),
        ("changeCount", [1, 1, 2, None, 2], 1),
        ("changeCount", [1, True], 1),
        ("changeCount", ["a", "a", "b"], 1),
        ("distinctCount", [1, True, "1", 1.0], 3),
        ("distinctCount", [NAN, math.nan, 1], 2),
        ("uniqueValues", [2, 1, 2, None], [2, 1, None]),
        ("logmin", [-5, 3, 0, 2], 2),
        ("invented", [1], None),
    ],
)
def test_gaps_count_only_where_they_should(name: str, values: list[Any], wanted: object) -> None:
    assert calculated(name, Column(values)) == wanted


@pytest.mark.parametrize(
    ("nulls", "count", "least", "changes", "middle"),
    [("connected", 2, 2, 1, 3), ("null as zero", 3, 0, 2, 2), ("null", 3, 2, 2, 2)],
)
def test_nulls_are_left_out_kept_or_zero(
    nulls: str, count: int, least: int, changes: int, middle: float
) -> None:
    column = Column([2, None, 4], nulls=nulls)
    assert calculated("count", column) == count
    assert calculated("min", column) == least
    assert calculated("changeCount", column) == changes
    if nulls != "null":
        assert calculated("median", column) == middle


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("sum", 0), ("count", 0), ("countAll", 0), ("allIsZero", False), ("allIsNull", True), ("max", None),
     ("p9", None)],
)  # fmt: skip
def test_of_no_values_only_counts_are_known(name: str, wanted: object) -> None:
    assert calculated(name, Column([])) is wanted or calculated(name, Column([])) == wanted


@pytest.mark.parametrize("name", ["sum", "min", "mean", "variance", "stdDev"])
def test_texts_are_not_calculated_with(name: str) -> None:
    assert calculated(name, Column(["1", "2"], "string")) in (0, None)
    assert calculated("count", Column(["1", "2"], "string")) == 2
    assert calculated("max", Column(["1", "20"])) == 20


@pytest.mark.parametrize(
    ("name", "title"),
    [("p1", "1st %"), ("p2", "2nd %"), ("p3", "3rd %"), ("p4", "4th %"), ("p11", "11th %"), ("p12", "12th %"),
     ("p13", "13th %"), ("p20", "20th %"), ("p21", "21st %"), ("p22", "22nd %"), ("p33", "33rd %"),
     ("p95", "95th %"), ("p99", "99th %"), ("max", "Max"), ("odd", "odd"), ("p0", "p0"), ("p100", "p100"),
     ("p", "p"), ("p05", "p05"), ("p²", "p²"), ("q50", "q50")],
)  # fmt: skip
def test_calculations_are_called_as_grafana_calls_them(name: str, title: str) -> None:
    assert title_of(name) == title
    assert is_calculation(name) == (title != name)


def test_every_calculation_has_a_result_of_numbers() -> None:
    assert not [name for name in NAMES if calculated(name, Column([1, 2])) is None]


@pytest.mark.parametrize(
    ("values", "middle"), [(["3", 1, "2.5", 2, 1.5], 2), (["2", 1.5, 1], 1.5), (["1", "0.5", "0"], "0.5")]
)
def test_numbers_that_came_as_text_are_put_in_order_as_numbers(values: list[Any], middle: object) -> None:
    assert calculated("median", Column(values)) == middle


@pytest.mark.parametrize("name", ["range", "min", "max", "step", "diff", "diffperc", "delta"])
def test_a_single_value_has_no_distance(name: str) -> None:
    wanted = {"min": 5, "max": 5, "step": None}.get(name, 0)
    assert calculated(name, Column([5])) == wanted


def test_objects_are_told_apart_by_what_they_are() -> None:
    one, other = {"a": 1}, {"a": 1}
    assert calculated("distinctCount", Column([one, one, other], "other")) == 2
    assert calculated("changeCount", Column([one, one, other], "other")) == 1
