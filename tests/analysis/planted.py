"""Series with planted noise, rhythm and changes, the same ones every time."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence

from te_tui.analysis.series import Quantity, Series

MIDNIGHT = 1_793_577_600
"""A Monday, 00:00 UTC."""
LATENCY = Quantity("NET_LATENCY", "ms", "mean", worst="high")
ERRORS = Quantity("WEB_ERROR_COUNT", None, "total", worst="high", counts=True)
LOSS = Quantity("NET_LOSS", "%", "mean", worst="high")
AVAILABILITY = Quantity("WEB_AVAILABILITY", "%", "mean", worst="low")
UNKNOWN = Quantity("NET_PREFIXES", None, "mean")


def noisy(
    level: float,
    noise: float,
    count: int,
    seed: int,
    extra: Callable[[int], float] = lambda index: 0.0,
    carry: float = 0.0,
) -> list[float]:
    """Values around a level; each one takes `carry` of the deviation before it along."""
    rng = random.Random(seed)
    values, deviation = [], 0.0
    for index in range(count):
        deviation = carry * deviation + noise * rng.gauss(0, 1)
        values.append(level + deviation + extra(index))
    return values


def between(first: int, behind: int, size: float) -> Callable[[int], float]:
    """A change from one index up to another."""
    return lambda index: size if first <= index < behind else 0.0


def day_and_night(bins: int, size: float) -> Callable[[int], float]:
    """A rhythm over a day of so many bins."""
    return lambda index: size * math.sin(2 * math.pi * index / bins)


def series(
    values: Sequence[float | None],
    label: str = "Frankfurt",
    quantity: Quantity = LATENCY,
    bin_size: int = 300,
    start: int = MIDNIGHT,
    widget: str = "w1",
) -> Series:
    """A series of these values from midnight on."""
    times = [start + index * bin_size for index in range(len(values))]
    groups = (("AGENT", label),)
    return Series(label, times, values, bin_size, quantity, groups, widget, f"Title of {widget}")
