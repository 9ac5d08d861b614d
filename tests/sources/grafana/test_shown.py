"""What is told of a panel beside its drawing: lines of its exact values, series, facts and sizes."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest

from te_tui.analysis.comparison import compare
from te_tui.analysis.gathering import Showing, gather
from te_tui.analysis.series import PanelSeries
from te_tui.models.dashboard import Dashboard
from te_tui.models.limits import LIMITS
from te_tui.render.analysis.comparison import describe_obstacle
from te_tui.sources.grafana.cells import exact_cells
from te_tui.sources.grafana.dashboards import read_dashboards
from te_tui.sources.grafana.exact import plain, seconds
from te_tui.sources.grafana.shown import ShownPanel, SnapshotPanel
from te_tui.sources.grafana.written import evidence_in, uid_in, with_uid
from te_tui.sources.reading.decode import NotReadable
from tests.sources.grafana.bodies import MINUTE, T0, configured, field, frame, panel, series, snapshot

SECONDS = T0 // 1000


def content(*frames: Any, dashboard: dict[str, Any] | None = None, **rest: Any) -> ShownPanel:
    found = snapshot(panel(*frames, **rest), **(dashboard or {}))
    return ShownPanel(found.panels[0], found)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("ms", "s", "another unit: ms before, s after"),
        ("ms", None, "another unit: ms before, none after"),
        ("percent", "percentunit", ""),
        ("percent", "short", "another unit: % before, none after"),
        ("none", "short", ""),
    ],
)
def test_series_in_another_unit_are_not_compared_nor_put_beside_each_other(
    before: str | None, after: str | None, told: str
) -> None:
    values = [float(value % 5) for value in range(30)]
    sides = [
        content(
            series(values, "a"),
            series(values, "b"),
            fieldConfig=configured({}, ("byName", "a", {"unit": unit})),
        )
        for unit in (before, after)
    ]
    one, other = (PanelSeries("1", "A panel", None, None, side.series()) for side in sides)
    found = compare([one], [other])
    assert [describe_obstacle(one) for one in found.series] == [told, ""]
    shown = [Showing(str(end), end, side.series(), side.quantity()) for end, side in enumerate(sides)]
    assert gather(shown, lambda one: one.label).left_out == bool(told)


def test_shares_of_one_are_told_in_percent() -> None:
    (one,) = content(series([0.5, None], "a"), fieldConfig=configured({"unit": "percentunit"})).series()
    assert (one.quantity.unit, list(one.values)) == ("%", [50, None])


LANDS = frame([field("land", "string"), field("n", "number")], [["DE", "US"], [1, None]])


@pytest.mark.parametrize(
    ("kind", "frames", "lines"),
    [
        ("timeseries", [series([1, None], "a"), series([2], "b")],
         [("label", "time", "value"), ("a", SECONDS, 1), ("a", SECONDS + 60, None), ("b", SECONDS, 2)]),
        ("table", [LANDS], [("land", "n"), ("DE", 1), ("US", None)]),
        ("state-timeline", [frame([field("t", "time"), field("up", "string")], [[T0], ["yes"]])],
         [("label", "time", "value"), ("up", SECONDS, "yes")]),
        ("stat", [frame([field("n", "number")], [[3]])], [("n",), (3,)]),
        ("stat", [], [("content",)]),
    ],
)  # fmt: skip
def test_lines_are_points_or_rows_or_figures(kind: str, frames: list[Any], lines: list[Any]) -> None:
    assert [*content(*frames, kind=kind).cells()] == lines


def test_figures_are_lines_where_there_are_no_points_and_no_rows() -> None:
    figure = {"label": "up", "calc": "max", "value": 3, "text": "3 s"}
    sent: dict[str, Any] = {"series": [], "states": [], "tables": [], "figures": [figure], "content": None}
    assert [*exact_cells(sent)] == [("label", "calc", "value", "text"), ("up", "max", 3, "3 s")]


def test_a_text_is_one_line() -> None:
    found = snapshot({"type": "text", "options": {"content": "a\nb"}})
    assert [*ShownPanel(found.panels[0], found).cells()] == [("content",), ("a b",)]


def test_tables_of_other_columns_stand_beside_each_other() -> None:
    other = frame([field("city", "string")], [["Bonn"]])
    same = frame([field("land", "string"), field("n", "number")], [["FR"], [9]])
    found = content(LANDS, other, same, kind="table")
    lines = [
        ("land", "n", "city"), ("DE", 1, None), ("US", None, None), (None, None, "Bonn"), ("FR", 9, None),
    ]  # fmt: skip
    assert [*found.cells()] == lines
    assert [*found.cells(2)] == [line[:2] for line in lines]


def test_a_panel_tells_its_type_where_that_is_unknown_its_row_and_its_unit() -> None:
    plain_one = content(series([1]), kind="timeseries")
    assert (plain_one.facts, plain_one.scope, plain_one.rows) == ((), "", 0)
    config = configured({"unit": "s"})
    sent = frame([field("t", "time"), field("v", "number", config={"unit": "s"})], [[T0], [1]])
    other = frame([field("w", "number", config={"unit": "ms"})], [[1]])
    found = snapshot(
        {"type": "row", "title": "Row"},
        panel(sent, kind="odd", fieldConfig=config, timeFrom="1h"),
        panel(sent, other, kind="stat"),
    )
    first, second = (ShownPanel(one, found) for one in found.panels)
    assert first.facts == ("odd, a type unknown to te-tui", "Row", "s")
    assert first.scope == "time of its own: last 1h"
    assert second.facts == ("Row",)


def test_the_size_of_a_panel_is_that_of_its_frames() -> None:
    found = content(LANDS, series([1, 2, 3]))
    assert (found.size, found.columns) == (4 + 6, 2)
    empty = content(kind="text")
    assert (empty.size, empty.columns, empty.facts) == (0, 0, ())
    assert empty.glimpse(empty.drawing()).figure == "text"


def test_series_have_whole_seconds_and_only_numbers() -> None:
    sent = frame(
        [field("t", "time"), field("errors", "number"), field("w", "string")],
        [[T0 + 900, None, T0 + MINUTE], [1, 2, "x"], ["a", "b", "c"]],
    )
    config = configured({"unit": "reqps"})
    found = content(sent, title="Requests", fieldConfig=config)
    (one,) = found.series()
    assert (one.label, list(one.times), list(one.values)) == ("errors", [SECONDS, SECONDS + 60], [1, None])
    assert (one.quantity.unit, one.quantity.worst, one.title, one.widget_id) == (
        "req/s", "high", "Requests", "1",
    )  # fmt: skip
    assert found.quantity().unit == "req/s"


def test_truths_are_no_measures_and_several_units_are_none() -> None:
    flags = frame([field("t", "time"), field("up", "number")], [[T0, T0 + MINUTE], [True, math.nan]])
    (one,) = content(flags).series()
    assert list(one.values) == [None, None]
    config = configured({"unit": "s"}, ("byName", "b", {"unit": "ms"}))
    assert content(series([1], "a"), series([2], "b"), fieldConfig=config).quantity().unit is None


DOWN, SLOW, UP = (("0", "down", "red"), ("1", "slow", "yellow"), ("2", "up", "green"))


def states(*told: tuple[str, str, str | None], **rest: Any) -> dict[str, Any]:
    """A configuration in which values have names and colours."""
    options = {value: {"text": name, "color": color} for value, name, color in told}
    return configured({"mappings": [{"type": "value", "options": options}], **rest})


@pytest.mark.parametrize(
    ("kind", "config", "names", "worst"),
    [
        pytest.param("state-timeline", states(DOWN, SLOW, UP), ["down", "slow", "up"], "low", id="colours"),
        pytest.param("timeseries", states(DOWN, SLOW, UP), ["down", "slow", "up"], "low", id="in a chart"),
        pytest.param(
            "state-timeline",
            states(("0", "a", "green"), ("1", "b", "red"), ("2", "c", "green")),
            ["a", "b", "c"],
            None,
            id="bad in the middle",
        ),
        pytest.param(
            "state-timeline", states(*((*one[:2], None) for one in (DOWN, SLOW, UP))),
            ["down", "slow", "up"], None, id="without colours",
        ),
        pytest.param(
            "status-history",
            configured({"thresholds": {"steps": [{"color": "green"}, {"value": 1, "color": "red"}]}}),
            ["0", "1", "2"], "high", id="thresholds alone",
        ),
        pytest.param("status-history", configured({}), ["0", "1", "2"], None, id="numbers alone"),
        pytest.param("status-history", configured({"unit": "s"}), [], "high", id="measures"),
        pytest.param("timeseries", states(DOWN), [], None, id="not all have a name"),
        pytest.param("timeseries", configured({}), [], None, id="a chart of numbers"),
    ],
)  # fmt: skip
def test_numbers_that_are_states_have_their_names_and_the_end_that_colours_say_is_bad(
    kind: str, config: dict[str, Any], names: list[str], worst: str | None
) -> None:
    (one,) = content(series([2, 1, None, 0, 2], "a"), kind=kind, fieldConfig=config).series()
    assert [state.name for state in one.quantity.states] == names
    assert one.quantity.worst == worst


def test_too_many_values_are_no_states() -> None:
    (one,) = content(series(list(range(51))), kind="state-timeline").series()
    assert one.quantity.states == ()


@pytest.mark.parametrize("kind", ["heatmap", "histogram"])
def test_buckets_are_no_series(kind: str) -> None:
    assert content(series([1]), kind=kind).series() == ()


def test_only_so_many_series_are_analysed_as_are_drawn() -> None:
    frames = [series([1], f"s{number}") for number in range(LIMITS.series + 1)]
    assert len(content(*frames).series()) == LIMITS.series


def test_a_panel_comes_with_its_content() -> None:
    found = snapshot(panel(series([1])))
    its = SnapshotPanel(found.panels[0], found)
    assert its.content.panel is found.panels[0]
    assert (its.widget_id, its.title, its.type, its.label, its.kind) == (
        "1", "A panel", "timeseries", "A panel", "lines",
    )  # fmt: skip
    assert not its.full


@pytest.mark.parametrize(
    ("kind", "shape", "full"),
    [
        ("table", "table", True), ("logs", "list", True), ("heatmap", "heat map", False),
        ("odd", None, False), (None, None, False),
    ],
)  # fmt: skip
def test_tables_and_lists_want_the_whole_width(kind: str | None, shape: str | None, *, full: bool) -> None:
    found = snapshot(panel(kind=kind))
    its = SnapshotPanel(found.panels[0], found)
    assert (its.kind, its.full) == (shape, full)


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (1000, 1), (1001, 1.001), (1_001_000, 1001), (-1, -0.001), (0, 0), (None, None), (True, True),
        (math.nan, "NaN"), (math.inf, "Infinity"), ("1970-01-01T00:00:01.5Z", 1.5), ("soon", "soon"),
    ],
)  # fmt: skip
def test_instants_are_told_in_seconds(value: Any, wanted: Any) -> None:
    found = seconds(value)
    assert (type(found), found) == (type(wanted), wanted)


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (2.0, 2), (-2.0, -2), (2.5, 2.5), (2.0**53, 2.0**53), (2.0**53 - 1, 2**53 - 1),
        (-(2.0**53), -(2.0**53)),
        (math.inf, "Infinity"), (-math.inf, "-Infinity"), (math.nan, "NaN"), (True, True), (None, None),
        ("a\x1bb", "ab"), (["a\x1b", 1], ["a", 1]), ({"a\x1b": 2}, {"a": 2}), (10**30, 10**30),
    ],
)  # fmt: skip
def test_a_value_is_one_that_json_can_hold(value: Any, wanted: Any) -> None:
    found = plain(value)
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    assert "\x1b" not in str(found)
    assert (type(found), found) == (type(wanted), wanted) or isinstance(value, str | list | dict)


@pytest.mark.parametrize("name", ["panels", "rows", "elements"])
def test_a_dashboard_in_a_file_is_taken_as_evidence(name: str) -> None:
    bare = f'{{"{name}":[], "a" : 1.50}}'.encode()
    assert evidence_in(bare) == b'{"dashboard":' + bare + b"}"
    assert evidence_in(b"\xef\xbb\xbf" + bare) == evidence_in(bare)
    whole = b'{"meta":{},"dashboard":' + bare + b"}"
    assert evidence_in(b"\xef\xbb\xbf" + whole) == whole


@pytest.mark.parametrize("sent", [b"[]", b"{}", b"7", b'{"dashboard":7}', b'{"title":"x"}'])
def test_what_holds_no_dashboard_is_no_evidence(sent: bytes) -> None:
    with pytest.raises(NotReadable):
        evidence_in(sent)


def test_a_dashboard_gets_another_uid_and_stays_as_it_was_written() -> None:
    written = b'{"uid":"old", "x" : 1.50 } \n'
    named = with_uid(written, 'n"ew')
    assert named.startswith(b'{"uid":"old", "x" : 1.50 ')
    assert (uid_in(written), uid_in(named)) == ("old", 'n"ew')
    assert json.loads(named) == {"uid": 'n"ew', "x": 1.5}
    assert uid_in(b"{}") is uid_in(b'{"uid":""}') is None


def test_dashboards_without_an_id_are_left_out_of_the_list() -> None:
    sent = [
        {"uid": "u", "title": "T", "folderTitle": "F"}, {"uid": "v", "title": ""}, {"title": "x"},
        {"uid": ""}, 7,
    ]  # fmt: skip
    assert read_dashboards(json.dumps(sent).encode()) == (
        Dashboard("u", "T", "F"),
        Dashboard("v", None, None),
    )
    with pytest.raises(NotReadable):
        read_dashboards(b"{}")
