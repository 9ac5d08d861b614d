"""Fields at their edges: thresholds, mappings, matchers, figures, frames and rows in order."""

from __future__ import annotations

import math
from typing import Any

import pytest

from te_tui.models.limits import LIMITS
from te_tui.sources.grafana.abilities import ABILITIES
from te_tui.sources.grafana.body.frame_reader import BadFrame, Filling, read_frame
from te_tui.sources.grafana.exact import exact_panel
from te_tui.sources.grafana.fields.display import Display
from te_tui.sources.grafana.fields.mappings import mapped, mappings_of, old_mappings
from te_tui.sources.grafana.fields.matchers import matcher_of
from te_tui.sources.grafana.fields.thresholds import thresholds_of
from te_tui.sources.grafana.frames import Field, Frame
from te_tui.sources.grafana.transformations.apply import transformed
from te_tui.sources.grafana.values.patterns import Effort
from tests.sources.grafana.bodies import T0, configured, field, frame, one, panel, series, snapshot


@pytest.mark.parametrize(
    ("mode", "is_percentage"), [("absolute", False), ("percentage", True), (None, False)]
)
def test_thresholds_are_steps_of_which_one_without_a_value_is_below_all_others(
    mode: str | None, *, is_percentage: bool
) -> None:
    steps = [{"value": None, "color": "green"}, {"value": "10", "color": "amber"}, {"value": 20}, 7]
    found = thresholds_of({"thresholds": {"mode": mode, "steps": steps}})
    assert found.steps == ((-math.inf, "green"), (10, "amber"), (20, ""))
    assert found.is_percentage is is_percentage
    assert thresholds_of({}).steps == ()


def ranged(low: object, high: object) -> dict[str, Any]:
    return {"type": "range", "options": {"from": low, "to": high, "result": {"text": "in"}}}


def special(match: str) -> dict[str, Any]:
    return {"type": "special", "options": {"match": match, "result": {"text": "in"}}}


@pytest.mark.parametrize(
    ("mapping", "inside", "outside"),
    [
        (ranged(1, 5), [1, 5, 3, "2"], [0.99, 5.01, "x", None, math.nan]),
        (ranged(None, 5), [-9, 5], [6]),
        (ranged(1, None), [1, 9], [0]),
        (ranged("x", "y"), [0, 9], [None]),
        (special("null"), [None], [0, "", math.nan]),
        (special("nan"), [math.nan], [None, 0, "nan"]),
        (special("null+nan"), [None, math.nan], [0, ""]),
        (special("true"), [True, "true"], [False, 1, None]),
        (special("false"), [False, "false"], [True, 0, None]),
        (special("empty"), [""], [None, 0, " "]),
        (special("odd"), [], [None, "", 0]),
        ({"type": "value", "options": {"1": {"text": "in"}}}, [1, "1", 1.0], [2, True, None]),
        ({"type": "odd", "options": {"result": {"text": "in"}}}, [], [1, None]),
        (
            {"type": "regex", "options": {"pattern": "a.", "result": {"text": "in"}}},
            ["ab"],
            ["a", "abc", 1, None],
        ),
    ],
)
def test_a_mapping_fits_up_to_its_bounds(
    mapping: dict[str, Any], inside: list[Any], outside: list[Any]
) -> None:
    maps = mappings_of({"mappings": [mapping]})
    assert [mapped(maps, value, Effort()) is not None for value in inside] == [True] * len(inside)
    assert [mapped(maps, value, Effort()) is not None for value in outside] == [False] * len(outside)


@pytest.mark.parametrize(("kind", "text"), [(1, "value"), (2, "range"), (None, "value")])
def test_old_panels_map_values_or_ranges(kind: int | None, text: str) -> None:
    maps = old_mappings(
        {
            "mappingType": kind,
            "valueMaps": [{"value": "3", "text": "value"}],
            "rangeMaps": [
                {"from": "1", "to": "5", "text": "range"},
                {"from": "null", "to": "null", "text": "none"},
            ],
        }
    )
    found = mapped(maps, 3, Effort())
    assert found is not None
    assert found.text == text
    nothing = mapped(maps, None, Effort())
    assert (nothing.text if nothing else None) == ("none" if kind == 2 else None)


TIME = Field("Time", "time", [0])
NUMBER = Field("n", "number", [5.0], labels={"host": "a"})
NAMED = Field("up", "number", [None], labels={"__name__": "up"})
BOTH = Frame("f", "A", (TIME, NUMBER, NAMED), 1)


