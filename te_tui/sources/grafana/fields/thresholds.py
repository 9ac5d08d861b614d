"""Thresholds: the colours of values in a panel, each from a certain value on."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import takewhile
from typing import Any, NamedTuple

from te_tui.sources.grafana.values.json_values import dictionaries, dictionary
from te_tui.sources.grafana.values.numbers import to_number
from te_tui.sources.reading.fields import text


class Step(NamedTuple):
    """One threshold: values from `value` on have this colour, up to the next step."""

    value: float
    color: str


class Thresholds(NamedTuple):
    """The thresholds of a field, in the order as sent; `is_percentage`: they are percentages of a range."""

    steps: tuple[Step, ...]
    is_percentage: bool = False

    def color(self, value: float, low: float = 0.0, high: float = 100.0) -> str | None:
        """The colour of the last step that a value reaches, else of the first step; None without steps.

        If the steps are percentages, they are of the range from `low` to `high`.
        """
        if self.is_percentage and value != low:
            size = high - low
            value = (value - low) / size * 100 if size else math.copysign(math.inf, value - low)
        elif self.is_percentage:
            value = 0.0
        reached = list(takewhile(lambda step: value >= step.value, self.steps)) or self.steps[:1]
        return reached[-1].color if reached else None


def thresholds_of(config: Mapping[str, Any]) -> Thresholds:
    """The thresholds in a field's configuration; a step without a value begins at minus infinity."""
    sent = dictionary(config.get("thresholds"))
    steps = tuple(
        Step(
            -math.inf if step.get("value") is None else to_number(step["value"]),
            text(step.get("color")) or "",
        )
        for step in dictionaries(sent.get("steps"))
    )
    return Thresholds(steps, sent.get("mode") == "percentage")
