"""Finding the episodes of a series: abrupt departures from its usual level that last for two values or more.

An episode is told from the daily rhythm by its edges: the rhythm has only slopes. How large an edge must be
depends on the differences that are usual in the same series.
"""

from __future__ import annotations

from math import sqrt
from typing import Final, Literal, NamedTuple, TypeAlias

from te_tui.analysis.blocks import Blocks, in_blocks, place_end, place_start
from te_tui.analysis.edges import edges_of, noise_of
from te_tui.analysis.levels import Split, split
from te_tui.analysis.pairing import Span, Values, span_of
from te_tui.analysis.rhythm import DAY, FROM, HOUR, Rhythm, rhythm_of
from te_tui.analysis.series import Known, Quantity, Series, held, known_of, power_of_two
from te_tui.analysis.statistics import median, smooth

FEWEST: Final = 24
"""Known values without which nothing is looked at."""

_PART_OF_LEVEL: Final = 0.01
_PART_OF_LARGEST: Final = 1e-4
"""A level of 0 has no noise of its own."""

_SMALL, _LARGE = 1e-200, 1e200
"""Between these, no sum of a series overflows, and no digit is lost."""

_LIKE_A_DAY: Final = 6 * HOUR
"""Seconds from which on an episode may be a working day."""

Refusal: TypeAlias = Literal["fewer than 24 values", "constant", "flat"]
TOO_FEW: Final = "fewer than 24 values"


class Episode(NamedTuple):
    """An abrupt departure of a series from its baseline, and the return to it.

    Attributes:
        start: When it began, in epoch seconds; the window's start if it had begun before the window.
        start_after: The time of the last known value before it, its earliest possible start; None if there is
            no such value.
        half_way: The time of its first value that is at least half of `size` away from the baseline.
        end: When it ended; None if it was still under way at the window's end.
        started_before: Whether it was already under way at the window's start.
        size: The level during the episode, minus the baseline.
        peak: The value furthest from the baseline, in the direction of the departure.
        bins: How many values it has.
        clear: Whether it is certain enough to be called clear; otherwise it is called likely.
        strength: The larger jump at its start or end, as a multiple of the usual difference in the series.
        chance: How many such runs of values would be expected in the series by chance alone.
        before: The seconds between the window's start and the episode's start.
    """

    series: Series
    start: int
    start_after: int | None
    half_way: int
    end: int | None
    started_before: bool
    size: float
    baseline: float
    level: float
    peak: float
    bins: int
    bin_size: int
    clear: bool
    strength: float
    chance: float
    before: int

    @property
    def relative(self) -> float | None:
        """The size as a fraction of the baseline; None if the baseline is 0."""
        part = self.size / abs(self.baseline) if self.baseline else None
        return None if part is None else held(part)

    @property
    def verdict(self) -> Literal["worse", "better", "higher", "lower"]:
        """Worse or better if it is known whether high or low values are bad; else only higher or lower."""
        worst = self.series.quantity.worst
        if worst is None:
            return "higher" if self.size > 0 else "lower"
        return "worse" if (self.size > 0) == (worst == "high") else "better"


class Findings(NamedTuple):
    """The episodes found in one series, and how the series was analysed.

    Attributes:
        refused: The reason why the series was not analysed, such as "constant"; None if it was analysed.
        rhythm: How values vary by the hour of the day, which was subtracted first; None if they hardly do.
        block: The length in seconds of the blocks into which a long series was averaged; episodes shorter
            than three blocks are not found. None if the single values were analysed.
    """

    refused: Refusal | None = None
    episodes: tuple[Episode, ...] = ()
    rhythm: Rhythm | None = None
    block: int | None = None


