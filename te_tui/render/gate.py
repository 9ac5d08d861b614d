"""The gate that values pass before they are counted or drawn: finite ones only, the rest are gaps.

Nearly always there is nothing to change. A few passes in C find that out, and the values are returned as they
came: 100,000 points take a few milliseconds.
"""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, Final

from te_tui.render.numbers import finite

if TYPE_CHECKING:
    from collections.abc import Sequence

DRAWABLE: Final = 1e15
"""Values beyond it are drawn at it; figures in legends stay as they are."""


def finite_values(values: Sequence[float | None]) -> Sequence[float | None]:
    """The values with None for what is not a number, infinite or beyond a float; as long as before."""
    return values if _is_plain(values) else [finite(value) for value in values]


def drawable_values(values: Sequence[float | None]) -> Sequence[float | None]:
    """The finite values, held between -`DRAWABLE` and `DRAWABLE`; as long as before."""
    return values if _is_plain(values) else [_held(finite(value)) for value in values]


def known_values(values: Sequence[float | None]) -> Sequence[float]:
    """The values without None."""
    return [value for value in values if value is not None]


def _is_plain(values: Sequence[float | None]) -> bool:
    """Whether every value is None or a number within what can be drawn."""
    known = known_values(values)
    if not known:
        return True
    if not (min(known) >= -DRAWABLE and max(known) <= DRAWABLE):
        return False
    # Comparisons may step over a NaN, a sum cannot.
    return not isnan(sum(known))


def _held(value: float | None) -> float | None:
    """The value within what can be drawn."""
    return None if value is None else min(max(value, -DRAWABLE), DRAWABLE)
