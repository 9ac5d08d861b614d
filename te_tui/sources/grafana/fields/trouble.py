"""Trouble as a panel paints it: which end of its values is red, and how alarming a colour is."""

from __future__ import annotations

import re
from colorsys import rgb_to_hsv
from typing import TYPE_CHECKING, Final, Literal

from te_tui.sources.grafana.fields.thresholds import thresholds_of
from te_tui.sources.grafana.values.json_values import dictionaries, items

if TYPE_CHECKING:
    from te_tui.sources.grafana.body.panels import Panel
    from te_tui.sources.grafana.frames import Field

RED: Final = 3
"""The urgency of what is broken; orange and yellow are 2 and 1, all other colours 0."""
_NAMES: Final = {"red": RED, "orange": 2, "yellow": 1}
_HEX: Final = re.compile(r"#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})")
_RGB: Final = re.compile(r"rgba?\( *(\d{1,3}), *(\d{1,3}), *(\d{1,3})\b")
_GREYISH: Final = 0.3
"""Saturation below which a colour has no hue that means anything."""
_HUES: Final = ((18, RED), (40, 2), (70, 1), (335, 0), (360, RED))
"""Degrees up to which a colour has an urgency."""


def urgency_of(color: str | None) -> int:
    """The urgency of a colour, from 0 to `RED`: by its name (`semi-dark-red`), `#F2495C` or `rgb(…)`."""
    if not color:
        return 0
    if found := _HEX.match(color):
        return _by_hue(*(int(part, 16) for part in found.groups()))
    if found := _RGB.match(color):
        return _by_hue(*map(int, found.groups()))
    return _NAMES.get(color.rpartition("-")[2], 0)


def worst_end(panel: Panel, field: Field) -> Literal["low", "high"] | None:
    """The end of a field's values that its panel paints as worse; None where the colours do not say."""
    steps = sorted(thresholds_of(field.config).steps, key=lambda step: step.value)
    colors = [step.color for step in steps] or [str(one) for one in items(panel.sent.get("colors"))]
    if colors and urgency_of(colors[0]) != urgency_of(colors[-1]):
        return "high" if urgency_of(colors[-1]) > urgency_of(colors[0]) else "low"
    # Charts of Grafana 4 to 6 say on which side of a threshold the trouble is.
    sides = {one.get("op") for one in dictionaries(panel.sent.get("thresholds"))}
    return "high" if sides == {"gt"} else "low" if sides == {"lt"} else None


def _by_hue(red: int, green: int, blue: int) -> int:
    hue, saturation, _ = rgb_to_hsv(min(red, 255) / 255, min(green, 255) / 255, min(blue, 255) / 255)
    if saturation < _GREYISH:
        return 0
    return next(urgency for degrees, urgency in _HUES if hue * 360 <= degrees)
