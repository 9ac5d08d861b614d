"""Conversion of a widget's data to a drawing: the chart or list that its type calls for, else a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from typing import Final, TypeAlias

from te_tui.figures.bounds import drawn_bars
from te_tui.figures.ordering import limit_of, ordered
from te_tui.figures.statistics import mean_of, total_of
from te_tui.models.cells import Figure, More
from te_tui.models.clean import visible
from te_tui.models.content import (
    BarChart,
    BarSeries,
    Drawing,
    Headline,
    Note,
    Number,
    Numbers,
    Phrase,
    Stack,
    Table,
    TimeChart,
)
from te_tui.models.limits import LIMITS
from te_tui.models.panels import Kind
from te_tui.sources.reading.fields import text
from te_tui.sources.thousandeyes.body.panel import Panel
from te_tui.sources.thousandeyes.body.panel_data import PanelData, Suppression
from te_tui.sources.thousandeyes.body.points import PointGroup
from te_tui.sources.thousandeyes.panels.forms import boxes, color_grid, heat_map, pie, world
from te_tui.sources.thousandeyes.panels.lists import agent_status, alert_list, tests_table
from te_tui.sources.thousandeyes.panels.points import label_of, latest, series_of
from te_tui.sources.thousandeyes.panels.submetrics import by_group
from te_tui.sources.thousandeyes.panels.tables import columns_table, metric_label, points_table, rows_table


def content_of(panel: Panel, data: PanelData) -> Drawing:
    """Describe a widget's data as the drawing that its type calls for, else as tables, or a note if empty.

    The API's status text is added below the drawing, except below charts (api.md, section 5).
    """
    form = _FORMS.get(panel.kind) if panel.kind else None
    marks, more = (data, ()) if form in _COUNTING else _drawn_marks(data)
    drawing = form(panel, marks) if form else None
    if drawing is None:
        drawing, more = _tables(panel, data), ()
    if drawing is None:
        return _emptiness(data)
    # A time chart stays one, because people explore it.
    if isinstance(drawing, TimeChart | BarChart):
        return drawing
    notes = [Note(("…", left_out)) for left_out in more]
    notes += [Note(f"{data.status}.")] if data.status else []
    return Stack((drawing, *notes)) if notes else drawing


def _drawn_marks(data: PanelData) -> tuple[PanelData, tuple[More, ...]]:
    """Cut series and cards down to as many as can be drawn; also return how many are left out."""
    points, cards = data.points or (), data.cards or ()
    counts = (("series", len(points) - LIMITS.marks), ("card", len(cards) - LIMITS.marks))
    more = tuple(More(count, name) for name, count in counts if count > 0)
    if not more:
        return data, ()
    kept_points = data.points and points[: LIMITS.marks]
    return replace(data, points=kept_points, cards=data.cards and cards[: LIMITS.marks]), more


def _tables(panel: Panel, data: PanelData) -> Drawing | None:
    """All the data as tables under headings; a single table has no heading. None without data."""
    tables = [(name, table) for name, form in _TABLES if (table := form(panel, data)) is not None]
    if len(tables) < 2:
        return next((table for _, table in tables), None)
    parts = [(Headline((Phrase(name, "title"),)), table) for name, table in tables]
    return Stack(tuple(part for pair in parts for part in pair))


def _areas(panel: Panel, data: PanelData) -> Drawing | None:
    """The values over time in one chart, or in a chart for each agent (or other group) that has parts.

    Parts are those of a split metric, such as DNS and connect. None if there is nothing to draw over time.
    """
    groups = by_group(panel, data.points or ())
    charts = [
        (group, chart)
        for group, components in islice(groups.items(), LIMITS.columns)
        if (chart := _time_chart(panel, replace(data, points=components))) is not None
    ]
    if len(charts) < 2:
        return _time_chart(panel, data)
    parts: list[Drawing] = []
    for group, chart in charts:
        parts += (Headline((Phrase(label_of(group), "title"),)), chart)
    if (more := len(groups) - LIMITS.columns) > 0:
        parts.append(Note(("…", More(more, "chart"))))
    return Stack(tuple(parts))


def _time_chart(panel: Panel, data: PanelData) -> TimeChart | None:
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


def _bar_chart(panel: Panel, data: PanelData) -> Drawing | None:
    """A bar chart of points that belong to groups; None if no point does.

    A point's first group is its category. Its other groups together are its series.
    """
    values = {points.groups: latest(points) for points in data.points or ()}
    if not values or not any(values):
        return None
    heights: dict[tuple[PointGroup, ...], list[float | None]] = {}
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


def _numbers(panel: Panel, data: PanelData) -> Drawing | None:
    numbers = []
    parts = panel.parts()
    for card in data.cards or ():
        part = parts.get(card.card_id)
        label = metric_label(part or panel)
        name = visible(card.name) or (part.description if part else None) or label.name or card.card_id or ""
        numbers.append(Number(name, card.value, label.unit, card.previous, card.status))
    return Numbers(tuple(numbers)) if numbers else None


def _columns(panel: Panel, data: PanelData) -> Drawing | None:
    has_points = any(column.points for column in data.columns or ())
    return columns_table(panel, data.columns) if data.columns and has_points else None


def _alerts(_panel: Panel, data: PanelData) -> Drawing | None:
    return alert_list(data)


def _agents(_panel: Panel, data: PanelData) -> Drawing | None:
    return agent_status(data)


def _tests(_panel: Panel, data: PanelData) -> Drawing | None:
    return _unless_blank(tests_table(data.tests or ()))


def _rows(_panel: Panel, data: PanelData) -> Drawing | None:
    """A List widget: its rows as a table, below the counts in its legend; None if it has neither."""
    table = _unless_blank(rows_table(data.rows or (), data.end))
    legend = data.legend or ()
    phrases = tuple(Phrase((text(count) or Figure(None), kind)) for kind, count in legend[: LIMITS.columns])
    if len(legend) > LIMITS.columns:
        phrases += (Phrase(More(len(legend) - LIMITS.columns, "kind"), "muted"),)
    if not phrases:
        return table
    return Stack((Headline(phrases), table)) if table else Headline(phrases)


def _unless_blank(table: Table) -> Table | None:
    """The table if at least one of its rows has a value, else None."""
    return table if table.columns else None


def _points(panel: Panel, data: PanelData) -> Drawing | None:
    return points_table(panel, data.points) if data.points else None


def _emptiness(data: PanelData) -> Note:
    statuses = [data.status, *(column.status for column in data.columns or ())]
    said = next(filter(None, statuses), None)
    if data.damage:
        return Note("This widget's data could not be read.")
    return Note(f"{said}." if said else "ThousandEyes sent no data for this widget.")


def _suppressed(windows: tuple[Suppression, ...]) -> tuple[tuple[int, int], ...]:
    """The times at which alerts were suppressed, as pairs of start and end in epoch seconds."""
    spans = (
        (int(start.timestamp()), int(start.timestamp()) + window.duration)
        for window in windows
        for start in window.starts or ()
        if start and window.duration
    )
    return tuple(islice(spans, LIMITS.marks))


_Form: TypeAlias = Callable[[Panel, PanelData], Drawing | None]

# The form of each shape; a table is what everything else falls back to.
_FORMS: Final[dict[Kind, _Form]] = {
    "lines": _time_chart,
    "areas": _areas,
    "bars": _bar_chart,
    "pie": pie,
    "numbers": _numbers,
    "agents": _agents,
    "tiles": color_grid,
    "alerts": _alerts,
    "list": _rows,
    "tests": _tests,
    "map": world,
    "boxes": boxes,
    "heat map": heat_map,
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
