"""Scales of shades: which of four steps a value takes, and whether that is trouble."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from te_tui.figures.gate import finite
from te_tui.models.forms import Mark

if TYPE_CHECKING:
    from te_tui.models.forms import Scale, Symbol

STEPS: Final[tuple[Symbol, ...]] = ("step-0", "step-1", "step-2", "step-3")
_VERDICTS: Final = ("good", "good", "warning", "bad")
_NEUTRAL: Final = "series-0"
_NOTABLE: Final = 0.1
"""A share of the larger end: values nearer together are all alike, and none of them is called bad."""


def step_of(scale: Scale, value: float) -> int:
    """The step of a finite value, 0 to 3; 3 is the worst end of the scale, or the high one."""
    # Halves keep the spread finite for values near the ends of a float.
    spread = scale.high / 2 - scale.low / 2
    if not spread > 0:
        return 0
    share = (min(max(value, scale.low), scale.high) / 2 - scale.low / 2) / spread
    if scale.worst == "low":
        share = 1 - share
    return min(max(int(share * len(STEPS)), 0), len(STEPS) - 1)


def step_role(scale: Scale, step: int) -> str:
    """The colour of a step: a verdict only where the metric allows one and the values differ notably."""
    return _VERDICTS[step] if is_verdict(scale) else _NEUTRAL


def is_verdict(scale: Scale) -> bool:
    """Whether the steps of a scale are good and bad, not only low and high."""
    spread = scale.high / 2 - scale.low / 2
    apart = spread > _NOTABLE * max(abs(scale.low), abs(scale.high)) / 2
    return scale.worst is not None and (scale.configured or apart)


def mark_of(scale: Scale, value: float | None) -> Mark:
    """The mark of a value on a map."""
    number = finite(value)
    if number is None:
        return Mark("unknown", "muted")
    step = step_of(scale, number)
    return Mark(STEPS[step], step_role(scale, step))
