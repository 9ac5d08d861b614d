"""The values of many snapshots by week; a bin that several snapshots share counts once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from te_tui.analysis.rhythm import DAY
from te_tui.analysis.series import Series, held, known_of
from te_tui.analysis.statistics import quantile

WEEK: Final = 7 * DAY
_MONDAY: Final = 4 * DAY
"""The first Monday since the epoch, 00:00 UTC."""


class Part(NamedTuple):
    """The values of a series in one snapshot; `end` is the end of the snapshot's window, in epoch seconds."""

    snapshot_id: str
    end: int
    series: Series


class Week(NamedTuple):
    """Statistics of one week's values; the week starts on Monday 00:00 UTC (`start`, epoch seconds).

    A week without values has `n` 0 and no statistics.

    Attributes:
        coverage: The fraction of the week that has values, 0 to 1.
        snapshots: The ids of the snapshots that the values come from.
    """

    start: int
    n: int = 0
    coverage: float = 0.0
    mean: float | None = None
    median: float | None = None
    p95: float | None = None
    snapshots: tuple[str, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether at least half of the week has values."""
        return self.coverage >= 0.5


def weeks_of(parts: Sequence[Part], bin_size: int, check: Callable[[], None]) -> tuple[Week, ...]:
    """The statistics of all weeks from the first value to the last.

    Where snapshots overlap, the values are those of the snapshot whose window ends last.
    """
    bins: dict[int, tuple[float, str]] = {}
    for part in sorted(parts, key=lambda part: part.end):
        check()
        known = known_of(part.series)
        for time, value in zip(known.times, known.values, strict=True):
            bins[time // bin_size * bin_size] = (value, part.snapshot_id)
    weeks: dict[int, list[tuple[float, str]]] = {}
    for time in sorted(bins):
        weeks.setdefault((time - _MONDAY) // WEEK, []).append(bins[time])
    if not weeks:
        return ()
    return tuple(
        _week(number, weeks.get(number, []), bin_size) for number in range(min(weeks), max(weeks) + 1)
    )


def _week(number: int, values: list[tuple[float, str]], bin_size: int) -> Week:
    start = number * WEEK + _MONDAY
    if not values:
        return Week(start)
    ordered = sorted(value for value, _ in values)
    count = len(ordered)
    return Week(
        start=start,
        n=count,
        coverage=min(count * bin_size / WEEK, 1.0),
        mean=held(sum(value / count for value in ordered)),
        median=held(quantile(ordered, 0.5)),
        p95=held(quantile(ordered, 0.95)),
        snapshots=tuple(dict.fromkeys(snapshot for _, snapshot in values)),
    )
