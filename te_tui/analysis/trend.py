"""The trend of a widget's series over many snapshots: slow drifts, and steps to another level."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Final, Literal, NamedTuple, TypeAlias

from te_tui.analysis.series import Quantity, held, power_of_two
from te_tui.analysis.slope import Slope, slope_of
from te_tui.analysis.statistics import median
from te_tui.analysis.steps import steps_of
from te_tui.analysis.weeks import WEEK, Part, Week, weeks_of

FEWEST: Final = 8
"""Usable weeks without which nothing is said."""

Verdict: TypeAlias = Literal["rising", "falling", "no clear trend", "not comparable"]


class Trend(NamedTuple):
    """The course of one series over the weeks.

    Attributes:
        weeks: All weeks from the first to the last, weeks without values included.
        slope: The slope per week; None where there are too few usable weeks.
        steps: The Mondays (epoch seconds) at which a new level begins; if that is in a gap of several weeks,
            the Monday in its middle.
        levels: The medians of the usable weeks before, between and after the steps.
    """

    label: str
    quantity: Quantity
    weeks: tuple[Week, ...]
    slope: Slope | None = None
    steps: tuple[int, ...] = ()
    levels: tuple[float, ...] = ()

    @property
    def usable(self) -> list[Week]:
        """The weeks that have enough values to judge the trend by."""
        return [week for week in self.weeks if week.usable]

    @property
    def span(self) -> int:
        """The number of weeks from the first usable week to the last."""
        usable = self.usable
        return (usable[-1].start - usable[0].start) // WEEK if usable else 0

    @property
    def verdict(self) -> Verdict:
        """The verdict: rising or falling only if the slope is certain and the total change large enough."""
        if self.slope is None:
            return "not comparable"
        level = median([week.median or 0.0 for week in self.usable])
        least = 0.5 if self.quantity.unit == "%" else 0.05 * abs(level)
        drift = self.slope.slope * self.span
        if self.slope.p > 0.05 or abs(drift) < least or not drift:
            return "no clear trend"
        return "rising" if drift > 0 else "falling"


def trends(
    parts: Mapping[str, Sequence[Part]], bin_size: int, check: Callable[[], None] = lambda: None
) -> tuple[Trend, ...]:
    """The trend of each series.

    Args:
        parts: The values of each series in each snapshot, by the series' label.
        bin_size: The size of the bins of all series in seconds, above zero.
        check: Called now and then; an exception that it raises ends the work.
    """
    return tuple(_trend(label, some, bin_size, check) for label, some in parts.items())


def _trend(label: str, parts: Sequence[Part], bin_size: int, check: Callable[[], None]) -> Trend:
    check()
    weeks = weeks_of(parts, bin_size, check)
    trend = Trend(label, parts[-1].series.quantity, weeks)
    usable = trend.usable
    if len(usable) < FEWEST:
        return trend
    medians = [week.median or 0.0 for week in usable]
    scale = power_of_two(medians)
    values = [value / scale for value in medians]
    slope = slope_of([(week.start - usable[0].start) // WEEK for week in usable], values)
    steps = steps_of(values)
    return trend._replace(
        slope=Slope(held(slope.slope * scale), held(slope.low * scale), held(slope.high * scale), slope.p),
        steps=tuple(_monday_between(usable[index - 1], usable[index]) for index in steps),
        levels=_levels(medians, steps),
    )


def _monday_between(last: Week, first: Week) -> int:
    """The Monday (epoch seconds) midway between an old level's `last` week and a new level's `first`."""
    return last.start + ((first.start - last.start) // WEEK + 1) // 2 * WEEK


def _levels(values: Sequence[float], steps: Sequence[int]) -> tuple[float, ...]:
    bounds = [0, *steps, len(values)]
    return tuple(median(values[first:behind]) for first, behind in pairwise(bounds))
