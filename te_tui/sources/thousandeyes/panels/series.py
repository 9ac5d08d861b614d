"""Conversion of a widget and its data to the time series that are analysed."""

from __future__ import annotations

from collections.abc import Iterator

from te_tui.analysis.series import Quantity, Series
from te_tui.sources.thousandeyes.body.panel import Measure, Metric, Panel
from te_tui.sources.thousandeyes.body.panel_data import PanelData
from te_tui.sources.thousandeyes.body.points import Points
from te_tui.sources.thousandeyes.panels.naming import describe_measure, humanise
from te_tui.sources.thousandeyes.panels.points import series_of
from te_tui.sources.thousandeyes.panels.tables import metric_label
from te_tui.sources.thousandeyes.panels.units import counts_events, worst_end


def quantity_of(metric: Metric) -> Quantity:
    """What the values of a panel or of one of its columns measure: metric, unit, and aggregation."""
    measure = metric.measure or Measure()
    name = metric.metric or ""
    return Quantity(
        metric=metric.metric,
        unit=metric_label(metric).unit,
        measure=describe_measure(measure.type, measure.percentile),
        name=humanise(name) or None,
        direction=metric.direction,
        worst=worst_end(name, measure.type),
        counts=counts_events(name),
    )


def series_of_panel(panel: Panel, data: PanelData) -> Iterator[Series]:
    """All series of a widget, including those of a table's columns."""
    for points in data.points or ():
        yield _one(panel, points, quantity_of(panel), data.bin_size)
    parts = panel.parts()
    for column in data.columns or ():
        metric = parts.get(column.column_id) or Metric()
        for points in column.points:
            part = metric.metric or column.column_id
            quantity = quantity_of(metric)._replace(name=humanise(part or "") or None)
            yield _one(panel, points, quantity, column.bin_size)._replace(part=part)


def _one(panel: Panel, points: Points, quantity: Quantity, bin_size: int | None) -> Series:
    drawn = series_of(points)
    return Series(
        label=drawn.label,
        times=[int(time) for time in drawn.times],
        values=drawn.values,
        bin_size=bin_size,
        quantity=quantity,
        groups=drawn.groups,
        widget_id=panel.widget_id,
        title=panel.title,
    )
