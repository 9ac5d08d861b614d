import json
import math
from typing import Any

import pytest

from te_tui.actions.plan import Change
from te_tui.models.dashboard import Dashboard
from te_tui.sources.grafana.body.snapshot import read_snapshot
from te_tui.sources.grafana.dashboards import read_dashboards
from te_tui.sources.grafana.exact import exact_panel
from te_tui.sources.grafana.listing import read_listing
from te_tui.sources.grafana.opened import read_snapshot as opened
from te_tui.sources.reading.decode import NotReadable
from tests.sources.grafana.bodies import MINUTE, T0, body, field, frame, one, panel, series, snapshot

SECONDS = T0 // 1000


def points(sent: dict[str, Any]) -> list[list[Any]]:
    found: list[list[Any]] = exact_panel(snapshot(sent).panels[0])["series"][0]["points"]
    return found


@pytest.mark.parametrize(
    "sent",
    [
        {"snapshotData": {"data": [{"target": "a", "datapoints": [[1, T0], [None, T0 + MINUTE]]}]}},
        {"snapshotData": [{"target": "a", "datapoints": [[1, T0], [None, T0 + MINUTE]]}]},
        {"snapshotData": [{"label": "a", "data": [[T0, 1], [T0 + MINUTE, None]]}]},
        {"snapshotData": [{"name": "a", "fields": [
            {"name": "Time", "type": "time", "values": [T0, T0 + MINUTE]},
            {"name": "Value", "type": "number", "values": [1, None]},
        ]}]},
        panel(series([1, None], field_name="Value")),
    ],
    ids=["wrapped", "datapoints", "flot", "fields", "schema"],
)  # fmt: skip
def test_every_generation_gives_the_same_points(sent: dict[str, Any]) -> None:
    assert points({"type": "timeseries", **sent}) == [[SECONDS, 1], [SECONDS + 60, None]]


def test_series_of_one_query_keep_their_times_once() -> None:
    frames = one(series([1, 2]), series([3, 4]), series([5]), frame([], [])).frames or ()
    times = [sent.fields[0].values for sent in frames if sent.fields]
    assert times[0] is times[1]
    assert [list(column) for column in times] == [[T0, T0 + MINUTE], [T0, T0 + MINUTE], [T0]]
    assert [list(sent.fields[1].values) for sent in frames if sent.fields] == [[1, 2], [3, 4], [5]]


@pytest.mark.parametrize("name", ["", "   ", "\u3164", "\u200b\u200b", "\u2800 \u0301"])
def test_what_is_named_with_blanks_or_invisible_signs_falls_back_to_its_id(name: str) -> None:
    (row,) = read_listing(json.dumps([{"key": "k1", "name": name}]).encode(), "http://h").rows
    assert (row.label, Change("1", "k1", row.name, None).label) == ("k1", "k1")
    assert read_dashboards(json.dumps([{"uid": "d1", "title": name}]).encode()) == (Dashboard("d1"),)
    read = snapshot({"id": 2, "title": name})
    assert read.panels[0].label == read.panels[0].widget_id
    titled = json.dumps({"dashboard": {"title": name, "panels": []}}).encode()
    assert opened(titled, "k1").row.dashboard_title is None


def test_elements_and_their_layout_give_panels_in_reading_order() -> None:
    def element(number: int, title: str) -> dict[str, Any]:
        query = {"queryType": "snapshot", "snapshot": [series([number])]}
        data = {"spec": {"queries": [{"spec": {"query": {"kind": "DataQuery", "spec": query}}}]}}
        drawn = {"kind": "VizConfig", "group": "timeseries", "spec": {}}
        return {"kind": "Panel", "spec": {"id": number, "title": title, "data": data, "vizConfig": drawn}}

    def item(name: str) -> dict[str, Any]:
        return {"spec": {"x": 0, "y": 0, "width": 12, "height": 8, "element": {"name": name}}}

    inner = {
        "kind": "RowsLayout",
        "spec": {"rows": [{"spec": {"title": "Row", "layout": {"spec": {"items": [item("b")]}}}}]},
    }
    tabs = [
        {"spec": {"title": "Tab $site", "layout": {"spec": {"items": [item("c")]}}}},
        {"spec": {"title": "Second", "layout": inner}},
    ]
    found = snapshot(
        elements={"a": element(1, "A"), "b": element(2, "B"), "c": element(3, "C of $site")},
        layout={"kind": "TabsLayout", "spec": {"tabs": tabs}},
        variables=[{"spec": {"name": "site", "current": {"text": "fra", "value": "f"}}}],
    )

    assert [(one.widget_id, one.title, one.row) for one in found.panels] == [
        ("c", "C of fra", "Tab fra"),
        ("b", "B", "Row"),
        ("a", "A", None),
    ]
    assert [exact_panel(one)["series"][0]["points"] for one in found.panels] == [
        [[SECONDS, 3]],
        [[SECONDS, 2]],
        [[SECONDS, 1]],
    ]


