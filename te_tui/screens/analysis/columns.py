"""The columns of the lists of episodes and of compared series."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from typing import Final, NamedTuple

from te_tui.analysis.comparison import Compared
from te_tui.analysis.episodes import Episode
from te_tui.render.analysis.comparison import describe_obstacle, shift_words, sides
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
from te_tui.render.text.numbers import format_number
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


class Pair(NamedTuple):
    """A series in two windows, with its place in the order."""

    place: int
    compared: Compared


def pair_columns(pairs: Sequence[Pair], *, pictures: bool = False) -> tuple[Column[Pair], ...]:
    """Columns of a comparison: verdict, place, both windows, shift with interval, and more if they fit.

    With `pictures`, each window has a sparkline.
    """
    both = [sides(pair.compared, pictures=pictures) for pair in pairs]
    side = max((cell_width(text) for one in both for text in one), default=0)
    shift = max((cell_width(_shift(pair)) for pair in pairs), default=0)
    word = max((len(pair.compared.verdict) for pair in pairs), default=0)
    return (
        Column[Pair](
            title="",
            cell=lambda pair: Cell(pair.compared.verdict, ROLES.get(pair.compared.verdict, "plain")),
            width=word,
        ),
        Column[Pair](title="Where", cell=lambda pair: name_of(pair.compared.after), min_width=16),
        Column[Pair](
            title="Before",
            cell=lambda pair: sides(pair.compared, pictures=pictures)[0],
            align="right",
            width=max(side, len("Before")),
        ),
        Column[Pair](
            title="After",
            cell=lambda pair: sides(pair.compared, pictures=pictures)[1],
            align="right",
            width=max(side, len("After")),
        ),
        Column[Pair](title="Shift (95 %)", cell=_shift, width=max(shift, len("Shift (95 %)"))),
        Column[Pair](
            title="Part",
            cell=lambda pair: part_of(pair.compared.relative),
            align="right",
            width=9,
            drop=1,
        ),
        Column[Pair](
            title="p95",
            cell=lambda pair: f"{_figure(pair.compared.old.p95)} → {_figure(pair.compared.new.p95)}",
            align="right",
            width=15,
            drop=2,
        ),
    )


def _shift(pair: Pair) -> str:
    """The shift, or why there is none."""
    return shift_words(pair.compared) or describe_obstacle(pair.compared)


def _figure(value: float | None) -> str:
    return "" if value is None else format_number(value)
