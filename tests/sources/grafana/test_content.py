from typing import Any

import pytest

from te_tui.models.content import BarChart, Drawing, Grid, Note, Numbers, Stack, TimeChart
from te_tui.models.forms import BoxPlot, HeatMap, Pie, Ranking, WorldMap
from te_tui.render.text.words import written_words
from te_tui.sources.grafana.content.drawing import drawing_of
from tests.sources.grafana.bodies import MINUTE, T0, configured, field, frame, panel, series, snapshot

SECONDS = T0 // 1000
LANDS = frame(
    [field("land", "string"), field("ok", "number"), field("bad", "number")],
    [["DE", "US"], [5, 3], [1, None]],
)


def drawn(
    *frames: Any, kind: str | None = "timeseries", dashboard: dict[str, Any] | None = None, **rest: Any
) -> Drawing:
    found = snapshot(panel(*frames, kind=kind, **rest), **(dashboard or {}))
    return drawing_of(found.panels[0], found)


def chart(*frames: Any, **rest: Any) -> TimeChart:
    found = drawn(*frames, **rest)
    assert isinstance(found, TimeChart)
    return found


def notes(drawing: Drawing) -> list[str]:
    parts = drawing.parts if isinstance(drawing, Stack) else (drawing,)
    return [written_words(part.text) for part in parts if isinstance(part, Note)]


def test_a_chart_takes_one_step_of_its_unit_for_all_series() -> None:
    found = chart(series([1.2e6, None], "in"), series([4e5], "out"), fieldConfig=configured({"unit": "bps"}))

    assert found.unit == "Mb/s"
    assert [(one.label, list(one.times), list(one.values)) for one in found.series] == [
        ("in", [SECONDS, SECONDS + 60], [1.2, None]),
        ("out", [SECONDS], [0.4]),
    ]


def test_series_of_several_units_say_theirs_in_the_legend() -> None:
    config = configured({"unit": "ms"}, ("byName", "b", {"unit": "percent"}))
    found = chart(series([1], "a"), series([2], "b"), fieldConfig=config)

    assert (found.unit, [one.label for one in found.series]) == (None, ["a (ms)", "b (percent)"])


def test_points_are_sorted_and_those_within_a_second_stay_apart() -> None:
    sent = frame([field("t", "time"), field("v", "number")], [[T0 + 1, T0, T0 + 250], [2, 1, 3]])

    [line] = chart(sent).series
    assert list(line.times) == [SECONDS, SECONDS + 0.001, SECONDS + 0.25]
    assert list(line.values) == [1, 2, 3]


@pytest.mark.parametrize(
    ("custom", "values"),
    [({}, [1, None, 3]), ({"spanNulls": True}, [1, 3]), ({"spanNulls": 3_600_000}, [1, 3])],
)
def test_gaps_are_shown_unless_the_panel_joins_them(custom: dict[str, Any], values: list[Any]) -> None:
    [line] = chart(series([1, None, 3]), fieldConfig=configured({"custom": custom})).series

    assert list(line.values) == values


def test_annotations_shade_and_name_themselves() -> None:
    listed = {"time": T0, "timeEnd": T0 + MINUTE, "title": "deploy"}
    found = chart(
        series([1, 2, 3]), dashboard={"annotations": {"list": [{"snapshotData": [listed, {"time": T0}]}]}}
    )

    assert found.suppressed == ((SECONDS, SECONDS + 60), (SECONDS, SECONDS))
    assert found.shade_words == "2 annotations: deploy, annotation"


def test_hidden_series_stacks_and_thresholds_are_as_configured() -> None:
    custom = {"stacking": {"mode": "normal"}, "thresholdsStyle": {"mode": "line"}}
    config = configured(
        {
            "custom": custom,
            "thresholds": {"steps": [{"value": None, "color": "green"}, {"value": 2, "color": "red"}]},
        },
        ("byName", "b", {"custom.hideFrom.viz": True}),
    )
    found = chart(series([1], "a"), series([2], "b"), fieldConfig=config)

    assert ([one.label for one in found.series], found.stacked, found.baseline) == (["a"], True, 2)


def test_the_range_of_the_dashboard_is_shown_where_data_lies_in_it() -> None:
    def range_of(start: str, end: str) -> tuple[float | None, float | None]:
        found = chart(series([1]), dashboard={"time": {"from": start, "to": end}})
        return found.start, found.end

    assert range_of("now-1h", "now") == (SECONDS - 3600, SECONDS)
    assert range_of("2019-01-01T00:00:00Z", "2019-01-02T00:00:00Z") == (None, None)


