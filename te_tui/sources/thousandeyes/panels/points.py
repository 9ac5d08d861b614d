"""From points to series, and to the one value that is shown where there is room for one."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from te_tui.models.content import Series
from te_tui.sources.thousandeyes.body.points import PointGroup, Points


def label_of(groups: tuple[PointGroup, ...], otherwise: str = "all") -> str:
    """The name of a combination of groups, such as `Frankfurt · Checkout API`."""
    return " · ".join(group.label for group in groups if group.label) or otherwise


def series_of(points: Points) -> Series:
    """The points ascending in time; a point without a time is left out."""
    times, values = _ascending(points)
    return Series(
        label=label_of(points.groups),
        groups=tuple((group.property, group.label) for group in points.groups),
        times=times,
        values=values,
    )


def latest(points: Points) -> int | float | None:
    """The value to show where there is room for one: the last one that is known."""
    pairs = zip(points.times, points.values, strict=True)
    known = [(time or 0, value) for time, value in pairs if value is not None]
    return max(known, key=itemgetter(0))[1] if known else None


def _ascending(points: Points) -> tuple[Sequence[int], Sequence[int | float | None]]:
    """Times and values in the order of time, which is nearly always the one in which they came."""
    times = [time for time in points.times if time is not None]
    if len(times) == len(points) and times == sorted(times):
        return times, points.values
    pairs = [
        (time, value) for time, value in zip(points.times, points.values, strict=True) if time is not None
    ]
    pairs.sort(key=itemgetter(0))
    return [time for time, _ in pairs], [value for _, value in pairs]
