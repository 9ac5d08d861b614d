"""From a widget and its data to the form in which it is drawn."""

from __future__ import annotations

from datetime import UTC

import pytest

from te_tui.render.panels import drawing_of
from te_tui.render.values import BarChart, Grid, Note, Number, Numbers, TimeChart
from tests.render.bodies import data, panel, point

POINTS = [
    point(600, 2, AGENT="b"),
    point(300, 1, AGENT="a"),
    point(300, None, AGENT="b"),
    point(0, 5, AGENT="b"),
]


@pytest.mark.parametrize("type_", ["Time Series: Line", "TIME SERIES: LINE", "Time Series: Stacked Area"])
def test_points_over_time_become_one_series_for_each_group_ascending_in_time(type_: str) -> None:
    drawing = drawing_of(panel(type_), data(points=POINTS, binSize=300))

    assert isinstance(drawing, TimeChart)
    assert [(one.label, list(one.times), list(one.values)) for one in drawing.series] == [
        ("b", [0, 300, 600], [5, None, 2]),
        ("a", [300], [1]),
    ]
    assert drawing.bin_size == 300
    assert drawing.stacked == ("area" in type_.casefold())


def test_a_time_chart_carries_unit_window_and_suppression() -> None:
    windows = [
        {"startTimes": ["1970-01-01T00:05:00Z", None], "durationInSeconds": 60},
        {"startTimes": ["1970-01-01T00:10:00Z"]},
        {"durationInSeconds": 60},
    ]
    drawing = drawing_of(
        panel("Time Series: Line", metric="WEB_TTFB"),
        data(
            points=POINTS,
            startDate="1970-01-01T00:00:00Z",
            endDate="1970-01-01T01:00:00Z",
            alertSuppressionWindows=windows,
        ),
    )

    assert isinstance(drawing, TimeChart)
    assert (drawing.unit, drawing.start, drawing.end) == ("ms", 0, 3600)
    assert drawing.suppressed == ((300, 360),)


def test_two_groups_with_the_same_label_stay_two_series() -> None:
    labels = [
        {"groupProperty": "AGENT", "groupLabels": [{"groupId": i, "groupLabel": "Oslo"} for i in ("1", "2")]}
    ]
    drawing = drawing_of(
        panel("Time Series: Line"),
        data(points=[point(0, 1, AGENT="1"), point(0, 2, AGENT="2")], groupLabels=labels),
    )

    assert isinstance(drawing, TimeChart)
    assert [(one.label, list(one.values)) for one in drawing.series] == [("Oslo", [1]), ("Oslo", [2])]


def test_points_without_a_time_are_not_lost_but_told_in_a_table() -> None:
    drawing = drawing_of(panel("Time Series: Line"), data(points=[point(None, 7, AGENT="a")]))

    assert isinstance(drawing, Grid)
    assert drawing.rows == (("a", "7"),)


def test_bars_stand_by_the_axis_group_and_are_split_by_the_second_one() -> None:
    points = [
        point(0, 1, AGENT="a", TEST="x"),
        point(0, 2, AGENT="a", TEST="y"),
        point(0, 3, AGENT="b", TEST="x"),
    ]
    drawing = drawing_of(panel("Bar Chart: Stacked", isHorizontalBarChart=True), data(points=points))

    assert isinstance(drawing, BarChart)
    assert drawing.categories == ("a", "b")
    assert [(one.label, one.values) for one in drawing.series] == [("x", (1, 3)), ("y", (2, None))]
    assert drawing.stacked
    assert drawing.horizontal


def test_bars_show_the_latest_known_value_of_each_group() -> None:
    points = [point(0, 1, AGENT="a"), point(600, None, AGENT="a"), point(300, 4, AGENT="a")]
    drawing = drawing_of(panel("Bar Chart: Grouped", title="Errors"), data(points=points))

    assert isinstance(drawing, BarChart)
    assert [(one.label, one.values) for one in drawing.series] == [("Errors", (4,))]


def test_number_cards_take_name_unit_and_comparison_from_data_and_configuration() -> None:
    cards = [
        {"id": "c1", "description": "Loss", "metric": "NET_LOSS"},
        {"id": "c2", "metric": "WEB_TTFB", "measure": {"type": "PERCZERO"}},
    ]
    drawing = drawing_of(
        panel("Number", numberCards=cards),
        data(
            cards=[
                {"cardId": "c1", "value": 1.5, "previousValue": 1.0},
                {"cardId": "c2", "cardName": "Share", "value": 3},
                {"cardId": "c9", "status": "No data"},
            ]
        ),
    )

    assert isinstance(drawing, Numbers)
    assert drawing.numbers == (
        Number("Loss", 1.5, "%", 1.0, None),
        Number("Share", 3, "%", None, None),
        Number("c9", None, None, None, "No data"),
    )


def test_a_pivot_leaves_a_missing_combination_blank_and_marks_a_null() -> None:
    points = [
        point(0, 1, AGENT="a", TEST="x"),
        point(0, None, AGENT="a", TEST="y"),
        point(0, 3, AGENT="b", TEST="x"),
    ]
    drawing = drawing_of(panel("Table"), data(points=points))

    assert isinstance(drawing, Grid)
    assert [column.title for column in drawing.columns] == ["Agent", "x", "y"]
    assert drawing.rows == (("a", "1", "–"), ("b", "3", None))