def test_figures_have_grafanas_words_and_name_their_calculation() -> None:
    options = {"reduceOptions": {"calcs": ["max", "lastNotNull"]}}
    found = drawn(series([90, 60], "up"), kind="stat", options=options, fieldConfig=configured({"unit": "s"}))

    assert isinstance(found, Numbers)
    assert [(one.label, one.text) for one in found.numbers] == [
        ("up · Max", "1.50 mins"),
        ("up · Last *", "1 min"),
    ]


def test_a_single_stat_has_its_own_settings() -> None:
    old = {"valueName": "avg", "format": "percent", "decimals": 1, "prefix": "~", "valueMaps": []}
    sent = {
        "type": "singlestat",
        "snapshotData": [{"target": "loss", "datapoints": [[1, T0], [2, T0]]}],
        **old,
    }
    found = snapshot(sent)
    drawing = drawing_of(found.panels[0], found)

    assert isinstance(drawing, Numbers)
    assert drawing.numbers[0].text == "~1.5%"


def test_a_graph_has_the_units_of_its_axes() -> None:
    axes = {
        "yaxes": [{"format": "bps"}, {"format": "percent"}],
        "seriesOverrides": [{"alias": "b", "yaxis": 2}],
    }
    data = [{"target": name, "datapoints": [[5, T0]]} for name in ("a", "b")]
    found = snapshot({"type": "graph", "snapshotData": data, "stack": True, **axes})
    drawing = drawing_of(found.panels[0], found)

    assert isinstance(drawing, TimeChart)
    assert [one.label for one in drawing.series] == ["a (bps)", "b (percent)"]
    assert drawing.stacked


def test_tables_have_texts_with_numbers_on_the_right_and_no_hidden_columns() -> None:
    config = configured({"unit": "ms"}, ("byName", "bad", {"custom.hidden": True}))
    found = drawn(LANDS, kind="table", fieldConfig=config)

    assert isinstance(found, Grid)
    assert [(one.title, one.align) for one in found.columns] == [("land", "left"), ("ok", "right")]
    assert found.rows == (("DE", "5 ms"), ("US", "3 ms"))


def test_states_are_told_as_runs() -> None:
    times = [T0 + MINUTE * index for index in range(4)]
    sent = frame([field("t", "time"), field("link", "number")], [times, [1, 1, 0, 0]])
    mappings = [{"type": "value", "options": {"0": {"text": "down"}, "1": {"text": "up"}}}]
    found = drawn(sent, kind="state-timeline", fieldConfig=configured({"mappings": mappings}))

    assert isinstance(found, Grid)
    assert found.rows == (
        ("link", "up", "2023-11-14 22:13:20", "2023-11-14 22:15:20", "2 min"),
        ("link", "down", "2023-11-14 22:15:20", "2023-11-14 22:16:20", "1 min"),
    )


PLACES = frame([field("p", "string"), field("lat", "number"), field("lon", "number"), field("n", "number")],
               [["Frankfurt", "nowhere"], [50.1, None], [8.7, None], [1, 2]])  # fmt: skip
BUCKETS = frame(
    [field("xMin", "number"), field("xMax", "number"), field("count", "number")], [[0, 1], [1, 2], [5, 7]]
)
LOGS = frame(
    [field("t", "time"), field("body", "string"), field("severity", "string")], [[T0], ["boom"], ["error"]]
)
NODES = frame([field("id", "string"), field("title", "string")], [["1"], ["web"]], name="nodes")
EDGES = frame(
    [field("id", "string"), field("source", "string"), field("target", "string")], [["1"], ["1"], ["2"]]
)


@pytest.mark.parametrize(
    ("kind", "frames", "form"),
    [
        ("piechart", [series([3], "a"), series([1], "b")], Pie),
        ("barchart", [LANDS], BarChart),
        ("bargauge", [series([index], f"s{index}") for index in range(7)], BarChart),
        ("gauge", [series([3])], Numbers),
        ("histogram", [BUCKETS], BarChart),
        ("heatmap", [series([1], "5"), series([2], "10")], HeatMap),
        ("logs", [LOGS], Grid),
        ("candlestick", [series([1], "open"), series([2], "close"), series([9], "volume")], TimeChart),
        ("xychart", [BUCKETS], Grid),
        ("trend", [BUCKETS], Grid),
        ("invented-panel", [series([1])], TimeChart),
        ("invented-panel", [LANDS], Grid),
        (None, [series([1]), LANDS], Stack),
    ],
)
def test_each_type_has_the_form_that_suits_it(kind: str | None, frames: list[Any], form: type) -> None:
    assert isinstance(drawn(*frames, kind=kind), form)


