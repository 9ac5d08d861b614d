"""Writes durations in a suitable unit (`1.5 hours`), in several (`2 hours, 5 minutes`), or as `01:05:00`."""

from __future__ import annotations

import math
from typing import Final, NamedTuple, TypeAlias

from te_tui.sources.grafana.values.dates import INVALID, LAST_INSTANT
from te_tui.sources.grafana.values.decimals import fixed


class Step(NamedTuple):
    """A unit for durations shorter than `below`: they are divided by `size`, and `word` is added."""

    below: float
    size: float
    word: str


Scale: TypeAlias = tuple[Step, ...]

_NO_LIMIT: Final = math.inf
_SECONDS: Final[Scale] = (
    Step(1e-6, 1e-9, "ns"),
    Step(1e-3, 1e-6, "µs"),
    Step(1, 1e-3, "ms"),
    Step(60, 1, "s"),
    Step(3600, 60, "min"),
    Step(86400, 3600, "hour"),
    Step(604800, 86400, "day"),
    Step(31536000, 604800, "week"),
    Step(_NO_LIMIT, 31556900, "year"),
)
SCALES: Final[dict[str, Scale]] = {
    "ns": (
        Step(1e3, 1, "ns"),
        Step(1e6, 1e3, "µs"),
        Step(1e9, 1e6, "ms"),
        Step(6e10, 1e9, "s"),
        Step(36e11, 6e10, "min"),
        Step(864e11, 36e11, "hour"),
        Step(_NO_LIMIT, 864e11, "day"),
    ),
    "µs": (Step(1e3, 1, "µs"), Step(1e6, 1e3, "ms"), Step(_NO_LIMIT, 1e6, "s")),
    "ms": (
        Step(1e3, 1, "ms"),
        Step(6e4, 1e3, "s"),
        Step(36e5, 6e4, "min"),
        Step(864e5, 36e5, "hour"),
        Step(31536e6, 864e5, "day"),
        Step(_NO_LIMIT, 31536e6, "year"),
    ),
    "s": _SECONDS,
    "m": (
        Step(60, 1, "min"),
        Step(1440, 60, "hour"),
        Step(10080, 1440, "day"),
        Step(604800, 10080, "week"),
        Step(_NO_LIMIT, 525948, "year"),
    ),
    "h": (
        Step(24, 1, "hour"),
        Step(168, 24, "day"),
        Step(8760, 168, "week"),
        Step(_NO_LIMIT, 8760, "year"),
    ),
    "d": (Step(7, 1, "day"), Step(365, 7, "week"), Step(_NO_LIMIT, 365, "year")),
}
"""How each unit of time goes on when it becomes large; years and months have Grafana's lengths."""

_COUNTED: Final = frozenset({"min", "hour", "day", "week", "year"})
_ALWAYS_SINGULAR: Final = frozenset({("m", 0), ("h", 0)})
"""First steps that stay without an s, by unit and index."""

_PARTS: Final = (
    (31536000000, "year"),
    (2592000000, "month"),
    (604800000, "week"),
    (86400000, "day"),
    (3600000, "hour"),
    (60000, "minute"),
    (1000, "second"),
    (1, "millisecond"),
)
"""Milliseconds of the parts that a length in words is made of."""


def scaled_duration(unit: str, size: float, decimals: int | None) -> tuple[str, str]:
    """Convert a duration to a suitable larger or smaller unit: 90 `m` -> `("1.50", " hours")`."""
    if unit == "s" and size == 0:
        return "0", " s"
    scale = SCALES[unit]
    index = next((index for index, step in enumerate(scale) if abs(size) < step.below), len(scale) - 1)
    step = scale[index]
    # What is small is multiplied: a division would not round the same way.
    scaled = size * round(1 / step.size) if step.size < 1 else size / step.size
    many = abs(scaled) > 1 and step.word in _COUNTED and (unit, index) not in _ALWAYS_SINGULAR
    return fixed(scaled, decimals), f" {step.word}s" if many else f" {step.word}"


def duration_words(milliseconds: float, decimals: int | None, zero: str) -> str:
    """A duration in words, such as `2 hours, 5 minutes`: its largest unit, and `decimals` smaller ones.

    `zero` is the unit for a duration of 0.
    """
    if milliseconds == 0:
        return f"0 {zero}"
    rest, parts = abs(milliseconds), list[str]()
    for length, name in _PARTS:
        count = math.floor(rest / length)
        if parts or rest / length >= 1:
            parts.append(f"{count} {name}" if count == 1 else f"{count} {name}s")
            rest = math.fmod(rest, length)
        if len(parts) > (decimals or 0):
            break
    return ", ".join(parts) + (" ago" if milliseconds < 0 else "")


def hours_minutes_seconds(seconds: float) -> str:
    """A duration as hours, minutes and seconds, `25:01:01`; a negative one with `ago`."""
    size = abs(seconds)
    hours, minutes, rest = size // 3600, size % 3600 // 60, size % 3600 % 60
    return f"{hours:02.0f}:{minutes:02.0f}:{math.floor(rest):02d}" + (" ago" if seconds < 0 else "")


def days_hours_minutes_seconds(seconds: float) -> str:
    """A duration with days, `1 d 01:01:01`; a negative one with `ago`."""
    size = abs(seconds)
    days = size // 86400
    clock = hours_minutes_seconds(size - days * 86400)
    return (f"{days:.0f} d {clock}" if days else clock) + (" ago" if seconds < 0 else "")


def clock(milliseconds: float, decimals: int | None) -> str:
    """A duration such as `277h:46m:40s:000ms`, with `decimals` units after the first one (None: all)."""
    whole = math.trunc(milliseconds)
    if abs(whole) > LAST_INSTANT:
        return INVALID if whole < 0 else f"{whole // 3600000}h" + ("" if decimals == 0 else f":{INVALID}")
    parts = [f"{whole // 60000 % 60:02d}m", f"{whole // 1000 % 60:02d}s", f"{whole % 1000:03d}ms"]
    if milliseconds < 1000:
        return parts[2]
    if milliseconds < 60000:
        return parts[1] if decimals == 0 else ":".join(parts[1:])
    if milliseconds < 3600000:
        return ":".join(parts[: decimals + 1] if decimals in (0, 1) else parts)
    shown = parts[:decimals] if decimals in (0, 1, 2) else parts
    return ":".join([f"{whole // 3600000}h", *shown])