@pytest.mark.parametrize(
    ("kind", "options", "wanted"),
    [
        ("byName", "n", "n"),
        ("byName", "N!", "n"),
        ("byName", "Time", "Time"),
        ("byName", "time", "Time"),
        ("byName", "Value", "up"),
        ("byNames", {"names": ["n", "Time"]}, "Time n"),
        ("byNames", {"names": ["n"], "mode": "exclude"}, "Time up"),
        ("byNames", {}, ""),
        ("byRegexp", "/^n/i", "n"),
        ("byRegexp", "(", ""),
        ("byRegexpOrNames", {"names": ["up"], "pattern": "/^N/"}, "n up"),
        ("byType", "time", "Time"),
        ("byFrameRefID", "A", "Time n up"),
        ("byFrameRefID", "B", ""),
        ("numeric", None, "n up"),
        ("time", None, "Time"),
        ("first", None, "Time"),
        ("firstTimeField", None, "Time"),
        ("byValue", {"reducer": "max", "op": ">", "value": 4}, "n"),
        ("byValue", {"reducer": "max", "op": ">", "value": 5}, ""),
        ("byValue", {"reducer": "max", "op": ">=", "value": 5}, "n"),
        ("byValue", {"reducer": "max", "op": ">=", "value": 5.1}, ""),
        ("byValue", {"reducer": "max", "op": "<", "value": 5}, "Time"),
        ("byValue", {"reducer": "max", "op": "<=", "value": 5}, "Time n"),
        ("byValue", {"reducer": "max", "op": "<=", "value": -1}, ""),
        ("byValue", {"reducer": "max", "op": "==", "value": "5"}, "n"),
        ("byValue", {"reducer": "max", "value": 5}, "n"),
        ("byValue", {"reducer": "max", "op": "=", "value": 4}, ""),
        ("byValue", {"reducer": "max", "op": "!=", "value": 5}, "Time up"),
        ("byValue", {"reducer": "max", "op": "<>", "value": 5}, "Time up"),
        ("byValue", {"reducer": "max", "op": "=="}, "up"),
        ("byValue", {"reducer": "max", "op": ">="}, "up"),
        ("byValue", {"reducer": "max", "op": "!="}, "Time n"),
        ("byValue", {"reducer": "max", "op": "?"}, ""),
        ("byValue", {"reducer": "allIsNull"}, "up"),
        ("byValue", {"reducer": "allIsZero"}, "Time"),
        ("byValue", {"op": "=="}, ""),
    ],
)
def test_a_matcher_means_the_fields_that_it_names(kind: str, options: Any, wanted: str) -> None:
    matches = matcher_of(kind, options, Effort())
    assert matches is not None
    legend = {"n": "N!"}
    found = [one.name for one in BOTH.fields if matches(one, BOTH, legend.get(one.name, one.name).__str__)]
    assert found == wanted.split()


@pytest.mark.parametrize("kind", ["odd", None, 1])
def test_an_unknown_matcher_is_none(kind: object) -> None:
    assert matcher_of(kind, None, Effort()) is None


def figures(*sent: Any, options: dict[str, Any], **defaults: Any) -> list[tuple[Any, ...]]:
    shown = one(*sent, kind="stat", options={"reduceOptions": options}, fieldConfig=configured(defaults))
    return [(figure["label"], figure["text"]) for figure in exact_panel(shown)["figures"]]


LANDS = frame([field("land", "string"), field("ok", "number")], [["DE", None], [1, 2]])


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ({"values": True}, [("DE", "1"), ("ok", "2")]),
        ({"values": True, "limit": 1}, [("DE", "1")]),
        ({"values": True, "limit": 3}, [("DE", "1"), ("ok", "2")]),
        ({"calcs": ["count", "sum"]}, [("ok", "2"), ("ok", "3")]),
        ({"calcs": ["count"], "fields": "/land/"}, [("land", "1")]),
    ],
)
def test_figures_come_from_rows_or_calculations(
    options: dict[str, Any], wanted: list[tuple[str, str]]
) -> None:
    assert figures(LANDS, options=options) == wanted


def test_rows_give_twenty_five_figures_where_no_limit_is_set() -> None:
    assert len(figures(series(list(range(30)), "v"), options={"values": True})) == 25
    both = [series(list(range(20)), name) for name in "ab"]
    assert len(figures(*both, options={"values": True, "limit": 30})) == 30


