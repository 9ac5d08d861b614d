"""Conversion of a widget's points to time series, to names, and to a single latest value."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from te_tui.models.content import Series
from te_tui.sources.thousandeyes.body.points import PointGroup, Points


def label_of(groups: tuple[PointGroup, ...], otherwise: str = "all") -> str:
    """The name of a combination of groups, such as `Frankfurt · Checkout API`; `otherwise` if it has none."""
    return " · ".join(group.label for group in groups if group.label) or otherwise


def series_of(points: Points) -> Series:
    """A series of the points, sorted by time; points without a time are left out."""
    times, values = _ascending(points)
    return Series(
        label=label_of(points.groups),
        groups=tuple((group.property, group.label) for group in points.groups),
        times=times,
        values=values,
    )


def latest(points: Points) -> int | float | None:
    """The latest known value, for drawings with one value for each group; None if no value is known."""
    pairs = zip(points.times, points.values, strict=True)
    known = [(time or 0, value) for time, value in pairs if value is not None]
    return max(known, key=itemgetter(0))[1] if known else None


def _ascending(points: Points) -> tuple[Sequence[int], Sequence[int | float | None]]:
    """Times and values sorted by time, without the points that have no time."""
    times = [time for time in points.times if time is not None]
    if len(times) == len(points) and times == sorted(times):
        return times, points.values
    pairs = [
        (time, value) for time, value in zip(points.times, points.values, strict=True) if time is not None
    ]
    pairs.sort(key=itemgetter(0))
    return [time for time, _ in pairs], [value for _, value in pairs]
