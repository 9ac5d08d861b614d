"""The chart of a trend: weekly medians and p95."""

from __future__ import annotations

from te_tui.analysis.trend import Trend
from te_tui.analysis.weeks import WEEK
from te_tui.models.content import Series, TimeChart
from te_tui.render.analysis.amounts import in_readable_unit


def trend_chart(trend: Trend) -> TimeChart:
    """A chart of weekly medians and p95; weeks with under half of their values are a series of their own.

    A week without any value is a gap in the line; the week in which a step begins is shaded.
    """
    weeks = trend.weeks
    times = [week.start for week in weeks]

    def line(label: str, figures: list[float | None]) -> Series:
        return Series(label, (), times, figures)

    part = line("median, less than half a week", [None if week.usable else week.median for week in weeks])
    chart = TimeChart(
        (
            line("weekly median", [week.median if week.usable else None for week in weeks]),
            line("p95", [week.p95 if week.usable else None for week in weeks]),
            *([part] if any(value is not None for value in part.values) else []),
        ),
        bin_size=WEEK,
        suppressed=tuple((step, step + WEEK) for step in trend.steps),
        shade_words="step",
    )
    return in_readable_unit(chart, trend.quantity)
