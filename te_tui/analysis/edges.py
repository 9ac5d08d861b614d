"""Edges: positions in a series where its level changes abruptly, compared with its usual changes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import sqrt
from operator import attrgetter, sub
from typing import Final, NamedTuple

from te_tui.analysis.statistics import NORMAL, median, normal_bound, quantile

_MOST: Final = 40
_SHORT: Final = 100
"""Values below which a third of all differences may lie across edges."""


class Edge(NamedTuple):
    """An abrupt change of level, just before the value at `position`.

    Attributes:
        jump: The mean of the `width` values after the edge, minus the mean of the `width` values before it.
        strength: The size of the jump, as a multiple of the typical difference of two such means in the
            series.
        width: How many values on each side were averaged: 3, 8 or 20.
    """

    position: int
    jump: float
    strength: float
    width: int


def noise_of(values: Sequence[float]) -> float:
    """The standard deviation of the noise, estimated from the differences of adjacent values.

    The few largest differences are left out, as they may be edges.
    """
    steps = sorted(map(abs, map(sub, values[1:], values)), reverse=True)
    left_out = max(6, len(values) // 50)
    return float(steps[left_out] / (sqrt(2) * normal_bound(left_out / len(steps))))


def edges_of(values: Sequence[float], least: float) -> list[Edge]:
    """The edges, sorted by position; of edges close together only the strongest is kept.

    `least` is a lower bound on the noise, so that tiny changes in a quiet series are no edges.
    """
    count = len(values)
    sums = list(accumulate(values, initial=0.0))
    found: list[Edge] = []
    for width, size in ((3, 0), (8, 96), (20, 240)):
        if count >= max(size, 2 * width + 1):
            found += _edges_at(sums, width, least, count)
    chosen: list[Edge] = []
    while found and len(chosen) < _MOST:
        strongest = max(found, key=attrgetter("strength"))
        chosen.append(strongest)
        found = [edge for edge in found if not _are_one(edge, strongest)]
    return sorted(chosen)


def _edges_at(sums: list[float], width: int, least: float, count: int) -> list[Edge]:
    """The edges found by comparing the means of `width` values on both sides of each position.

    An edge is where their difference is a local maximum above a threshold. `sums` are the cumulative sums of
    the `count` values; `least` is a lower bound on the noise.
    """
    threshold = (6.0 if width == 3 else 5.5) * (1.15 if count < 60 else 1.0)
    wholes = list(map(sub, sums[width:], sums))
    differences = list(map(sub, wholes[width:], wholes))
    smallest = least * sqrt(2 * width)
    sizes = list(map(abs, differences))
    if max(sizes) <= threshold * smallest:
        return []  # no need to sort: most series end here
    usual = NORMAL * median(sizes) if count >= _SHORT else quantile(sorted(sizes), 0.35) / 0.4538
    scale = max(usual, smallest)
    bound = threshold * scale
    # Beside a stronger one of the same width, none would be left.
    around = [0.0, *sizes, 0.0]
    return [
        Edge(position + width, differences[position] / width, size / scale, width)
        for position, size in enumerate(sizes)
        if size > bound and around[position] <= size >= around[position + 2]
    ]


def _are_one(edge: Edge, other: Edge) -> bool:
    apart = abs(edge.position - other.position)
    return apart <= (1.5 * max(edge.width, other.width) if (edge.jump > 0) == (other.jump > 0) else 1)
