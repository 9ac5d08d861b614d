"""Time series to be analysed, what they measure, and their known (finite) values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from math import frexp, isfinite
from operator import itemgetter, lt
from sys import float_info
from typing import Final, Literal, NamedTuple, TypeAlias, cast

from te_tui.analysis.statistics import median

WorstEnd: TypeAlias = Literal["high", "low"]
"""The end at which values are trouble."""

_LEAST_EXPONENT: Final = -1000


class UnitStep(NamedTuple):
    """A larger or smaller unit, such as KiB beside B, and its `size` in the quantity's own unit (1024)."""

    size: float
    unit: str | None


class State(NamedTuple):
    """A state that a series records as a number, such as 0, and its name, such as `down`."""

    value: float
    name: str


class Quantity(NamedTuple):
    """The quantity that a series measures.

    Attributes:
        metric: The vendor's name of the metric, for programs.
        unit: The unit of the values; None where it is unknown, or for a count.
        measure: How each bin's values were aggregated, such as `mean`, `total` or `p95`.
        name: The name of the metric for people.
        direction: The direction of the measured path, where it has one.
        worst: Whether high or low values are the bad ones, as `high` is for loss; None where that is not
            known.
        counts: Whether each value is the number of events in a bin.
        steps: The units in which people read the values, the smallest first; empty if that is `unit` only.
        states: The states that the values stand for; empty if the values are measures.
    """

    metric: str | None = None
    unit: str | None = None
    measure: str | None = None
    name: str | None = None
    direction: str | None = None
    worst: WorstEnd | None = None
    counts: bool = False
    steps: tuple[UnitStep, ...] = ()
    states: tuple[State, ...] = ()

    @property
    def scale(self) -> tuple[str | None, ...]:
        """The metric, direction, unit and measure; two series can be compared only if all four are equal."""
        return self.metric, self.direction, self.unit, self.measure


class Series(NamedTuple):
    """The values over time of one combination of groups (agent, test and so on) in one widget.

    Attributes:
        label: The series' groups as text, such as `Frankfurt · Checkout API`.
        times: Epoch seconds, one for each value; usually, but not always, ascending.
        values: None is a gap.
        bin_size: Seconds that each value stands for; None if that is unknown.
        groups: (property, label) of each group.
        part: The vendor's name of the metric, if the widget shows several metrics.
    """

    label: str
    times: Sequence[int]
    values: Sequence[float | None]
    bin_size: int | None = None
    quantity: Quantity = Quantity()
    groups: tuple[tuple[str, str], ...] = ()
    widget_id: str | None = None
    title: str | None = None
    part: str | None = None


class PanelSeries(NamedTuple):
    """A widget of a snapshot; its `series` are None if they could not be fetched."""

    widget_id: str | None
    title: str | None
    type: str | None
    metric: str | None
    series: tuple[Series, ...] | None


class Known(NamedTuple):
    """The finite values of a series, one per time, ascending in time; `bin_size` is in seconds, above 0."""

    times: Sequence[int]
    values: Sequence[float]
    bin_size: int


def known_of(series: Series) -> Known:
    """The known (finite) values of a series, ascending in time; values that share a time are averaged.

    If the bin size is unknown, it is taken to be the median step between times.
    """
    times = series.times
    if len(series.values) == len(times) and _are_finite(series.values):
        numbers = list(map(float, cast("Sequence[float]", series.values)))
    else:
        pairs = [(time, _finite(value)) for time, value in zip(times, series.values, strict=False)]
        times = [time for time, value in pairs if value is not None]
        numbers = [value for _, value in pairs if value is not None]
    if not all(map(lt, times, times[1:])):
        times, numbers = _one_for_each_time(zip(times, numbers, strict=True))
    return Known(times, numbers, _bin_of(series.bin_size, times))


def power_of_two(values: Iterable[float]) -> float:
    """A power of two near the largest value, to divide all values by.

    Division by it is exact, and sums of the results cannot overflow.
    """
    largest = max(map(abs, values), default=0.0)
    return 2.0 ** max(frexp(largest)[1] - 1, _LEAST_EXPONENT)


def held(value: float) -> float:
    """Limit a value to the range of finite floats: an infinity becomes the largest float of its sign."""
    return min(max(value, -float_info.max), float_info.max)


def _are_finite(values: Sequence[float | None]) -> bool:
    """Whether no value is missing or infinite; one infinite value would make the sum of all infinite."""
    if None in values:
        return False
    try:
        return isfinite(sum(cast("Sequence[float]", values)))
    except OverflowError:
        return False


def _finite(value: float | None) -> float | None:
    try:
        return float(value) if value is not None and isfinite(value) else None
    except OverflowError:
        return None


def _one_for_each_time(pairs: Iterable[tuple[int, float]]) -> tuple[list[int], list[float]]:
    times, values = [], []
    for time, same in groupby(sorted(pairs), key=itemgetter(0)):
        together = [value for _, value in same]
        times.append(time)
        values.append(sum(value / len(together) for value in together))
    return times, values


def _bin_of(stated: int | None, times: Sequence[int]) -> int:
    if stated is not None and stated > 0:
        return stated
    steps = [later - time for time, later in pairwise(times)]
    return max(int(median(steps)), 1) if steps else 1
