"""Points to series and pivots: the same points, sorted by what sets them apart (contract section 5)."""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter

from te_tui.models.panel_data import Group, Point
from te_tui.render.values import Series


def label_of(groups: tuple[Group, ...], otherwise: str = "all") -> str:
    """What a combination of groups is called, such as `Frankfurt · Checkout API`."""
    return " · ".join(group.label for group in groups if group.label) or otherwise


def by_groups(points: Iterable[Point]) -> dict[tuple[Group, ...], list[Point]]:
    """The points of each combination of groups, in the order in which the API first names them."""
    found: dict[tuple[Group, ...], list[Point]] = {}
    for point in points:
        found.setdefault(point.groups, []).append(point)
    return found


def series_of(points: Iterable[Point]) -> tuple[Series, ...]:
    """One series for each combination of groups, ascending in time; a point without a time is in none."""
    return tuple(
        _series(groups, [(point.time, point.value) for point in members if point.time is not None])
        for groups, members in by_groups(points).items()
    )


def latest(points: Iterable[Point]) -> int | float | None:
    """The value to show where there is room for one: the last one that is known."""
    known = [(point.time or 0, point.value) for point in points if point.value is not None]
    return max(known, key=itemgetter(0))[1] if known else None


def _series(groups: tuple[Group, ...], pairs: list[tuple[int, int | float | None]]) -> Series:
    pairs.sort(key=itemgetter(0))
    return Series(
        label=label_of(groups),
        groups=tuple((group.property, group.label) for group in groups),
        times=[time for time, _ in pairs],
        values=[value for _, value in pairs],
    )
