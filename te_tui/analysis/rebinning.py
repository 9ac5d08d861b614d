"""Merging of the values of small bins into the values of larger bins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Final

from te_tui.analysis.series import Known

_WHOLE: Final[dict[str, Callable[[Sequence[float], int], float]]] = {
    "mean": lambda known, _: sum(known) / len(known),
    "total": lambda known, parts: sum(known) / len(known) * parts,
    "sum": lambda known, parts: sum(known) / len(known) * parts,
    "min": lambda known, _: min(known),
    "max": lambda known, _: max(known),
}
"""The value of a bin by those of its parts that are known and the number of all."""


def in_larger_bins(known: Known, bin_size: int, measure: str | None) -> Known | None:
    """Merge values into bins of `bin_size` seconds; None if the measure or the bin sizes do not allow it.

    A larger bin has a value only if at least half of its small bins have one.
    """
    whole = _WHOLE.get(measure or "")
    parts, rest = divmod(bin_size, known.bin_size)
    if whole is None or rest:
        return None
    times, values = [], []
    pairs = zip(known.times, known.values, strict=True)
    for number, inside in groupby(pairs, key=lambda pair: pair[0] // bin_size):
        some = [value for _, value in inside]
        if len(some) >= parts / 2:
            times.append(number * bin_size)
            values.append(whole(some, parts))
    return Known(times, values, bin_size)
