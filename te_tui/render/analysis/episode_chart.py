"""The chart of an episode (a time in which a series departs from its level): series and usual level."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from te_tui.analysis.episodes import Episode
from te_tui.analysis.usual import usual_values
from te_tui.models.content import Series, TimeChart
from te_tui.render.analysis.amounts import in_readable_unit
from te_tui.render.analysis.figures import chart_series
from te_tui.render.charts.explore import ChartView, zoom_in

_AROUND: Final = 3
"""An episode is looked at first within so many times its length, or less than twice that."""


def episode_chart(episode: Episode) -> TimeChart:
    """A chart of an episode: its series, the usual level as a second line, and the episode's time shaded."""
    series = episode.series
    until = series.times[-1] if episode.end is None else episode.end
    chart = TimeChart(
        (chart_series(series), Series("usual level", (), series.times, usual_values(episode))),
        bin_size=series.bin_size,
        suppressed=((episode.start, until),),
        shade_words="episode",
    )
    return in_readable_unit(chart, series.quantity)


def episode_view(chart: TimeChart, episode: Episode) -> ChartView:
    """The view of an episode's chart, zoomed in on the episode, with the cursor at the episode's start."""
    view = ChartView(cursor=episode.start)
    length = max(chart.suppressed[0][1] - episode.start, episode.bin_size)
    while True:
        closer = zoom_in(view, chart)
        if closer == view or closer.window is None or closer.window[1] - closer.window[0] < _AROUND * length:
            return view
        view = replace(closer, cursor=episode.start)
