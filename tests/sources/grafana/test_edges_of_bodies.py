"""Bodies at their edges: where panels stand and what they are called, variables, and what is left out."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from te_tui.models.limits import LIMITS
from te_tui.sources.grafana.body.annotations import frame_annotations
from te_tui.sources.grafana.body.snapshot import GrafanaSnapshot, snapshot_of, zone_of
from te_tui.sources.grafana.body.variables import Variables, read_variables
from te_tui.sources.grafana.opened import read_snapshot
from te_tui.sources.grafana.values.json_values import at, cleaned, dictionaries, text_at
from tests.sources.grafana.bodies import T0, body, field, frame, panel, series, snapshot


def boxes(found: GrafanaSnapshot) -> list[tuple[int, int, int, int] | None]:
    return [
        None if (box := one.box) is None else (box.x, box.y, box.width, box.height) for one in found.panels
    ]


def test_panels_of_old_rows_stand_beside_each_other_as_far_as_there_is_room() -> None:
    rows = [
        {"title": "First", "panels": [{"span": span} for span in (4, 8, 1, 6, 6, 12)]},
        {"title": "Second", "collapse": True, "panels": [{}, {"span": 99}, {"span": -1}, {"span": "wide"}]},
    ]
    found = snapshot(rows=rows)
    assert boxes(found) == [
        (0, 0, 8, 8), (8, 0, 16, 8), (0, 0, 2, 8), (2, 0, 12, 8), (0, 0, 12, 8), (0, 0, 24, 8),
        (0, 1000, 24, 8), (0, 1000, 24, 8), (0, 1000, 2, 8), (0, 1000, 24, 8),
    ]  # fmt: skip
    assert [(one.row, one.is_collapsed) for one in found.panels] == [("First", False)] * 6 + [
        ("Second", True)
    ] * 4


@pytest.mark.parametrize(
    ("sent", "box"),
    [
        ({"x": 3, "y": 4, "w": 5, "h": 6}, (3, 4, 5, 6)),
        ({"x": -1, "y": -1, "w": 0, "h": 0}, (0, 0, 1, 1)),
        ({"x": "3", "y": 4.0, "w": 5, "h": 6}, (3, 4, 5, 6)),
        ({"y": 4, "w": 5, "h": 6}, None),
        ({"x": 3, "w": 5, "h": 6}, None),
        ({"x": 3, "y": 4, "h": 6}, None),
        ({"x": 3, "y": 4, "w": 5}, None),
        ({"x": 3, "y": 4, "w": 5, "h": "tall"}, None),
        (None, None),
        ([], None),
    ],
)
def test_a_panel_has_a_place_where_all_four_numbers_are_there(
    sent: Any, box: tuple[int, int, int, int] | None
) -> None:
    assert boxes(snapshot(panel(gridPos=sent))) == [box]


def test_what_is_no_panel_is_damage_and_those_beside_it_are_read() -> None:
    closed = {"type": "row", "panels": [7, panel(id=2)]}
    rows = [None, {"panels": ["x", panel(id=3)]}]
    found = snapshot(None, closed, panel(id=1), rows=rows)
    assert [one.widget_id for one in found.panels] == ["3", "2", "1"]
    assert found.damage == ("rows[0]", "rows[1].panels[0]", "panels[0]", "panels[1].panels[0]")


def test_more_panels_than_are_read_are_told() -> None:
    found = snapshot(*[{}] * (LIMITS.entries + 1))
    assert len(found.panels) == LIMITS.entries
    assert found.damage == (f"panels[{LIMITS.entries}]", "and more")
    assert not snapshot(*[{}] * LIMITS.entries).damage


def test_rows_and_panels_have_variables_of_their_own() -> None:
    scoped = {"host": {"text": "b", "value": "b"}}
    old = {"title": "Row $host", "scopedVars": scoped, "panels": [{"title": "$host"}]}
    found = snapshot(
        {"title": "$host"},
        {"type": "row", "title": "New $host", "scopedVars": scoped, "panels": [{"title": "$host"}]},
        {"title": "$host"},
        {"title": "$host", "scopedVars": {"host": {"text": "c"}}},
        {"type": "row", "title": "Last $host"},
        {"title": "$host"},
        rows=[old],
        templating={"list": [{"name": "host", "current": {"text": "a", "value": "a"}}]},
    )
    assert [(one.row, one.title) for one in found.panels] == [
        ("Row b", "b"), (None, "a"), ("New b", "b"), ("New b", "b"), ("New b", "c"), ("Last a", "a"),
    ]  # fmt: skip


def element(title: str, **more: Any) -> dict[str, Any]:
    return {"spec": {"title": title, "vizConfig": {"group": "stat"}} | more}


def in_grid(*names: Any, **place: int) -> dict[str, Any]:
    return {"spec": {"items": [{"spec": {"element": {"name": name}} | place} for name in names]}}


def test_elements_stand_where_the_layout_puts_them_and_only_once() -> None:
    rows = [
        {"spec": {"title": "R", "collapse": True, "layout": in_grid("b", "a", "nowhere", 7)}},
        {"spec": {"layout": in_grid("b")}},
    ]
    layout = in_grid("a", x=1, y=2, width=3, height=4)
    layout["spec"]["rows"] = rows
    found = snapshot(elements={"a": element("A"), "b": element("B"), "c": 7, "d": {}}, layout=layout)
    assert [(one.widget_id, one.row, one.is_collapsed) for one in found.panels] == [
        ("a", None, False),
        ("b", "R", True),
    ]
    assert boxes(found) == [(1, 2, 3, 4), None]
    assert found.damage == ("elements.c", "elements.d")


@pytest.mark.parametrize(("levels", "row"), [(20, "R"), (21, None)])
def test_rows_inside_each_other_are_looked_into_down_to_a_depth(levels: int, row: str | None) -> None:
    layout = in_grid("a")
    for _ in range(levels):
        layout = {"spec": {"tabs": [{"spec": {"title": "R", "layout": layout}}]}}
    (found,) = snapshot(elements={"a": element("A")}, layout=layout).panels
    assert found.row == row


@pytest.mark.parametrize(
    ("viz", "kind"),
    [
        ({"kind": "VizConfig", "group": "stat"}, "stat"),
        ({"kind": "gauge", "group": "odd"}, "gauge"),
        ({"kind": 7, "group": "stat"}, "stat"),
        ({}, None),
    ],
)
def test_an_element_names_its_type_in_one_of_two_ways(viz: dict[str, Any], kind: str | None) -> None:
    (found,) = snapshot(elements={"a": element("A", vizConfig=viz)}).panels
    assert (found.type, found.label) == (kind, "A")


@pytest.mark.parametrize(
    ("panel", "label"),
    [({"title": "T", "type": "stat", "id": 5}, "T"), ({"type": "stat", "id": 5}, "stat"), ({"id": 5}, "5")],
)
def test_a_panel_is_called_by_its_title_its_type_or_its_id(panel: dict[str, Any], label: str) -> None:
    assert snapshot(panel).panels[0].label == label


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"timeFrom": "1h"}, "last 1h"),
        ({"timeShift": "1d"}, "shifted by 1d"),
        ({"timeFrom": "1h", "timeShift": "1d"}, "last 1h, shifted by 1d"),
        ({"timeFrom": ""}, None),
    ],
)
def test_a_time_of_its_own_is_told(sent: dict[str, str], words: str | None) -> None:
    assert snapshot(sent).panels[0].time_words == words
    (new,) = snapshot(elements={"a": element("A", data={"spec": {"queryOptions": sent}})}).panels
    assert new.time_words == words


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ({"datasource": {"uid": "-- Dashboard --"}, "targets": [{"panelId": 1}]}, [1]),
        ({"datasource": "-- Dashboard --", "targets": [{"panelId": "1"}]}, [1]),
        ({"datasource": "-- Dashboard --", "targets": [{"panelId": 9}]}, None),
        ({"datasource": "-- Dashboard --", "targets": [{"panelId": 2}]}, None),
        ({"datasource": "-- Dashboard --"}, None),
        ({"datasource": "other", "targets": [{"panelId": 1}]}, None),
        ({"datasource": None, "targets": [{"panelId": 1}]}, None),
    ],
)
def test_a_panel_may_show_the_data_of_another_one(sent: dict[str, Any], shown: list[int] | None) -> None:
    found = snapshot(panel(series([1]), id=1), {"id": 2, **sent})
    source = found.source_of(found.panels[1])
    assert (source is found.panels[0]) is (shown is not None)
    assert found.source_of(found.panels[0]) is None
    assert found.panel("2") is found.panels[1]
    assert found.panel("3") is None


@pytest.mark.parametrize(
    ("sent", "name"),
    [({"name": "n", "uid": "u"}, "n"), ({"uid": "u"}, "u"), ({}, ""), (None, None), ("x", None)],
)
def test_a_library_panel_is_named(sent: Any, name: str | None) -> None:
    assert snapshot({"libraryPanel": sent}).panels[0].library == name


@pytest.mark.parametrize(
    ("sent", "kinds"),
    [
        ([{"id": "merge"}, {"id": "sort", "disabled": True}, {}, 7], ["merge", ""]),
        ([{"kind": "merge", "spec": {"id": "inner"}}], ["inner"]),
        ([{"kind": "merge", "spec": {"disabled": True}}, {"kind": "reduce", "spec": {}}], ["reduce"]),
        ([{"group": "limit", "kind": "Transformation", "spec": {"options": {"a": 1}}}], ["limit"]),
    ],
)
def test_transformations_that_are_not_disabled_are_named(sent: list[Any], kinds: list[str]) -> None:
    assert [one["id"] for one in snapshot({"transformations": sent}).panels[0].transformations] == kinds


@pytest.mark.parametrize(
    ("target", "frames"),
    [
        ({"queryType": "snapshot"}, 0),
        ({"queryType": "snapshot", "snapshot": series([1])}, 1),
        ({"queryType": "snapshot", "snapshot": [series([1]), series([2])]}, 2),
        ({"queryType": "snapshot", "snapshot": [], "hide": False}, 0),
        ({"queryType": "range", "snapshot": [series([1])]}, None),
    ],
)
def test_only_queries_to_the_snapshot_hold_data(target: dict[str, Any], frames: int | None) -> None:
    hidden = target | {"hide": True}
    for targets in ([target], [hidden, target, 7]):
        shown = snapshot({"targets": targets}).panels[0].frames
        assert (None if shown is None else len(shown)) == frames
    queries = [{"spec": {"query": {"spec": target}}}, {"spec": {"query": {"spec": target}, "hidden": True}}]
    new = element("A", data={"spec": {"queries": queries}})
    shown = snapshot(elements={"a": new}).panels[0].frames
    assert (None if shown is None else len(shown)) == frames


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("${site}", "F + L"),
        ("${site:text}", "F + L"),
        ("${site.name:csv}", "f,l.o"),
        ("${site:raw}", "f,l.o"),
        ("${site:pipe}", "f|l.o"),
        ("${site:regex}", "(f|l\\.o)"),
        ("${one:regex}", "a\\/b"),
        ("${none:regex}", ""),
        ("${site:glob}", "{f,l.o}"),
        ("${one:glob}", "a/b"),
        ("${site:lucene}", '("f" OR "l.o")'),
        ("${one:lucene}", "a\\/b"),
        ("${none:lucene}", "__empty__"),
        ("${site:singlequote}", "'f','l.o'"),
        ("${quoted:singlequote}", "'it\\'s \"x\"'"),
        ("${quoted:doublequote}", '"it\'s \\"x\\""'),
        ("${quoted:sqlstring}", "'it''s \"x\"'"),
        ("${site:percentencode}", "%7Bf%2Cl.o%7D"),
        ("${one:percentencode}", "a%2Fb"),
        ("${one:uriencode}", "a/b"),
        ("${quoted:uriencode}", "it's%20%22x%22"),
        ("${quoted:html}", "it&#39;s &quot;x&quot;"),
        ("${site:html}", "f, l.o"),
        ("${site:join}", "f,l.o"),
        ("${site:join: and }", "f and l.o"),
        ("${one:join}", "a/b"),
        ("${site:json}", '["f","l.o"]'),
        ("${one:json}", '"a/b"'),
        ("${several:json}", '["x"]'),
        ("${site:queryparam}", "var-site=f&var-site=l.o"),
        ("${one:queryparam}", "var-one=a%2Fb"),
        ("${unnamed}", "v"),
        ("$one$one", "a/ba/b"),
        ("[[one]][[one:csv]]", "a/ba/b"),
        ("no variable", "no variable"),
        ("costs 5$", "costs 5$"),
    ],
)
def test_a_variable_is_written_as_its_format_says(text: str, wanted: str) -> None:
    current = {
        "site": {"text": ["F", "L"], "value": ["f", "l.o"]},
        "one": {"text": "a/b", "value": "a/b"},
        "none": {"text": "All", "value": ["$__all"]},
        "quoted": {"text": "q", "value": 'it\'s "x"'},
        "several": {"value": ["x"]},
        "unnamed": {"value": "v"},
    }
    listed = [{"name": name, "current": one} for name, one in current.items()]
    assert read_variables({"templating": {"list": listed}}).expand(text) == wanted


def test_variables_add_only_so_much_to_a_text() -> None:
    def with_value(length: int) -> Variables:
        value = {"text": "v" * length, "value": ""}
        return read_variables({"templating": {"list": [{"name": "a", "current": value}]}})

    assert with_value(4_000).expand("$a") == "v" * 4_000
    assert with_value(4_001).expand("$a") == "$a"
    assert with_value(1_500).expand("$a $a $a") == f"{'v' * 1_500} {'v' * 1_500} $a"


@pytest.mark.parametrize(
    "listed",
    [[{"current": {"value": "x"}}], [{"name": "a"}], [{"name": "a", "current": []}], [7], {}],
)
def test_a_variable_without_name_or_value_is_none(listed: Any) -> None:
    assert read_variables({"templating": {"list": listed}}).expand("$a") == "$a"


@pytest.mark.parametrize(
    ("sent", "start", "end", "told"),
    [
        ({}, None, None, None),
        ({"title": "t"}, None, None, None),
        ({"time": 5}, 5, None, None),
        ({"time": T0, "timeEnd": T0 + 1}, T0, T0 + 1, None),
        ({"time": T0, "timeEnd": T0}, T0, None, None),
        ({"time": T0, "timeEnd": T0 - 1}, T0, None, None),
        ({"time": "2023-11-14T22:13:20Z"}, T0, None, None),
        ({"time": True}, None, None, None),
        ({"time": 1e15}, None, None, None),
        ({"time": 1e15 - 1, "timeEnd": 1e15}, 10**15 - 1, None, None),
        ({"time": -1e15 + 1}, -(10**15) + 1, None, None),
        ({"time": T0, "title": "", "text": ""}, T0, None, None),
        ({"time": T0, "title": "up", "text": "x"}, T0, None, "up"),
    ],
)
def test_an_annotation_has_an_instant_and_may_have_an_end(
    sent: dict[str, Any], start: int | None, end: int | None, told: str | None
) -> None:
    lists = [{"name": "Deploys", "snapshotData": [sent, 7]}, {"enable": False, "snapshotData": [{"time": 1}]}]
    found = snapshot(annotations={"list": lists}).annotations
    assert [(one.start, one.end, one.title, one.source) for one in found] == (
        [] if start is None else [(start, end, told, "Deploys")]
    )


def test_annotations_of_a_panel_are_rows_of_its_frame() -> None:
    columns = [[T0, None, T0 + 1], [T0 + 5], ["a", "b", "c"], [["x", 1], None, "none"]]
    fields = [
        field("time", "time"),
        field("timeEnd", "time"),
        field("title", "string"),
        field("tags", "other"),
    ]
    sent = frame(fields, columns, name="Alerts", meta={"dataTopic": "annotations"})
    found = frame_annotations(snapshot(panel(sent)).panels[0].annotations)
    assert [(one.start, one.end, one.title, one.tags, one.source) for one in found] == [
        (T0, T0 + 5, "a", ("x", "1"), "Alerts"),
        (T0 + 1, None, "c", (), "Alerts"),
    ]


MADE = datetime(2026, 11, 18, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("dashboard", "meta", "now"),
    [
        ({"snapshot": {"timestamp": "2026-11-18T12:00:00Z"}}, {"created": "2026-11-18T13:00:00Z"}, MADE),
        ({}, {"created": "2026-11-18T12:00:00Z"}, MADE),
        ({}, {}, None),
        ({}, None, None),
    ],
)
def test_relative_times_count_from_the_capture_or_from_the_creation(
    dashboard: dict[str, Any], meta: Any, now: datetime | None
) -> None:
    sent = {"dashboard": {"time": {"from": "now-1s", "to": "now"}} | dashboard, "meta": meta}
    found = snapshot_of(sent)
    made = None if now is None else int(now.timestamp() * 1000)
    assert found.now == made
    assert found.time[:2] == ((None, None) if made is None else (made - 1000, made))


@pytest.mark.parametrize(
    ("dashboard", "start"),
    [
        ({"timezone": "Europe/Berlin"}, 23),
        ({"timezone": "browser"}, 0),
        ({"timezone": ""}, 0),
        ({}, 0),
        ({"timezone": "utc"}, 0),
        ({"timezone": "Mars/Base"}, 0),
        ({"timezone": "UTC", "timeSettings": {"timezone": "Asia/Tokyo"}}, 15),
        ({"timeSettings": {"timezone": "Asia/Tokyo", "from": "now/d"}, "time": {"from": "now"}}, 15),
    ],
)  # fmt: skip
def test_days_begin_in_the_dashboards_zone(dashboard: dict[str, Any], start: int) -> None:
    found = snapshot_of({
        "dashboard": {"time": {"from": "now/d", "to": "now"}} | dashboard,
        "meta": {"created": "2026-11-18T12:00:00Z"},
    })  # fmt: skip
    assert found.time.start is not None
    assert found.time.start // 3_600_000 % 24 == start


@pytest.mark.parametrize("name", ["", "browser", "Mars/Base", "../etc/passwd", "x\0"])
def test_a_zone_that_is_the_viewers_or_unknown_is_none(name: str) -> None:
    assert zone_of(name) is None


@pytest.mark.parametrize(
    ("time", "start", "length"),
    [
        ({"from": "1970-01-01T00:00:01Z", "to": "1970-01-01T00:00:03.999Z"}, 1, 2),
        ({"from": "1970-01-01T00:00:01Z", "to": "1970-01-01T00:00:01Z"}, 1, 0),
        ({"from": "1970-01-01T00:00:01Z", "to": "1970-01-01T00:00:00Z"}, 1, None),
        ({"from": "1970-01-01T00:00:01Z"}, 1, None),
        ({"to": "1970-01-01T00:00:01Z"}, None, None),
    ],
)
def test_the_window_of_a_snapshot_is_that_of_its_dashboard(
    time: dict[str, str], start: int | None, length: int | None
) -> None:
    row = read_snapshot(body(time=time), "KEY").row
    assert (None if row.start is None else row.start.timestamp(), row.duration) == (start, length)


def test_rows_of_panels_go_below_those_before_them() -> None:
    def placed(number: int, y: int, height: int) -> dict[str, Any]:
        return panel(id=number, gridPos={"x": 2, "y": y, "w": 3, "h": height})

    def row(title: str) -> dict[str, Any]:
        return {"type": "row", "title": title}

    sent = body(
        placed(1, 0, 5), placed(2, 3, 4), panel(id=9),
        row("anew"), placed(3, 0, 2), placed(4, 2, 2),
        row("overlaps"), placed(5, 10, 2),
        row("free"), placed(6, 20, 1),
        row("placeless"), panel(id=7),
    )  # fmt: skip
    found = read_snapshot(sent, "KEY").layout
    assert [(one.widget_id, one.y) for one in found] == [
        ("1", 0), ("2", 3), ("9", None), ("3", 7), ("4", 9), ("5", 11), ("6", 20), ("7", None),
    ]  # fmt: skip
    assert [(one.x, one.w, one.h) for one in found][:3] == [(2, 3, 5), (2, 3, 4), (None, None, None)]


def test_parts_of_json_are_found_below_their_names() -> None:
    sent = {"a": {"b": {"c": "\x1bx"}}, "list": [1, {"n": 1}, None, {"n": 2}]}
    assert at(sent, "a", "b") == {"c": "\x1bx"}
    assert at(sent) is sent
    assert at(sent, "a", "none", "c") is None
    assert at(sent, "list", "a") is None
    assert "x" in (text_at(sent, "a", "b", "c") or "")
    assert "\x1b" not in (text_at(sent, "a", "b", "c") or "")
    assert dictionaries(sent["list"]) == [{"n": 1}, {"n": 2}]


def nested(levels: int, *, lists: bool = False) -> Any:
    value: Any = "bottom"
    for _ in range(levels):
        value = [value] if lists else {"a": value}
    return value


@pytest.mark.parametrize("lists", [False, True])
def test_what_is_nested_too_deeply_is_left_out(*, lists: bool) -> None:
    assert cleaned(nested(40, lists=lists)) == nested(40, lists=lists)
    deepest = cleaned(nested(41, lists=lists))
    for _ in range(40):
        (deepest,) = deepest if lists else deepest.values()
    assert deepest == ([] if lists else {})
