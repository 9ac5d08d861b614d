"""What panels show at their edges: the first and last row, bound, bucket, gap and place."""

from __future__ import annotations

import math
from typing import Any

import pytest

from te_tui.models.content import BarChart, Drawing, Grid, Note, Numbers, Stack, TimeChart
from te_tui.models.forms import BoxPlot, HeatMap, Pie, Ranking, WorldMap
from te_tui.models.limits import LIMITS
from te_tui.sources.grafana.content.drawing import drawing_of
from te_tui.sources.grafana.content.series import epoch_of, finite_number
from tests.sources.grafana.bodies import MINUTE, T0, configured, field, frame, panel, series, snapshot

SECONDS = T0 // 1000


def drawn(*frames: Any, kind: str, dashboard: dict[str, Any] | None = None, **rest: Any) -> Drawing:
    found = snapshot(panel(*frames, kind=kind, **rest), **(dashboard or {}))
    return drawing_of(found.panels[0], found)


def buckets(values: dict[str, list[Any]], *, labelled: bool = True) -> list[dict[str, Any]]:
    return [
        series(numbers, "Value" if labelled else name, {"le": name} if labelled else None)
        for name, numbers in values.items()
    ]


def heat(*frames: Any, **rest: Any) -> HeatMap:
    found = drawn(*frames, kind="heatmap", **rest)
    assert isinstance(found, HeatMap)
    return found


def test_cumulative_buckets_become_single_ones_from_the_smallest_on() -> None:
    found = heat(*buckets({"+Inf": [9, 8], "1": [2, 3], "5": [6, 3]}))
    assert found.rows == ("1", "5", "+Inf")
    assert found.columns == ("11-14 22:13", "11-14 22:14")
    assert found.cells == {(0, 0): 2, (0, 1): 3, (1, 0): 4, (1, 1): 0, (2, 0): 3, (2, 1): 5}
    assert (found.scale.low, found.scale.high, found.scale.unit) == (0, 5, None)


@pytest.mark.parametrize(
    ("sent", "cells"),
    [
        (buckets({"1": [5], "2": [4]}), {(0, 0): 5, (1, 0): 4}),
        (buckets({"1": [5], "2": [6]}, labelled=False), {(0, 0): 5, (1, 0): 6}),
        (buckets({"1": [5], "2": [5]}), {(0, 0): 5, (1, 0): 0}),
        (buckets({"1": [None, 2], "2": [4, None]}), {(0, 1): 2, (1, 0): 4}),
    ],
)
def test_only_buckets_that_hold_those_below_them_are_taken_apart(
    sent: list[dict[str, Any]], cells: dict[tuple[int, int], float]
) -> None:
    assert heat(*sent).cells == cells


def test_buckets_that_are_no_numbers_keep_their_order() -> None:
    assert heat(*buckets({"high": [1], "low": [2]}, labelled=False)).rows == ("high", "low")


@pytest.mark.parametrize(
    ("times", "columns", "first"), [(20, 20, 0), (21, 11, 0.5), (40, 20, 0.5), (41, 14, 1)]
)
def test_a_heat_map_has_at_most_twenty_columns_of_means(times: int, columns: int, first: float) -> None:
    found = heat(series(list(range(times)), "1"))
    assert len(found.columns) == columns
    assert found.cells[0, 0] == first


def test_a_mean_leaves_gaps_out_and_a_cell_of_gaps_is_none() -> None:
    values: list[float | None] = [None, 4, None, None, *range(30)]
    found = heat(series(values, "1"))
    assert (found.cells.get((0, 0)), found.cells.get((0, 1)), found.cells[0, 2]) == (4, None, 0.5)
    assert not isinstance(drawn(series([]), kind="heatmap"), HeatMap)


@pytest.mark.parametrize(
    ("names", "rows"),
    [
        (["10 ms", "9 ms"], ("9 ms", "10 ms")),
        (["Inf", "2"], ("2", "Inf")),
        (["+inf", "-1"], ("-1", "+inf")),
        (["2", "x"], ("2", "x")),
    ],
)
def test_buckets_are_in_the_order_of_the_numbers_they_are_named_by(
    names: list[str], rows: tuple[str, ...]
) -> None:
    assert heat(*buckets({name: [1] for name in names}, labelled=False)).rows == rows


