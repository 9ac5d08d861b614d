"""Replace values that cannot be summed or drawn, such as NaN and infinity, by gaps (None).

Nearly always there are none. Adding up 100,000 values shows that within milliseconds, and the sequence is
returned unchanged.
"""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

DRAWABLE: Final = 1e15
"""Values beyond it are drawn at it; figures in legends stay as they are."""


def finite(value: float | None) -> float | None:
    """The value as a float; None if it is missing, NaN, infinite or too large for a float."""
    if value is None:
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if isfinite(number) else None


def finite_values(values: Sequence[float | None]) -> Sequence[float | None]:
    """The values, with None in place of NaN, infinities and integers too large for a float."""
    return values if _are_finite(known_values(values)) else [finite(value) for value in values]


def finite_known_values(values: Sequence[float | None]) -> Sequence[float]:
    """The finite values alone: missing and non-finite ones are left out."""
    known = known_values(values)
    return known if _are_finite(known) else known_values([finite(value) for value in known])


def drawable_values(values: Sequence[float | None]) -> Sequence[float | None]:
    """The values, limited to the range that charts can draw (±`DRAWABLE`); NaN and infinities become None."""
    return values if _are_drawable(known_values(values)) else [_held(finite(value)) for value in values]


def known_values(values: Sequence[float | None]) -> Sequence[float]:
    """The values that are not None."""
    return [value for value in values if value is not None]


def _are_finite(known: Sequence[float]) -> bool:
    """Whether every number is finite, judged by their sum, which any infinity or NaN makes non-finite.

    The result is also False if all numbers are finite, but their sum is too large for a float.
    """
    try:
        return isfinite(sum(known))
    except OverflowError:
        return False


def _are_drawable(known: Sequence[float]) -> bool:
    return _are_finite(known) and (not known or (min(known) >= -DRAWABLE and max(known) <= DRAWABLE))


def _held(value: float | None) -> float | None:
    return None if value is None else min(max(value, -DRAWABLE), DRAWABLE)
