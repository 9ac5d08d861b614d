"""Thresholds: the step that a value falls into."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from te_tui.sources.grafana.values.json_values import dictionaries, dictionary
from te_tui.sources.grafana.values.numbers import is_absent, is_number, to_number
from te_tui.sources.reading.fields import text


class Step(NamedTuple):
    """One step: from this value on, this colour."""

    value: float
    color: str


class Range(NamedTuple):
    """The least and the largest value that a field is seen against."""

    low: float
    high: float


class Thresholds(NamedTuple):
    """Steps in the order in which they were sent; percentages are of a range."""

    steps: tuple[Step, ...]
    is_percentage: bool = False

    def step_of(self, value: float, within: Range) -> int | None:
        """The index of the step that a value falls into; None without any step."""
        if self.is_percentage:
            size = within.high - within.low
            share = (value - within.low) / size if size else math.nan
            value = 0.0 if math.isnan(share) else share * 100
        found = 0
        for index, step in enumerate(self.steps):
            if not value >= step.value:
                break
            found = index
        return found if self.steps else None


def thresholds_of(config: Mapping[str, Any]) -> Thresholds:
    """The thresholds of a configuration; a step without a value begins below all others."""
    sent = dictionary(config.get("thresholds"))
    steps = tuple(
        Step(
            -math.inf if step.get("value") is None else to_number(step["value"]),
            text(step.get("color")) or "",
        )
        for step in dictionaries(sent.get("steps"))
    )
    return Thresholds(steps, sent.get("mode") == "percentage")


def range_of(config: Mapping[str, Any], numbers: Range) -> Range:
    """The range of a field: what is configured, else that of all numbers of the panel."""
    low, high = config.get("min"), config.get("max")
    found = Range(
        to_number(low) if is_number(low) else numbers.low,
        to_number(high) if is_number(high) else numbers.high,
    )
    return Range(found.high, found.low) if found.low > found.high else found


def range_of_values(values: Iterable[Any]) -> Range:
    """The least and the largest of these numbers; 0 and 0 without any."""
    low, high = math.inf, -math.inf
    for value in values:
        if is_number(value) and not is_absent(value):
            low, high = min(low, value), max(high, value)
    return Range(low, high) if low <= high else Range(0.0, 0.0)
