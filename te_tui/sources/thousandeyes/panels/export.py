"""The exact values of a widget for other programs, under the API's own names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from te_tui.models.instants import iso
from te_tui.sources.thousandeyes.body.panel import Metric, Panel
from te_tui.sources.thousandeyes.body.panel_data import (
    Addresses,
    Agent,
    Alert,
    Card,
    Location,
    PanelData,
    TestRow,
)
from te_tui.sources.thousandeyes.body.points import PointGroup, Points
from te_tui.sources.thousandeyes.panels.points import label_of
from te_tui.sources.thousandeyes.panels.tables import metric_label


def panel_json(snapshot_id: str | None, panel: Panel, data: PanelData) -> dict[str, Any]:
    """One widget with its exact data for JSON: points under `series`, cards and table rows under `rows`."""
    return {
        "snapshotId": snapshot_id,
        "widgetId": panel.widget_id,
        "type": panel.type,
        "title": panel.title,
        "metric": panel.metric,
        "unit": metric_label(panel).unit,
        "binSize": data.bin_size,
        "status": data.status,
        **panel.own_settings,
        "series": list(_series(panel, data)),
        "rows": list(_rows(data)),
        **_totals(data),
    }


def _totals(data: PanelData) -> dict[str, Any]:
    """The widget's totals, agent summary and legend, under the API's names; absent values are left out."""
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
    """The number of columns needed to show all rows of a List widget, which may have different keys."""
    return len({key for row in data.rows or () for key in row})


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


def _group(group: PointGroup) -> dict[str, str]:
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