DEGREES = [field("latitude", "number"), field("lon", "number"), field("n", "number"), field("city", "string")]


def test_a_map_shows_the_places_on_earth_and_ranks_them_all() -> None:
    config = configured({}, ("byName", "n", {"unit": "decbytes"}))
    columns = [
        [90, -90.1, -90, None, 0],
        [180, 0, -180.5, 4, -180],
        [5000, 1500, 3000, 2500, None],
        [*"abcd", ""],
    ]
    found = drawn(frame(DEGREES, columns), kind="geomap", fieldConfig=config)
    assert isinstance(found, Stack)
    world, ranking = found.parts
    assert isinstance(world, WorldMap)
    assert isinstance(ranking, Ranking)
    assert [(pin.latitude, pin.longitude) for pin in world.pins] == [(0, -180), (90, 180)]
    assert [(one.label, one.value) for one in ranking.entries] == [
        ("a", 5.0),
        ("c", 3.0),
        ("d", 2.5),
        ("b", 1.5),
        ("(unnamed)", None),
    ]
    assert (ranking.scale.low, ranking.scale.high, ranking.scale.unit) == (1.5, 5.0, "kB")
    assert [one.mark.symbol for one in ranking.entries] == ["step-3", "step-1", "step-1", "step-0", "unknown"]


