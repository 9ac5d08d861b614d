"""What the panels of a live dashboard ask, and how the answers are written into them."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from te_tui.models.request import Captured
from te_tui.sources.grafana.capture.captured import capture
from te_tui.sources.grafana.capture.queries import Asked, Asking, NotAsked
from te_tui.sources.reading.decode import NotReadable

HOUR = 3_600_000
START, END = 6 * HOUR, 12 * HOUR
PROM = {"type": "prometheus", "uid": "prom"}
NOW = datetime(2026, 11, 11, 9, tzinfo=UTC)


def variable(name: str, value: Any, **more: Any) -> dict[str, Any]:
    return {"name": name, "current": {"text": value, "value": value}} | more


def asked(target: dict[str, Any], *variables: dict[str, Any], **panel: Any) -> Asked:
    board = {"templating": {"list": list(variables)}}
    sent = {"type": "timeseries", "datasource": PROM, "targets": [{"refId": "A"} | target]} | panel
    found = Asking(board, START, END).asked(sent)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ('up{a=~"$host"}', 'up{a=~"(a\\.b|c)"}'),
        ('up{a=~"${host:pipe}"}', 'up{a=~"(a\\.b|c)"}'),
        ("rate(x[$__rate_interval])", "rate(x[60s])"),
        ("rate(x[${__interval}])", "rate(x[30s])"),
        ("x[$__range] $__from $__to", f"x[21600s] {START} {END}"),
        ("$one $unknown $__timeFilter(t)", "1 $unknown $__timeFilter(t)"),
    ],
)
def test_variables_are_replaced_in_the_language_of_the_source(written: str, sent: str) -> None:
    variables = variable("host", ["a.b", "c"]), variable("one", "1")
    (query,) = asked({"expr": written, "legendFormat": "{{place}}"}, *variables).queries
    assert (query["expr"], query["legendFormat"]) == (sent, "{{place}}")


def test_several_values_are_quoted_for_sql() -> None:
    source = {"type": "grafana-postgresql-datasource", "uid": "pg"}
    (query,) = asked({"rawSql": "IN ($host)", "datasource": source}, variable("host", ["a", "o'b"])).queries
    assert query["rawSql"] == "IN ('a','o''b')"
    assert query["datasource"] == source


@pytest.mark.parametrize(
    ("more", "sent"),
    [
        ({"allValue": ".*"}, ".*"),
        ({"options": [{"value": "$__all"}, {"value": "a"}, {"value": "b"}]}, "(a|b)"),
    ],
)
def test_all_values_are_those_that_the_dashboard_says(more: dict[str, Any], sent: str) -> None:
    (query,) = asked({"expr": "$host"}, variable("host", ["$__all"], **more)).queries
    assert query["expr"] == sent


@pytest.mark.parametrize(
    ("target", "panel", "why"),
    [
        ({"expr": "$host"}, {}, "stands for all of its values"),
        ({"expr": "x"}, {"datasource": "Prometheus (by name)"}, "no data source by its uid"),
        ({"expr": "x"}, {"datasource": None}, "no data source by its uid"),
        ({"expr": "x"}, {"datasource": {"type": "datasource", "uid": "grafana"}}, "come from Grafana itself"),
        ({"expr": "x"}, {"timeFrom": "yesterday"}, "time range yesterday cannot be read"),
        ({"expr": "x"}, {"type": "", "libraryPanel": {"uid": "l"}}, "library panel"),
    ],
)
def test_what_cannot_be_asked_says_why(target: dict[str, Any], panel: dict[str, Any], why: str) -> None:
    with pytest.raises(NotAsked, match=why):
        asked(target, variable("host", "$__all"), **panel)


def test_a_panel_may_have_a_range_and_a_shift_of_its_own() -> None:
    found = asked({"expr": "x"}, timeFrom="1h", timeShift="2h")
    assert (found.start, found.end) == (9 * HOUR, 10 * HOUR)
    assert found.body["from"] == str(9 * HOUR)


@pytest.mark.parametrize(
    ("panel", "start", "end"),
    [
        ({"timeFrom": "now-1h"}, 11, 12),
        ({"timeFrom": "now/d"}, 0, 12),
        ({"timeFrom": "6h"}, 6, 12),
        ({"timeShift": "1h"}, 5, 11),
        ({"timeShift": "0h"}, 6, 12),
        ({"timeFrom": "", "timeShift": None}, 6, 12),
    ],
)
def test_a_range_of_its_own_ends_where_the_dashboards_ends(
    panel: dict[str, Any], start: int, end: int
) -> None:
    found = asked({"expr": "x"}, **panel)
    assert (found.start, found.end) == (start * HOUR, end * HOUR)


@pytest.mark.parametrize(
    ("panel", "why"),
    [
        ({"timeFrom": "0h"}, "time range 0h"),
        ({"timeFrom": "now+1h"}, r"time range now\+1h"),
        ({"timeShift": "late"}, "time shift late"),
    ],
)
def test_a_range_that_is_none_is_not_asked_for(panel: dict[str, Any], why: str) -> None:
    with pytest.raises(NotAsked, match=why):
        asked({"expr": "x"}, **panel)


@pytest.mark.parametrize(
    ("points", "sent", "seconds"),
    [
        (None, 1_000, 30),  # 21,600 s in 1,000 points are 21.6 s each
        (21_600, 21_600, 1),
        (21_599, 21_599, 2),
        (99_999, 99_999, 1),
        (100_000, 1_000, 30),
        (720, 720, 30),
        (719, 719, 60),
        (1.9, 1, 21_600),
        (1, 1, 21_600),
        (0, 1_000, 30),
        (0.5, 1_000, 30),
        (True, 1_000, 30),
        ("7", 1_000, 30),
        (6, 6, 3_600),
        (5, 5, 7_200),
    ],
)
def test_a_range_has_no_more_points_than_the_panel_takes(points: Any, sent: int, seconds: int) -> None:
    (query,) = asked({"expr": "$__interval $__interval_ms"}, maxDataPoints=points).queries
    assert (query["maxDataPoints"], query["intervalMs"]) == (sent, seconds * 1000)
    assert query["expr"] == f"{seconds}s {seconds * 1000}"


def test_ranges_beyond_the_longest_step_take_what_they_need() -> None:
    found = Asking({}, 0, 24 * HOUR).asked(PANEL | {"maxDataPoints": 1})
    assert found is not None
    assert found.queries[0]["intervalMs"] == 24 * HOUR


@pytest.mark.parametrize(("points", "rate"), [(None, 60), (720, 60), (480, 75), (180, 135)])
def test_a_rate_takes_at_least_four_values_of_a_prometheus(points: int | None, rate: int) -> None:
    (query,) = asked({"expr": "$__rate_interval"}, maxDataPoints=points).queries
    assert query["expr"] == f"{rate}s"


def test_what_grafanas_pages_know_by_themselves_is_known_here() -> None:
    names = ("range", "range_s", "range_ms", "from", "to")
    found = Asking({}, START, END + 999).asked(PANEL | {"targets": [{"a": [f"$__{name}" for name in names]}]})
    assert found is not None
    assert found.queries[0]["a"] == ["21600s", "21600", "21600999", str(START), str(END + 999)]


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("prometheus", "(a\\.b|c'd)"),
        ("loki", "(a\\.b|c'd)"),
        ("mysql", "'a.b','c''d'"),
        ("mssql", "'a.b','c''d'"),
        ("postgres", "'a.b','c''d'"),
        ("grafana-postgresql-datasource", "'a.b','c''d'"),
        ("influxdb", "{a.b,c'd}"),
        ("", "{a.b,c'd}"),
    ],
)
def test_several_values_are_written_as_their_source_reads_them(kind: str, written: str) -> None:
    source = {"uid": "own", "type": kind} if kind else {"uid": "own"}
    target = {"q": ["$host", {"in": "$host", "n": 7}], "datasource": source}
    (query,) = asked(target, variable("host", ["a.b", "c'd"])).queries
    assert query["q"] == [written, {"in": written, "n": 7}]
    assert query["datasource"] == source


@pytest.mark.parametrize(
    ("target", "panel", "uid"),
    [
        ({"datasource": {"uid": "own"}}, {"datasource": PROM}, "own"),
        ({}, {"datasource": {"uid": "$source"}}, "p1"),
        ({"datasource": {"type": "x"}}, {"datasource": PROM}, "prom"),
        ({"datasource": "by name"}, {"datasource": PROM}, "prom"),
        ({"datasource": "__expr__"}, {"datasource": PROM}, "__expr__"),
    ],
)
def test_a_query_goes_to_its_own_source_or_to_that_of_its_panel(
    target: dict[str, Any], panel: dict[str, Any], uid: str
) -> None:
    (query,) = asked(target, variable("source", "p1"), **panel).queries
    assert query["datasource"]["uid"] == uid


@pytest.mark.parametrize("written", ["$host", "${host:regex}", "[[host]]", ["x", {"deep": "a $host"}]])
def test_a_variable_of_unknown_values_is_found_wherever_it_stands(written: Any) -> None:
    with pytest.raises(NotAsked, match=r"^\$host stands for all"):
        asked({"expr": written}, variable("host", "$__all"), variable("zone", ["$__all"]))


@pytest.mark.parametrize(
    ("chosen", "more", "sent"),
    [
        ("$__all", {"allValue": ".+"}, ".+"),
        (["$__all"], {"options": [{"value": "a"}]}, "a"),
        ("a", {"options": [{"value": "a"}, {"value": "b"}]}, "a"),
        (["a"], {"allValue": ".+"}, "a"),
        ("b", {}, "b"),
    ],
)
def test_all_is_replaced_only_where_all_are_chosen(chosen: Any, more: dict[str, Any], sent: str) -> None:
    (query,) = asked({"expr": "$host"}, variable("host", chosen, **more)).queries
    assert query["expr"] == sent


DATA_OF_ANOTHER: list[dict[str, Any]] = [{"refId": "A", "panelId": 1}]


@pytest.mark.parametrize(
    "panel",
    [
        {"type": "row"}, {"type": "text"}, {"targets": []}, {"targets": None},
        {"datasource": "-- Dashboard --", "targets": DATA_OF_ANOTHER},
        {"datasource": {"uid": "-- Dashboard --"}, "targets": [{}]},
        {"targets": [{"refId": "A", "hide": True}]},
    ],
)  # fmt: skip
def test_a_panel_without_data_of_its_own_asks_nothing(panel: dict[str, Any]) -> None:
    assert Asking({}, START, END).asked(PANEL | panel) is None


@pytest.mark.parametrize(
    ("panel", "title"),
    [
        ({"title": "CPU of $host"}, "CPU of a"),
        ({"title": "CPU of $host", "scopedVars": {"host": {"text": "b", "value": "b"}}}, "CPU of b"),
        ({"type": "stat"}, "stat"),
        ({}, "a panel"),
    ],
)
def test_a_panel_is_called_by_its_title_or_its_type(panel: dict[str, Any], title: str) -> None:
    assert Asking({"templating": {"list": [variable("host", "a")]}}, START, END).title(panel) == title


def test_a_repeated_panel_asks_for_its_own_value() -> None:
    own = {"host": {"text": "b", "value": "b"}}
    (query,) = asked({"expr": "$host $__range_s"}, variable("host", "a"), scopedVars=own).queries
    assert query["expr"] == "b 21600"


def test_hidden_queries_are_asked_only_for_expressions_and_never_shown() -> None:
    expression = {"refId": "B", "datasource": {"type": "__expr__", "uid": "__expr__"}, "expression": "$A*2"}
    hidden = {"refId": "A", "hide": True, "expr": "x"}
    board = Asking({}, START, END)
    alone = board.asked(
        {"type": "stat", "datasource": PROM, "targets": [hidden, {"refId": "C", "expr": "y"}]}
    )
    both = board.asked({"type": "stat", "datasource": PROM, "targets": [hidden, expression]})
    assert alone is not None
    assert both is not None
    assert [query["refId"] for query in alone.queries] == ["C"]
    assert [query["refId"] for query in both.queries] == ["A", "B"]
    assert both.hidden == {"A"}


def captured(
    board: dict[str, Any], answer: Any, version: int | None = None
) -> tuple[Captured, dict[str, Any]]:
    async def send(question: Asked) -> Any:
        return answer

    done = asyncio.run(capture(board, START, END, NOW, version, send))
    dashboard: dict[str, Any] = json.loads(done.evidence)["dashboard"]
    return done, dashboard


FRAME = {
    "schema": {"name": "f", "fields": [{"name": "t", "type": "time"}, {"name": "v", "type": "number"}]},
    "data": {"values": [[1, 2], [3, None]], "entities": [None, {"NaN": [1]}]},
}
PANEL: dict[str, Any] = {
    "id": 1, "title": "P", "type": "stat", "datasource": PROM, "targets": [{"refId": "A"}]
}  # fmt: skip
BOARD: dict[str, Any] = {"title": "Shop", "uid": "u", "panels": [PANEL]}


def test_frames_are_kept_as_they_came() -> None:
    done, board = captured(BOARD, {"results": {"A": {"frames": [FRAME]}}})
    assert board["panels"][0]["targets"][0]["snapshot"] == [FRAME]
    assert (done.panels, done.left_out, done.title) == (1, (), "Shop")
    assert PANEL["targets"] == [{"refId": "A"}], "the dashboard itself is not changed"


def test_old_versions_get_columns() -> None:
    _, board = captured(BOARD, {"results": {"A": {"frames": [FRAME]}}}, version=8)
    (written,) = board["panels"][0]["snapshotData"]
    assert [field["values"] for field in written["fields"]] == [[1, 2], [3, None]]
    assert (board["panels"][0]["targets"], written["name"]) == ([], "f")


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ({"results": {"A": {"error": "no\x1b[31m table", "status": 400}}}, "no"),
        ("HTTP 404: Data source not found", "Data source not found"),
        ({}, "holds no results"),
        ([], "holds no results"),
        ({"results": []}, "holds no results"),
    ],
)
def test_a_query_that_fails_leaves_its_panel_out_and_no_live_query_behind(answer: Any, why: str) -> None:
    done, board = captured(BOARD, answer)
    (left_out,) = done.left_out
    assert (left_out.title, why in left_out.why, "\x1b" in left_out.why) == ("P", True, False)
    assert (done.panels, board["panels"][0]["targets"]) == (0, [])


@pytest.mark.parametrize("damage", [None, 7, "x", [], [None, 3], {"a": 1}])
def test_damaged_dashboards_are_no_failure(damage: Any) -> None:
    for name in ("panels", "rows", "templating", "annotations", "time"):
        captured(BOARD | {name: damage}, {"results": {"A": {"frames": damage}}})
    for name in ("targets", "datasource", "gridPos", "scopedVars", "maxDataPoints", "id", "transformations"):
        captured(BOARD | {"panels": [PANEL | {name: damage}]}, {"results": {"A": damage}})


def test_a_dashboard_of_the_second_schema_is_refused() -> None:
    with pytest.raises(NotReadable, match="second schema"):
        captured({"elements": {}}, {})


def test_annotations_and_repeats_are_named() -> None:
    panel = PANEL | {"repeat": "host"}
    notes = {"list": [{"builtIn": 1, "enable": True}, {"name": "Deploys", "enable": True}]}
    done, board = captured(
        BOARD | {"panels": [panel], "annotations": notes}, {"results": {"A": {"frames": [FRAME]}}}
    )
    assert [(one.title, one.why) for one in done.left_out] == [
        ("P", "it is repeated for $host; captured once"),
        ("annotations", "te-tui does not capture them"),
    ]
    assert board["annotations"] == {"list": []}


def test_a_panel_shows_the_data_of_another_one_only_where_that_has_some() -> None:
    of_first = {"id": 2, "type": "stat", "title": "Q", "datasource": "-- Dashboard --"}
    panels = [
        PANEL,
        of_first | {"targets": [{"panelId": 1}]},
        of_first | {"title": "R", "targets": [{"panelId": 9}]},
        of_first | {"title": "S", "targets": []},
    ]
    done, board = captured(BOARD | {"panels": panels}, {"results": {"A": {"frames": [FRAME]}}})
    assert done.panels == 2
    assert board["panels"][1]["targets"] == board["panels"][0]["targets"]
    assert [panel["targets"] for panel in board["panels"][2:]] == [[], []]
    assert [(one.title, one.why) for one in done.left_out] == [
        (title, "the panel whose data it shows has none") for title in "RS"
    ]


@pytest.mark.parametrize("version", [None, 10, 13, 9])
def test_the_form_of_the_data_is_that_of_the_version(version: int | None) -> None:
    _, board = captured(BOARD, {"results": {"A": {"frames": [FRAME]}}}, version)
    assert ("snapshotData" in board["panels"][0]) is (version == 9)


def test_transformations_are_told_where_an_old_version_will_not_apply_them() -> None:
    panel = PANEL | {"transformations": [{"id": "merge"}]}
    answer = {"results": {"A": {"frames": [FRAME]}}}
    for version, told in ((9, ["its transformations are not applied"]), (10, [])):
        done, _ = captured(BOARD | {"panels": [panel]}, answer, version)
        assert [one.why for one in done.left_out] == told


def test_panels_without_queries_stay_as_they_are_and_are_not_named() -> None:
    text = {"id": 2, "type": "text", "options": {"content": "hello"}}
    done, board = captured(BOARD | {"panels": [text]}, {})
    assert (board["panels"], done.panels, done.left_out) == ([text], 0, ())


def test_what_failed_of_a_panel_is_named_beside_what_did_not() -> None:
    results = {"A": {"frames": [FRAME]}, "B": {"error": ""}, "C": {"error": "late", "frames": [FRAME]}}
    panel = PANEL | {"targets": [{"refId": name} for name in "ABC"]}
    done, board = captured(BOARD | {"panels": [panel]}, {"results": results})
    assert [one.why for one in done.left_out] == ["query B failed", "late"]
    assert [query["refId"] for query in board["panels"][0]["targets"]] == ["A"]
    assert done.panels == 1


def test_a_reason_is_cut_where_it_is_endless() -> None:
    done, _ = captured(BOARD, "no " * 1000)
    assert len(done.left_out[0].why) == 200


def test_nothing_of_what_is_captured_asks_again() -> None:
    live = BOARD | {
        "refresh": "5s",
        "links": [{"url": "x"}],
        "templating": {
            "list": [variable("host", "a", query="label_values(x)"), {"name": "none", "query": "q"}]
        },
    }
    _, board = captured(live, {"results": {"A": {"frames": [FRAME]}}})
    assert board["time"] == {"from": "1970-01-01T06:00:00.000Z", "to": "1970-01-01T12:00:00.000Z"}
    assert board["snapshot"] == {"timestamp": "2026-11-11T09:00:00Z"}
    assert (board["refresh"], board["links"]) == ("", [])
    current = {"text": "a", "value": "a"}
    assert board["templating"]["list"] == [
        {"name": "host", "current": current, "query": "", "options": [current]},
        {"name": "none", "query": "", "options": []},
    ]
