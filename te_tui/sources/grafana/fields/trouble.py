"""The meaning of a panel's colours: how alarming a colour is, and whether high or low values are worse."""

from __future__ import annotations

import re
from colorsys import rgb_to_hsv
from typing import TYPE_CHECKING, Final

from te_tui.sources.grafana.fields.thresholds import thresholds_of
from te_tui.sources.grafana.values.json_values import dictionaries, items

if TYPE_CHECKING:
    from te_tui.analysis.series import WorstEnd
    from te_tui.models.content import Paint
    from te_tui.sources.grafana.body.panels import Panel
    from te_tui.sources.grafana.frames import Field

RED: Final = 3
"""The urgency of what is broken; orange and yellow are 2 and 1, all other colours 0."""
_NAMES: Final = {"red": RED, "orange": 2, "yellow": 1}
_HEX: Final = re.compile(r"#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})")
_RGB: Final = re.compile(r"rgba?\( *(\d{1,3}), *(\d{1,3}), *(\d{1,3})\b")
_GREYISH: Final = 0.3
"""Saturation below which a colour has no hue that means anything."""
_BLUE: Final = 240.0
_GREENS: Final = (80, 170)
_HUES: Final = ((18, RED), (40, 2), (70, 1), (335, 0), (360, RED))
"""Degrees up to which a colour has an urgency."""


def urgency_of(color: str | None) -> int:
    """How alarming a colour is: 0 for none or a harmless one, up to `RED` for red.

    Colours are written as `semi-dark-red`, `#F2495C` or `rgb(…)`.
    """
    if not color:
        return 0
    hue = _hue_of(color)
    if hue is None:
        return _NAMES.get(color.rpartition("-")[2], 0)
    return next(urgency for degrees, urgency in _HUES if hue <= degrees)


def role_of(color: str | None) -> Paint:
    """What a colour says of a value: red is bad, orange and yellow warn, green is good; else empty."""
    if urgency := urgency_of(color):
        return "bad" if urgency == RED else "warning"
    return "good" if color and _is_green(color) else ""


def worst_end(panel: Panel, field: Field) -> WorstEnd | None:
    """Whether high or low values are worse, by the panel's colours and thresholds; None if unknown."""
    steps = sorted(thresholds_of(field.config).steps, key=lambda step: step.value)
    colors = [step.color for step in steps] or [str(one) for one in items(panel.sent.get("colors"))]
    if colors and urgency_of(colors[0]) != urgency_of(colors[-1]):
        return "high" if urgency_of(colors[-1]) > urgency_of(colors[0]) else "low"
    # Charts of Grafana 4 to 6 say on which side of a threshold the trouble is.
    sides = {one.get("op") for one in dictionaries(panel.sent.get("thresholds"))}
    return "high" if sides == {"gt"} else "low" if sides == {"lt"} else None


def _is_green(color: str) -> bool:
    hue = _hue_of(color)
    return color.rpartition("-")[2] == "green" if hue is None else _GREENS[0] <= hue <= _GREENS[1]


def _hue_of(color: str) -> float | None:
    """The hue in degrees of a colour given in numbers (`#…`, `rgb(…)`); None for any other text.

    Grey counts as blue, a colour without a meaning.
    """
    if found := _HEX.match(color):
        parts = [int(part, 16) for part in found.groups()]
    elif found := _RGB.match(color):
        parts = [min(int(part), 255) for part in found.groups()]
    else:
        return None
    hue, saturation, _ = rgb_to_hsv(*(part / 255 for part in parts))
    return _BLUE if saturation < _GREYISH else hue * 360