def test_the_marks_of_places_are_quarters_of_the_range() -> None:
    columns = [[1] * 5, [1] * 5, [1, 2, 3, 4, 5], [*"abcde"]]
    found = drawn(frame(DEGREES, columns), kind="geomap")
    assert isinstance(found, Stack)
    ranking = found.parts[1]
    assert isinstance(ranking, Ranking)
    marks = {one.label: (one.mark.symbol, one.mark.role) for one in ranking.entries}
    assert marks == {
        "a": ("step-0", "series-0"), "b": ("step-1", "series-0"), "c": ("step-2", "series-0"),
        "d": ("step-3", "series-0"), "e": ("step-3", "series-0"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("latitude", "longitude", "names", "pins"),
    [
        (91, 0, ("latitude", "longitude"), 0), (-90, -180, ("LAT", "Lng"), 1), (90, 180.5, ("lat", "lon"), 0),
        (None, 5, ("lat", "lon"), 0), (5, None, ("lat", "lon"), 0),
    ],
)  # fmt: skip
def test_a_place_beyond_the_earth_is_ranked_and_has_no_pin(
    latitude: float | None, longitude: float | None, names: tuple[str, str], pins: int
) -> None:
    unplaced = frame([field("n", "number")], [[3]])
    places = frame(
        [field(names[0], "number"), field(names[1], "number"), field("n", "number")],
        [[latitude], [longitude], [7]],
    )
    found = drawn(unplaced, places, kind="geomap")
    drawings = found.parts if isinstance(found, Stack) else (found,)
    assert [len(part.pins) for part in drawings if isinstance(part, WorldMap)] == [1] * pins
    ranking = drawings[-1]
    assert isinstance(ranking, Ranking)
    assert [(one.value, one.mark.symbol) for one in ranking.entries] == [(7, "step-0")]


def test_places_without_names_are_called_by_their_degrees() -> None:
    found = drawn(frame(DEGREES[:2], [[1.5, 100], [2, 3]]), kind="geomap")
    assert isinstance(found, Stack)
    ranking = found.parts[1]
    assert isinstance(ranking, Ranking)
    assert [(one.label, one.value) for one in ranking.entries] == [("1.5, 2.0", None), ("100.0, 3.0", None)]


@pytest.mark.parametrize(
    ("value", "epoch"),
    [
        (0, 0),
        (1500, 1.5),
        (-1, -0.001),
        (999, 0.999),
        (1001, 1.001),
        (2000, 2),
        (253_402_300_799_999, 253_402_300_799.999),
        (253_402_300_800_000, None),
        (-253_402_300_800_000, None),
        (math.nan, None),
        (math.inf, None),
        (None, None),
        (True, None),
        ("1970-01-01T00:00:02Z", 2),
        ("soon", None),
    ],
)
def test_instants_are_seconds_up_to_the_year_ten_thousand(value: Any, epoch: float | None) -> None:
    assert epoch_of(value) == epoch


@pytest.mark.parametrize(
    ("value", "number"), [(None, None), (math.nan, None), (math.inf, None), ("2", 2), ("x", None), (0, 0)]
)
def test_only_finite_numbers_are_drawn(value: Any, number: float | None) -> None:
    assert finite_number(value) == number


@pytest.mark.parametrize(
    ("sent", "values"),
    [
        ({"nullPointMode": "connected"}, [1, 3]),
        ({"nullPointMode": "null as zero"}, [1, 0, 3]),
        ({"nullPointMode": "null"}, [1, None, 3]),
        (
            {"fieldConfig": configured({"custom": {"spanNulls": False}}), "nullPointMode": "connected"},
            [1, None, 3],
        ),
    ],
)
def test_old_panels_say_in_their_own_way_what_gaps_are(sent: dict[str, Any], values: list[Any]) -> None:
    found = drawn(series([1, None, 3]), kind="timeseries", **sent)
    assert isinstance(found, TimeChart)
    assert list(found.series[0].values) == values


@pytest.mark.parametrize(
    ("start", "end", "drawn_in"),
    [
        (T0 - MINUTE, T0 + MINUTE, True),
        (T0 + MINUTE, T0 + 2 * MINUTE, True),
        (T0 - MINUTE, T0, True),
        (T0 + MINUTE + 1, T0 + 2 * MINUTE, False),
        (T0 - 2 * MINUTE, T0 - 1, False),
        (T0 + MINUTE, T0, False),
        (T0, T0, False),
    ],
)
def test_a_range_is_drawn_where_a_point_lies_in_it(start: int, end: int, *, drawn_in: bool) -> None:
    found = drawn(series([1, 2]), kind="timeseries", dashboard={"time": {"from": str(start), "to": str(end)}})
    assert isinstance(found, TimeChart)
    wanted = (start / 1000, end / 1000) if drawn_in else (None, None)
    assert (found.start, found.end) == wanted


def annotated(*times: tuple[int, int | None], **rest: Any) -> TimeChart:
    listed = [
        {"time": time, **({"timeEnd": end} if end else {}), "title": f"a{number}"}
        for number, (time, end) in enumerate(times)
    ]
    found = drawn(
        series([1, 2]),
        kind="timeseries",
        dashboard={"annotations": {"list": [{"snapshotData": listed}]}, **rest},
    )
    assert isinstance(found, TimeChart)
    return found


def test_annotations_are_shown_where_they_reach_into_the_range() -> None:
    time = {"from": str(T0), "to": str(T0 + MINUTE)}
    found = annotated(
        (T0 - 10, T0),
        (T0 - 10, T0 - 1),
        (T0 + MINUTE, None),
        (T0 + MINUTE + 1, None),
        (T0 - 1, T0 + 1),
        time=time,
    )
    assert found.suppressed == (
        (SECONDS - 0.01, SECONDS),
        (SECONDS + 60, SECONDS + 60),
        (SECONDS - 0.001, SECONDS + 0.001),
    )


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "1 annotation: a0"), (3, "3 annotations: a0, a1, a2"), (4, "4 annotations: a0, a1, a2, …")],
)
def test_three_annotations_are_named(number: int, words: str) -> None:
    assert annotated(*[(T0, None)] * number).shade_words == words


@pytest.mark.parametrize(
    ("steps", "mode", "style", "level"),
    [
        ([None, 5, 9], "absolute", "line", 9),
        ([None, 5], "absolute", "area", 5),
        ([None], "absolute", "line", None),
        ([None, 5], "absolute", "off", None),
        ([None, 5], "absolute", None, None),
        ([None, 5], "percentage", "line", None),
    ],
)
def test_the_last_threshold_is_drawn_where_the_panel_draws_them(
    steps: list[Any], mode: str, style: str | None, level: float | None
) -> None:
    thresholds = {"mode": mode, "steps": [{"value": value, "color": "red"} for value in steps]}
    config = configured({"thresholds": thresholds, "custom": {"thresholdsStyle": {"mode": style}}})
    found = drawn(series([1, 2]), kind="timeseries", fieldConfig=config)
    assert isinstance(found, TimeChart)
    assert found.baseline == level


