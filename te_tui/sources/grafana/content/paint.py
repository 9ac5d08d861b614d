"""The colours of a panel's figures, which come from value mappings or from thresholds."""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING, Final

from te_tui.sources.grafana.content.series import finite_number
from te_tui.sources.grafana.fields.thresholds import thresholds_of
from te_tui.sources.grafana.fields.trouble import role_of
from te_tui.sources.grafana.values.json_values import at
from te_tui.sources.reading.fields import number

if TYPE_CHECKING:
    from te_tui.models.content import Paint
    from te_tui.sources.grafana.content.data import PanelData
    from te_tui.sources.grafana.fields.figures import Figure
    from te_tui.sources.grafana.frames import Field

_BY_THRESHOLDS: Final = (None, "thresholds")


class FigurePaint:
    """Finds out from a panel's colours whether each of its figures is good, a warning or bad."""

    def __init__(self, data: PanelData) -> None:
        self._data = data

    def role(self, figure: Figure) -> Paint:
        """Whether a figure is `good`, a `warning` or `bad`; empty if no colour says anything about it."""
        if figure.field is None or not self._is_painted:
            return ""
        color = figure.color or self._reached(figure.field, figure.value)
        return role_of(color)

    @cached_property
    def _is_painted(self) -> bool:
        panel = self._data.panel
        if panel.type == "singlestat":
            colored = (at(panel.sent, "colorValue"), at(panel.sent, "colorBackground"))
            return True in (*colored, at(panel.sent, "gauge", "show"))
        return panel.options.get("colorMode") != "none"

    @cached_property
    def _ends(self) -> tuple[float, float]:
        """The lowest and highest of the panel's numbers, which thresholds in percent take as 0 % and 100 %.

        A limit that is set for a field is used in their place.
        """
        fields = (field for frame in self._data.frames for field in frame.fields if field.type == "number")
        known = [
            told for field in fields for value in field.values if (told := finite_number(value)) is not None
        ]
        return min(known, default=0.0), max(known, default=0.0)

    def _reached(self, field: Field, value: float) -> str | None:
        if math.isnan(value) or at(field.config, "color", "mode") not in _BY_THRESHOLDS:
            return None
        thresholds = thresholds_of(field.config)
        if not thresholds.is_percentage:
            return thresholds.color(value)
        low, high = (number(field.config.get(name)) for name in ("min", "max"))
        return thresholds.color(
            value, self._ends[0] if low is None else low, self._ends[1] if high is None else high
        )
