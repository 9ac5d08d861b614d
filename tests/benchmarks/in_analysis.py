"""The arithmetic of timeline, compare and trend."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Final

from te_tui.analysis.comparison import compare
from te_tui.analysis.series import PanelSeries, Quantity, Series
from te_tui.analysis.timeline import timeline
from te_tui.analysis.trend import trends
from te_tui.analysis.weeks import WEEK, Part

_START: Final = 1_793_577_600
_LATENCY: Final = Quantity("NET_LATENCY", "ms", "mean", worst="high")


async def analysis() -> dict[str, float]:
    """Milliseconds that each takes to compute."""
    many = [_series(place, 300, 60 if place % 2 else 0) for place in range(1_000)]
    long = [_series(0, 100_000, 60)]
    days = [
        PanelSeries("w", "Latency", None, "NET_LATENCY", tuple(_pairs(500, 288, side))) for side in (0, 1)
    ]
    longest = [
        PanelSeries("w", "Latency", None, "NET_LATENCY", tuple(_pairs(1, 50_000, side))) for side in (0, 1)
    ]
    weeks = [Part(f"s{n}", n, _series(n, 168, 0, 3_600, _START + n * WEEK)) for n in range(52)]
    return {
        "timeline": _milliseconds(lambda: timeline(many)),
        "timeline-long": _milliseconds(lambda: timeline(long)),
        "compare": _milliseconds(lambda: compare(days[:1], days[1:])),
        "compare-long": _milliseconds(lambda: compare(longest[:1], longest[1:])),
        "trend": _milliseconds(lambda: trends({"Frankfurt": weeks}, 3_600)),
    }


def _pairs(count: int, length: int, side: int) -> list[Series]:
    return [
        _series(place + count * side, length, 0, start=_START + side * 86_400)._replace(
            label=f"{place}", groups=()
        )
        for place in range(count)
    ]


def _series(seed: int, count: int, size: float, bin_size: int = 300, start: int = _START) -> Series:
    """Noise around a level; half way through, a change for a sixth of the window."""
    rng = random.Random(seed)
    first, behind = count // 2, count // 2 + count // 6
    values = [
        round(100 + 4 * rng.gauss(0, 1) + (size if first <= i < behind else 0), 2) for i in range(count)
    ]
    times = range(start, start + count * bin_size, bin_size)
    return Series(f"place {seed}", list(times), values, bin_size, _LATENCY)


def _milliseconds(work: Callable[[], object]) -> float:
    """What the work computes, the best of three."""
    return min(_computed(work) for _ in range(3))


def _computed(work: Callable[[], object]) -> float:
    began = time.thread_time()
    work()
    return (time.thread_time() - began) * 1000
