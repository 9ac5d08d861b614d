"""Grids of the parts of a widget's data: what any type can always be read as."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo

from te_tui.models.panel import Measure, Metric, Panel
from te_tui.models.panel_data import Agent, Alert, Group, PanelData, Point, TestRow
from te_tui.models.panel_data import Column as DataColumn
from te_tui.render.numbers import format_number
from te_tui.render.points import by_groups, label_of, latest
from te_tui.render.sparkline import sparkline
from te_tui.render.times import format_duration, format_time
from te_tui.render.units import MetricLabel, describe_metric, humanise
from te_tui.render.values import Column, Grid

_SPARKLINE_WIDTH = 12


def metric_label(metric: Metric) -> MetricLabel:
    """Name, unit and measure of what a panel, a column or a card shows."""
    measure = metric.measure or Measure()
    return describe_metric(metric.metric, measure.type, measure.percentile)


def points_table(panel: Panel, points: tuple[Point, ...]) -> Grid:
    """Points as a table: over two groups a pivot, else a line for each group; the latest value each."""
    unit = metric_label(panel).unit
    if all(len(point.groups) == 2 for point in points):
        return _pivot(points, unit)
    head = (
        " · ".join(dict.fromkeys(humanise(g.property) for point in points for g in point.groups)) or "Series"
    )
    rows = [
        (label_of(groups), format_number(latest(members), unit))
        for groups, members in by_groups(points).items()
    ]
    return Grid((Column(head), Column("Value", "right")), tuple(rows))


def _pivot(points: tuple[Point, ...], unit: str | None) -> Grid:
    cells: dict[tuple[Group, Group], list[Point]] = {}
    for point in points:
        cells.setdefault((point.groups[0], point.groups[1]), []).append(point)
    lines = dict.fromkeys(line for line, _ in cells)
    columns = dict.fromkeys(column for _, column in cells)
    head = humanise(next(iter(lines)).property) if lines else ""
    rows = [(line.label, *(_cell(cells.get((line, column)), unit) for column in columns)) for line in lines]
    return Grid((Column(head), *(Column(column.label, "right") for column in columns)), tuple(rows))


def _cell(points: list[Point] | None, unit: str | None) -> str | None:
    """A missing combination stays blank: it is not zero, and not a value that the API said to be null."""
    return None if points is None else format_number(latest(points), unit)


def columns_table(panel: Panel, columns: tuple[DataColumn, ...]) -> Grid:
    """A Multi Metric Table: a line for each group, a column for each metric with its own unit."""
    heads, values = [], []
    for column in columns:
        part = panel.part(column.column_id)
        label = metric_label(part) if part else None
        name = " ".join(filter(None, (label.name, label.measure))) if label else ""
        heads.append(
            (name or column.column_id or "(unnamed)") + (f" ({column.status})" if column.status else "")
        )
        values.append(
            {
                groups: format_number(latest(members), label.unit if label else None)
                for groups, members in by_groups(column.points).items()
            }
        )
    lines = dict.fromkeys(groups for column_values in values for groups in column_values)
    head = next((humanise(group.property) for groups in lines for group in groups), "")
    rows = tuple((label_of(line), *(column_values.get(line) for column_values in values)) for line in lines)
    return Grid((Column(head), *(Column(name, "right") for name in heads)), rows)


def alerts_table(alerts: tuple[Alert, ...], zone: tzinfo, end: datetime | None) -> Grid:
    """Alerts, active ones first, then the latest; times in `zone`, years where they differ from the end's."""
    now = end or max((alert.started for alert in alerts if alert.started), default=datetime.now(UTC))
    newest = sorted(alerts, key=lambda a: a.started.timestamp() if a.started else 0.0, reverse=True)
    rows = tuple(
        (
            "active" if alert.active else "cleared" if alert.active is False else None,
            format_time(alert.started, zone=zone, now=now) if alert.started else None,
            format_duration(alert.duration) if alert.duration is not None else None,
            alert.source,
            alert.rule,
            alert.type,
        )
        for alert in sorted(newest, key=lambda a: not a.active)
    )
    return _grid(("State", "Since", "For", "Source", "Rule", "Type"), rows)


def agents_table(agents: tuple[Agent, ...]) -> Grid:
    """Agents, those that are not online first; states as the API spells them."""
    rows = tuple(
        (agent.status, agent.name or agent.agent_id, agent.location.name if agent.location else None)
        for agent in sorted(agents, key=lambda a: ((a.status or "").casefold() == "online", a.name or ""))
    )
    return _grid(("State", "Agent", "Location"), rows)


def tests_table(tests: tuple[TestRow, ...]) -> Grid:
    """Tests with a sparkline for each of their graphlets."""
    metrics = tuple(dict.fromkeys(g.metric or "" for test in tests for g in test.graphlets or []))
    rows = []
    for test in tests:
        drawn = {
            g.metric or "": sparkline([v for _, v in g.series()], _SPARKLINE_WIDTH)
            for g in test.graphlets or []
        }
        alerts = None if test.alerts is None else format_number(test.alerts)
        rows.append((test.name or test.test_id, test.target, test.type, alerts, *map(drawn.get, metrics)))
    return _grid(("Test", "Target", "Type", "Alerts", *(humanise(metric) for metric in metrics)), tuple(rows))


def rows_table(rows: tuple[dict[str, str | None], ...]) -> Grid:
    """Rows of a List: the columns are all keys that any row has."""
    keys = tuple(dict.fromkeys(key for row in rows for key in row))
    return _grid(keys, tuple(tuple(row.get(key) for key in keys) for row in rows))


def counts_table(data: PanelData) -> Grid:
    """Whatever totals the data holds: agents by state, alerts, the legend of a List."""
    counts: list[tuple[str, str | None]] = list(data.legend or ())
    if data.summary:
        states = (
            ("online", data.summary.online),
            ("offline", data.summary.offline),
            ("disabled", data.summary.disabled),
        )
        counts += [(name, format_number(count)) for name, count in states if count is not None]
    alerts = (("active alerts", data.active_alerts), ("alerts in all", data.total_alerts))
    counts += [(name, format_number(count)) for name, count in alerts if count is not None]
    return Grid((Column("What"), Column("Count", "right")), tuple(counts))


def _grid(titles: tuple[str, ...], rows: tuple[tuple[str | None, ...], ...]) -> Grid:
    """A grid of text without the columns in which no row has anything."""
    used = [i for i in range(len(titles)) if any(row[i] for row in rows)]
    return Grid(tuple(Column(titles[i]) for i in used), tuple(tuple(row[i] for i in used) for row in rows))
