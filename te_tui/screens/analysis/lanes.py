"""The columns of the timeline's list of episodes; in an episode, a series is away from its usual level."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import tzinfo
from typing import Final, NamedTuple

from te_tui.analysis.episodes import Episode
from te_tui.render.analysis.amounts import departure, relative_amount
from te_tui.render.analysis.figures import name_of
from te_tui.render.analysis.timeline import (
    LANE,
    Window,
    bar,
    began_words,
    lane_scale,
    levels_words,
    shared_room,
    verdict_words,
)
from te_tui.render.text.width import cell_width
from te_tui.screens.analysis.columns import BESIDE, ROLES
from te_tui.widgets.cells import Cell
from te_tui.widgets.columns import GAP, Column

_WHOLE: Final = 60
"""Cells that a place may have before a figure gives way to it."""


class Lane(NamedTuple):
    """A row of the timeline: an episode, and its index in the list."""

    place: int
    episode: Episode


def lane_columns(
    episodes: Sequence[Episode], window: Window, zone: tzinfo, width: int
) -> tuple[Column[Lane], ...]:
    """The columns of the timeline: start, verdict (`▲ worse`), series name, bar, and size of the departure.

    The bar shows when in the time window the episode was. Relative size, certainty and level are added if
    the names still fit uncut into a screen of `width` terminal cells; the bars take the remaining space.
    """

    def widest(title: str, text: Callable[[Episode], str]) -> int:
        return max(map(cell_width, (title, *map(text, episodes))))

    began = Column[Lane](
        title="Began",
        cell=lambda lane: began_words(lane.episode, window, zone),
        width=widest("Began", lambda episode: began_words(episode, window, zone)),
    )
    verdict = Column[Lane](
        title="",
        cell=lambda lane: Cell(verdict_words(lane.episode), ROLES.get(lane.episode.verdict, "plain")),
        width=widest("", verdict_words),
    )
    size = Column[Lane](
        title="Size",
        cell=lambda lane: departure(lane.episode),
        align="right",
        width=widest("Size", departure),
    )
    figures = [
        Column[Lane](
            title="Relative",
            cell=lambda lane: _relative(lane.episode),
            align="right",
            width=widest("Relative", _relative),
        ),
        Column[Lane](title="Sure", cell=lambda lane: _sure(lane.episode), width=len("likely")),
        Column[Lane](
            title="Level",
            cell=lambda lane: levels_words(lane.episode),
            align="right",
            width=widest("Level", levels_words),
        ),
    ]
    room = width - BESIDE - sum(one.least + GAP for one in (began, verdict, size)) - GAP
    names = [name_of(one.series) for one in episodes]
    whole = min(max(map(cell_width, names), default=0), _WHOLE)
    shown = []
    for figure in figures:
        if room - figure.least - GAP >= whole + LANE:
            room -= figure.least + GAP
            shown.append(figure)
    place, lane_width = shared_room(room, names)
    return (
        began,
        verdict,
        Column[Lane](title="Where", cell=lambda lane: name_of(lane.episode.series), width=place),
        Column[Lane](
            title=lane_scale(window, zone, lane_width),
            cell=lambda lane: bar(lane.episode, window, lane_width),
            width=lane_width,
        ),
        size,
        *shown,
    )


def _relative(episode: Episode) -> str:
    return relative_amount(episode.relative, episode.series.quantity)


def _sure(episode: Episode) -> str:
    return "clear" if episode.clear else "likely"
