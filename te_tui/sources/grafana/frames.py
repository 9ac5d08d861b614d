"""Frames: tables of columns, which is what all data of a panel becomes."""

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
    """One column.

    Attributes:
        name: Its own name, which a legend seldom shows as it is.
        type: One of Grafana's types, or whatever was sent.
        values: As parsed; None is a gap, and so are rows beyond the end.
        config: Its own configuration; after `configured`, with what the panel adds.
        label: What legends and heads of columns call it; empty before `configured`.
        labels: The labels that set it apart; None where it has none.
        nanos: Nanoseconds to add to each value of a time.
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
        """The id of its unit; times have one only if it formats instants."""
        unit = text(self.config.get("unit")) or None
        return unit if self.type != "time" or is_date(unit) else None

    @property
    def decimals(self) -> int | None:
        """The number of decimals that its numbers are shown with; None: as many as they need."""
        read = whole(self.config.get("decimals"))
        return None if read is None else min(max(read, 0), MOST_DECIMALS)

    @property
    def is_hidden(self) -> bool:
        """Whether the panel's drawing leaves it out."""
        custom = dictionary(self.config.get("custom"))
        return custom.get("hidden") is True or at(custom, "hideFrom", "viz") is True


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """Columns that belong together; `rows` is the length of the longest one."""

    name: str | None
    ref_id: str | None
    fields: tuple[Field, ...]
    rows: int
    meta: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_annotation(self) -> bool:
        """Whether it holds annotations of the panel, and no data."""
        return self.meta.get("dataTopic") == "annotations"

    def first(self, kind: str) -> Field | None:
        """The first field of a type."""
        return next((one for one in self.fields if one.type == kind), None)
