"""What a widget says in one line of a list."""

from __future__ import annotations

from typing import Any

import pytest

from te_tui.render.glance import Glance, glyph_of
from te_tui.render.text.width import cell_width
from tests.render.bodies import data, panel, point
from tests.render.reading import drawing_of, glance

KNOWN = (
    "Time Series: Line", "Time Series: Stacked Area", "Bar Chart: Grouped", "Bar Chart: Stacked", "Pie Chart",
    "Table", "Multi Metric Table", "Number", "Agent Status", "Color Grid", "Alert List", "List", "Test Table",
    "Map", "Box and Whiskers", "Heatmap",
)  # fmt: skip


def seen(type_: str, config: dict[str, Any] | None = None, **parts: Any) -> Glance:
    """The glance at a widget."""
    one, its = panel(type_, **(config or {})), data(**parts)
    return glance(one, its, drawing_of(one, its))


@pytest.mark.parametrize("type_", KNOWN)
def test_every_known_type_has_a_glyph_of_one_cell(type_: str) -> None:
    assert glyph_of(panel(type_).kind) != "?"
    assert cell_width(glyph_of(panel(type_).kind)) == 1
    assert glyph_of(panel(type_.upper()).kind) == glyph_of(panel(type_).kind)


@pytest.mark.parametrize("type_", ["Quantum Foam", None])
def test_an_unknown_type_says_so(type_: str | None) -> None:
    assert glyph_of(panel(type_).kind) == "?"


def test_a_time_chart_shows_the_series_that_moved_most_and_the_worst_value_of_all() -> None:
    points = [point(t, 100, AGENT="calm") for t in range(8)] + [point(t, t, AGENT="wild") for t in range(8)]
    glanced = seen("Time Series: Line", {"metric": "NET_LATENCY"}, points=points)

    assert glanced == Glance("▁▂▃▄▅▆▇█", "max 100 ms")


def test_where_low_is_bad_the_lowest_value_is_shown_and_the_sparkline_keeps_the_dip() -> None:
    points = [point(t, 62.5 if t == 9 else 100, AGENT="a") for t in range(16)]
    glanced = seen("Time Series: Line", {"metric": "DNS_SERVER_AVAILABILITY"}, points=points)

    assert glanced == Glance("████▁███", "min 62.5 %", far=True)
    assert glanced.marked == "! min 62.5 %"


@pytest.mark.parametrize("type_", ["Time Series: Line", "Time Series: Stacked Area", "Bar Chart: Grouped",
                                   "Bar Chart: Stacked", "Pie Chart", "Table", "Color Grid", "Map", "Heatmap",
                                   "Box and Whiskers", "Quantum Foam"])  # fmt: skip
def test_points_show_their_worst_value_and_not_the_last_one_nor_a_sum(type_: str) -> None:
    points = [
        point(t, value, AGENT=a, TEST="x") for a in "ab" for t, value in ((0, 99), (300, None), (600, 3))
    ]

    assert seen(type_, points=points).figure == "max 99"
    assert seen(type_, {"metric": "NET_LOSS"}, points=points).figure == "max 99 %"
    assert seen(type_, {"metric": "WEB_AVAILABILITY"}, points=points).figure == "min 3 %"


@pytest.mark.parametrize(
    "type_", ["Bar Chart: Grouped", "Pie Chart", "Map", "Color Grid", "Box and Whiskers"]
)
def test_categories_have_no_sparkline_because_it_would_look_like_time(type_: str) -> None:
    points = [point(0, value, AGENT=agent) for agent, value in (("a", 1), ("b", 3), ("c", None))]

    assert seen(type_, points=points).spark == ""


@pytest.mark.parametrize(
    ("metric", "values", "far"),
    [
        ("NET_LATENCY", [100, 104, 96, 101, 99, 100, 103, 190], True),
        ("NET_LATENCY", [100, 104, 96, 101, 99, 100, 103, 111], False),
        ("NET_LOSS", [0, 0, 0, 0, 0, 0, 0, 12.8], True),
        ("NET_LOSS", [0, 0, 0, 0, 0, 0, 0, 2], False),
        ("WEB_AVAILABILITY", [99.84, 99.9, 99.87, 91.42], True),
        ("WEB_AVAILABILITY", [99.84, 99.9, 99.87, 98.2], False),
        ("WEB_TOTAL_ERROR_COUNT", [0, 1, 0, 0, 2, 0, 0, 41], True),
        ("WEB_TOTAL_ERROR_COUNT", [0, 1, 0, 0, 2, 0, 0, 0], False),
        ("QUANTUM_FLUX_RATE", [1, 1, 1, 1, 1, 1, 1, 900], False),
    ],
)
def test_trouble_far_from_the_median_is_marked(metric: str, values: list[float], far: bool) -> None:
    points = [point(t, value, AGENT="a") for t, value in enumerate(values)]

    assert seen("Time Series: Line", {"metric": metric}, points=points).far is far


def test_a_series_that_is_always_high_is_not_far_from_itself() -> None:
    points = [
        point(t, value + t % 3, AGENT=a) for a, value in (("Tokyo", 240), ("Rome", 9)) for t in range(20)
    ]
    glanced = seen("Time Series: Line", {"metric": "NET_LATENCY"}, points=points)

    assert (glanced.figure, glanced.far) == ("max 242 ms", False)


