import math
from typing import Any

import pytest

from te_tui.sources.grafana.body.panels import Panel
from te_tui.sources.grafana.exact import exact_panel
from te_tui.sources.grafana.fields.config import FieldConfig
from te_tui.sources.grafana.fields.display import Display
from te_tui.sources.grafana.fields.names import Names, expanded
from te_tui.sources.grafana.frames import Field, Frame
from te_tui.sources.grafana.values.patterns import Effort
from tests.sources.grafana.bodies import T0, configured, field, frame, one, panel, series, snapshot


def labels(shown: Panel) -> list[str]:
    return [series["label"] for series in exact_panel(shown)["series"]]


def units(shown: Panel) -> list[str | None]:
    return [series["unit"] for series in exact_panel(shown)["series"]]


def pair(*names: tuple[str, dict[str, str] | None, str | None]) -> list[dict[str, Any]]:
    return [series([1], name, labels, name=frame_name) for name, labels, frame_name in names]


@pytest.mark.parametrize(
    ("frames", "wanted"),
    [
        (pair(("Value", {"host": "a"}, None), ("Value", {"host": "b"}, None)), ["a", "b"]),
        (pair(("Value", {"host": "a", "if": "0"}, None)), ['{host="a", if="0"}']),
        (pair(("Value", {"host": "a"}, None), ("Value", {"pod": "b"}, None)), ['{host="a"}', '{pod="b"}']),
        (pair(("Value", None, "cpu"), ("Value", None, "mem")), ["cpu", "mem"]),
        (pair(("Value", {"host": "a"}, "cpu"), ("Value", {"host": "b"}, "mem")), ["cpu a", "mem b"]),
        (pair(("in", None, "eth0"), ("out", None, "eth0")), ["in", "out"]),
        (pair(("Value", None, None)), ["Value"]),
    ],
)
def test_legends_have_grafanas_names(frames: list[dict[str, Any]], wanted: list[str]) -> None:
    assert labels(one(*frames)) == wanted


def test_fields_of_one_name_in_one_frame_are_numbered() -> None:
    fields = [field("t", "time"), field("x", "number"), field("x", "number"), field("y", "number")]

    assert labels(one(frame(fields, [[T0], [1], [2], [3]]))) == ["x 1", "x 2", "y"]


def test_templates_of_names_know_labels_and_names() -> None:
    template = (
        '${__field.labels.host} ${__field.labels["odd key"]} ${__field.name} ${__series.name} $site ${other}'
    )
    sent = series([1], "cpu", {"host": "a", "odd key": "b"}, name="f")
    dashboard = {"list": [{"name": "site", "current": {"text": "fra", "value": "fra"}}]}
    found = snapshot(panel(sent, fieldConfig=configured({"displayName": template})), templating=dashboard)

    assert labels(found.panels[0]) == ["a b cpu f fra ${other}"]


@pytest.mark.parametrize(
    ("kind", "options", "wanted"),
    [
        ("byName", "in", ["ms", "short", "short"]),
        ("byName", "eth0 out", ["short", "ms", "short"]),
        ("byRegexp", "/^o/", ["short", "short", "short"]),
        ("byRegexp", "/ out$/", ["short", "ms", "short"]),
        ("byRegexp", "z", ["short", "short", "ms"]),
        ("byRegexp", "/(?=(a+)+$)[/", ["short", "short", "short"]),
        ("byType", "number", ["ms", "ms", "ms"]),
        ("byFrameRefID", "B", ["short", "short", "ms"]),
        ("byNames", {"mode": "exclude", "names": ["in"]}, ["short", "ms", "ms"]),
        ("numeric", None, ["ms", "ms", "ms"]),
        ("byValue", {"reducer": "max", "op": ">=", "value": 5}, ["short", "ms", "short"]),
        ("byMoonPhase", "full", ["short", "short", "short"]),
    ],
)
def test_overrides_are_for_the_fields_that_match(kind: str, options: Any, wanted: list[str]) -> None:
    eth0 = frame(
        [field("t", "time"), field("in", "number"), field("out", "number")], [[T0], [1], [5]], name="eth0"
    )
    other = series([2], "z", refId="B")
    config = configured({"unit": "short"}, (kind, options, {"unit": "ms"}))

    assert units(one(eth0, other, fieldConfig=config)) == wanted


def test_the_last_override_wins_and_null_takes_away() -> None:
    sets = [("byName", "v", {"unit": unit}) for unit in ("ms", "s")]

    assert units(one(series([1], "v"), fieldConfig=configured({"unit": "short"}, *sets))) == ["s"]
    gone = configured({"unit": "short"}, ("byName", "v", {"unit": None}))
    assert units(one(series([1], "v"), fieldConfig=gone)) == [None]