@pytest.mark.parametrize(
    ("nulls", "wanted"), [(None, "2"), ("connected", "2"), ("null as zero", "3"), ("null", "3")]
)
def test_the_field_says_whether_its_nulls_count(nulls: str | None, wanted: str) -> None:
    sent = frame([field("v", "number", config={"nullValueMode": nulls})], [[1, None, 2]])
    assert figures(sent, options={"calcs": ["count"]}) == [("v", wanted)]


@pytest.mark.parametrize(
    ("values", "shows"), [([T0, T0 + 59_999], True), ([T0, T0 + 60_000], False), ([T0 + 59_999, T0], True),
     ([T0 + 60_000, T0], False), ([T0], False), (["2023-11-14T00:00:00Z", "2023-11-14T00:00:59Z"], True),
     (["2023-11-14T00:00:00Z", "2023-11-14T00:01:00Z"], False), ([None, 59_999], True), ([None, T0], False)],
)  # fmt: skip
def test_times_that_span_less_than_a_minute_show_milliseconds(values: list[Any], *, shows: bool) -> None:
    assert (
        len(Display(Field("t", "time", values), Effort())(T0).text) == len("2023-11-14 22:13:20.000")
    ) is shows


@pytest.mark.parametrize(
    ("state", "text"), [(0, "off"), (1, "on"), (2, "2"), (-1, "-1"), (0.5, "0.500"), (None, "")]
)
def test_states_are_told_by_their_number(state: float | None, text: str) -> None:
    states = Field("s", "enum", [], {"type": {"enum": {"text": ["off", "on"]}}})
    assert Display(states, Effort())(state).text == text


def read(sent: object, most: int = 1000) -> Frame:
    return read_frame(sent, Filling(most))


def test_entities_of_a_column_are_put_back_where_they_were() -> None:
    entities = [{"NaN": [0, 9, -1, True], "Inf": [1], "NegInf": [2], "Undef": [3]}]
    found = read(frame([field("v", "number")], [[1, 2, 3, 4, 5]], data={"entities": entities}))
    values = found.fields[0].values
    assert math.isnan(values[0])
    assert list(values[1:]) == [math.inf, -math.inf, None, 5]


@pytest.mark.parametrize(
    ("value", "text"), [(0, "a"), (1, "b"), (2, None), (-1, None), (0.5, None), (None, "a"), ("1", "b")]
)
def test_states_of_a_column_are_looked_up(value: Any, text: str | None) -> None:
    found = read(frame([field("v", "number")], [[value]], data={"enums": [["a", "b"]]}))
    assert (found.fields[0].type, list(found.fields[0].values)) == ("string", [text])


def test_short_columns_are_filled_as_far_as_there_is_room() -> None:
    sent = frame([field("a", "number"), field("b", "number")], [[1, 2, 3], [1]])
    assert list(read(sent, most=2).fields[1].values) == [1, None, None]
    filling = Filling(4)
    for _ in range(2):
        sent = frame([field("a", "number"), field("b", "number")], [[1, 2, 3], [1]])
        assert read_frame(sent, filling).rows == 3
    with pytest.raises(BadFrame, match="too long"):
        read_frame(frame([field("a", "number"), field("b", "number")], [[1, 2], [1]]), filling)


@pytest.mark.parametrize(
    ("sent", "columns"),
    [
        ({"datapoints": [[1, 10], [2], []]}, {"Time": [10, None, None], "Value": [1, 2, None]}),
        ({"points": [[1, 10]]}, {"Time": [10], "Value": [1]}),
        ({"data": [[10, 1]], "label": "x"}, {"x": [1], "Time": [10]}),
        ({"columns": ["a", {"text": "b"}], "rows": [[1, 2], [3]]}, {"a": [1, 3], "b": [2, None]}),
        ({"fields": [{"name": "a", "values": [1, 2]}, {"values": [3]}]}, {"a": [1, 2], "Field 2": [3, None]}),
        ({"type": "docs", "target": "d", "datapoints": [{"k": 1}]}, {"d": [{"k": 1}]}),
        ({"schema": {"fields": [{"name": "a"}]}}, {"a": []}),
        ({"schema": {"fields": [{"name": "a"}]}, "data": {"values": [[1], [2, 3]]}}, {"a": [1, None]}),
    ],
)
def test_frames_of_every_generation_have_their_columns(sent: Any, columns: dict[str, list[Any]]) -> None:
    found = read(sent)
    assert {one.name: list(one.values) for one in found.fields} == columns
    assert found.rows == max([len(values) for values in columns.values()])


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ([], "it is no object"),
        ({}, "it is no frame"),
        ({"fields": {}}, "fields is no list"),
        ({"fields": [1]}, r"fields\[0\] is no object"),
        ({"fields": [{"values": 1}]}, r"fields\[0\].values is no list"),
        ({"datapoints": [[1, 2], 3]}, r"datapoints\[1\] is no point"),
        ({"data": [5]}, r"data\[0\] is no point"),
        ({"schema": {}}, "schema.fields is no list"),
        ({"schema": {"fields": [{}, {}]}, "data": {"values": [[]]}}, r"data.values\[1\] is missing"),
        ({"schema": {"fields": [1]}, "data": {"values": [[]]}}, r"schema.fields\[0\] is no object"),
        ({"columns": [None], "rows": []}, r"columns\[0\] is no object"),
        ({"columns": [], "rows": [1]}, "one of its rows is no list"),
    ],
)
def test_what_is_no_frame_says_which_part_is_wrong(sent: Any, why: str) -> None:
    with pytest.raises(BadFrame, match=why):
        read(sent)


