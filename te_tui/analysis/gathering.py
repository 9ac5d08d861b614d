"""One widget in many snapshots: the parts of each of its series, as far as they fit together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from te_tui.analysis.series import Quantity, Series, known_of
from te_tui.analysis.weeks import Part


class Showing(NamedTuple):
    """The series of a widget in one snapshot, whose window ends at an instant."""

    snapshot_id: str
    end: int
    series: Sequence[Series]
    quantity: Quantity


class Gathered(NamedTuple):
    """The parts of each series, by name; `left_out` counts the snapshots in which the widget differs."""

    bin_size: int
    quantity: Quantity
    parts: dict[str, list[Part]]
    left_out: int


def gather(showings: Sequence[Showing], name: Callable[[Series], str]) -> Gathered:
    """Put the parts together, in the quantity of the newest snapshot and the bins that most have.

    Args:
        showings: One at least, in any order.
        name: Gives the name of a series.
    """
    ordered = sorted(showings, key=lambda one: one.end)
    quantity = ordered[-1].quantity
    # The newest first, because it decides between equals.
    firsts = [one.series[:1] for one in reversed(ordered)]
    bins = [known_of(one).bin_size for series in firsts for one in series]
    bin_size = Counter(bins).most_common(1)[0][0] if bins else 1
    parts: dict[str, list[Part]] = {}
    left_out = 0
    for showing in ordered:
        series = showing.series
        if showing.quantity != quantity or any(one.bin_size not in {None, bin_size} for one in series):
            left_out += 1
            continue
        for one in series:
            parts.setdefault(name(one), []).append(Part(showing.snapshot_id, showing.end, one))
    return Gathered(bin_size, quantity, parts, left_out)
