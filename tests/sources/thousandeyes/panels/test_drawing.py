"""From a widget and its data to the form in which it is drawn."""

from __future__ import annotations

from typing import Any

import pytest

from te_tui.models.content import (
    BarChart,
    Grid,
    Headline,
    Note,
    Number,
    Numbers,
    Phrase,
    Stack,
    TimeChart,
)
from te_tui.render.pictures import draw, to_plain
from tests.render.bodies import data, panel, point
from tests.render.reading import drawing_of

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


def test_a_list_has_a_column_for_every_key_of_any_row() -> None:
    drawing = drawing_of(
        panel("List"), data(rows=[{"Event": "x", "Severe": True}, {"Event": "y", "Minutes": 5}])
    )

    assert isinstance(drawing, Grid)
    assert [column.title for column in drawing.columns] == ["Event", "Severe", "Minutes"]
    assert drawing.rows == (("x", "true", None), ("y", None, "5"))
    assert [column.align for column in drawing.columns] == ["left", "left", "right"]


def test_a_list_tells_instants_as_times_of_the_zone_that_the_head_names() -> None:
    drawing = drawing_of(
        panel("List"),
        data(rows=[{"Start": "2026-11-20T16:27:00Z"}, {}, {"Start": "2025-01-02T03:04:05+00:00"}],
             endDate="2026-11-21T00:00:00Z"),
    )  # fmt: skip

    assert isinstance(drawing, Grid)
    assert [column.title for column in drawing.columns] == ["Start (UTC)"]
    assert drawing.rows == (("20 Nov 16:27",), (None,), ("2 Jan 2025 03:04",))


def test_a_lists_times_stand_behind_its_first_column() -> None:
    rows = [{"Type": "Routing", "Event": "Path changed", "Minutes": 5, "Start": "2026-11-20T16:27:00Z"}]
    drawing = drawing_of(panel("List"), data(rows=rows))

    assert isinstance(drawing, Grid)
    assert [column.title for column in drawing.columns] == ["Type", "Start (UTC)", "Event", "Minutes"]


def test_a_column_that_is_not_all_instants_keeps_its_texts() -> None:
    rows = [{"Start": "2026-11-20T16:27:00Z"}, {"Start": "soon"}]
    drawing = drawing_of(panel("List"), data(rows=rows))

    assert isinstance(drawing, Grid)
    assert drawing.rows == (("2026-11-20T16:27:00Z",), ("soon",))


@pytest.mark.parametrize("type_", ["Quantum Foam", None, "", "Heatmap"])
def test_any_other_type_is_a_readable_table_of_what_is_there(type_: str | None) -> None:
    drawing = drawing_of(panel(type_, metric="NET_LOSS"), data(points=[point(0, 5, COUNTRY="NO")]))

    assert isinstance(drawing, Grid)
    assert drawing.rows == (("NO", "5 %"),)


def test_every_part_of_an_unknown_type_is_shown_under_a_heading() -> None:
    drawing = drawing_of(
        panel("Quantum Foam"),
        data(
            points=[point(0, 5, COUNTRY="NO")],
            columns=[{"columnId": "c1", "points": [point(0, 1, AGENT="a")]}],
            cards=[{"cardId": "card", "value": 1}],
            alerts=[{"alertRule": "rule"}],
            agents=[{"agentName": "agent"}],
            tests=[{"testName": "test"}],
            rows=[{"Event": "event"}],
            legend={"Severe": 2},
        ),
    )
    text = to_plain(draw(drawing, 80))

    for part in ("NO", "c1", "card", "rule", "agent", "test", "event", "2 Severe"):
        assert part in text
    for heading in ("Columns", "Cards", "Alerts", "Agents", "Tests", "Rows", "Points"):
        assert f"{heading}\n" in text


def test_a_legend_without_rows_is_a_headline_of_counts() -> None:
    drawing = drawing_of(panel("List"), data(legend={"Severe": 2, "Minor": None}))

    assert drawing == Headline((Phrase("2 Severe"), Phrase("– Minor")))


def test_a_status_beside_data_is_told_below_them() -> None:
    drawing = drawing_of(panel("List"), data(rows=[{"a": "b"}], status="Partial data"))

    assert isinstance(drawing, Stack)
    assert drawing.parts[-1] == Note("Partial data.")


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


@pytest.mark.parametrize(
    ("parts", "headings"),
    [
        ({"points": [point(0, 1, AGENT="a")]}, []),
        ({"points": [point(0, 1, AGENT="a")], "alerts": [{"ruleName": "r"}]}, ["Alerts", "Points"]),
        ({"points": [point(0, 1)], "alerts": [{"ruleName": "r"}], "agents": [{"agentName": "x"}]},
         ["Alerts", "Agents", "Points"]),
    ],
)  # fmt: skip
def test_several_tables_stand_below_headings_and_one_needs_none(
    parts: dict[str, Any], headings: list[str]
) -> None:
    drawing = drawing_of(panel("Quantum Foam"), data(**parts))
    told = drawing.parts if isinstance(drawing, Stack) else ()
    assert [part.phrases[0].text for part in told if isinstance(part, Headline)] == headings


@pytest.mark.parametrize(
    ("windows", "spans"),
    [
        ([{"startTimes": ["1970-01-01T00:05:00Z"], "durationInSeconds": 60}], ((300, 360),)),
        ([{"startTimes": ["1970-01-01T00:05:00Z", "1970-01-01T00:10:00Z"], "durationInSeconds": 1}],
         ((300, 301), (600, 601))),
        ([{"startTimes": ["1970-01-01T00:05:00Z"], "durationInSeconds": 0}], ()),
        ([{"startTimes": ["1970-01-01T00:05:00Z"]}], ()),
        ([{"startTimes": [None], "durationInSeconds": 60}], ()),
        ([{"durationInSeconds": 60}], ()),
    ],
)  # fmt: skip
def test_a_window_in_which_alerts_are_suppressed_has_a_start_and_a_length(
    windows: list[Any], spans: tuple[Any, ...]
) -> None:
    drawing = drawing_of(panel("Time Series: Line"), data(points=POINTS, alertSuppressionWindows=windows))
    assert isinstance(drawing, TimeChart)
    assert drawing.suppressed == spans


@pytest.mark.parametrize(
    ("config", "categories", "left_out"),
    [
        ({}, ("a", "b", "c"), 0),
        ({"limit": 2}, ("a", "b"), 1),
        ({"limit": 0}, ("a", "b", "c"), 0),
        ({"sortBy": "Value", "sortDirection": "Descending", "limit": 2}, ("c", "b"), 1),
        ({"sortBy": "Alphabetical", "sortDirection": "Descending"}, ("c", "b", "a"), 0),
    ],
)
def test_bars_are_in_the_order_of_the_dashboard_up_to_its_limit(
    config: dict[str, Any], categories: tuple[str, ...], left_out: int
) -> None:
    points = [point(0, value, AGENT=name, TEST="x") for name, value in (("a", 1), ("b", 2), ("c", 3))]
    drawing = drawing_of(panel("Bar Chart: Grouped", **config), data(points=points))
    assert isinstance(drawing, BarChart)
    assert (drawing.categories, drawing.left_out, drawing.more) == (categories, left_out, 0)
    assert not drawing.stacked
