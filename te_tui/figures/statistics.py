"""Statistics of a series: the numbers in a legend, gaps, and outliers."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from operator import sub
from typing import TYPE_CHECKING, Final

from te_tui.figures.gate import finite_known_values, finite_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from te_tui.models.content import Series

_FAR: Final = 6
"""Spreads: of values that scatter normally, two in a thousand million are farther away."""
_ENOUGH_FOR_A_MEDIAN: Final = 2_000
LEAST_POINTS: Final = 0.5
"""The least spread of percentages, whether they lie near 0 or near 100: three points from usual are far."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Statistics of one series, in the series' unit; None where the series has no value.

    Attributes:
        count: How many values there are.
        gaps: How many gaps there are between the first and the last value; a gap of any length counts as one.
        last: The newest value.
    """

    count: int
    gaps: int
    minimum: float | None = None
    mean: float | None = None
    median: float | None = None
    p95: float | None = None
    maximum: float | None = None
    last: float | None = None


def reach(bin_size: int | None) -> float:
    """The longest time in seconds between two points with no bin missing between them: one and a half bins.

    It is infinite if the bin size is unknown.
    """
    # One and a half: rounds start some seconds early or late, a missing bin makes it two.
    return 1.5 * bin_size if bin_size and bin_size > 0 else float("inf")


def summarize(series: Series, bin_size: int | None = None) -> Summary:
    """Count, gaps, minimum, mean, median, 95th percentile, maximum and last value of a series."""
    known = finite_known_values(series.values)
    if not known:
        return Summary(count=0, gaps=0)
    ordered = sorted(known)
    return Summary(
        count=len(known),
        gaps=_count_gaps(series, reach(bin_size), whole=len(known) == len(series.values)),
        minimum=ordered[0],
        mean=_mean(ordered, ordered[0], ordered[-1]),
        median=percentile(ordered, 50),
        p95=percentile(ordered, 95),
        maximum=ordered[-1],
        last=known[-1],
    )


def mean_of(values: Iterable[float | None]) -> float | None:
    """The mean of the finite values; missing and non-finite values are ignored; None if none is finite."""
    known = finite_known_values(list(values))
    return _mean(known, min(known), max(known)) if known else None


def mean_of_all(summaries: Iterable[Summary]) -> float | None:
    """The mean of all values of several series, from their summaries; None if no series has a value."""
    known = [(one.mean, one.count) for one in summaries if one.mean is not None]
    total = sum(count for _, count in known)
    return sum(mean * (count / total) for mean, count in known) if known else None


def total_of(values: Iterable[float | None]) -> float | None:
    """The sum of the finite values; missing and non-finite values are ignored; None if none is finite."""
    known = finite_known_values(list(values))
    return sum(known) if known else None


def percentile(ordered: Sequence[float], rank: float) -> float:
    """The `rank`-th percentile (0 to 100) of ascending values, interpolated linearly as in numpy."""
    position = (len(ordered) - 1) * rank / 100
    below = int(position)
    above = min(below + 1, len(ordered) - 1)
    part = position - below
    return ordered[below] * (1 - part) + ordered[above] * part


def is_far(value: float, values: Sequence[float], *, least_spread: float | None = None) -> bool:
    """Whether a value is an outlier: more than six spreads away from the median of `values`.

    A spread is 1.4826 times the median distance from the median; if values are normally distributed, that is
    their standard deviation. Where nearly all values are equal, every other value would be an outlier, so the
    spread is at least `least_spread`; it is also at least 1 if value and median are whole numbers.

    Args:
        value: One of the values.
        values: Finite values; of very many, only every n-th is used.
        least_spread: The least spread in the unit of the values; None: 2 % of the median, or 1 if that is 0.
    """
    ordered = sorted(values[:: max(len(values) // _ENOUGH_FOR_A_MEDIAN, 1)])
    median = percentile(ordered, 50)
    spread = 1.4826 * percentile(sorted(abs(each - median) for each in ordered), 50)
    whole = float(value).is_integer() and float(median).is_integer()
    least = (0.02 * abs(median) or 1.0) if least_spread is None else least_spread
    return abs(value - median) > _FAR * max(spread, least, 1.0 if whole else 0.0)


def _mean(values: Sequence[float], lowest: float, highest: float) -> float:
    """The mean, kept between minimum and maximum in spite of rounding, and finite for any finite values."""
    size = len(values)
    total = sum(values)
    mean = total / size if abs(total) < float("inf") else sum(value / size for value in values)
    return min(max(mean, lowest), highest)


def _count_gaps(series: Series, limit: float, *, whole: bool) -> int:
    """The number of gaps: neighbouring known values with unknown values, or missing bins, between them.

    Args:
        series: Ascending in time.
        limit: The longest time in seconds between two points with no bin missing between them.
        whole: Whether every value is known and finite.
    """
    times = series.times
    if whole and max(map(sub, times[1:], times), default=0) <= limit:
        # The common case, in C: of 100,000 bins none is missing.
        return 0
    values = enumerate(finite_values(series.values))
    positions = [position for position, value in values if value is not None]
    return sum(
        after - before > 1 or times[after] - times[before] > limit for before, after in pairwise(positions)
    )
