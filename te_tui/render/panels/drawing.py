"""From a panel and its data to what is drawn: the form that suits the type, or a readable table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, tzinfo
from itertools import islice
from typing import TypeAlias

from te_tui.models.clean import visible
from te_tui.models.content import (
    BarChart,
    BarSeries,
    Drawing,
    Grid,
    Headline,
    Note,
    Number,
    Numbers,
    Phrase,
    Stack,
    TimeChart,
)
from te_tui.models.limits import LIMITS
from te_tui.models.panel import Panel
from te_tui.models.panel_data import PanelData, Suppression
from te_tui.models.points import Group
from te_tui.render.panels.bounds import drawn_bars, drawn_marks
from te_tui.render.panels.forms import boxes, color_grid, heat_map, pie, world
from te_tui.render.panels.lists import agent_status, alert_list, tests_table
from te_tui.render.panels.tables import columns_table, metric_label, points_table, rows_table
from te_tui.render.series.ordering import limit_of, ordered
from te_tui.render.series.points import label_of, latest, series_of
from te_tui.render.series.statistics import mean_of, total_of
from te_tui.render.series.submetrics import by_group
from te_tui.render.text.numbers import ABSENT, and_more


def drawing_of(panel: Panel, data: PanelData, zone: tzinfo = UTC) -> Drawing:
    """Choose the form for a panel; what its type calls for but the data lacks becomes tables or a note.

    A status that comes with data is told below them (api.md, section 5).
    """
    form = _FORMS.get((panel.type or "").casefold())
    marks, more = (data, ()) if form in _COUNTING else drawn_marks(data)
    drawing = form(panel, marks, zone) if form else None
    if drawing is None:
        drawing, more = _tables(panel, data, zone), ()
    if drawing is None:
        return _emptiness(data)
    # A time chart stays one, because people explore it.
    if isinstance(drawing, TimeChart | BarChart):
        return drawing
    notes = [f"… {words}" for words in more] + ([f"{data.status}."] if data.status else [])
    return Stack((drawing, *map(Note, notes))) if notes else drawing


def is_known(panel_type: str) -> bool:
    """Whether a type has a form of its own; a Table's is the table that everything else falls back to."""
    return panel_type.casefold() in {"table", *_FORMS}


def _tables(panel: Panel, data: PanelData, zone: tzinfo) -> Drawing | None:
    """Everything that is there, as tables under headings; a single one needs no heading."""
    tables = [(name, table) for name, form in _TABLES if (table := form(panel, data, zone)) is not None]
    if len(tables) < 2:
        return next((table for _, table in tables), None)
    parts = [(Headline((Phrase(name, "title"),)), table) for name, table in tables]
    return Stack(tuple(part for pair in parts for part in pair))


def _areas(panel: Panel, data: PanelData, zone: tzinfo) -> Drawing | None:
    """One chart, or one for each group where the metric has components."""
    groups = by_group(panel, data.points or ())
    charts = [
        (group, chart)
        for group, components in islice(groups.items(), LIMITS.columns)
        if (chart := _time_chart(panel, replace(data, points=components), zone)) is not None
    ]
    if len(charts) < 2:
        return _time_chart(panel, data, zone)
    parts: list[Drawing] = []
    for group, chart in charts:
        parts += (Headline((Phrase(group.label, "title"),)), chart)
    if (more := len(groups) - LIMITS.columns) > 0:
        parts.append(Note(f"… {and_more(more, 'chart')}"))
    return Stack(tuple(parts))


def _time_chart(panel: Panel, data: PanelData, _zone: tzinfo) -> TimeChart | None:
    known = [one for one in data.points or () if any(time is not None for time in one.times)]
    series = tuple(map(series_of, known[: LIMITS.series]))
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
        one_each=bool(panel.one_chart_each),
        # What ThousandEyes calls the overall baseline is unspecified; the mean of all values suits the name.
        baseline=mean_of(value for line in series for value in line.values) if panel.baseline else None,
        more=len(known) - len(series),
    )