@pytest.mark.parametrize(
    ("kind", "frames", "forms"),
    [
        ("geomap", [PLACES], [WorldMap, Ranking]),
        ("histogram", [series([1, 2, 3])], [Note, BoxPlot]),
        ("piechart", [series([-1], "a"), series([1], "b")], [Note, Grid]),
    ],
)
def test_some_types_are_two_drawings(kind: str, frames: list[Any], forms: list[type]) -> None:
    found = drawn(*frames, kind=kind)

    assert isinstance(found, Stack)
    assert list(map(type, found.parts)) == forms


def test_a_graph_of_nodes_is_two_tables() -> None:
    found = drawn(NODES, EDGES, kind="nodeGraph")

    assert isinstance(found, Stack)
    assert [part.columns[0].title for part in found.parts if isinstance(part, Grid)] == [
        "nodes title",
        "source",
    ]


def test_cumulative_buckets_become_single_ones_in_the_order_of_their_numbers() -> None:
    found = drawn(
        *(series([value], labels={"le": le}) for le, value in [("+Inf", 9), ("5", 2), ("10", 6)]),
        kind="heatmap",
    )

    assert isinstance(found, HeatMap)
    assert (found.rows, found.cells) == (("5", "10", "+Inf"), {(0, 0): 2, (1, 0): 4, (2, 0): 3})


def test_texts_are_plain_and_have_their_lines() -> None:
    written = "# Edge of $site\n<b>call</b> <script>x</script>[NOC](http://example.test)"
    sent = {"type": "text", "options": {"content": written}}
    found = snapshot(
        sent, templating={"list": [{"name": "site", "current": {"text": "fra", "value": "<f>"}}]}
    )

    assert notes(drawing_of(found.panels[0], found)) == ["# Edge of <f>", "call [NOC](http://example.test)"]


def test_raw_data_says_which_transformations_are_not_applied() -> None:
    found = drawn(
        series([1]), transformations=[{"id": "reduce", "options": {"reducers": ["max"]}}, {"id": "groupBy"}]
    )

    assert notes(found) == ["raw: 2 transformations not applied (reduce, groupBy)"]


def test_transformations_are_applied_where_they_can_and_disabled_ones_do_not_count() -> None:
    chain = [{"id": "reduce", "options": {"reducers": ["max"]}}, {"id": "groupBy", "disabled": True}]
    found = drawn(series([1, 5], "v"), kind="table", transformations=chain)

    assert isinstance(found, Grid)
    assert found.rows == (("v", "5"),)


def test_a_panel_shows_the_data_of_another_one() -> None:
    shared = {"datasource": {"uid": "-- Dashboard --"}, "targets": [{"panelId": 1}], "type": "stat", "id": 2}
    found = snapshot(panel(series([4])), shared)

    assert isinstance(drawing_of(found.panels[1], found), Numbers)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"type": "timeseries", "targets": []}, "No data was captured for this panel."),
        ({"type": "stat", "snapshotData": []}, "No data."),
        ({"libraryPanel": {"uid": "u", "name": "Shared"}}, "Library panel Shared, not part of the snapshot."),
        ({"type": "news"}, "A panel of type news shows nothing that a snapshot holds."),
        ({"type": "stat", "snapshotData": [None]}, "This panel's data could not be read."),
    ],
)
def test_emptiness_is_explained(sent: dict[str, Any], words: str) -> None:
    found = snapshot(sent)

    assert notes(drawing_of(found.panels[0], found))[0].startswith(words)


def test_the_counts_of_a_histogram_do_not_have_the_unit_of_its_buckets() -> None:
    buckets = frame(
        [field("xMin", "number"), field("xMax", "number"), field("Count", "number")],
        [[0, 0.5], [0.5, 1], [628, 1670]],
    )
    found = drawn(buckets, kind="histogram", fieldConfig=configured({"unit": "s"}))
    assert isinstance(found, BarChart)
    assert (found.categories, found.unit) == (("0 s – 500 ms", "500 ms – 1 s"), None)
    assert found.series[0].values == (628, 1670)


@pytest.mark.parametrize("kind", ["gauge-old", "grafana-piechart-panel", "singlestat"])
def test_old_single_figures_have_the_unit_of_their_format_and_their_calculation(kind: str) -> None:
    rest: dict[str, Any] = {"format": "percentunit", "valueName": "max"}
    found = drawn(series([0.5, 0.25], "a"), kind=kind, **rest)
    if isinstance(found, Pie):
        assert (found.unit, found.slices[0].value) == ("%", 50)
    else:
        assert isinstance(found, Numbers)
        assert found.numbers[0].text == "50%"