def test_a_multi_metric_table_has_a_column_for_each_metric_with_its_own_unit_and_status() -> None:
    configured = [
        {"id": "c1", "metric": "WEB_TTFB", "measure": {"type": "MEAN"}},
        {"id": "c2", "metric": "NET_LOSS", "measure": {"type": "NTH_PERCENTILE", "percentileValue": 95}},
    ]
    columns = [
        {"columnId": "c1", "points": [point(0, 10, AGENT="a"), point(0, 20, AGENT="b")]},
        {"columnId": "c2", "points": [point(0, 1, AGENT="b")]},
        {"columnId": "c3", "status": "No data", "points": None},
    ]
    drawing = drawing_of(panel("Multi Metric Table", multiMetricColumns=configured), data(columns=columns))

    assert isinstance(drawing, Grid)
    titles = [column.title for column in drawing.columns]
    assert titles[1].endswith("TTFB mean")
    assert titles[2].endswith("p95")
    assert titles[3] == "c3 (No data)"
    assert drawing.rows == (("a", "10 ms", None, None), ("b", "20 ms", "1 %", None))


def test_active_alerts_come_first_then_the_latest() -> None:
    alerts = [
        {"alertRule": "old", "active": False, "startTime": "2026-11-01T00:00:00Z"},
        {"alertRule": "new", "active": False, "startTime": "2026-11-03T00:00:00Z", "durationInSeconds": 3600},
        {"alertRule": "now", "active": True, "startTime": "2026-11-02T00:00:00Z"},
        {"alertRule": "?"},
    ]
    drawing = drawing_of(panel("Alert List"), data(alerts=alerts), UTC)

    assert isinstance(drawing, Grid)
    rules = [row[[c.title for c in drawing.columns].index("Rule")] for row in drawing.rows]
    assert rules == ["now", "new", "old", "?"]
    assert drawing.rows[1][:3] == ("cleared", "3 Nov 00:00 UTC", "1 h")


def test_agents_that_are_not_online_come_first_and_keep_the_spelling_of_their_state() -> None:
    agents = [
        {"agentName": "b", "status": "online"},
        {"agentName": "a", "status": "OFFLINE", "location": {"locationName": "Oslo"}},
        {"agentId": "7", "status": "hibernating"},
    ]
    drawing = drawing_of(panel("Agent Status"), data(agents=agents))

    assert isinstance(drawing, Grid)
    assert drawing.rows == (("hibernating", "7", None), ("OFFLINE", "a", "Oslo"), ("online", "b", None))


def test_a_test_table_draws_each_graphlet_as_a_sparkline() -> None:
    tests = [
        {
            "testName": "Home",
            "alertCount": 0,
            "graphlets": [{"metric": "Availability", "points": [{"x": 0, "y": 1}]}],
        },
        {"testId": "9", "graphlets": None},
    ]
    drawing = drawing_of(panel("Test Table"), data(tests=tests))

    assert isinstance(drawing, Grid)
    assert [column.title for column in drawing.columns] == ["Test", "Alerts", "Availability"]
    assert drawing.rows[0][:2] == ("Home", "0")
    assert len(drawing.rows[0][2] or "") == 12
    assert drawing.rows[1] == ("9", None, None)


def test_a_list_has_a_column_for_every_key_of_any_row() -> None:
    drawing = drawing_of(
        panel("List"), data(rows=[{"Event": "x", "Severe": True}, {"Event": "y", "Minutes": 5}])
    )

    assert isinstance(drawing, Grid)
    assert [column.title for column in drawing.columns] == ["Event", "Severe", "Minutes"]
    assert drawing.rows == (("x", "true", None), ("y", None, "5"))


@pytest.mark.parametrize(
    "type_", ["Quantum Foam", None, "", "Map", "Pie Chart", "Box and Whiskers", "Heatmap"]
)
def test_any_other_type_is_a_readable_table_of_what_is_there(type_: str | None) -> None:
    drawing = drawing_of(panel(type_, metric="NET_LOSS"), data(points=[point(0, 5, COUNTRY="NO")]))

    assert isinstance(drawing, Grid)
    assert drawing.rows == (("NO", "5 %"),)


def test_totals_alone_are_a_table_of_counts() -> None:
    drawing = drawing_of(
        panel("Agent Status"), data(summary={"online": 3, "offline": 0}, legend={"Severe": 2}, activeAlerts=1)
    )

    assert isinstance(drawing, Grid)
    assert drawing.rows == (("Severe", "2"), ("online", "3"), ("offline", "0"), ("active alerts", "1"))


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"status": "No data"}, "No data."),
        ({"columns": [{"columnId": "c", "status": "Not configured"}]}, "Not configured."),
        ({}, "ThousandEyes sent no data for this widget."),
        ({"points": []}, "ThousandEyes sent no data for this widget."),
        ({"points": "everything"}, "This widget's data could not be read."),
    ],
)
def test_emptiness_is_explained_in_the_words_of_the_api_if_it_has_any(
    parts: dict[str, object], said: str
) -> None:
    assert drawing_of(panel("Time Series: Line"), data(**parts)) == Note(said)
