"""Charts that show what was found: an episode, two windows over each other, the weeks of a trend."""

from __future__ import annotations

from dataclasses import replace

from te_tui.analysis.comparison import Compared
from te_tui.analysis.episodes import Episode
from te_tui.analysis.overlay import before_over_after
from te_tui.analysis.series import Series as Analysed
from te_tui.analysis.trend import Trend
from te_tui.analysis.usual import usual_values
from te_tui.analysis.weeks import WEEK
from te_tui.models.content import Series, TimeChart
from te_tui.render.charts.explore import ChartView, zoom_in

_AROUND = 3
"""An episode is looked at first within so many times its length, or less than twice that."""


def episode_chart(episode: Episode) -> TimeChart:
    """The series of an episode, the usual level as a line of its own, and the episode shaded."""
    series = episode.series
    until = series.times[-1] if episode.end is None else episode.end
    return TimeChart(
        (chart_series(series), Series("usual level", (), series.times, usual_values(episode))),
        unit=series.quantity.unit,
        bin_size=series.bin_size,
        suppressed=((episode.start, until),),
        shade_words="episode",
    )


def episode_view(chart: TimeChart, episode: Episode) -> ChartView:
    """The chart at the time of its episode, with the cursor on the start."""
    view = ChartView(cursor=episode.start)
    length = max(chart.suppressed[0][1] - episode.start, episode.bin_size)
    while True:
        closer = zoom_in(view, chart)
        if closer == view or closer.window is None or closer.window[1] - closer.window[0] < _AROUND * length:
            return view
        view = replace(closer, cursor=episode.start)


def chart_series(series: Analysed, label: str | None = None) -> Series:
    """A series that was analysed as one of a chart."""
    return Series(label or series.label, series.groups, series.times, series.values)


def comparison_chart(compared: Compared) -> TimeChart:
    """Both windows over the hours of the second one."""
    series = compared.after
    times, values = before_over_after(compared)
    return TimeChart(
        (Series("before", (), times, values), chart_series(series, "after")),
        unit=series.quantity.unit,
        bin_size=series.bin_size,
    )


def trend_chart(trend: Trend) -> TimeChart:
    """The weekly medians below the weekly p95; weeks of which less than half is known stand apart.

    A week without any value is a hole, and a step shades the week that it begins with.
    """
    weeks = trend.weeks
    times = [week.start for week in weeks]

    def line(label: str, figures: list[float | None]) -> Series:
        return Series(label, (), times, figures)

    part = line("median, less than half a week", [None if week.usable else week.median for week in weeks])
    return TimeChart(
        (
            line("weekly median", [week.median if week.usable else None for week in weeks]),
            line("p95", [week.p95 if week.usable else None for week in weeks]),
            *([part] if any(value is not None for value in part.values) else []),
        ),
        unit=trend.quantity.unit,
        bin_size=WEEK,
        suppressed=tuple((step, step + WEEK) for step in trend.steps),
        shade_words="step",
    )
