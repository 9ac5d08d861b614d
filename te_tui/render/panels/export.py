"""Values for other programs: JSON under the API's own names, and CSV that no spreadsheet runs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from te_tui.models.clean import visible
from te_tui.models.panel import Metric, Panel
from te_tui.models.panel_data import Addresses, Agent, Alert, Card, Location, PanelData, TestRow
from te_tui.models.points import Group, Points
from te_tui.models.snapshot import Snapshot
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.render.panels.tables import metric_label
from te_tui.render.series.points import label_of

_NUMBER = re.compile(r"[+-]?(\d[\d,]*\.?\d*|\.\d+)([eE][+-]?\d+)?( ?%)?")

SNAPSHOT_FIELDS = (
    "snapshotId", "snapshotName", "aid", "snapshotCreatedDate", "snapshotExpirationDate",
    "isShared", "isScheduled", "timeSpanStart", "timeSpanDuration", "dashboardId", "dashboardTitle", "link",
)  # fmt: skip


def iso(instant: datetime | None) -> str | None:
    """An instant as ISO 8601 in UTC with `Z`."""
    return None if instant is None else instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def snapshot_json(row: SnapshotRow) -> dict[str, Any]:
    """One snapshot of the list; legacy snapshots come out under the modern names, absent values as null."""
    span = {"start": iso(row.start), "duration": row.duration}
    dashboard = {"dashboardId": row.dashboard_id, "title": row.dashboard_title}
    return {
        "snapshotId": row.snapshot_id,
        "snapshotName": row.name,
        "aid": row.aid,
        "snapshotCreatedDate": iso(row.created),
        "snapshotExpirationDate": iso(row.expires),
        "isShared": row.shared,
        "isScheduled": row.scheduled,
        "timeSpan": span if any(value is not None for value in span.values()) else None,
        "dashboard": dashboard if any(value is not None for value in dashboard.values()) else None,
        "link": row.link,
    }


def opened_json(snapshot: Snapshot) -> dict[str, Any]:
    """One opened snapshot, with what it says of its dashboard, as far as it does."""
    listed, facts = snapshot_json(snapshot.row), snapshot.dashboard
    more = {
        "description": facts.description,
        "isPrivate": facts.private,
        "isBuiltIn": facts.built_in,
        "dashboardCreatedBy": facts.created_by,
        "dashboardModifiedBy": facts.modified_by,
        "dashboardModifiedDate": iso(facts.modified),
        "refreshRate": facts.refresh_rate,
        "globalFilterId": facts.filter_id,
    }
    known = {name: value for name, value in more.items() if value is not None}
    return listed | {"dashboard": (listed["dashboard"] or {}) | known} if known else listed


def scope_json(panel: Panel) -> dict[str, Any]:
    """What sets a widget's data apart from its snapshot's, as far as anything does."""
    span = panel.fixed_span
    scope = {
        "filters": panel.filters or None,
        "fixedTimespan": {"value": span.value, "unit": span.unit} if span else None,
        "isEmbedded": panel.embedded or None,
    }
    return {name: value for name, value in scope.items() if value is not None}


def snapshot_cells(row: SnapshotRow) -> tuple[object, ...]:
    """One snapshot of the list as cells under `SNAPSHOT_FIELDS`."""
    return (
        row.snapshot_id, row.name, row.aid, iso(row.created), iso(row.expires),
        row.shared, row.scheduled, iso(row.start), row.duration, row.dashboard_id, row.dashboard_title,
        row.link,
    )  # fmt: skip


def panel_json(snapshot_id: str | None, panel: Panel, data: PanelData) -> dict[str, Any]:
    """One widget with its exact data: `series` for points, `rows` for what is tabular."""
    return {
        "snapshotId": snapshot_id,
        "widgetId": panel.widget_id,
        "type": panel.type,
        "title": panel.title,
        "metric": panel.metric,
        "unit": metric_label(panel).unit,
        "binSize": data.bin_size,
        "status": data.status,
        **scope_json(panel),
        "series": list(_series(panel, data)),
        "rows": list(_rows(data)),
        **_totals(data),
    }


def _totals(data: PanelData) -> dict[str, Any]:
    """What stands beside the rows under names of its own, as far as it came."""
    summary = data.summary
    totals = {
        "totalAlerts": data.total_alerts,
        "activeAlerts": data.active_alerts,
        "summary": summary
        and {"online": summary.online, "offline": summary.offline, "disabled": summary.disabled},
        "legend": None if data.legend is None else dict(data.legend),
    }
    return {name: value for name, value in totals.items() if value is not None}


def columns_of(data: PanelData) -> int:
    """How many columns the rows of a List have: all keys that any row has."""
    return len({key for row in data.rows or () for key in row})


def panel_cells(panel: Panel, data: PanelData, columns: int | None = None) -> Iterator[tuple[object, ...]]:
    """One widget's data as lines of a table, the heading first: a line for each point, or for each row.

    Rows are cut to their first `columns`, if that is given.
    """
    rows = list(_rows(data))
    if rows:
        keys = tuple(dict.fromkeys(key for row in rows for key in row))[:columns]
        yield keys
        yield from (tuple(row.get(key) for key in keys) for row in rows)
        return
    yield ("label", "time", "value")
    for series in _series(panel, data):
        label = " · ".join(filter(None, (series.get("metric"), series["label"])))
        yield from ((label, time, value) for time, value in series["points"])


def plain_cell(value: object) -> str:
    """One cell as text; what has parts of its own comes as JSON."""
    if value is None:
        return ""
    if isinstance(value, (bool, dict, list)):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


# A cell ends at these, too, where a spreadsheet is set to them; the comma is taken care of by quotes.
_SEPARATORS = re.compile(r"([;|\t])")
_SIGNS = frozenset("=+-@＝＋－＠")


def csv_cell(value: object) -> str:
    """One cell; text that a spreadsheet would run as a formula is disarmed (safety rule 17)."""
    return "".join("'" + part if _is_formula(part) else part for part in _SEPARATORS.split(plain_cell(value)))


def _is_formula(part: str) -> bool:
    """Whether a spreadsheet would run it, though blanks or invisible signs stand before it."""
    if part[:1] in {"\t", "\r"}:
        return True
    sign = next(filter(visible, part), "")
    return sign in _SIGNS and not _NUMBER.fullmatch(part)


def _series(panel: Panel, data: PanelData) -> Iterator[dict[str, Any]]:
    yield from map(_line, data.points or ())
    parts = panel.parts()
    for column in data.columns or ():
        metric = parts.get(column.column_id) or Metric()
        of_column = {
            "columnId": column.column_id,
            "metric": metric.metric,
            "unit": metric_label(metric).unit,
            "binSize": column.bin_size,
            "status": column.status,
        }
        yield from (_line(points) | of_column for points in column.points)


def _line(points: Points) -> dict[str, Any]:
    return {
        "label": label_of(points.groups),
        "groups": [_group(group) for group in points.groups],
        "points": [[time, value] for time, value in zip(points.times, points.values, strict=True)],
    }


def _group(group: Group) -> dict[str, str]:
    return {"groupProperty": group.property, "groupValue": group.value, "groupLabel": group.label}


def _rows(data: PanelData) -> Iterator[dict[str, Any]]:
    yield from map(_card, data.cards or ())
    yield from map(_alert, data.alerts or ())
    yield from map(_agent, data.agents or ())
    yield from map(_test, data.tests or ())
    yield from map(dict, data.rows or ())


def _card(card: Card) -> dict[str, Any]:
    return {
        "cardId": card.card_id,
        "cardName": card.name,
        "value": card.value,
        "previousValue": card.previous,
        "timestamp": card.time,
        "binSize": card.bin_size,
        "status": card.status,
        "startDate": iso(card.start),
        "endDate": iso(card.end),
    }


def _alert(alert: Alert) -> dict[str, Any]:
    return {
        "alertId": alert.alert_id,
        "testId": alert.test_id,
        "alertSource": alert.source,
        "alertRule": alert.rule,
        "ruleId": alert.rule_id,
        "alertType": alert.type,
        "startTime": iso(alert.started),
        "durationInSeconds": alert.duration,
        "active": alert.active,
    }


def _agent(agent: Agent) -> dict[str, Any]:
    return {
        "agentId": agent.agent_id,
        "agentName": agent.name,
        "status": agent.status,
        "ipInfo": _addresses(agent.addresses) if agent.addresses else None,
        "location": _location(agent.location) if agent.location else None,
    }


def _addresses(found: Addresses) -> dict[str, Any]:
    return {
        "publicIp": found.public,
        "privateIp": found.private,
        "ipv6": found.ipv6,
        "operativeSystemVersion": found.system,
    }


def _location(place: Location) -> dict[str, Any]:
    return {"locationName": place.name, "latitude": place.latitude, "longitude": place.longitude}


def _test(test: TestRow) -> dict[str, Any]:
    return {
        "testId": test.test_id,
        "testName": test.name,
        "target": test.target,
        "testType": test.type,
        "alertCount": test.alerts,
        "isShared": test.shared,
        "graphlets": [
            {"metric": g.metric, "testId": g.test_id, "points": [list(p) for p in g.series()]}
            for g in test.graphlets or []
        ],
    }
