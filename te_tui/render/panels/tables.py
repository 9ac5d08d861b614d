"""Grids of the parts of a widget's data: what any type can always be read as."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo

from te_tui.models.content import Column, Grid
from te_tui.models.fields import instant, text
from te_tui.models.limits import LIMITS
from te_tui.models.panel import Measure, Metric, Panel
from te_tui.models.panel_data import Cell
from te_tui.models.panel_data import Column as DataColumn
from te_tui.models.points import Points
from te_tui.render.panels.bounds import Drawn, drawn_of
from te_tui.render.panels.lists import used_columns
from te_tui.render.series.points import label_of, latest
from te_tui.render.text.numbers import format_column
from te_tui.render.text.times import format_time, zone_name
from te_tui.render.text.units import MetricLabel, describe_metric, humanise
from te_tui.render.text.width import cell_width

_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})")
_FIGURE = re.compile(r"[+-]?\d+(\.\d+)?")
_LEAST_TEXT = 10
_LEAST_TIME = 12
_LEAST_LABEL = 10
_LEAST_VALUE = 8


def metric_label(metric: Metric) -> MetricLabel:
    """Name, unit and measure of what a panel, a column or a card shows."""
    measure = metric.measure or Measure()
    return describe_metric(metric.metric, measure.type, measure.percentile)


def points_table(panel: Panel, points: tuple[Points, ...]) -> Grid:
    """Points as a table: over two groups a pivot, else a line for each group; the latest value each."""
    unit = metric_label(panel).unit
    if all(len(one.groups) == 2 for one in points):
        return _pivot(points, unit)
    drawn: Drawn[Points, Column] = drawn_of(points, (), besides=2)
    points = tuple(drawn.rows)
    head = " · ".join(dict.fromkeys(humanise(g.property) for one in points for g in one.groups)) or "Series"
    rows = list(zip((label_of(one.groups) for one in points), _told(points, unit), strict=True))
    columns = (Column(head, least=_LEAST_LABEL), Column("Value", "right", _LEAST_VALUE))
    return Grid(columns, tuple(rows), more_rows=drawn.more_rows)


def _pivot(points: tuple[Points, ...], unit: str | None) -> Grid:
    """A missing combination stays blank: it is not zero, and not a value that the API said to be null."""
    told = _told(points, unit)
    cells = {(one.groups[0], one.groups[1]): text for one, text in zip(points, told, strict=True)}
    lines = tuple(dict.fromkeys(line for line, _ in cells))
    drawn = drawn_of(lines, tuple(dict.fromkeys(column for _, column in cells)), besides=1)
    head = humanise(lines[0].property) if lines else ""
    rows = [(line.label, *(cells.get((line, column)) for column in drawn.columns)) for line in drawn.rows]
    heads = (Column(column.label, "right", _LEAST_VALUE) for column in drawn.columns)
    columns = (Column(head, least=_LEAST_LABEL), *heads)
    return Grid(columns, tuple(rows), (), drawn.more_rows, drawn.more_columns)


def _told(points: Sequence[Points], unit: str | None) -> tuple[str, ...]:
    """The latest value of each combination of groups, with one number of decimals; `–` where it is null."""
    return format_column([latest(one) for one in points], unit)


def columns_table(panel: Panel, columns: tuple[DataColumn, ...]) -> Grid:
    """A Multi Metric Table: a line for each group, a column for each metric with its own unit."""
    heads, values = [], []
    parts = panel.parts()
    for column in columns[: LIMITS.columns]:
        part = parts.get(column.column_id)
        label = metric_label(part) if part else None
        name = " ".join(filter(None, (label.name, label.measure))) if label else ""
        heads.append(
            (name or column.column_id or "(unnamed)") + (f" ({column.status})" if column.status else "")
        )
        told = _told(column.points, label.unit if label else None)
        values.append({points.groups: text for points, text in zip(column.points, told, strict=True)})
    lines = tuple(dict.fromkeys(groups for column_values in values for groups in column_values))
    drawn = drawn_of(lines, columns, besides=1)
    head = next((humanise(group.property) for groups in lines for group in groups), "")
    rows = tuple(
        (label_of(line), *(column_values.get(line) for column_values in values)) for line in drawn.rows
    )
    columns_of_values = (Column(name, "right", _LEAST_VALUE) for name in heads)
    return Grid(
        (Column(head, least=_LEAST_LABEL), *columns_of_values), rows, (), drawn.more_rows, drawn.more_columns
    )


def rows_table(rows: tuple[Mapping[str, Cell], ...], zone: tzinfo, end: datetime | None) -> Grid:
    """Rows of a List: the columns are all keys that any row has; instants are told as times of `zone`."""
    drawn = drawn_of(rows, tuple(dict.fromkeys(key for row in rows for key in row)))
    columns, texts = [], []
    for key in drawn.columns:
        column, cells = _list_column(key, [text(row.get(key)) for row in drawn.rows], zone, end)
        columns.append(column)
        texts.append(cells)
    cells_of_rows = tuple(zip(*texts, strict=True))
    return used_columns(Grid(tuple(columns), cells_of_rows, (), drawn.more_rows, drawn.more_columns))


def _list_column(
    title: str, texts: list[str | None], zone: tzinfo, end: datetime | None
) -> tuple[Column, list[str | None]]:
    """A column as it reads best: instants as times, figures on the right and whole, text as it is."""
    known = [told for told in texts if told]
    instants = [when for told in known if _INSTANT.fullmatch(told) and (when := instant(told)) is not None]
    zones = {zone_name(when, zone) for when in instants}
    if known and len(instants) == len(known):
        one = len(zones) == 1
        times = iter(instants)
        cells = [
            format_time(when, zone=zone, now=end or when, labelled=not one)
            if told and (when := next(times))
            else told
            for told in texts
        ]
        return Column(f"{title} ({zones.pop()})" if one else title, least=_LEAST_TIME), cells
    widest = max(map(cell_width, known), default=0)
    if all(map(_FIGURE.fullmatch, known)):
        return Column(title, "right", widest), texts
    return Column(title, least=min(widest, _LEAST_TEXT)), texts
