"""The columns of the lists of episodes and of compared series."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from typing import Final, NamedTuple

from te_tui.analysis.episodes import Episode
from te_tui.render.analysis.figures import name_of, part_of, size_of
from te_tui.render.analysis.timeline import (
    LANE,
    Window,
    bar,
    began_words,
    lane_scale,
    levels_words,
    verdict_words,
)
from te_tui.render.text.width import cell_width
from te_tui.widgets.cells import Cell, Role
from te_tui.widgets.columns import Column

ROLES: Final[dict[str, Role]] = {"worse": "error", "better": "success"}
"""The roles of verdicts; the others are plain."""


class Lane(NamedTuple):
    """An episode with its place in the order."""

    place: int
    episode: Episode


def lane_columns(episodes: Sequence[Episode], window: Window, zone: tzinfo) -> tuple[Column[Lane], ...]:
    """When it began, which way, where, its bar in the window, and how large it is."""
    began = max((cell_width(began_words(one, window, zone)) for one in episodes), default=0)
    size = max((cell_width(_size(one)) for one in episodes), default=0)
    return (
        Column[Lane](
            title="Began",
            cell=lambda lane: began_words(lane.episode, window, zone),
            width=max(began, len("Began")),
        ),
        Column[Lane](
            title="",
            cell=lambda lane: Cell(verdict_words(lane.episode), ROLES.get(lane.episode.verdict, "plain")),
            width=8,
        ),
        Column[Lane](title="Where", cell=lambda lane: name_of(lane.episode.series), min_width=24),
        Column[Lane](title=lane_scale(window, zone), cell=lambda lane: bar(lane.episode, window), width=LANE),
        Column[Lane](
            title="Size",
            cell=lambda lane: _size(lane.episode),
            align="right",
            width=max(size, len("Size")),
        ),
        Column[Lane](
            title="Part",
            cell=lambda lane: part_of(lane.episode.relative),
            align="right",
            width=9,
            drop=1,
        ),
        Column[Lane](
            title="Level", cell=lambda lane: levels_words(lane.episode), align="right", width=18, drop=3
        ),
        Column[Lane](
            title="Sure",
            cell=lambda lane: "clear" if lane.episode.clear else "likely",
            width=6,
            drop=2,
        ),
    )


def _size(episode: Episode) -> str:
    return size_of(episode.size, episode.series.quantity)
