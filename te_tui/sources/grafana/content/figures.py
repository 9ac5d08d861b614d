"""Drawings of panels that show a few calculated numbers (figures): single stats, pies, bars, histograms."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from te_tui.models.content import BarChart, BarSeries, Column, Drawing, Grid, Note, Number, Numbers, Stack
from te_tui.models.forms import Box, BoxPlot, Pie, Slice
from te_tui.models.limits import LIMITS
from te_tui.sources.grafana.content.old_panels import affixes, reduce_options
from te_tui.sources.grafana.content.paint import FigurePaint
from te_tui.sources.grafana.content.series import finite_number
from te_tui.sources.grafana.content.tables import column_texts
from te_tui.sources.grafana.fields.calculations import Column as Values
from te_tui.sources.grafana.fields.calculations import calculated, title_of
from te_tui.sources.grafana.fields.figures import Figure, figures
from te_tui.sources.grafana.values.units import axis_step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from te_tui.sources.grafana.content.data import PanelData
    from te_tui.sources.grafana.frames import Field

_MOST_NUMBERS: Final = 6
"""Figures of a bar gauge beyond which they become bars."""
_LOW_EDGES: Final = ("xmin", "bucketmin")
_HIGH_EDGES: Final = ("xmax", "bucketmax")
EDGES: Final = frozenset((*_LOW_EDGES, *_HIGH_EDGES))
"""Names of fields of a histogram that say where its buckets are, and not what is in them."""


def figures_of(data: PanelData) -> list[Figure]:
    """The numbers that a panel such as a single stat or a gauge shows; empty if it has none."""
    found = figures(data.frames, reduce_options(data.panel), data.config, data.zone, data.now)
    return [figure for figure in found if figure.label is not None]


def numbers(data: PanelData) -> Drawing | None:
    """Draw a panel's figures as large numbers; None if it has none.

    If the panel shows several calculations, such as mean and maximum, the labels name them.
    """
    found = figures_of(data)
    if not found:
        return None
    before, behind = affixes(data.panel)
    several = len({figure.calculation for figure in found}) > 1
    paint = FigurePaint(data)
    return Numbers(
        tuple(
            Number(
                _label(figure, several), _finite(figure), figure.field.unit if figure.field else None,
                text=f"{before}{figure.text}{behind}" or None, paint=paint.role(figure),
            )
            for figure in found[: LIMITS.marks]
        )
    )  # fmt: skip


def bar_gauge(data: PanelData) -> Drawing | None:
    """The drawing of a bar gauge: up to six figures as numbers, more as bars."""
    found = figures_of(data)
    if len(found) <= _MOST_NUMBERS:
        return numbers(data)
    several = len({figure.calculation for figure in found}) > 1
    kept = found[: LIMITS.marks]
    unit, size = _common_unit([figure.field for figure in kept], [_finite(figure) for figure in kept])
    values = tuple(None if (value := _finite(figure)) is None else value / size for figure in kept)
    labels = tuple(_label(figure, several) for figure in kept)
    bars = BarSeries(data.panel.label, values, tuple(map(FigurePaint(data).role, kept)))
    return BarChart(labels, (bars,), unit=unit, more=len(found) - len(kept))


def pie(data: PanelData) -> Drawing | None:
    """Draw a panel's figures as a pie; None if it has none.

    If they cannot be shares of a whole (one is negative, say), it is a table with the reason above.
    """
    found = figures_of(data)
    values = [_finite(figure) for figure in found]
    known = [value for value in values if value is not None]
    if not found:
        return None
    reason = _no_shares(known)
    if reason:
        rows = tuple((figure.label or "", figure.text or None) for figure in found[: LIMITS.marks])
        return Stack((Note(reason), Grid((Column("Name"), Column("Value", "right")), rows)))
    unit, size = _common_unit([figure.field for figure in found], values)
    slices = [
        Slice(figure.label or "", value / size)
        for figure, value in zip(found, values, strict=True)
        if value is not None
    ]
    return Pie(tuple(sorted(slices, key=lambda one: -one.value)[: LIMITS.marks]), unit)


def bars(data: PanelData) -> Drawing | None:
    """A bar chart: categories from the first text or time field, a series for each number field.

    None if the data has no such fields.
    """
    frame = next((one for one in data.frames if one.first("number")), None)
    category = None if frame is None else frame.first("string") or frame.first("time")
    if frame is None or category is None:
        return None
    fields = [one for one in frame.fields if one.type == "number" and not one.is_hidden]
    options = data.panel.options
    labels = [told or "" for told in column_texts(data, category, LIMITS.marks // max(len(fields), 1))]
    stacked = options.get("stacking") not in (None, "none", {"mode": "none"})
    horizontal = options.get("orientation") == "horizontal"
    return _bar_chart(labels, fields[: LIMITS.columns], frame.rows, stacked=stacked, horizontal=horizontal)


def histogram(data: PanelData) -> Drawing | None:
    """A histogram's buckets as bars, or a box plot if the data has no buckets; None without numbers.

    Grafana computes buckets only when it draws, so that a snapshot may have none.
    """
    frame = next((one for one in data.frames if one.first("number")), None)
    if frame is None:
        return None
    by_name = {field.name.lower(): field for field in frame.fields}
    low, high = (
        next((by_name[name] for name in names if name in by_name), None)
        for names in (_LOW_EDGES, _HIGH_EDGES)
    )
    if low is None or high is None:
        return spread(data)
    ends = (column_texts(data, field, LIMITS.marks) for field in (low, high))
    labels = [f"{start or ''} – {end or ''}" for start, end in zip(*ends, strict=False)]
    counts = [one for one in frame.fields if one.type == "number" and one not in (low, high)]
    # The panel's unit is that of the buckets' ends.
    counted = [replace(one, config={**one.config, "unit": None}) for one in counts[: LIMITS.columns]]
    return _bar_chart(labels, counted, frame.rows, stacked=False, horizontal=True)


def spread(data: PanelData) -> Drawing | None:
    """A box plot with minimum, quartiles and maximum of every number field; None without number fields."""
    boxes = []
    fields = [field for frame in data.frames for field in frame.fields if field.type == "number"]
    for field in fields[: LIMITS.columns]:
        known = [number for value in field.values if (number := finite_number(value)) is not None]
        column = Values(known)
        five = (
            tuple(float(calculated(name, column)) for name in ("min", "p25", "p50", "p75", "max"))
            if known
            else ()
        )
        boxes.append(
            Box(field.label, len(known), (five[0], five[1], five[2], five[3], five[4]) if five else None)
        )
    if not boxes:
        return None
    return Stack(
        (Note("Spread of the values; Grafana makes its buckets when it draws."), BoxPlot(tuple(boxes)))
    )


def _bar_chart(
    labels: Sequence[str], fields: Sequence[Field], rows: int, *, stacked: bool, horizontal: bool
) -> BarChart | None:
    if not fields or not labels:
        return None
    columns = [[finite_number(value) for value in field.values[: len(labels)]] for field in fields]
    unit, size = _common_unit(fields, [value for column in columns for value in column])
    series = tuple(
        BarSeries(field.label, tuple(None if value is None else value / size for value in column))
        for field, column in zip(fields, columns, strict=True)
    )
    more = (rows - len(labels)) * len(fields)
    return BarChart(tuple(labels), series, stacked, horizontal, unit, more=more)


def _common_unit(fields: Sequence[Field | None], values: Sequence[float | None]) -> tuple[str | None, float]:
    """A unit for all values, and the divisor to convert them to it; (None, 1.0) if their units differ."""
    units = {field.unit for field in fields if field is not None}
    if len(units) != 1:
        return None, 1.0
    largest = max((abs(value) for value in values if value is not None), default=0.0)
    step = axis_step(units.pop(), largest)
    return step.unit, step.size


def _label(figure: Figure, several: bool) -> str:
    words = [figure.label or ""]
    if several and figure.calculation:
        words.append(title_of(figure.calculation))
    return " · ".join(filter(None, words))


def _finite(figure: Figure) -> float | None:
    return figure.value if math.isfinite(figure.value) else None


def _no_shares(known: Sequence[float]) -> str:
    if any(value < 0 for value in known):
        return "No shares: a value is below zero."
    return "" if any(known) else "No shares: all values are zero or missing."
