"""Exact values for other programs."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from te_tui.models.instants import iso
from te_tui.render.data_table import data_table
from te_tui.render.export import (
    SNAPSHOT_FIELDS,
    csv_cell,
    snapshot_cells,
    snapshot_json,
)
from te_tui.sources.thousandeyes.body.snapshot_list import read_snapshot_page
from te_tui.sources.thousandeyes.panels.export import panel_json
from te_tui.sources.thousandeyes.panels.shown import ShownPanel
from tests.render.bodies import data, panel, point

LEGACY = {
    "snapshotId": "s1",
    "snapshotName": "Old",
    "accountId": 1234,
    "createdDate": "2026-11-01 10:00:00",
    "expirationDate": "2027-11-01 10:00:00",
    "timeSpan": {"startDate": "2026-10-31 10:00:00", "duration": 86400},
}


def row_of(snapshot: dict[str, object]):  # type: ignore[no-untyped-def]
    return read_snapshot_page(json.dumps({"dashboardSnapshots": [snapshot]}).encode()).rows[0]


def test_a_legacy_snapshot_comes_out_under_the_modern_names() -> None:
    assert snapshot_json(row_of(LEGACY)) == {
        "snapshotId": "s1",
        "snapshotName": "Old",
        "aid": "1234",
        "snapshotCreatedDate": "2026-11-01T10:00:00Z",
        "snapshotExpirationDate": "2027-11-01T10:00:00Z",
        "isShared": None,
        "isScheduled": None,
        "timeSpan": {"start": "2026-10-31T10:00:00Z", "duration": 86400},
        "dashboard": None,
        "link": None,
    }


def test_what_is_absent_is_null() -> None:
    assert set(map(json.dumps, snapshot_json(row_of({})).values())) == {"null"}


def test_a_line_of_csv_has_a_cell_for_each_field() -> None:
    assert len(snapshot_cells(row_of(LEGACY))) == len(SNAPSHOT_FIELDS)


def test_an_instant_is_told_in_utc_with_z() -> None:
    assert iso(datetime(2026, 1, 1, 2, tzinfo=timezone(timedelta(hours=2)))) == "2026-01-01T00:00:00Z"
    assert iso(datetime(2026, 1, 1, 0, 0, 0, 500_000, UTC)) == "2026-01-01T00:00:00.500000Z"
    assert iso(None) is None


def test_points_keep_their_order_their_gaps_and_their_group_ids() -> None:
    labels = [{"groupProperty": "AGENT", "groupLabels": [{"groupId": "7", "groupLabel": "Oslo"}]}]
    exported = panel_json(
        "s1",
        panel("Time Series: Line", metric="WEB_TTFB", title="T"),
        data(points=[point(600, 1, AGENT="7"), point(0, None, AGENT="7")], groupLabels=labels, binSize=600),
    )

    assert exported == {
        "snapshotId": "s1",
        "widgetId": "w1",
        "type": "Time Series: Line",
        "title": "T",
        "metric": "WEB_TTFB",
        "unit": "ms",
        "binSize": 600,
        "status": None,
        "series": [
            {
                "label": "Oslo",
                "groups": [{"groupProperty": "AGENT", "groupValue": "7", "groupLabel": "Oslo"}],
                "points": [[600, 1], [0, None]],
            }
        ],
        "rows": [],
    }


def test_a_column_tells_its_own_metric_and_unit() -> None:
    configured = [{"id": "c1", "metric": "NET_LOSS"}]
    exported = panel_json(
        None,
        panel("Multi Metric Table", multiMetricColumns=configured),
        data(columns=[{"columnId": "c1", "binSize": 60, "status": "ok", "points": [point(0, 1, AGENT="a")]}]),
    )

    assert exported["series"][0] | {"groups": []} == {
        "columnId": "c1",
        "metric": "NET_LOSS",
        "unit": "%",
        "binSize": 60,
        "status": "ok",
        "label": "a",
        "groups": [],
        "points": [[0, 1]],
    }


def test_tabular_kinds_come_as_rows_under_the_names_of_the_api() -> None:
    rows = panel_json(
        None,
        panel("Anything"),
        data(
            cards=[{"cardId": "c", "value": 1}],
            alerts=[{"alertId": "a", "startTime": "2026-11-01T00:00:00Z"}],
            agents=[{"agentId": "g", "location": {"latitude": 1.5}}],
            tests=[{"testId": "t", "graphlets": [{"metric": "m", "points": [{"x": 1, "y": 2}, {"x": 2}]}]}],
            rows=[{"Event": "e"}],
        ),
    )["rows"]

    assert rows[0]["value"] == 1
    assert rows[1]["startTime"] == "2026-11-01T00:00:00Z"
    assert rows[2]["location"] == {"locationName": None, "latitude": 1.5, "longitude": None}
    assert rows[3]["graphlets"] == [{"metric": "m", "testId": None, "points": [[1, 2], [2, None]]}]
    assert rows[4] == {"Event": "e"}


def test_cells_of_points_are_a_line_each_and_those_of_columns_name_the_metric() -> None:
    of_points = ShownPanel(panel(), data(points=[point(0, 1, AGENT="a"), point(60, None, AGENT="a")]))
    assert list(of_points.cells()) == [("label", "time", "value"), ("a", 0, 1), ("a", 60, None)]

    configured = [{"id": "c1", "metric": "NET_LOSS"}]
    of_columns = ShownPanel(
        panel(multiMetricColumns=configured),
        data(columns=[{"columnId": "c1", "points": [point(0, 1, AGENT="a")]}]),
    )
    assert list(of_columns.cells())[1] == ("NET_LOSS · a", 0, 1)


def test_a_table_has_dates_and_one_number_of_decimals() -> None:
    points = [point(0, 1, AGENT="a"), point(60, None, AGENT="a"), point(None, 2.25, AGENT="a")]
    table = data_table(ShownPanel(panel(), data(points=points)))

    assert [column.align for column in table.columns] == ["left", "left", "right"]
    assert table.rows == (
        ("a", "1970-01-01T00:00:00Z", "1.00"),
        ("a", "1970-01-01T00:01:00Z", None),
        ("a", "", "2.25"),
    )
    assert data_table(ShownPanel(panel(), data(rows=[{"time": "noon"}]))).rows == (("noon",),)
    assert data_table(ShownPanel(panel(), data())).rows == ()


def test_cells_of_rows_have_a_column_for_every_key() -> None:
    shown = ShownPanel(panel(), data(rows=[{"a": "1"}, {"b": "2"}]))
    assert list(shown.cells()) == [("a", "b"), ("1", None), (None, "2")]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+SUM(A1)", "'+SUM(A1)"),
        ("-x", "'-x"),
        ("@a", "'@a"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("-5", "-5"),
        ("+1.5e3", "+1.5e3"),
        ("-1,204.5", "-1,204.5"),
        (-5, "-5"),
        (None, ""),
        (True, "true"),
        (False, "false"),
        ("plain", "plain"),
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_is_disarmed_and_a_number_is_not(
    value: object, cell: str
) -> None:
    assert csv_cell(value) == cell


@given(st.text())
@settings(derandomize=True, max_examples=200)
def test_no_text_comes_out_as_a_formula(text: str) -> None:
    cell = csv_cell(text)
    assert cell.replace("'", "") == text.replace("'", "")
    assert cell[:1] not in "=@\t\r" or not cell


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        (";=1+1", ";'=1+1"),
        ("a;-x;b", "a;'-x;b"),
        ("a|@x", "a|'@x"),
        ("a;-5;+7 %", "a;-5;+7 %"),
        ("a;b, -c", "a;b, -c"),
        ("\u00a0=1+1", "'\u00a0=1+1"),
        ("\ufeff=1+1", "'\ufeff=1+1"),
        ("  \u3164+x", "'  \u3164+x"),
        ("a; \u00a0=1", "a;' \u00a0=1"),
        ("＝1+1", "'＝1+1"),
        ('a;"=1+1"', 'a;\'"=1+1"'),
        ('"=1+1', "'\"=1+1"),
        ("\u2060;\u00ad@x", "\u2060;'\u00ad@x"),
    ],
)
def test_a_formula_is_disarmed_behind_any_separator_and_blanks(text: str, cell: str) -> None:
    assert csv_cell(text) == cell