@pytest.mark.parametrize(
    ("mapping", "value", "text"),
    [
        ({"type": "value", "options": {"1": {"text": "up"}}}, 1, "up"),
        ({"type": "value", "options": {"true": {"text": "yes"}}}, True, "yes"),
        ({"type": "value", "options": {"1": {"color": "red"}}}, 1, "1 ms"),
        ({"type": "range", "options": {"from": None, "to": 5, "result": {"text": "low"}}}, -3, "low"),
        ({"type": "range", "options": {"from": 1, "to": 5, "result": {"text": "in"}}}, 5.1, "5.10 ms"),
        (
            {"type": "regex", "options": {"pattern": "/a-(\\d+)/", "result": {"text": "no $1"}}},
            "xa-12",
            "xno 12",
        ),
        ({"type": "special", "options": {"match": "null", "result": {"text": "none"}}}, None, "none"),
        ({"type": "special", "options": {"match": "nan", "result": {"text": "odd"}}}, math.nan, "odd"),
        ({"type": "special", "options": {"match": "empty", "result": {"text": "blank"}}}, "", "blank"),
        ({"type": 1, "value": "1", "text": "old up"}, 1, "old up"),
        ({"type": 2, "from": "1", "to": "3", "text": "old range"}, 2, "old range"),
        ({"type": 1, "value": "null", "text": "old none"}, None, "old none"),
    ],
)
def test_mappings_come_before_units(mapping: dict[str, Any], value: Any, text: str) -> None:
    display = Display(Field("x", "number", [], {"unit": "ms", "mappings": [mapping]}), Effort())

    assert display(value).text == text


def test_absent_values_are_told_as_the_panel_wants() -> None:
    told = Display(Field("x", "number", [], {"noValue": "nothing"}), Effort())

    assert [told(None).text, told("").text, told(0).text] == ["nothing", "nothing", "0"]


def test_times_show_milliseconds_where_they_are_near_each_other() -> None:
    near, far = (Display(Field("t", "time", [T0, T0 + distance]), Effort()) for distance in (59_000, 60_000))

    assert [near(T0 + 5).text, far(T0).text] == ["2023-11-14 22:13:20.005", "2023-11-14 22:13:20"]
    assert near("2023-11-14T22:13:20Z").text == "2023-11-14 22:13:20.000"


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ({"calcs": ["max"]}, [("v", "max", 3, "3 ms")]),
        ({"calcs": []}, [("v", "last", "NaN", "")]),
        ({"calcs": ["min", "mean"]}, [("v", "min", 1, "1 ms"), ("v", "mean", 2, "2 ms")]),
        ({"calcs": ["max"], "fields": "/nothing/"}, [(None, "No data", 0, "No data")]),
    ],
)
def test_figures_are_calculated_as_the_panel_asks(
    options: dict[str, Any], wanted: list[tuple[Any, ...]]
) -> None:
    config = configured({"unit": "ms"})
    shown = one(
        series([1, 3, None], "v"), kind="stat", options={"reduceOptions": options}, fieldConfig=config
    )

    assert [tuple(figure.values()) for figure in exact_panel(shown)["figures"]] == wanted


def test_each_row_can_give_a_figure_called_by_its_texts() -> None:
    sent = frame([field("land", "string"), field("ok", "number")], [["DE", "US", "SG"], [1, 2, 3]])
    options = {"reduceOptions": {"values": True, "calcs": [], "limit": 2}}

    found = exact_panel(one(sent, kind="stat", options=options))["figures"]

    assert [(figure["label"], figure["text"]) for figure in found] == [("DE", "1"), ("US", "2")]


def config_of(
    defaults: dict[str, Any], *overrides: tuple[str, Any, dict[str, Any]], kind: str = "number", **own: Any
) -> dict[str, Any]:
    """The configuration of the only field `v` after defaults and overrides."""
    sent = frame([field("v", kind, config=own)], [[1]])
    shown = one(sent, fieldConfig=configured(defaults, *overrides))
    config = FieldConfig(shown.field_config, str, Effort())
    return dict(config.configured(shown.frames or ())[0].fields[0].config)


@pytest.mark.parametrize(
    ("kind", "taken"),
    [
        ("number", {"unit", "mappings", "decimals", "min", "displayName", "noValue"}),
        ("string", {"unit", "mappings", "displayName", "noValue"}),
        ("time", {"displayName", "noValue"}),
    ],
)
def test_a_field_takes_the_defaults_of_its_type(kind: str, taken: set[str]) -> None:
    defaults = {"unit": "s", "mappings": [{}], "decimals": 1, "min": 0, "displayName": "n", "noValue": "-",
                "links": [1]}  # fmt: skip
    assert set(config_of(defaults, kind=kind)) == taken


