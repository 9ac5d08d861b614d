"""Display of values: mappings, unit and decimals decide on the text that a panel shows."""

from __future__ import annotations

import math
from datetime import UTC, tzinfo
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from te_tui.models.clean import clean
from te_tui.sources.grafana.fields.mappings import mapped, mappings_of
from te_tui.sources.grafana.values.dates import read_instant
from te_tui.sources.grafana.values.json_values import at, items
from te_tui.sources.grafana.values.numbers import is_number, to_number, value_text
from te_tui.sources.grafana.values.units import (
    Setting,
    format_of,
    is_boolean,
    is_date,
    system_date,
)
from te_tui.sources.reading.fields import text

if TYPE_CHECKING:
    from te_tui.sources.grafana.frames import Field
    from te_tui.sources.grafana.values.patterns import Effort

_MOST_KEPT: Final = 2_500
"""Texts that are kept, because values repeat."""
_SHOWS_MILLISECONDS: Final = 60
"""A time column that spans fewer seconds."""


class Shown(NamedTuple):
    """A value as a panel shows it.

    Attributes:
        text: The formatted value, with its unit.
        number: The value as a number; NaN if it is no number.
        color: The colour that a value mapping gives it, such as `dark-red`; None if none does.
    """

    text: str
    number: float
    color: str | None = None


class Display:
    """Formats the values of one field as its panel shows them.

    Times are written in `zone`; `now`, in milliseconds since 1970, is for texts such as "2 hours ago".
    """

    def __init__(self, field: Field, effort: Effort, zone: tzinfo = UTC, now: float = math.nan) -> None:
        self._effort = effort
        self._type = field.type
        self._decimals = field.decimals
        self._mappings = mappings_of(field.config)
        self._states = [text(one) for one in items(at(field.config, "type", "enum", "text"))]
        self._no_value = text(field.config.get("noValue")) or ""
        unit = _unit_of(field)
        self._is_date = is_date(unit) or field.type == "time"
        self._is_text = unit == "string"
        self._format = system_date() if field.type == "time" and unit is None else format_of(unit)
        self._setting = Setting(zone, now, _spans_little(field))
        self._kept: dict[tuple[Any, ...], Shown] = {}

    def __call__(self, value: Any) -> Shown:
        """Format one value of any type."""
        if isinstance(value, dict | list):
            return self._shown(value)
        key = (value, isinstance(value, bool))
        shown = self._kept.get(key)
        if shown is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            shown = self._kept[key] = self._shown(value)
        return shown

    def _shown(self, value: Any) -> Shown:
        if isinstance(value, str):
            value = clean(value)
            if self._is_date:
                value = read_instant(value)
        number = math.nan if self._is_text else to_number(value)
        color = told = None
        if self._mappings:
            found = mapped(self._mappings, value, self._effort)
            told, color = found or (None, None)
        elif self._type == "enum":
            if value is None:
                return Shown("", math.nan)
            told = self._state(number)
        return Shown(self._text(value, number) if told is None else told, number, color)

    def _state(self, number: float) -> str | None:
        is_index = number.is_integer() and 0 <= number < len(self._states)
        return self._states[int(number)] if is_index else None

    def _text(self, value: Any, number: float) -> str:
        if not math.isnan(number) and not isinstance(value, bool):
            return str(self._format(number, self._decimals, self._setting))
        if isinstance(value, list):
            return clean(", ".join(map(value_text, value)))
        return clean(value_text(value)) or self._no_value


def no_data_text(defaults: dict[str, Any]) -> str:
    """The text that a panel shows if it has no data; "No data" unless its field defaults set another one."""
    return text(defaults.get("noValue")) or "No data"


def _unit_of(field: Field) -> str | None:
    unit = field.unit
    if field.type == "boolean":
        return unit if is_boolean(unit) else "bool"
    return "string" if not unit and field.type == "string" else unit


def _spans_little(field: Field) -> bool:
    """Whether a time field spans less than a minute from first to last value, so that milliseconds matter."""
    if field.type != "time" or len(field.values) < 2:
        return False
    first, last = field.values[0], field.values[-1]
    if isinstance(first, str):
        seconds = [read_instant(one) / 1000 if isinstance(one, str) else math.nan for one in (first, last)]
    else:
        seconds = [
            0.0 if one is None else to_number(one) / 1000 if is_number(one) else math.nan
            for one in (first, last)
        ]
    return abs(seconds[1] - seconds[0]) < _SHOWS_MILLISECONDS