def test_a_threshold_has_the_unit_of_the_axis() -> None:
    steps = {"steps": [{"value": None}, {"value": 3e6}]}
    config = configured({"unit": "bps", "thresholds": steps, "custom": {"thresholdsStyle": {"mode": "line"}}})
    found = drawn(series([6e6]), kind="timeseries", fieldConfig=config)
    assert isinstance(found, TimeChart)
    assert (found.baseline, list(found.series[0].values)) == (3, [6])


@pytest.mark.parametrize(
    ("kind", "stacking", "stacked"),
    [
        ("timeseries", {"mode": "normal"}, True),
        ("timeseries", {"mode": "none"}, False),
        ("timeseries", {}, False),
    ],
)
def test_series_are_stacked_where_the_panel_says_so(
    kind: str, stacking: dict[str, str], *, stacked: bool
) -> None:
    found = drawn(series([1]), kind=kind, fieldConfig=configured({"custom": {"stacking": stacking}}))
    assert isinstance(found, TimeChart)
    assert found.stacked is stacked


def test_more_series_than_are_drawn_are_counted() -> None:
    found = drawn(*[series([1], f"s{number}") for number in range(LIMITS.series + 2)], kind="timeseries")
    assert isinstance(found, TimeChart)
    assert (len(found.series), found.more) == (LIMITS.series, 2)


def test_a_spread_has_its_minimum_quartiles_and_maximum_in_order() -> None:
    found = drawn(series([8, 1, 4, 2, 16, None], "v"), series([None], "w"), kind="histogram")
    assert isinstance(found, Stack)
    plot = found.parts[1]
    assert isinstance(plot, BoxPlot)
    assert [(box.label, box.count, box.five) for box in plot.boxes] == [
        ("v", 5, (1.0, 2.0, 4.0, 8.0, 16.0)),
        ("w", 0, None),
    ]


@pytest.mark.parametrize(
    ("names", "labels"),
    [
        (("xMin", "xMax", "n"), ["0 – 5", "5 – 10"]),
        (("BucketMin", "BUCKETMAX", "n"), ["0 – 5", "5 – 10"]),
        (("xMin", "other", "n"), None),
        (("other", "xMax", "n"), None),
    ],
)
def test_buckets_are_bars_where_both_edges_are_there(
    names: tuple[str, ...], labels: list[str] | None
) -> None:
    found = drawn(
        frame([field(name, "number") for name in names], [[0, 5], [5, 10], [3, None]]), kind="histogram"
    )
    if labels is None:
        assert isinstance(found, Stack)
    else:
        assert isinstance(found, BarChart)
        assert (list(found.categories), found.horizontal, found.stacked) == (labels, True, False)
        assert [(one.label, one.values) for one in found.series] == [("n", (3, None))]


