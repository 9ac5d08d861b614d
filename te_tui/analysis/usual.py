"""What a series would have shown without an episode, to be drawn beside it."""

from __future__ import annotations

from te_tui.analysis.blocks import in_blocks
from te_tui.analysis.episodes import Episode
from te_tui.analysis.rhythm import HOUR, rhythm_of
from te_tui.analysis.series import known_of
from te_tui.analysis.statistics import median


def usual_values(episode: Episode) -> list[float]:
    """The value to expect without the episode, for each time of its series: baseline plus daily rhythm."""
    known, times = known_of(episode.series), episode.series.times
    blocks = in_blocks(known)
    seen = blocks.known if blocks else known
    rhythm = rhythm_of(seen.times, seen.values)
    if rhythm is None:
        return [episode.baseline] * len(times)
    # All times of an hour have one distance from the level.
    apart = {hour: rhythm.at(hour * HOUR) for hour in {time // HOUR for time in times}}
    until = known.times[-1] + 1 if episode.end is None else episode.end
    inside = [
        value - apart[time // HOUR]
        for time, value in zip(known.times, known.values, strict=True)
        if episode.start <= time < until
    ]
    level = median(inside) - episode.size
    return [level + apart[time // HOUR] for time in times]
