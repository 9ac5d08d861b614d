"""Tables of a widget's data, which can show widgets of any type."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from te_tui.figures.bounds import Drawn, drawn_of
from te_tui.models.cells import Figure, Instant, Words
from te_tui.models.content import Column, Table
from te_tui.models.limits import LIMITS
from te_tui.sources.reading.fields import instant, text
from te_tui.sources.thousandeyes.body.panel import Measure, Metric, Panel
from te_tui.sources.thousandeyes.body.panel_data import Cell
from te_tui.sources.thousandeyes.body.panel_data import Column as DataColumn
from te_tui.sources.thousandeyes.body.points import Points
from te_tui.sources.thousandeyes.panels.lists import used_columns
from te_tui.sources.thousandeyes.panels.naming import humanise
from te_tui.sources.thousandeyes.panels.points import label_of, latest
from te_tui.sources.thousandeyes.panels.units import MetricLabel, describe_metric

_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})")
_FIGURE = re.compile(r"[+-]?\d+(\.\d+)?")
_LEAST_TEXT = 9
_LEAST_TIME = 12
_LEAST_LABEL = 10
_LEAST_FIGURE = 0  # figures are never cut
_LEAST_VALUE = 8


def metric_label(metric: Metric) -> MetricLabel:
    """Name, unit and aggregation of the metric that a panel, a column or a card shows."""
    measure = metric.measure or Measure()
    return describe_metric(metric.metric, measure.type, measure.percentile)


def points_table(panel: Panel, points: tuple[Points, ...]) -> Table:
    """A table of latest values: a pivot if all points have two groups, else a row for each combination."""
    unit = metric_label(panel).unit
    if all(len(one.groups) == 2 for one in points):
        return _pivot(points, unit)
    drawn: Drawn[Points, Column] = drawn_of(points, (), besides=2)
    points = tuple(drawn.rows)
    head = " · ".join(dict.fromkeys(humanise(g.property) for one in points for g in one.groups)) or "Series"
    rows = [(label_of(one.groups), Figure(latest(one), unit)) for one in points]
    columns = (Column(head, least=_LEAST_LABEL), Column("Value", "right", _LEAST_VALUE))
    return Table(columns, tuple(rows), more_rows=drawn.more_rows, decimals="column")


def _pivot(points: tuple[Points, ...], unit: str | None) -> Table:
    """A table with first groups as rows and second groups as columns; missing combinations are blank."""
    cells = {(one.groups[0], one.groups[1]): Figure(latest(one), unit) for one in points}
    lines = tuple(dict.fromkeys(line for line, _ in cells))
    drawn = drawn_of(lines, tuple(dict.fromkeys(column for _, column in cells)), besides=1)
    head = humanise(lines[0].property) if lines else ""
    rows = [(line.label, *(cells.get((line, column)) for column in drawn.columns)) for line in drawn.rows]
    heads = (Column(column.label, "right", _LEAST_VALUE) for column in drawn.columns)
    columns = (Column(head, least=_LEAST_LABEL), *heads)
    return Table(columns, tuple(rows), (), drawn.more_rows, drawn.more_columns, "table")


def columns_table(panel: Panel, columns: tuple[DataColumn, ...]) -> Table:
    """A Multi Metric Table: a row for each group, a column for each metric with its own unit."""
    heads, values = [], []
    parts = panel.parts()
    for column in columns[: LIMITS.columns]:
        part = parts.get(column.column_id)
        label = metric_label(part) if part else None
        name = " ".join(filter(None, (label.name, label.measure))) if label else ""
        heads.append(
            (name or column.column_id or "(unnamed)") + (f" ({column.status})" if column.status else "")
        )
        unit = label.unit if label else None
        values.append({points.groups: Figure(latest(points), unit) for points in column.points})
    lines = tuple(dict.fromkeys(groups for column_values in values for groups in column_values))
    drawn = drawn_of(lines, columns, besides=1)
    head = next((humanise(group.property) for groups in lines for group in groups), "")
    rows = tuple(
        (label_of(line), *(column_values.get(line) for column_values in values)) for line in drawn.rows
    )
    columns_of_values = (Column(name, "right", _LEAST_VALUE) for name in heads)
    heads_of_all = (Column(head, least=_LEAST_LABEL), *columns_of_values)
    return Table(heads_of_all, rows, (), drawn.more_rows, drawn.more_columns, "column")


def rows_table(rows: tuple[Mapping[str, Cell], ...], end: datetime | None) -> Table:
    """The rows of a List widget as a table, with a column for each key that any row has.

    Columns of times come right after the first column: behind a long text they would be out of sight. Times
    are shown with their year if that is not the year of `end`, when the widget's time span ends.
    """
    drawn = drawn_of(rows, tuple(dict.fromkeys(key for row in rows for key in row)))
    found = [_list_column(key, [text(row.get(key)) for row in drawn.rows], end) for key in drawn.columns]
    found[1:] = sorted(found[1:], key=lambda one: not any(isinstance(cell, Instant) for cell in one[1]))
    columns = tuple(column for column, _ in found)
    cells_of_rows = tuple(zip(*(cells for _, cells in found), strict=True))
    return used_columns(Table(columns, cells_of_rows, (), drawn.more_rows, drawn.more_columns))


def _list_column(
    title: str, texts: list[str | None], end: datetime | None
) -> tuple[Column, Sequence[Words | None]]:
    """A column of a List widget, and its cells: as times or as numbers if all its texts can be read so."""
    known = [told for told in texts if told]
    instants = [when for told in known if _INSTANT.fullmatch(told) and (when := instant(told)) is not None]
    if known and len(instants) == len(known):
        times = iter(instants)
        cells = [Instant(when, end or when) if told and (when := next(times)) else told for told in texts]
        return Column(title, least=_LEAST_TIME), cells
    if all(map(_FIGURE.fullmatch, known)):
        return Column(title, "right", _LEAST_FIGURE), texts
    return Column(title, least=_LEAST_TEXT, snug=True), texts