def test_more_bars_than_are_drawn_are_counted() -> None:
    rows = LIMITS.marks // 2 + 3
    columns = [["x"] * rows, [1] * rows, [2] * rows]
    found = drawn(frame(LANDS, columns), kind="barchart")
    assert isinstance(found, BarChart)
    assert (len(found.categories), found.more) == (LIMITS.marks // 2, 6)


@pytest.mark.parametrize(
    ("fields", "columns"),
    [
        ([field("n", "number")], [[1]]),
        ([field("a", "string")], [["x"]]),
        ([field("a", "string"), field("n", "number")], [[], []]),
    ],
)
def test_bars_need_a_name_and_a_number(fields: list[Any], columns: list[Any]) -> None:
    assert not isinstance(drawn(frame(fields, columns), kind="barchart"), BarChart)


def test_bars_of_several_units_have_none() -> None:
    config = configured({"unit": "s"}, ("byName", "bad", {"unit": "bps"}))
    found = drawn(frame(LANDS, [["DE"], [3600], [2e6]]), kind="barchart", fieldConfig=config)
    assert isinstance(found, BarChart)
    assert (found.unit, [one.values for one in found.series]) == (None, [(3600,), (2e6,)])


def test_many_figures_are_bars_of_one_unit_named_by_their_calculation() -> None:
    frames = [series([120 * number, None], f"s{number}") for number in range(4)]
    options = {"reduceOptions": {"calcs": ["max", "last"]}}
    found = drawn(*frames, kind="bargauge", options=options, fieldConfig=configured({"unit": "s"}))
    assert isinstance(found, BarChart)
    assert (found.categories[:2], found.unit, found.more) == (("s0 · Max", "s0 · Last"), "mins", 0)
    assert [(one.label, one.values) for one in found.series] == [
        ("A panel", (0, None, 2, None, 4, None, 6, None))
    ]


def test_shares_have_one_unit_and_come_from_the_largest_to_the_smallest() -> None:
    frames = [series([value], name) for value, name in ((60, "a"), (180, "b"), (120, "c"))]
    found = drawn(*frames, kind="piechart", fieldConfig=configured({"unit": "s"}))
    assert isinstance(found, Pie)
    assert ([(one.label, one.value) for one in found.slices], found.unit) == (
        [("b", 3), ("c", 2), ("a", 1)],
        "mins",
    )


LANDS = [field("land", "string"), field("ok", "number"), field("bad", "number")]


@pytest.mark.parametrize(
    ("kind", "options", "stacked", "horizontal"),
    [
        ("barchart", {}, False, False),
        ("barchart", {"stacking": "normal", "orientation": "horizontal"}, True, True),
        ("barchart", {"stacking": "none", "orientation": "vertical"}, False, False),
    ],
)
def test_bars_have_a_series_for_each_field(
    kind: str, options: dict[str, Any], *, stacked: bool, horizontal: bool
) -> None:
    sent = frame(LANDS, [["DE", "US"], [2e6, 3e6], [1e6, None]])
    found = drawn(sent, kind=kind, options=options, fieldConfig=configured({"unit": "bps"}))
    assert isinstance(found, BarChart)
    assert [(one.label, one.values) for one in found.series] == [("ok", (2, 3)), ("bad", (1, None))]
    assert (found.categories, found.unit, found.more) == (("DE", "US"), "Mb/s", 0)
    assert (found.stacked, found.horizontal) == (stacked, horizontal)


@pytest.mark.parametrize(
    ("values", "slices", "words"),
    [
        ([1, 3], [("b", 3), ("a", 1)], None),
        ([1, None], [("a", 1)], None),
        ([0, 2], [("b", 2), ("a", 0)], None),
        ([1, -1], None, "No shares: a value is below zero."),
        ([0, 0], None, "No shares: all values are zero or missing."),
        ([None, None], None, "No shares: all values are zero or missing."),
    ],
)
def test_shares_are_those_of_values_above_zero(
    values: list[Any], slices: list[tuple[str, float]] | None, words: str | None
) -> None:
    found = drawn(*(series([value], name) for name, value in zip("ab", values, strict=True)), kind="piechart")
    if slices is not None:
        assert isinstance(found, Pie)
        assert [(one.label, one.value) for one in found.slices] == slices
    else:
        assert isinstance(found, Stack)
        note, grid = found.parts
        assert isinstance(note, Note)
        assert isinstance(grid, Grid)
        assert str(note.text) == words
        assert [column.title for column in grid.columns] == ["Name", "Value"]


def test_bars_of_a_gauge_have_the_colours_of_its_thresholds() -> None:
    steps = [{"value": None, "color": "green"}, {"value": 5, "color": "red"}]
    config = configured({"thresholds": {"mode": "absolute", "steps": steps}})
    many = drawn(
        *[series([number], f"s{number}") for number in range(7)], kind="bargauge", fieldConfig=config
    )
    assert isinstance(many, BarChart)
    assert many.series[0].paints == ("good",) * 5 + ("bad",) * 2


def test_a_few_figures_are_numbers_and_many_are_bars() -> None:
    few = drawn(*[series([1], f"s{number}") for number in range(6)], kind="bargauge")
    many = drawn(*[series([1], f"s{number}") for number in range(7)], kind="bargauge")
    assert isinstance(few, Numbers)
    assert isinstance(many, BarChart)
    assert [one.value for one in few.numbers] == [1] * 6
