"""The unrounded values of panels as JSON for other programs, one object per panel, decoded as Grafana does.

Times are seconds since 1970 with up to three decimals; NaN and infinities are texts, as JSON has none.
Transformations are not applied, because the values would then differ from the captured values.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any, Final

from te_tui.models.clean import clean
from te_tui.sources.grafana.body.panels import Panel
from te_tui.sources.grafana.fields.config import FieldConfig
from te_tui.sources.grafana.fields.display import Display
from te_tui.sources.grafana.fields.figures import figures
from te_tui.sources.grafana.frames import Field, Frame
from te_tui.sources.grafana.values.dates import read_instant
from te_tui.sources.grafana.values.json_values import cleaned
from te_tui.sources.grafana.values.numbers import as_float, is_number
from te_tui.sources.grafana.values.patterns import Effort

TABLES: Final = frozenset({"table", "table-old", "datagrid", "logs"})
"""Types of panels that show any data as a table."""
STATES: Final = frozenset({"state-timeline", "status-history"})
"""Types of panels that show texts over time."""
FIGURES: Final = frozenset({"stat", "singlestat", "gauge", "bargauge", "piechart"})
"""Types of panels that show few numbers."""

_STATE_TYPES: Final = frozenset({"string", "boolean", "enum"})


def exact_panel(panel: Panel, snapshot_id: str | None = None, now: float = math.nan) -> dict[str, Any]:
    """The unrounded values of a panel as one JSON object; parts that the panel lacks are empty lists or null.

    `now` is when the snapshot was made, in milliseconds since 1970.
    """
    config = FieldConfig(panel.field_config, panel.variables.expand, Effort())
    frames = config.configured(panel.frames or ())
    indexed = list(enumerate(frames))
    is_table = panel.type in TABLES
    found = panel.type in FIGURES and frames
    return {
        "snapshotId": snapshot_id,
        "widgetId": panel.widget_id,
        "title": panel.title,
        "type": panel.type,
        "row": panel.row,
        "series": [] if is_table else [one for index, frame in indexed for one in _series(index, frame)],
        "states": [one for index, frame in indexed for one in _states(index, frame)]
        if panel.type in STATES
        else [],
        "tables": [
            _table(index, frame, config, now) for index, frame in indexed if is_table or not is_series(frame)
        ],
        "figures": [
            {
                "label": figure.label,
                "calc": figure.calculation,
                "value": plain(figure.value),
                "text": figure.text,
            }
            for figure in figures(frames, panel.reduce_options, config, now=now)
        ]
        if found
        else [],
        "content": plain(content_text(panel)),
    }


def is_series(frame: Frame) -> bool:
    """Whether a frame has a time column and a number column."""
    return frame.first("time") is not None and frame.first("number") is not None


def content_text(panel: Panel) -> str | None:
    """The text of a text panel, its variables replaced, its line breaks kept; None for any other panel."""
    return panel.variables.expand(panel.content or "", "html") if panel.type == "text" else None


def number_fields(frame: Frame) -> Iterator[tuple[Field, Field]]:
    """The number fields of a frame, each after the frame's time field; none if it has no time field."""
    time = frame.first("time")
    return ((time, field) for field in frame.fields if time is not None and field.type == "number")


def _series(index: int, frame: Frame) -> Iterator[dict[str, Any]]:
    for time, field in number_fields(frame):
        yield {"frame": index, "label": field.label, "unit": field.unit, "points": points_of(time, field)}


def _states(index: int, frame: Frame) -> Iterator[dict[str, Any]]:
    time = frame.first("time")
    for field in frame.fields:
        if time is not None and field.type in _STATE_TYPES:
            yield {"frame": index, "label": field.label, "points": points_of(time, field)}


def points_of(time: Field, field: Field) -> list[list[Any]]:
    """The points of a series as JSON has them: [epoch seconds, value]."""
    return [[seconds(when), plain(value)] for when, value in zip(time.values, field.values, strict=False)]


def _table(index: int, frame: Frame, config: FieldConfig, now: float) -> dict[str, Any]:
    displays = [Display(field, config.effort, now=now) for field in frame.fields]
    columns: Sequence[Sequence[Any]] = [field.values for field in frame.fields]
    return {
        "frame": index,
        "columns": [{"label": field.label, "type": field.type, "unit": field.unit} for field in frame.fields],
        "rows": [[plain(value) for value in row] for row in zip(*columns, strict=True)],
        "formatted": [
            [display(value).text for display, value in zip(displays, row, strict=True)]
            for row in zip(*columns, strict=True)
        ],
    }


def seconds(value: Any) -> Any:
    """Convert milliseconds since 1970, or a date, to seconds since 1970; convert other values by `plain`."""
    number = read_instant(value) if isinstance(value, str) else value
    if not is_number(number) or not math.isfinite(as_float(number)):
        return plain(value)
    whole, rest = divmod(number, 1000)
    return int(whole) if not rest else round(number / 1000, 3)


def plain(value: Any) -> Any:
    """Convert a value to one that JSON can hold (NaN to "NaN"), and remove control characters from texts."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return cleaned(value) if isinstance(value, dict | list) else value
