"""Colour scales: which of four steps a value falls into, and whether that step is good or bad."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Final

from te_tui.figures.gate import finite, finite_known_values
from te_tui.figures.statistics import LEAST_POINTS, is_far
from te_tui.models.forms import Mark

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from te_tui.models.forms import Scale, Symbol

STEPS: Final[tuple[Symbol, ...]] = ("step-0", "step-1", "step-2", "step-3")
_VERDICTS: Final = ("good", "good", "warning", "bad")
_NEUTRAL: Final = "series-0"
_NOTABLE: Final = 0.1
"""A share of the larger end: values nearer together are all alike, and none of them is called bad."""


def step_of(scale: Scale, value: float) -> int:
    """The step of a finite value, 0 to 3; 3 is the worst, or the highest if the scale has no worst end."""
    # Halves keep the spread finite for values near the ends of a float.
    spread = scale.high / 2 - scale.low / 2
    if not spread > 0:
        return 0
    share = (min(max(value, scale.low), scale.high) / 2 - scale.low / 2) / spread
    if scale.worst == "low":
        share = 1 - share
    return min(max(int(share * len(STEPS)), 0), len(STEPS) - 1)


def step_role(scale: Scale, step: int, *, is_far: bool = False) -> str:
    """The colour role of a step: good, warning or bad if the scale tells good from bad, else a neutral one.

    An outlier (`is_far`) is a warning even where its step would be good.
    """
    role = _VERDICTS[step] if is_verdict(scale) else _NEUTRAL
    return "warning" if is_far and role == "good" else role


def far_values(scale: Scale, values: Iterable[float | None]) -> frozenset[float]:
    """The outliers (`is_far`) at the bad end of a scale; empty if neither end is known to be bad."""
    if scale.worst is None:
        return frozenset()
    known = finite_known_values(tuple(values))
    least_spread = LEAST_POINTS if scale.unit == "%" else None
    from_worst = sorted(set(known), reverse=scale.worst == "high")
    return frozenset(takewhile(lambda one: is_far(one, known, least_spread=least_spread), from_worst))


def is_verdict(scale: Scale) -> bool:
    """Whether the steps of a scale may be coloured as good and bad.

    One end must be known to be bad. If the dashboard does not set the ends, they must also lie well apart, as
    similar values are neither good nor bad.
    """
    spread = scale.high / 2 - scale.low / 2
    apart = spread > _NOTABLE * max(abs(scale.low), abs(scale.high)) / 2
    return scale.worst is not None and (scale.configured or apart)


def mark_of(scale: Scale, value: float | None, far: Collection[float] = ()) -> Mark:
    """The symbol for a value on a map, with its colour role; `far` are the outliers from `far_values`."""
    number = finite(value)
    if number is None:
        return Mark("unknown", "muted")
    step = step_of(scale, number)
    return Mark(STEPS[step], step_role(scale, step, is_far=number in far))
