"""From a panel and its data to what is drawn: the form that suits the type, or a readable table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, tzinfo
from typing import TypeAlias

from te_tui.models.panel import Panel
from te_tui.models.panel_data import PanelData, Suppression
from te_tui.render.panel_tables import (
    agents_table,
    alerts_table,
    columns_table,
    counts_table,
    metric_label,
    points_table,
    rows_table,
    tests_table,
)
from te_tui.render.points import by_groups, label_of, latest, series_of
from te_tui.render.values import BarChart, BarSeries, Drawing, Note, Number, Numbers, TimeChart


def drawing_of(panel: Panel, data: PanelData, zone: tzinfo = UTC) -> Drawing:
    """Choose the form for a panel; what its type calls for but the data lacks becomes a table or a note."""
    form = _FORMS.get((panel.type or "").casefold())
    forms = [form, *_TABLES] if form else _TABLES
    drawn = (one(panel, data, zone) for one in forms)
    return next((drawing for drawing in drawn if drawing is not None), _emptiness(data))


def _time_chart(panel: Panel, data: PanelData, _zone: tzinfo) -> Drawing | None:
    series = tuple(one for one in series_of(data.points or ()) if one.times)
    if not series:
        return None
    return TimeChart(
        series=series,
        unit=metric_label(panel).unit,
        bin_size=data.bin_size,
        start=int(data.start.timestamp()) if data.start else None,
        end=int(data.end.timestamp()) if data.end else None,
        stacked="stacked" in (panel.type or "").casefold(),
        suppressed=_suppressed(data.suppressions),
    )


def _bar_chart(panel: Panel, data: PanelData, _zone: tzinfo) -> Drawing | None:
    """Bars by the axis group, one series for each further group: its components, where it is stacked."""
    values = {groups: latest(members) for groups, members in by_groups(data.points or ()).items()}
    if not values or not any(values):
        return None
    categories = dict.fromkeys(groups[:1] for groups in values)
    parts = dict.fromkeys(groups[1:] for groups in values)
    return BarChart(
        categories=tuple(label_of(category) for category in categories),
        series=tuple(
            BarSeries(
                label_of(part, otherwise=panel.label), tuple(values.get(axis + part) for axis in categories)
            )
            for part in parts
        ),
        stacked="stacked" in (panel.type or "").casefold(),
        horizontal=bool(panel.horizontal),
        unit=metric_label(panel).unit,
    )


def _numbers(panel: Panel, data: PanelData, _zone: tzinfo) -> Drawing | None:
    numbers = []
    for card in data.cards or ():
        part = panel.part(card.card_id)
        label = metric_label(part or panel)
        name = card.name or (part.description if part else None) or label.name or card.card_id or ""
        numbers.append(Number(name, card.value, label.unit, card.previous, card.status))
    return Numbers(tuple(numbers)) if numbers else None


def _columns(panel: Panel, data: PanelData, _zone: tzinfo) -> Drawing | None:
    has_points = any(column.points for column in data.columns or ())
    return columns_table(panel, data.columns) if data.columns and has_points else None


def _alerts(_panel: Panel, data: PanelData, zone: tzinfo) -> Drawing | None:
    return alerts_table(data.alerts, zone, data.end) if data.alerts else None


def _agents(_panel: Panel, data: PanelData, _zone: tzinfo) -> Drawing | None:
    return agents_table(data.agents) if data.agents else None


def _tests(_panel: Panel, data: PanelData, _zone: tzinfo) -> Drawing | None:
    return tests_table(data.tests) if data.tests else None


def _rows(_panel: Panel, data: PanelData, _zone: tzinfo) -> Drawing | None:
    return rows_table(data.rows) if data.rows else None


def _points(panel: Panel, data: PanelData, _zone: tzinfo) -> Drawing | None:
    return points_table(panel, data.points) if data.points else None


def _counts(_panel: Panel, data: PanelData, _zone: tzinfo) -> Drawing | None:
    counts = counts_table(data)
    return counts if counts.rows else None


def _emptiness(data: PanelData) -> Note:
    statuses = [data.status, *(column.status for column in data.columns or ())]
    said = next(filter(None, statuses), None)
    if data.damage:
        return Note("This widget's data could not be read.")
    return Note(f"{said}." if said else "ThousandEyes sent no data for this widget.")


def _suppressed(windows: tuple[Suppression, ...]) -> tuple[tuple[int, int], ...]:
    """The spans in which alerts were suppressed; a window without a length suppresses nothing."""
    return tuple(
        (int(start.timestamp()), int(start.timestamp()) + window.duration)
        for window in windows
        for start in window.starts or ()
        if start and window.duration
    )


_Form: TypeAlias = Callable[[Panel, PanelData, tzinfo], Drawing | None]

_FORMS: dict[str, _Form] = {
    "time series: line": _time_chart,
    "time series: stacked area": _time_chart,
    "bar chart: grouped": _bar_chart,
    "bar chart: stacked": _bar_chart,
    "number": _numbers,
    "agent status": _agents,
    "alert list": _alerts,
    "test table": _tests,
    "list": _rows,
}

# What any data can be read as, whatever its type is called; the first that has something is taken.
_TABLES: tuple[_Form, ...] = (_columns, _numbers, _alerts, _agents, _tests, _rows, _points, _counts)
