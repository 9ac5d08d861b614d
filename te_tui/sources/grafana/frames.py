"""Frames: tables of columns (fields), to which all data of a panel is converted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from te_tui.sources.grafana.values.decimals import MOST as MOST_DECIMALS
from te_tui.sources.grafana.values.json_values import at, dictionary
from te_tui.sources.grafana.values.units import is_date
from te_tui.sources.reading.fields import text, whole

TIME_NAME: Final = "Time"
VALUE_NAME: Final = "Value"
"""Names that fields of old series get, and that legends leave out."""


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """One column of a frame.

    Attributes:
        name: The field's name as sent; legends show `label`.
        type: One of Grafana's field types, such as `number`, or any other text that was sent.
        values: The values as parsed; None means no value, and so do values missing at the end.
        config: The field's own settings; after `FieldConfig.configured`, the panel's settings, too.
        label: The name in legends and column heads; empty before `FieldConfig.configured`.
        labels: The labels of the series, such as `host`; None if there are none.
        nanos: Nanoseconds to add to each value of a time field.
    """

    name: str
    type: str
    values: Sequence[Any]
    config: Mapping[str, Any] = field(default_factory=dict)
    labels: Mapping[str, str] | None = None
    nanos: Sequence[Any] | None = None
    label: str = ""

    @property
    def unit(self) -> str | None:
        """The id of the field's unit; None without one.

        For a time field, the unit counts only if it is a date or time format.
        """
        unit = text(self.config.get("unit")) or None
        return unit if self.type != "time" or is_date(unit) else None

    @property
    def decimals(self) -> int | None:
        """The number of decimals with which numbers are shown; None: as many as each needs."""
        read = whole(self.config.get("decimals"))
        return None if read is None else min(max(read, 0), MOST_DECIMALS)

    @property
    def is_hidden(self) -> bool:
        """Whether the panel's drawing leaves out this field."""
        custom = dictionary(self.config.get("custom"))
        return custom.get("hidden") is True or at(custom, "hideFrom", "viz") is True


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A table of columns; `rows` is the length of the longest column."""

    name: str | None
    ref_id: str | None
    fields: tuple[Field, ...]
    rows: int
    meta: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_annotation(self) -> bool:
        """Whether the frame holds annotations of the panel instead of data."""
        return self.meta.get("dataTopic") == "annotations"

    def first(self, kind: str) -> Field | None:
        """The first field of the type `kind`; None if there is none."""
        return next((one for one in self.fields if one.type == kind), None)
