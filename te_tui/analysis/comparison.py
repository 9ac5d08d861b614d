"""Comparing two time windows, before and after: which series got better or worse, and how certain that is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Literal, NamedTuple, TypeAlias

from te_tui.analysis.alignment import FEWEST, Align, Aligned, Hours, align
from te_tui.analysis.location import locate, scale_of
from te_tui.analysis.matching import match_series
from te_tui.analysis.rebinning import in_larger_bins
from te_tui.analysis.series import Known, PanelSeries, Quantity, Series, held, known_of, power_of_two
from te_tui.analysis.statistics import quantile
from te_tui.analysis.uncertainty import Estimate, estimate, variance_of_mean

Verdict: TypeAlias = Literal["worse", "better", "higher", "lower", "no clear change", "not comparable"]
_ORDER: Final[dict[Verdict, int]] = {
    "worse": 0,
    "better": 1,
    "higher": 2,
    "lower": 2,
    "no clear change": 3,
    "not comparable": 4,
}

Obstacle: TypeAlias = Literal["metric", "unit", "measure", "few values", "bins", "hours"]
"""Reasons why two series cannot be compared."""

_LONG: Final = 512
_KEPT: Final = 256
_SURE: Final = 0.05


class Side(NamedTuple):
    """Statistics of one of two compared windows.

    `bad` is the share (0 to 1) of its values that are worse than nearly all in the window before: above its
    95th percentile, or below its 5th if low values are bad.
    """

    n: int
    median: float | None = None
    p95: float | None = None
    maximum: float | None = None
    bad: float | None = None


class Change(NamedTuple):
    """How far a series' values moved (`shift`) between two windows, and the 95 % interval, `low` to `high`.

    `n` counts the pairs, or the values of the smaller sample. `p` is the probability of such a shift if
    nothing has changed; `q` is `p` corrected for the number of series compared.
    """

    hours: Hours
    n: int
    shift: float
    low: float
    high: float
    p: float
    q: float = 1.0

    @property
    def same_hours(self) -> bool:
        """Whether the same hours were compared, so that the time of day does not affect the shift."""
        return self.hours in {"same hour of the day", "same hour of the week"}


class Compared(NamedTuple):
    """A series in two windows, with statistics of each.

    `change` is None if the two cannot be compared; `obstacle` is then the reason. `same_dashboard` is whether
    both are of widgets of the same dashboard.
    """

    before: Series
    after: Series
    old: Side
    new: Side
    change: Change | None = None
    obstacle: Obstacle | None = None
    same_dashboard: bool = True

    @property
    def relative(self) -> float | None:
        """The shift as a fraction of the earlier window's median; None if that is 0, or there is no shift."""
        if self.change is None or not self.old.median:
            return None
        return held(self.change.shift / abs(self.old.median))

    @property
    def verdict(self) -> Verdict:
        """Whether the series got better or worse, or only higher or lower if it is not known what is good.

        It is "no clear change" unless the shift is both certain and large enough. Widgets of different
        dashboards are not the same widget, so that one is never better or worse than the other.
        """
        change, quantity = self.change, self.after.quantity
        if change is None:
            return "not comparable"
        absolute = quantity.unit == "%" or quantity.counts
        least = 0.1 if absolute else 0.05 * abs(self.old.median or 0.0)
        if change.q > _SURE or abs(change.shift) < least or not change.shift:
            return "no clear change"
        if quantity.worst is None or not change.same_hours or not self.same_dashboard:
            return "higher" if change.shift > 0 else "lower"
        return "worse" if (change.shift > 0) == (quantity.worst == "high") else "better"


class Comparison(NamedTuple):
    """The series that two snapshots have in common, compared, and the series that only one of them has.

    `unread` counts the widgets that are left out as their data could not be fetched, a pair as one.
    """

    series: tuple[Compared, ...]
    only_before: tuple[Series, ...]
    only_after: tuple[Series, ...]
    unread: int = 0


def compare(
    before: Sequence[PanelSeries],
    after: Sequence[PanelSeries],
    wish: Align = "auto",
    check: Callable[[], None] = lambda: None,
    *,
    same_dashboard: bool = True,
) -> Comparison:
    """Compare the series that both snapshots have.

    Args:
        before: The widgets of the earlier snapshot, with their series.
        after: The widgets of the later snapshot, with their series.
        wish: Which hours of the two windows are compared.
        check: Called before each series; an exception that it raises ends the work.
        same_dashboard: Whether both snapshots are of the same dashboard. If not, widgets are matched by
            title, type and metric alone, and nothing is better or worse.
    """
    matches = match_series(before, after, by_id=same_dashboard)
    compared: list[Compared] = []
    for old, new in matches.pairs:
        check()
        compared.append(compare_series(old, new, wish)._replace(same_dashboard=same_dashboard))
    return Comparison(_corrected(compared), matches.only_before, matches.only_after, matches.unread)


