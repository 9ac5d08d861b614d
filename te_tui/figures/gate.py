"""The gate that values pass before they are counted or drawn: finite ones only, the rest are gaps.

Nearly always there is nothing to change. A few passes in C find that out, and the values are returned as they
came: 100,000 points take a few milliseconds.
"""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

DRAWABLE: Final = 1e15
"""Values beyond it are drawn at it; figures in legends stay as they are."""


def finite(value: float | None) -> float | None:
    """The value as a float, or None where it is missing, not a number, infinite or beyond a float."""
    if value is None:
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if isfinite(number) else None


def finite_values(values: Sequence[float | None]) -> Sequence[float | None]:
    """The values with None for non-numbers, infinities and integers beyond a float; the length stays."""
    return values if _are_finite(known_values(values)) else [finite(value) for value in values]


def finite_known_values(values: Sequence[float | None]) -> Sequence[float]:
    """The finite values without None."""
    known = known_values(values)
    return known if _are_finite(known) else known_values([finite(value) for value in known])


def drawable_values(values: Sequence[float | None]) -> Sequence[float | None]:
    """The finite values, held between -`DRAWABLE` and `DRAWABLE`; as long as before."""
    return values if _are_drawable(known_values(values)) else [_held(finite(value)) for value in values]


def known_values(values: Sequence[float | None]) -> Sequence[float]:
    """The values without None."""
    return [value for value in values if value is not None]


def _are_finite(known: Sequence[float]) -> bool:
    """Whether every number is finite: their sum tells, which no infinity and no NaN leaves alone.

    The sum of numbers that are finite may be too large for a float; then it is not known that they are.
    """
    try:
        return isfinite(sum(known))
    except OverflowError:
        return False


def _are_drawable(known: Sequence[float]) -> bool:
    """Whether every number is finite and within what can be drawn."""
    return _are_finite(known) and (not known or (min(known) >= -DRAWABLE and max(known) <= DRAWABLE))


def _held(value: float | None) -> float | None:
    """The value within what can be drawn."""
    return None if value is None else min(max(value, -DRAWABLE), DRAWABLE)