def applied(kind: str, options: dict[str, Any], *frames: Frame) -> tuple[Frame, ...] | None:
    return transformed(frames, [{"id": kind, "options": options}], Effort())


def columns(*values: list[Any], kind: str = "number", name: str | None = None) -> Frame:
    fields = tuple(Field("key" if not index else f"c{index}", kind, one) for index, one in enumerate(values))
    return Frame(name, None, fields, max(map(len, values), default=0))


@pytest.mark.parametrize(
    ("kind", "values", "descending", "order"),
    [
        ("number", [2, None, -1], False, [-1, None, 2]),
        ("number", [2, None, -1], True, [2, None, -1]),
        ("boolean", [False, True, None], False, [True, False, None]),
        ("string", ["b", "A", "c"], False, ["A", "b", "c"]),
    ],
)
def test_rows_are_put_in_the_order_of_a_column(
    kind: str, values: list[Any], order: list[Any], *, descending: bool
) -> None:
    found = applied("sortBy", {"sort": [{"field": "key", "desc": descending}]}, columns(values, kind=kind))
    assert found is not None
    assert list(found[0].fields[0].values) == order


@pytest.mark.parametrize(
    ("kind", "values"),
    [("number", [1, "2"]), ("number", [1, math.nan]), ("boolean", [True, 1]), ("string", ["a", None]),
     ("string", ["a1", "b"]), ("other", [1, 2])],
)  # fmt: skip
def test_what_has_no_order_of_its_own_is_not_sorted(kind: str, values: list[Any]) -> None:
    assert applied("sortBy", {"sort": [{"field": "key"}]}, columns(values, kind=kind)) is None


def test_frames_are_joined_and_merged_up_to_their_bounds() -> None:
    half = LIMITS.elements // 4
    pair = [
        Frame(None, ref, (Field("Time", "time", range(half)), Field(ref, "number", range(half))), half)
        for ref in "AB"
    ]
    joined = applied("joinByField", {}, *pair)
    assert joined is not None
    assert joined[0].rows == half
    more = Frame(None, "C", (Field("Time", "time", [0]),), 1)
    assert applied("joinByField", {}, *pair, more) is None
    one = [
        Frame(None, ref, (Field("key", "number", []),), rows)
        for ref, rows in (("A", LIMITS.elements), ("B", 1))
    ]
    assert applied("merge", {}, *one) is None


def test_many_rows_of_several_columns_are_merged() -> None:
    many = columns(list(range(1_500)), list(range(1_500)))
    found = applied("merge", {}, many, columns([1], [1]))
    assert found is not None
    assert found[0].rows == 1_500


def positions(**wanted: Any) -> list[str]:
    found = applied("organize", {"indexByName": wanted}, columns([1], [2], [3]))
    assert found is not None
    return [one.name for one in found[0].fields]


def test_columns_without_a_position_come_last_in_their_order() -> None:
    assert positions(c2=0, c1=1) == ["c2", "c1", "key"]
    assert positions(c1=0) == ["c1", "key", "c2"]
    assert positions(c2="0", key=True, c1=5) == ["c1", "key", "c2"]