def compare_series(before: Series, after: Series, wish: Align = "auto") -> Compared:
    """Compare one series in two windows.

    The probability `q` equals `p`: only `compare` corrects it for the number of series compared.
    """
    olds, news = known_of(before), known_of(after)
    scale = power_of_two([*olds.values, *news.values])
    olds, news = _scaled(olds, scale), _scaled(news, scale)
    old, new = _sides(olds, news, scale, before.quantity)

    def no(obstacle: Obstacle) -> Compared:
        return Compared(before, after, old, new, obstacle=obstacle)

    different = _difference(before.quantity, after.quantity)
    if different is not None:
        return no(different)
    if min(len(olds.values), len(news.values)) < FEWEST:
        return no("few values")
    larger = max(olds.bin_size, news.bin_size)
    one, other = (_in_bins(known, larger, after.quantity.measure) for known in (olds, news))
    if one is None or other is None:
        return no("bins")
    if min(len(one.values), len(other.values)) < FEWEST:
        return no("few values")
    aligned = align(one, other, wish)
    if aligned is None:
        return no("hours")
    found = _shift(aligned)
    n = min(len(aligned.before), len(aligned.after))
    shift, low, high = (held(figure * scale) for figure in found[:3])
    return Compared(before, after, old, new, Change(aligned.hours, n, shift, low, high, found.p, found.p))


def in_order(series: Sequence[Compared]) -> list[Compared]:
    """Sort series: worse, better, higher or lower, unchanged, not comparable; larger changes first."""

    def place(one: Compared) -> tuple[int, float]:
        return _ORDER[one.verdict], -abs(one.relative) if one.relative is not None else float("-inf")

    return sorted(series, key=place)


def _difference(before: Quantity, after: Quantity) -> Obstacle | None:
    if (before.metric, before.direction) != (after.metric, after.direction):
        return "metric"
    if before.unit != after.unit:
        return "unit"
    return None if before.measure == after.measure else "measure"


def _in_bins(known: Known, bin_size: int, measure: str | None) -> Known | None:
    return known if known.bin_size == bin_size else in_larger_bins(known, bin_size, measure)


def _scaled(known: Known, scale: float) -> Known:
    return known._replace(values=[value / scale for value in known.values])


def _sides(before: Known, after: Known, scale: float, quantity: Quantity) -> tuple[Side, Side]:
    """The statistics of both windows in the original unit; the given values were divided by `scale`."""
    olds, news = sorted(before.values), sorted(after.values)
    low = quantity.worst == "low"
    bound = quantile(olds, 0.05 if low else 0.95) if olds else None
    return _side(olds, scale, bound, low=low), _side(news, scale, bound, low=low)


def _side(ordered: Sequence[float], scale: float, bound: float | None, *, low: bool) -> Side:
    if not ordered:
        return Side(0)
    beyond = None if bound is None else sum(value < bound if low else value > bound for value in ordered)
    middle, p95 = (held(quantile(ordered, part) * scale) for part in (0.5, 0.95))
    bad = None if beyond is None else beyond / len(ordered)
    return Side(len(ordered), middle, p95, held(ordered[-1] * scale), bad)


def _shift(aligned: Aligned) -> Estimate:
    """How far the values moved from the window before to the window after.

    Both windows are represented by Huber's location, a mean on which outliers have little influence.
    """
    if aligned.paired:
        differences = [new - old for old, new in zip(aligned.before, aligned.after, strict=True)]
        values = _thinned(differences)
        located = locate(values, scale_of(values))
        return estimate(located.location, variance_of_mean(located.influences, len(differences)))
    olds, news = _thinned(aligned.before), _thinned(aligned.after)
    one, other = scale_of(olds), scale_of(news)
    # With one scale on both sides, or means on both: other functionals of one distribution differ.
    scale = (one * len(olds) + other * len(news)) / (len(olds) + len(news)) if one and other else 0.0
    old, new = locate(olds, scale), locate(news, scale)
    return estimate(
        new.location - old.location,
        variance_of_mean(old.influences, len(aligned.before)),
        variance_of_mean(new.influences, len(aligned.after)),
    )


def _thinned(values: list[float]) -> list[float]:
    """Reduce over 512 values to at least 256 averages of adjacent values; leave fewer values unchanged."""
    if len(values) <= _LONG:
        return values
    size = len(values) // _KEPT
    return [sum(values[i : i + size]) / size for i in range(0, len(values) - size + 1, size)]


def _corrected(compared: Sequence[Compared]) -> tuple[Compared, ...]:
    """The same series with `q` set: `p` corrected for the number of series (Benjamini and Hochberg)."""
    ranked = sorted(((one.change.p, index) for index, one in enumerate(compared) if one.change), reverse=True)
    corrected = list(compared)
    least = 1.0
    for place, (p, index) in enumerate(ranked):
        least = min(least, p * len(ranked) / (len(ranked) - place))
        one = compared[index]
        if one.change is not None:
            corrected[index] = one._replace(change=one.change._replace(q=least))
    return tuple(corrected)
