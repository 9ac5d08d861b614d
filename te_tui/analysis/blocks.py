"""Reducing a long series to the means of blocks, in which its episodes (abrupt departures) are found faster.

The start and the end of an episode are then located exactly, in the values near the blocks.
"""

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
    """A long series, reduced to the means of blocks of adjacent values.

    Attributes:
        known: The mean of each block, at the time when the block begins.
        starts: The index of each block's first value, and at the end the number of all values.
        length: The length of a block in seconds.
    """

    known: Known
    starts: list[int]
    length: int


def in_blocks(known: Known) -> Blocks | None:
    """Reduce a long series to blocks; None if the series is short.

    Blocks that lack over half of their values are left out.
    """
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
    """The index of an episode's first value, searched near the block where the episode begins."""
    return _turn(span, blocks, values, span.first, rising=True) if span.first else 0


def place_end(span: Span, blocks: Blocks, values: Sequence[float]) -> int:
    """The index after an episode's last value, searched near the first block after the episode."""
    if span.behind == len(blocks.known.values):
        return len(values)
    return _turn(span, blocks, values, span.behind, rising=False)


def _turn(span: Span, blocks: Blocks, values: Sequence[float], block: int, *, rising: bool) -> int:
    """The index of the value, near the start of a block, where an episode begins (`rising`) or ends.

    That is where its values cross the midpoint between the baseline and the episode's level.
    """
    first = blocks.starts[max(block - _NEAR, 0)]
    behind = blocks.starts[min(block + _NEAR, len(blocks.starts) - 1)]
    middle = span.baseline + span.size / 2
    above = 1 if (span.size > 0) == rising else -1
    signs = [above if value > middle else -above for value in values[first:behind]]
    sums = list(accumulate(signs, initial=0))
    return first + sums.index(min(sums))