def _bar_chart(panel: Panel, data: PanelData, _zone: tzinfo) -> Drawing | None:
    """Bars by the axis group, one series for each further group: its components, where it is stacked."""
    values = {points.groups: latest(points) for points in data.points or ()}
    if not values or not any(values):
        return None
    heights: dict[tuple[Group, ...], list[float | None]] = {}
    for groups, value in values.items():
        heights.setdefault(groups[:1], []).append(value)
    found = ordered(
        heights,
        panel.sort_by,
        panel.sort_direction,
        label=label_of,
        value=lambda category: total_of(heights[category]),
    )
    categories = found[: limit_of(panel.limit, len(found))]
    left_out = len(found) - len(categories)
    parts = list(dict.fromkeys(groups[1:] for groups in values))
    drawn = drawn_bars(categories, parts)
    categories, parts = list(drawn.rows), list(drawn.columns)
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
        left_out=left_out,
        more=drawn.more_rows * (len(parts) + drawn.more_columns) + drawn.more_columns * len(categories),
    )


def _numbers(panel: Panel, data: PanelData, _zone: tzinfo) -> Drawing | None:
    numbers = []
    parts = panel.parts()
    for card in data.cards or ():
        part = parts.get(card.card_id)
        label = metric_label(part or panel)
        name = visible(card.name) or (part.description if part else None) or label.name or card.card_id or ""
        numbers.append(Number(name, card.value, label.unit, card.previous, card.status))
    return Numbers(tuple(numbers)) if numbers else None


def _columns(panel: Panel, data: PanelData, _zone: tzinfo) -> Drawing | None:
    has_points = any(column.points for column in data.columns or ())
    return columns_table(panel, data.columns) if data.columns and has_points else None


def _alerts(_panel: Panel, data: PanelData, zone: tzinfo) -> Drawing | None:
    return alert_list(data, zone)


def _agents(_panel: Panel, data: PanelData, _zone: tzinfo) -> Drawing | None:
    return agent_status(data)


def _tests(_panel: Panel, data: PanelData, _zone: tzinfo) -> Drawing | None:
    return _unless_blank(tests_table(data.tests or ()))


def _rows(_panel: Panel, data: PanelData, zone: tzinfo) -> Drawing | None:
    """Rows below how many there are of each kind; a legend alone says that much, too."""
    table = _unless_blank(rows_table(data.rows or (), zone, data.end))
    legend = data.legend or ()
    phrases = tuple(Phrase(f"{count or ABSENT} {kind}") for kind, count in legend[: LIMITS.columns])
    if len(legend) > LIMITS.columns:
        phrases += (Phrase(and_more(len(legend) - LIMITS.columns, "kind"), "muted"),)
    if not phrases:
        return table
    return Stack((Headline(phrases), table)) if table else Headline(phrases)


def _unless_blank(grid: Grid) -> Grid | None:
    """A table in which some row has something."""
    return grid if grid.columns else None


def _points(panel: Panel, data: PanelData, _zone: tzinfo) -> Drawing | None:
    return points_table(panel, data.points) if data.points else None


def _emptiness(data: PanelData) -> Note:
    statuses = [data.status, *(column.status for column in data.columns or ())]
    said = next(filter(None, statuses), None)
    if data.damage:
        return Note("This widget's data could not be read.")
    return Note(f"{said}." if said else "ThousandEyes sent no data for this widget.")


def _suppressed(windows: tuple[Suppression, ...]) -> tuple[tuple[int, int], ...]:
    """The spans in which alerts were suppressed; a window without a length suppresses nothing."""
    spans = (
        (int(start.timestamp()), int(start.timestamp()) + window.duration)
        for window in windows
        for start in window.starts or ()
        if start and window.duration
    )
    return tuple(islice(spans, LIMITS.marks))


_Form: TypeAlias = Callable[[Panel, PanelData, tzinfo], Drawing | None]

_FORMS: dict[str, _Form] = {
    "time series: line": _time_chart,
    "time series: stacked area": _areas,
    "bar chart: grouped": _bar_chart,
    "bar chart: stacked": _bar_chart,
    "pie chart": pie,
    "multi metric table": _columns,
    "number": _numbers,
    "agent status": _agents,
    "color grid": color_grid,
    "alert list": _alerts,
    "list": _rows,
    "test table": _tests,
    "map": world,
    "box and whiskers": boxes,
    "heatmap": heat_map,
}

_COUNTING: frozenset[_Form | None] = frozenset({_areas, _time_chart, _bar_chart})
"""Forms whose drawing says by itself how much it leaves out."""

# What any data can be read as, whatever its type is called, and the headings of those tables.
_TABLES: tuple[tuple[str, _Form], ...] = (
    ("Columns", _columns),
    ("Cards", _numbers),
    ("Alerts", _alerts),
    ("Agents", _agents),
    ("Tests", _tests),
    ("Rows", _rows),
    ("Points", _points),
)