@pytest.mark.parametrize(
    ("reducers", "labels"),
    [
        (["sum"], [{"h": "a"}]),
        (["sum", "last"], [{"h": "a", "reducer": "Total"}, {"h": "a", "reducer": "Last"}]),
    ],
)
def test_one_row_names_its_calculations_where_there_are_several(
    reducers: list[str], labels: list[dict[str, str]]
) -> None:
    sent = Frame(None, "A", (Field("v", "string", ["x", "y"], labels={"h": "a"}),), 2)
    found = applied("reduce", {"mode": "reduceFields", "reducers": reducers}, sent)
    assert found is not None
    assert [one.labels for one in found[0].fields] == labels
    assert [one.type for one in found[0].fields] == ["number", "string"][: len(reducers)]
    assert found[0].rows == 1


def test_a_row_of_each_field_can_have_its_labels_as_columns() -> None:
    fields = (
        Field("Time", "time", [1]),
        Field("v", "number", [1, 2], labels={"h": "a"}),
        Field("w", "number", [3], labels={"p": "b"}),
    )
    options = {"reducers": ["max"], "labelsToFields": True}
    found = applied("reduce", options, Frame(None, None, fields, 2))
    assert found is not None
    assert {one.name: list(one.values) for one in found[0].fields} == {
        "Field": ["v", "w"],
        "h": ["a", None],
        "p": [None, "b"],
        "Max": [2, 3],
    }
    assert (found[0].ref_id, found[0].rows) == ("reduce-undefined", 2)


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ({"includeTimeField": True, "mode": "reduceFields"}, ["Time", "v"]),
        ({"mode": "reduceFields"}, ["v"]),
        ({"mode": "reduceFields", "fields": {"id": "byName", "options": "Time"}}, ["Time"]),
    ],
)
def test_times_are_reduced_only_where_that_is_asked_for(options: dict[str, Any], names: list[str]) -> None:
    sent = Frame(None, None, (Field("Time", "time", [1]), Field("v", "number", [2])), 1)
    found = applied("reduce", {"reducers": ["max"], **options}, sent)
    assert found is not None
    assert [one.name for one in found[0].fields] == names
    assert applied("reduce", {"reducers": ["max"], "fields": {"id": "odd"}}, sent) is None
    assert applied("reduce", {"reducers": ["allValues"]}, sent) is None


def test_joined_fields_take_the_name_of_their_frame() -> None:
    left = Frame("cpu", "A", (Field("k", "number", [2, 1]), Field("Value", "number", [20, 10])), 2)
    right = Frame("mem", None, (Field("k", "number", [2, 3]), Field("used", "number", [5, None])), 2)
    found = applied("joinByField", {"byField": "k"}, left, right)
    assert found is not None
    names = [(one.name, dict(one.labels or {}), list(one.values)) for one in found[0].fields]
    assert names == [
        ("k", {}, [1, 2, 3]),
        ("cpu", {}, [10, 20, None]),
        ("used", {"name": "mem"}, [None, 5, None]),
    ]
    assert (found[0].ref_id, found[0].rows) == ("joinByField-A-undefined", 3)


@pytest.mark.parametrize("keys", [[1, 1], [1, math.nan], [1, "2"]])
def test_frames_are_not_joined_by_what_is_no_key(keys: list[Any]) -> None:
    pair = [columns(keys, [1, 2]), columns([1, 2], [3, 4])]
    assert applied("joinByField", {"byField": "key"}, *pair) is None


def test_rows_that_agree_in_all_they_share_are_merged() -> None:
    left = Frame("l", "A", (Field("k", "number", [1, 1, None]), Field("a", "number", [1, 2, 3])), 3)
    right = Frame("r", "B", (Field("k", "number", [1, None]), Field("b", "number", [7, 8])), 2)
    found = applied("merge", {}, left, right)
    assert found is not None
    assert {one.name: list(one.values) for one in found[0].fields} == {
        "k": [1, 1, None],
        "a": [1, 2, 3],
        "b": [7, 7, 8],
    }
    assert (found[0].ref_id, found[0].rows) == ("merge-A-B", 3)


def test_grafana_has_its_own_abilities() -> None:
    assert ABILITIES.embeds_data


def test_panels_of_a_snapshot_keep_their_order() -> None:
    found = snapshot(panel(series([1], "a"), title="x"), panel(series([1], "b"), title="y"))
    assert [shown.title for shown in found.panels] == ["x", "y"]


def test_a_row_of_each_field_keeps_the_meta_of_the_first_frame() -> None:
    pair = [Frame(None, ref, (Field(ref, "number", [1], labels={"h": ref}),), 1, {"of": ref}) for ref in "AB"]
    found = applied("reduce", {"reducers": ["max"]}, *pair)
    assert found is not None
    assert (found[0].meta, found[0].ref_id) == ({"of": "A"}, "reduce-A-B")