def test_panels_stand_below_the_row_before_them_and_closed_rows_hold_theirs() -> None:
    closed = {"type": "row", "title": "Closed", "collapsed": True, "panels": [panel(series([1]), id=3)]}
    found = snapshot(
        panel(series([1]), id=1), {"type": "row", "title": "Open"}, panel(series([1]), id=2), closed
    )

    assert [(one.panel_id, one.row, one.is_collapsed) for one in found.panels] == [
        (1, None, False),
        (2, "Open", False),
        (3, "Closed", True),
    ]


def test_panels_are_named_by_their_id_unless_another_has_it_too() -> None:
    found = snapshot(panel(id=7), panel(id=8), panel(id=8), panel(id=None))

    assert [one.widget_id for one in found.panels] == ["7", "p2", "p3", "p4"]


def test_hidden_and_live_targets_are_no_data() -> None:
    target = {"queryType": "snapshot", "snapshot": [series([1])]}
    hidden = panel(targets=[{**target, "hide": True}])
    live = panel(targets=[{"expr": "up"}])

    assert [one.frames for one in snapshot(hidden, live).panels] == [None, None]


def test_entities_enums_and_short_columns_are_completed() -> None:
    sent = frame(
        [field("Time", "time"), field("v", "number"), field("state")],
        [[T0, T0 + 1, T0 + 2], [1, None, None, None], [1, 0]],
        data={
            "entities": [None, {"NaN": [1], "Inf": [2], "NegInf": [99]}],
            "enums": [None, None, ["ok", "bad"]],
        },
    )
    found = one(sent, kind="table").frames

    assert found is not None
    time, value, state = found[0].fields
    assert (time.values, state.type) == ([T0, T0 + 1, T0 + 2, None], "string")
    assert value.values[0] == 1
    assert math.isnan(value.values[1])
    assert (value.values[2:], state.values) == ([math.inf, None], ["bad", "ok", None, None])


def test_types_are_guessed_from_names_and_values() -> None:
    fields = [field(name) for name in ("TIME", "n", "digits", "truth", "words", "thing", "empty")]
    found = one(frame(fields, [[T0], [1], ["12.5"], ["true"], ["x"], [{}], [None]])).frames

    assert found is not None
    assert [one.type for one in found[0].fields] == [
        "time", "number", "number", "boolean", "string", "other", "other",
    ]  # fmt: skip


def test_old_tables_have_their_columns_types_and_units() -> None:
    sent = {
        "columns": [{"text": "host"}, {"text": "n", "unit": "ms"}],
        "rows": [["a", 1], ["b"]],
        "type": "table",
    }
    exact = exact_panel(snapshot({"type": "table", "snapshotData": [sent]}).panels[0])["tables"][0]

    assert exact["columns"] == [
        {"label": "host", "type": "string", "unit": None},
        {"label": "n", "type": "number", "unit": "ms"},
    ]
    assert (exact["rows"], exact["formatted"]) == ([["a", 1], ["b", None]], [["a", "1 ms"], ["b", ""]])


def test_annotation_frames_are_no_data() -> None:
    sent = frame(
        [field("time", "time"), field("text", "string")],
        [[T0], ["deploy"]],
        meta={"dataTopic": "annotations"},
    )
    found = one(series([1]), sent)

    assert [len(found.frames or ()), len(found.annotations)] == [1, 1]


