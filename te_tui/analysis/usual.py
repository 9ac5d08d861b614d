"""The level that an episode departs from, at every instant of its series."""

from __future__ import annotations

from te_tui.analysis.episodes import Episode
from te_tui.analysis.rhythm import rhythm_of
from te_tui.analysis.series import known_of
from te_tui.analysis.statistics import median


def usual_values(episode: Episode) -> list[float]:
    """The level at each time of the series as it would be without the episode, with the daily rhythm."""
    known = known_of(episode.series)
    rhythm = rhythm_of(known.times, known.values)
    if rhythm is None:
        return [episode.baseline] * len(episode.series.times)
    until = known.times[-1] + 1 if episode.end is None else episode.end
    inside = [
        value - rhythm.at(time)
        for time, value in zip(known.times, known.values, strict=True)
        if episode.start <= time < until
    ]
    level = median(inside) - episode.size
    return [level + rhythm.at(time) for time in episode.series.times]
