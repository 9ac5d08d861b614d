"""Long series in blocks: episodes are found among the blocks' means, then placed among the values."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from te_tui.analysis.pairing import Span
from te_tui.analysis.series import Known

_LONG: Final = 2_880
_BLOCKS: Final = 1_440
_NEAR: Final = 4
"""Blocks around an edge within which its place is looked for."""


class Blocks(NamedTuple):
    """A long series as the means of blocks of neighbouring values.

    Attributes:
        known: The means, at the time at which their block begins.
        starts: For each block the index of its first value, and one more: the number of values.
        length: Seconds of a block.
    """

    known: Known
    starts: list[int]
    length: int


def in_blocks(known: Known) -> Blocks | None:
    """A long series as blocks, without those of which less than half is known; None for a short series."""
    count = len(known.values)
    if count <= _LONG:
        return None
    size = -(-count // _BLOCKS)
    length = size * known.bin_size
    times, means, starts = [], [], []
    first = 0
    while first < count:
        start = known.times[first] - (known.times[first] - known.times[0]) % length
        behind = bisect_left(known.times, start + length, first + 1)
        if behind - first >= size / 2:
            times.append(start)
            means.append(sum(known.values[first:behind]) / (behind - first))
            starts.append(first)
        first = behind
    return Blocks(Known(times, means, length), [*starts, count], length)


def place_start(span: Span, blocks: Blocks, values: Sequence[float]) -> int:
    """The index of an episode's first value, from the block where it begins."""
    return _turn(span, blocks, values, span.first, rising=True) if span.first else 0


def place_end(span: Span, blocks: Blocks, values: Sequence[float]) -> int:
    """The index behind an episode's last value, from the block behind its end."""
    if span.behind == len(blocks.known.values):
        return len(values)
    return _turn(span, blocks, values, span.behind, rising=False)


def _turn(span: Span, blocks: Blocks, values: Sequence[float], block: int, *, rising: bool) -> int:
    """The index, near a block, where values cross the middle between both levels, up or down."""
    first = blocks.starts[max(block - _NEAR, 0)]
    behind = blocks.starts[min(block + _NEAR, len(blocks.starts) - 1)]
    middle = span.baseline + span.size / 2
    above = 1 if (span.size > 0) == rising else -1
    signs = [above if value > middle else -above for value in values[first:behind]]
    sums = list(accumulate(signs, initial=0))
    return first + sums.index(min(sums))