@pytest.mark.parametrize(
    ("broken", "place"),
    [
        ({"schema": {}, "data": {"values": []}}, "schema.fields is no list"),
        ({"schema": {"fields": [{"name": "a"}]}, "data": {"values": []}}, "data.values[0] is missing"),
        ({"schema": {"fields": [{"name": "a"}]}, "data": {"values": [None]}}, "data.values[0] is no list"),
        ({"schema": {"fields": [{"name": "a"}]}, "data": {}}, "data.values is no list"),
        ({"columns": [{"text": "a"}], "rows": {}}, "rows is no list"),
        ({"target": "a", "datapoints": [[1, T0], None]}, "datapoints[1] is no point"),
        ({"fields": [None]}, "fields[0] is no object"),
        (None, "it is no object"),
        ({}, "it is no frame, table or series"),
    ],
)
def test_what_cannot_be_read_is_damage_and_the_rest_is_shown(broken: Any, place: str) -> None:
    found = snapshot(panel(series([1]), broken, series([2]), id=1), panel(series([3]), id=2))

    assert found.damage == (f"panels[0].targets[0].snapshot[1] ({place})",)
    assert [len(exact_panel(one)["series"]) for one in found.panels] == [2, 1]


def test_texts_are_cleaned_wherever_they_stand() -> None:
    evil = "\x1b]52;c;QQ==\x07e\u202evil"
    sent = panel(
        frame([field("Time", "time"), field(evil, "string", labels={evil: evil})], [[T0], [evil]], name=evil),
        title=evil,
        kind="table",
        fieldConfig={"defaults": {"unit": evil, "noValue": evil, "displayName": f"{evil} ${{__field.name}}"}},
    )
    told = json.dumps(
        exact_panel(snapshot(sent, {"type": "row", "title": evil}, sent).panels[1]), ensure_ascii=False
    )

    assert "evil" in told
    assert not {"\x1b", "\x07", "\u202e", "\\u001b"} & {*told, "\\u001b" if "\\u001b" in told else ""}


def test_few_bytes_do_not_become_many_values() -> None:
    columns = [[0] * 4_000, *([] for _ in range(4_000))]
    sent = frame([field(str(index), "number") for index in range(4_001)], columns)
    found = snapshot(panel(sent, id=1), panel(series([1]), id=2))

    assert found.panels[0].frames == ()
    assert "would become too long" in found.damage[0]
    assert found.panels[1].frames


def test_few_bytes_do_not_become_long_texts() -> None:
    value = "v" * 3_000
    listed = [{"name": "a", "current": {"text": value, "value": value}}]
    mapping = {"type": "regex", "options": {"pattern": "/./g", "result": {"text": "$&" * 3_000}}}
    config = {"defaults": {"displayName": "${__field.labels}" * 500, "mappings": [mapping]}}
    words = frame([field("w", "string", labels={"a": value})], [["x" * 3_000]])
    sent = panel(words, title="$a" * 1_000, kind="table", fieldConfig=config)
    exact = exact_panel(snapshot(sent, templating={"list": listed}).panels[0])

    assert len(exact["title"]) < 10_000
    assert len(exact["tables"][0]["columns"][0]["label"]) <= 20_000
    assert len(exact["tables"][0]["formatted"][0][0]) <= 50_000


@pytest.mark.parametrize("sent", [b"", b"[]", b'{"dashboard": 1}', b"null", b'"x"'])
def test_what_is_no_snapshot_is_said_to_be_none(sent: bytes) -> None:
    with pytest.raises(NotReadable):
        read_snapshot(sent)


def test_an_external_snapshot_has_no_dashboard_here() -> None:
    found = read_snapshot(b'{"meta": {}, "dashboard": {}}')

    assert (found.panels, found.has_dashboard, found.title) == ((), False, None)


def test_relative_times_count_from_when_the_snapshot_was_made() -> None:
    found = read_snapshot(body(time={"from": "now-1h/h", "to": "now"}))

    assert found.time[:2] == (T0 - 73 * MINUTE - 20_000, T0)