@pytest.mark.parametrize(
    ("own", "unit"), [({}, "s"), ({"unit": None}, "s"), ({"unit": "ms"}, "ms"), ({"unit": ""}, "")]
)
def test_what_a_field_says_itself_comes_before_defaults(own: dict[str, Any], unit: str) -> None:
    assert config_of({"unit": "s"}, **own)["unit"] == unit


@pytest.mark.parametrize(
    ("sets", "wanted"),
    [
        ({"decimals": "2 of them"}, {"decimals": 2}),
        ({"unit": None}, {}),
        ({"unit": "ms", "links": [1]}, {"unit": "ms"}),
        ({"mappings": [1]}, {"mappings": [1, 9]}),
        ({"custom.a": 1}, {"custom": {"a": 1}}),
        ({"custom.a.b": 1, "custom.a.c": 2}, {"custom": {"a": {"b": 1, "c": 2}}}),
        ({"custom.a": 1, "custom.a.b": 2}, {"custom": {"a": {"b": 2}}}),
        ({"custom.a": 1, "custom.b": None, "custom.c": 3}, {"custom": {"a": 1, "c": 3}}),
    ],
)
def test_an_override_sets_what_is_known_and_takes_away_what_is_null(
    sets: dict[str, Any], wanted: dict[str, Any]
) -> None:
    found = config_of({"mappings": [9]}, ("byName", "v", sets))
    assert found == {"mappings": [9]} | wanted


def test_settings_of_plugins_are_those_of_the_panel_and_of_the_field() -> None:
    found = config_of({"custom": {"b": 2, "c": 2}}, custom={"a": 1, "b": 1})
    assert found["custom"] == {"a": 1, "b": 1, "c": 2}
    assert "custom" not in config_of({"custom": {}})


@pytest.mark.parametrize(("scope", "unit"), [("series", "ms"), (None, "ms"), ("nested", None)])
def test_overrides_of_another_scope_are_left_out(scope: str | None, unit: str | None) -> None:
    rule = configured({}, ("byName", "v", {"unit": "ms"}))
    rule["overrides"][0]["matcher"]["scope"] = scope
    assert units(one(series([1], "v"), fieldConfig=rule)) == [unit]


@pytest.mark.parametrize(
    ("template", "name"),
    [
        ("${__field.labels}", 'a="1", b="2"'),
        ("${__field.labels.a}", "1"),
        ("${__field.labels.none}", ""),
        ("${__field.labels['b']}", "2"),
        ('${__field.labels["b"]}', "2"),
        ("${__field.name}", "v"),
        ("${__field.name.x}", "${__field.name.x}"),
        ("${__field.displayName}", 'f v {a="1", b="2"}'),
        ("${__series.name}", "f"),
        ("${__series.labels.a}", "${__series.labels.a}"),
        ("${__value.raw}", "${__value.raw}"),
        ("${__cell_1}", "${__cell_1}"),
        ("${other}", "${other}"),
    ],
)
def test_a_name_may_be_a_template(template: str, name: str) -> None:
    its = Field("v", "number", [], labels={"b": "2", "a": "1"})
    frames = (Frame("f", None, (its,), 0), Frame("g", None, (), 0))
    names = Names(frames)
    assert expanded(template, its, frames[0], lambda: names.name(its, frames[0], 0, {})) == name


@pytest.mark.parametrize(
    ("sent", "config", "name"),
    [
        (Field("Time", "time", []), {}, "Time"),
        (Field("", "time", []), {}, "Time"),
        (Field("ts", "time", [], labels={}), {}, "ts"),
        (Field("", "number", []), {}, "Value"),
        (Field("Value", "number", []), {}, "f"),
        (Field("Value", "number", [], labels={}), {}, "f"),
        (Field("v", "number", []), {}, "v"),
        (Field("v", "number", [], labels={"a": "1"}), {}, "v 1"),
        (Field("v", "number", []), {"displayName": "given"}, "given"),
        (Field("v", "number", []), {"displayNameFromDS": "source's"}, "source's"),
        (Field("v", "number", []), {"displayName": "given", "displayNameFromDS": "source's"}, "given"),
        (Field("v", "number", []), {"displayName": ""}, "v"),
        (Field("v", "number", []), {"displayName": 7}, "v"),
    ],
)
def test_a_field_alone_is_called_by_its_name_or_that_of_its_frame(
    sent: Field, config: dict[str, Any], name: str
) -> None:
    its = Frame("f", None, (sent,), 0)
    assert Names((its,)).name(sent, its, 0, config) == name
