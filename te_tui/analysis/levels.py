"""Splitting a series at its edges into stretches of one level each, and telling which are not normal."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

from te_tui.analysis.edges import Edge
from te_tui.analysis.series import WorstEnd


class Stretch(NamedTuple):
    """The values between two edges, from index `first` up to, but not including, `behind`.

    Attributes:
        departure: The level of these values minus the normal level.
        begins: The edge before them; None at the window's start.
        ends: The edge after them; None at the window's end.
    """

    first: int
    behind: int
    departure: float
    begins: Edge | None
    ends: Edge | None

    @property
    def sign(self) -> int:
        """1 above the normal level, -1 below it."""
        return 1 if self.departure > 0 else -1


class Split(NamedTuple):
    """The stretches of a window: those that depart from the normal level, and those that do not."""

    departing: tuple[Stretch, ...]
    normal: tuple[Stretch, ...]


def split(count: int, edges: Sequence[Edge], worst: WorstEnd | None) -> Split:
    """Split `count` values at their edges into stretches at about the normal level, and departures from it.

    A stretch is a departure if its distance from the normal level is more than half of the largest such
    distance. Adjacent departures on the same side are joined. `worst` says whether high or low values are
    bad.
    """
    bounds = [0, *(edge.position for edge in edges), count]
    levels = list(accumulate((edge.jump for edge in edges), initial=0.0))
    normal = _normal_level(levels, [behind - first for first, behind in pairwise(bounds)], worst)
    around: list[Edge | None] = [None, *edges, None]
    stretches = [
        Stretch(bounds[i], bounds[i + 1], level - normal, around[i], around[i + 1])
        for i, level in enumerate(levels)
    ]
    half = max(abs(one.departure) for one in stretches) / 2

    def side(one: Stretch) -> int:
        return one.sign if abs(one.departure) > half else 0

    departing = tuple(_joined(list(same)) for where, same in groupby(stretches, key=side) if where)
    return Split(departing, tuple(one for one in stretches if not side(one)))


def _normal_level(levels: Sequence[float], lengths: Sequence[int], worst: WorstEnd | None) -> float:
    """The level taken as normal: a good one, but not one that the series had only for a short time.

    The numbers of values at the levels are added up, from the best level to the worst. The normal level is
    the one at which the sum reaches 28 % of all values. If `worst` is None, it is the median level. Of only
    two levels it is the earlier one, unless the later one is better.
    """
    if len(levels) == 2:
        towards_good = (worst == "high" and levels[1] < 0) or (worst == "low" and levels[1] > 0)
        return levels[1] if towards_good else levels[0]
    needed = (0.5 if worst is None else 0.28) * sum(lengths)
    reached = 0
    for level, length in sorted(zip(levels, lengths, strict=True), reverse=worst == "low"):
        reached += length
        if reached >= needed:
            return level
    return levels[0]


def _joined(stretches: list[Stretch]) -> Stretch:
    furthest = max(stretches, key=lambda one: abs(one.departure))
    first, last = stretches[0], stretches[-1]
    return Stretch(first.first, last.behind, furthest.departure, first.begins, last.ends)
