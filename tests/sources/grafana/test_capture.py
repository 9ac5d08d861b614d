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