def find_episodes(series: Series) -> Findings:
    """Find the episodes of a series.

    Extremely large or small values are scaled first, so that their sums and squares are finite and exact.
    """
    known = known_of(series)
    if len(known.values) < FEWEST:
        return Findings(TOO_FEW)
    lowest, highest = min(known.values), max(known.values)
    if lowest == highest:
        return Findings("constant")
    largest = power_of_two((lowest, highest))
    scale = 1.0 if _SMALL < largest < _LARGE else largest
    full = known if scale == 1 else known._replace(values=[value / scale for value in known.values])
    floor = _floor(median(full.values), series.quantity, scale, largest / scale)
    if highest / scale - lowest / scale < 3 * floor:
        return Findings("flat")
    blocks = in_blocks(full)
    seen = blocks.known if blocks else full
    if len(seen.values) < FEWEST:
        return Findings(TOO_FEW)
    rhythm = rhythm_of(seen.times, seen.values)
    rest = _without(rhythm, seen)
    quiet = smooth(rest)
    least = max(noise_of(rest), floor)
    edges = edges_of(quiet, least)
    block = blocks.length if blocks else None
    if not edges:
        return Findings(None, (), rhythm, block)
    values = Values(seen, rest, quiet, least, floor, repeats=seen.times[-1] - seen.times[0] >= FROM)
    stretches = split(len(quiet), edges, series.quantity.worst)
    spans = _spans(values, stretches)
    if blocks:
        whole = _without(rhythm, full)
        spans = [placed for span in spans if (placed := _placed(span, blocks, whole)) is not None]
    told = full if blocks else seen
    return Findings(None, tuple(_episode(series, told, span, scale) for span in spans), rhythm, block)


def _floor(level: float, quantity: Quantity, scale: float, largest: float) -> float:
    """A lower bound on the noise, so that changes like 0 → 1 errors or 18 → 19 ms do not count.

    The result is divided by `scale`, as are `level` (the median) and `largest` (about the largest value).
    """
    if quantity.unit == "%":
        return 0.25 / scale
    if quantity.counts:
        return max(1.0, sqrt(abs(level) * scale)) / scale
    return max(_PART_OF_LEVEL * abs(level), _PART_OF_LARGEST * largest)


def _without(rhythm: Rhythm | None, known: Known) -> list[float]:
    if rhythm is None:
        return list(known.values)
    return [value - rhythm.at(time) for time, value in zip(known.times, known.values, strict=True)]


def _spans(values: Values, stretches: Split) -> list[Span]:
    """The episodes of a window, in order; of two that overlap, the second is dropped."""
    found: list[Span] = []
    for stretch in stretches.departing:
        span = span_of(values, stretch, stretches)
        if span is not None and (not found or found[-1].behind <= span.first):
            found.append(span)
    return found


def _placed(span: Span, blocks: Blocks, rest: list[float]) -> Span | None:
    """Convert an episode's indexes from blocks to values; None if it then has fewer than two values."""
    first = place_start(span, blocks, rest)
    behind = place_end(span, blocks, rest)
    return span._replace(first=first, behind=behind) if behind - first >= 2 else None


def _episode(series: Series, known: Known, span: Span, scale: float) -> Episode:
    first, behind = span.first, span.behind
    inside = known.values[first:behind]
    level = median(inside)
    still = behind == len(known.values)
    seconds = known.times[behind - 1] + known.bin_size - known.times[first]
    window = known.times[-1] + known.bin_size - known.times[0]
    # Without the same hours of another day beside it, it may be a working day.
    like_a_day = first > 0 and not still and seconds >= _LIKE_A_DAY and window < min(DAY + seconds, FROM)
    middle, sign = level - span.size / 2, 1 if span.size > 0 else -1
    half = next(index for index in range(first, behind) if (known.values[index] - middle) * sign >= 0)
    return Episode(
        series=series,
        start=known.times[first],
        start_after=known.times[first - 1] if first else None,
        half_way=known.times[half],
        end=None if still else known.times[behind - 1] + known.bin_size,
        started_before=first == 0,
        size=held(span.size * scale),
        baseline=held((level - span.size) * scale),
        level=held(level * scale),
        peak=held((max(inside) if span.size > 0 else min(inside)) * scale),
        bins=behind - first,
        bin_size=known.bin_size,
        clear=span.strength >= 8 and span.chance <= 0.001 and not like_a_day,
        strength=span.strength,
        chance=span.chance,
        before=known.times[first] - known.times[0],
    )
