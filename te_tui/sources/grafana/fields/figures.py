"""Figures: the few numbers, such as a mean, that a panel such as a single stat calculates from its data."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, tzinfo
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from te_tui.models.limits import LIMITS
from te_tui.sources.grafana.fields.calculations import Column, calculated
from te_tui.sources.grafana.fields.display import Display, no_data_text
from te_tui.sources.grafana.fields.matchers import matcher_of, never
from te_tui.sources.grafana.fields.names import Names, expanded
from te_tui.sources.grafana.values.json_values import items
from te_tui.sources.reading.fields import text, whole

if TYPE_CHECKING:
    from te_tui.sources.grafana.fields.config import FieldConfig
    from te_tui.sources.grafana.frames import Field, Frame

_MOST_ROWS: Final = 25
"""Rows that give a figure each, where the panel does not say how many."""


class Figure(NamedTuple):
    """One figure that a panel shows.

    Attributes:
        label: The figure's name; None if the panel has no figure, and shows only a text such as "No data".
        calculation: The id of the calculation, such as `mean`; None if the figure is the value of one row.
        value: The number; NaN if there is none.
        text: The formatted value that the panel shows.
        field: The field from which the figure comes.
        frame: The frame of this field.
        color: The colour that a value mapping gives it, such as `dark-red`; None if none does.
    """

    label: str | None
    calculation: str | None
    value: float
    text: str
    field: Field | None = None
    frame: Frame | None = None
    color: str | None = None


def figures(
    frames: Sequence[Frame],
    options: Mapping[str, Any],
    config: FieldConfig,
    zone: tzinfo = UTC,
    now: float = math.nan,
) -> tuple[Figure, ...]:
    """The figures of a panel, calculated from configured frames as its `reduceOptions` say.

    Without any figure, the result is one `Figure` with the text that the panel is configured to show then
    (`noValue`). `now` is when the snapshot was made, in milliseconds since 1970.
    """
    fields = text(options.get("fields"))
    kind, wanted = ("byRegexp", fields) if fields else ("numeric", None)
    matches = matcher_of(kind, wanted, config.effort) or never
    chosen = [
        (field, frame)
        for frame in frames
        for field in frame.fields
        if matches(field, frame, lambda field=field: field.label)  # type: ignore[misc]
    ]
    found: list[Figure] = []
    most = whole(options.get("limit")) or _MOST_ROWS
    for field, frame in chosen[: LIMITS.marks]:
        display = Display(field, config.effort, zone, now)
        if options.get("values"):
            room = min(max(most - len(found), 0), LIMITS.marks)
            found += _rows(field, frame, display, config, room)
        else:
            found += _calculated(field, frame, display, config, options)
        if len(found) >= (most if options.get("values") else LIMITS.marks):
            break
    return tuple(found) or (Figure(None, "No data", 0.0, no_data_text(config.defaults)),)


def _calculated(
    field: Field, frame: Frame, display: Display, config: FieldConfig, options: Mapping[str, Any]
) -> Iterator[Figure]:
    names = [text(name) or "" for name in items(options.get("calcs"))[: LIMITS.columns]] or ["last"]
    nulls = text(field.config.get("nullValueMode")) or "connected"
    given = text(field.config.get("displayName"))
    label = config.expand(expanded(given, field, frame, lambda: given)) if given else field.label
    for name in names:
        shown = display(calculated(name, Column(field.values, field.type, nulls)))
        yield Figure(label, name, shown.number, shown.text, field, frame, shown.color)


def _rows(field: Field, frame: Frame, display: Display, config: FieldConfig, room: int) -> Iterator[Figure]:
    """Yield a figure for each of the first `room` rows; the row's texts, such as a host, are its name."""
    texts = [
        (one, Display(one, config.effort))
        for one in frame.fields
        if one is not field and one.type == "string"
    ]
    has_numbers = any(one is not field and one.type == "number" for one in frame.fields)
    own = Names((frame,)).name(field, frame, _index(field, frame), field.config)
    given = text(field.config.get("displayName"))
    for row, value in enumerate(field.values[:room]):
        shown = display(value)
        if given:
            label = config.expand(expanded(given, field, frame, lambda: given))
        else:
            parts = [told for one, say in texts if (told := say(_at(one, row)).text)]
            label = " ".join([*parts, own] if has_numbers or not parts else parts)
        yield Figure(label, None, shown.number, shown.text, field, frame, shown.color)


def _at(field: Field, row: int) -> Any:
    value = field.values[row] if row < len(field.values) else None
    return "" if value is None else value


def _index(field: Field, frame: Frame) -> int:
    return next(index for index, one in enumerate(frame.fields) if one is field)