def test_of_several_metrics_the_first_one_that_is_far_from_usual_speaks() -> None:
    metrics = {"a": "WEB_AVAILABILITY", "l": "NET_LOSS"}
    config = {"multiMetricColumns": [{"id": id_, "metric": metric} for id_, metric in metrics.items()]}

    def columns(loss: float) -> list[dict[str, Any]]:
        return [
            {"columnId": "a", "points": [point(0, value, AGENT=str(value)) for value in (99.5, 99.8, 100)]},
            {"columnId": "l", "points": [point(0, value, AGENT=str(value)) for value in (0, 0.1, 0.2, loss)]},
        ]

    assert seen("Multi Metric Table", config, columns=columns(0.3)).figure == "min 99.5 %"
    assert seen("Multi Metric Table", config, columns=columns(12.8)).marked == "! max 12.8 %"


def test_a_test_table_shows_the_worst_of_its_graphlets() -> None:
    graphlets = [{"metric": "Availability", "points": [{"x": 0, "y": 98.5}, {"x": 900, "y": 100}]}]
    tests = [{"testName": "Shop", "graphlets": graphlets}]

    assert seen("Test Table", tests=tests).figure == "min 98.5 %"


def test_a_number_shows_its_first_card_and_where_it_went() -> None:
    cards = [{"cardId": "c", "value": 97.2, "previousValue": 99.1}, {"cardId": "d", "value": 1}]

    assert seen("Number", cards=cards).figure == "97.2 ▼"


def test_cards_of_one_metric_show_the_worst_and_one_alone_how_it_was_aggregated() -> None:
    parts = [{"id": id_, "metric": "NET_LOSS", "measure": {"type": "MEAN"}} for id_ in "cd"]
    cards = [{"cardId": "c", "value": 0.5}, {"cardId": "d", "value": 2, "previousValue": 1}]

    assert seen("Number", {"numberCards": parts}, cards=cards).figure == "max 2 %"
    assert seen("Number", {"numberCards": parts}, cards=cards[1:]).figure == "mean 2 % ▲"


@pytest.mark.parametrize(
    ("type_", "parts", "figure"),
    [
        ("Alert List", {"totalAlerts": 14, "activeAlerts": 3, "alerts": []}, "3 of 14"),
        (
            "Agent Status",
            {"summary": {"online": 9, "offline": 2}, "agents": [{"agentName": "a"}]},
            "2 offline",
        ),
        ("List", {"rows": [{"Event": "a"}, {"Event": "b"}]}, "2 rows"),
        ("Test Table", {"tests": [{"testName": "Shop"}]}, "1 row"),
        ("Table", {"points": [point(0, None, COUNTRY="NO")]}, "no data"),
        ("Alert List", {"alerts": [{"active": True}, {"active": False}]}, "1 of 2"),
        ("Agent Status", {"agents": [{"status": "OFFLINE"}, {"status": "online"}]}, "1 offline"),
        ("List", {"legend": {"Severe": 2}}, "2 Severe"),
        ("Quantum Foam", {"cards": [{"value": 7}], "alerts": [{"active": True}]}, "7"),
        ("Map", {"status": "No data"}, "no data"),
    ],
)
def test_other_widgets_are_counted(type_: str, parts: dict[str, Any], figure: str) -> None:
    assert seen(type_, **parts) == Glance(figure=figure)


@pytest.mark.parametrize(("values", "far"), [(8, False), (7, True)])
def test_a_series_of_eight_values_is_its_own_measure(values: int, far: bool) -> None:
    points = [point(t, 10, AGENT="low") for t in range(40)]
    points += [point(t, 90 + t % 2, AGENT="high") for t in range(values)]
    assert seen("Time Series: Line", {"metric": "NET_LATENCY"}, points=points).far is far


def test_a_series_without_a_value_did_not_move() -> None:
    points = [point(t, None, AGENT="gone") for t in range(3)] + [point(t, 5, AGENT="still") for t in range(3)]
    assert seen("Time Series: Line", points=points) == Glance("▃" * 8, "max 5")
    nothing = [point(t, None, AGENT="gone") for t in range(3)]
    assert seen("Time Series: Line", points=nothing).figure == "no data"


@pytest.mark.parametrize(
    ("type_", "parts", "figure"),
    [
        ("Alert List", {"alerts": [{"active": True}, {"active": False}]}, "1 of 2"),
        ("Alert List", {"alerts": [], "totalAlerts": 7, "activeAlerts": 3}, "3 of 7"),
        ("Alert List", {"alerts": []}, "0 of 0"),
        ("Alert List", {}, "no data"),
        ("Agent Status", {"agents": [{"status": "Offline"}, {"status": " OFFLINE "}, {"status": "Online"}]},
         "2 offline"),
        ("Agent Status", {"agents": [{"status": "Online"}]}, "0 offline"),
        ("Agent Status", {}, "no data"),
        ("Test Table", {}, "no data"),
        ("List", {}, "no data"),
    ],
)  # fmt: skip
def test_alerts_and_agents_are_counted(type_: str, parts: dict[str, Any], figure: str) -> None:
    assert seen(type_, **parts).figure == figure
