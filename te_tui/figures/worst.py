"""The worst value of a widget, and the sparkline of its series with the widest range of values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from te_tui.figures.gate import finite_known_values
from te_tui.models.cells import Spark

if TYPE_CHECKING:
    from te_tui.analysis.series import WorstEnd
    from te_tui.models.content import Series

_ENOUGH: Final = 8
"""Values from which on a series is its own measure of what is usual; shorter ones are compared with all."""


class Worst(NamedTuple):
    """The worst of several values.

    Attributes:
        value: The worst value.
        usual: The values that tell whether it is an outlier: its own series, or all series if that is short.
        word: `min` if the worst value is the lowest, `max` if it is the highest.
    """

    value: float
    usual: Sequence[float]
    word: Literal["min", "max"]


def worst_of(runs: Iterable[Sequence[float]], end: WorstEnd | None) -> Worst:
    """The lowest value of several series if `end` is "low", else the highest; no series may be empty."""
    runs = list(runs)
    worst = min if end == "low" else max
    run = worst(runs, key=worst)
    usual = run if len(run) >= _ENOUGH else [value for values in runs for value in values]
    return Worst(worst(run), usual, "min" if end == "low" else "max")


def spark_of(series: Sequence[Series], end: WorstEnd | None, width: int = 8) -> Spark:
    """A sparkline, `width` cells wide, of the series with the widest range; each cell shows its worst value.

    `end` is the bad end, low or high; if it is None, each cell shows its highest value.
    """
    known = [finite_known_values(one.values) for one in series]
    moved = [max(values) - min(values) if values else -1.0 for values in known]
    return Spark(series[moved.index(max(moved))].values, width, end or "high")
