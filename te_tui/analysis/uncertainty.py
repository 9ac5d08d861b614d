"""The uncertainty of a mean of autocorrelated values, and of a shift between such means."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from math import cos, pi, sqrt
from operator import mul
from typing import Final, NamedTuple

from te_tui.analysis.statistics import bound_of_t, chance_of_t, lag_one

_MANY: Final = 500
_CORRELATED: Final = 0.05
_MOST_CORRELATED: Final = 0.97


class Variance(NamedTuple):
    """The variance of a mean, and its degrees of freedom."""

    value: float
    freedom: float


class Estimate(NamedTuple):
    """A shift, its 95 % interval, and the probability of a shift this large if nothing has changed."""

    shift: float
    low: float
    high: float
    p: float


def variance_of_mean(values: Sequence[float], of: int) -> Variance:
    """The variance of the mean of values that lie around 0, in order of time.

    Slow changes inside a window count as noise, as there may be such changes between windows, too. So the
    variance is estimated from slow cosine waves: the better they fit the values, the larger it is. If
    adjacent values correlate, it is estimated again after removing the correlation, and the larger estimate
    is returned.

    `of` is the number of the original values, of which `values` may be averages.
    """
    count = len(values)
    waves = 6 if of >= _MANY else 4
    slow = _of_slow_waves(values, waves)
    correlation = lag_one(values)
    correlation += (1 + 4 * correlation) / count
    correlation = min(max(correlation, -_MOST_CORRELATED), _MOST_CORRELATED)
    if correlation > _CORRELATED:
        rest = [later - correlation * value for value, later in pairwise(values)]
        slow = max(slow, _of_slow_waves(rest, waves) / (1 - correlation) ** 2)
    independent = count * (1 - correlation) / (1 + correlation) - 1
    return Variance(slow / count, max(2.0, min(float(waves), independent)))


def estimate(shift: float, *variances: Variance) -> Estimate:
    """The 95 % interval and the probability of a shift between two means, by Welch and Satterthwaite.

    `variances` are those of the means, or a single one if the shift is itself a mean of differences.
    """
    variance = sum(one.value for one in variances)
    error = sqrt(variance)
    if error <= 1e-12 * abs(shift) or not error:
        return Estimate(shift, shift, shift, 0.0 if shift else 1.0)
    # As parts of the whole, so that the squares of small variances do not vanish.
    freedom = 1 / sum((one.value / variance) ** 2 / one.freedom for one in variances)
    reach = bound_of_t(freedom) * error
    return Estimate(shift, shift - reach, shift + reach, chance_of_t(shift / error, freedom))


def _of_slow_waves(values: Sequence[float], waves: int) -> float:
    """The long-run variance of the values, estimated from their products with the slowest cosine waves.

    Divided by the number of values, it is the variance of their mean.
    """
    count = len(values)
    total: float = sum(sum(map(mul, values, wave)) ** 2 for wave in _waves(count, waves))
    return 2 * total / (count * waves)


@lru_cache(maxsize=64)
def _waves(count: int, waves: int) -> tuple[tuple[float, ...], ...]:
    """The slowest `waves` cosine waves, each sampled at `count` points."""
    return tuple(
        tuple(cos(pi * wave * (place + 0.5) / count) for place in range(count))
        for wave in range(1, waves + 1)
    )
