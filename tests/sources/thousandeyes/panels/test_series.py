"""Points as series: ascending in time, and the one value that is shown where there is room for one."""

from __future__ import annotations

from typing import Any

import pytest

from te_tui.analysis.series import Quantity
from te_tui.sources.thousandeyes.body.panel import Metric
from te_tui.sources.thousandeyes.panels.points import latest, series_of
from te_tui.sources.thousandeyes.panels.series import quantity_of, series_of_panel
from tests.render.bodies import data, panel, point

Pairs = list[tuple[Any, Any]]


@pytest.mark.parametrize(
    ("sent", "times", "values", "last"),
    [
        ([(0, 1), (300, 2)], [0, 300], [1, 2], 2),
        ([(300, 2), (0, 1)], [0, 300], [1, 2], 2),
        ([(None, 9), (300, 2)], [300], [2], 2),
        ([(0, 1), (None, 9), (300, None)], [0, 300], [1, None], 1),
        ([(300, 2), (None, 9), (0, 1)], [0, 300], [1, 2], 2),
        ([(None, 9)], [], [], 9),
        ([(0, None)], [0], [None], None),
        ([(0, 1), (0, 2)], [0, 0], [1, 2], 1),
    ],
)
def test_a_series_ascends_in_time_and_has_no_point_without_one(
    sent: Pairs, times: list[int], values: list[Any], last: float | None
) -> None:
    points = data(points=[point(time, value, AGENT="a") for time, value in sent]).points
    assert points is not None
    (one,) = points
    drawn = series_of(one)
    assert (list(drawn.times), list(drawn.values), latest(one)) == (times, values, last)
    assert (drawn.label, drawn.groups) == ("a", (("AGENT", "a"),))


def test_points_without_groups_are_of_all() -> None:
    points = data(points=[point(0, 1)]).points
    assert points is not None
    assert series_of(points[0]).label == "all"


def test_a_quantity_says_metric_measure_unit_and_which_end_is_worse() -> None:
    loss = panel(metric="NET_LOSS", measure={"type": "NTH_PERCENTILE", "percentileValue": 95}, direction="TO")
    found = quantity_of(loss)
    assert (found.metric, found.unit, found.measure, found.worst) == (
        "NET_LOSS", "%", "p95", "high",
    )  # fmt: skip
    assert quantity_of(Metric()) == Quantity(counts=quantity_of(Metric()).counts)


def test_a_widget_has_the_series_of_its_points_and_of_its_columns() -> None:
    points = [point(0, 1, AGENT="a"), point(0, 2, AGENT="b")]
    one_of = panel("Time Series: Line", title="T", metric="NET_LOSS")
    found = [*series_of_panel(one_of, data(points=points, binSize=300))]
    assert [(one.label, list(one.times), one.bin_size, one.title, one.widget_id) for one in found] == [
        ("a", [0], 300, "T", "w1"), ("b", [0], 300, "T", "w1"),
    ]  # fmt: skip
    assert {(one.part, one.quantity.metric) for one in found} == {(None, "NET_LOSS")}
