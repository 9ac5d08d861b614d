"""The columns of the lists of episodes and of compared series."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    shared_room,
    verdict_words,
)
from te_tui.render.text.numbers import format_number
from te_tui.render.text.width import cell_width
from te_tui.widgets.cells import Align, Cell, Role
from te_tui.widgets.columns import GAP, Column

ROLES: Final[dict[str, Role]] = {"worse": "error", "better": "success"}
"""The roles of verdicts; the others are plain."""


_BESIDE: Final = 3
"""Cells beside the columns: the cursor's sign and the scrollbar."""

_LEAST_PLACE: Final = 24
"""Cells for the places below which there are fewer figures."""

_WITH_PICTURES: Final = 110
"""Cells from which on there is room for small pictures."""


class Lane(NamedTuple):
    """An episode with its place in the order."""

    place: int
    episode: Episode


def lane_columns(
    episodes: Sequence[Episode], window: Window, zone: tzinfo, width: int
) -> tuple[Column[Lane], ...]:
    """When it began, which way, where, its bar in the window, and how large it is.

    In `width` cells there are as many of the other figures as leave room for the places; the lanes take the
    rest.
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
        title="Size", cell=lambda lane: _size(lane.episode), align="right", width=widest("Size", _size)
    )
    figures = [
        Column[Lane](
            title="Part", cell=lambda lane: _part(lane.episode), align="right", width=widest("Part", _part)
        ),
        Column[Lane](title="Sure", cell=lambda lane: _sure(lane.episode), width=len("likely")),
        Column[Lane](
            title="Level",
            cell=lambda lane: levels_words(lane.episode),
            align="right",
            width=widest("Level", levels_words),
        ),
    ]
    room = width - _BESIDE - sum(one.least + GAP for one in (began, verdict, size)) - GAP
    shown = []
    for figure in figures:
        if room - figure.least - GAP >= _LEAST_PLACE + LANE:
            room -= figure.least + GAP
            shown.append(figure)
    place, lane_width = shared_room(room, [name_of(one.series) for one in episodes])
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


def _part(episode: Episode) -> str:
    return part_of(episode.relative)


def _sure(episode: Episode) -> str:
    return "clear" if episode.clear else "likely"


def _size(episode: Episode) -> str:
    return size_of(episode.size, episode.series.quantity)


class Pair(NamedTuple):
    """A series in two windows, with its place in the order."""

    place: int
    compared: Compared


def pair_columns(compared: Sequence[Compared], width: int) -> tuple[Column[Pair], ...]:
    """Columns of a comparison: verdict, place, both windows, shift with interval, and more if they fit.

    If `width` cells have room for two, each window has a sparkline.
    """

    def texts(title: str, text: Callable[[Compared], str], align: Align = "right") -> Column[Pair]:
        widest = max(map(cell_width, (title, *map(text, compared))))
        return Column[Pair](title=title, cell=lambda pair: text(pair.compared), align=align, width=widest)

    pictures = width >= _WITH_PICTURES
    verdict = Column[Pair](
        title="",
        cell=lambda pair: Cell(pair.compared.verdict, ROLES.get(pair.compared.verdict, "plain")),
        width=max((len(one.verdict) for one in compared), default=0),
    )
    windows = (
        texts("Before", lambda one: sides(one, pictures=pictures)[0]),
        texts("After", lambda one: sides(one, pictures=pictures)[1]),
        texts("Shift (95 %)", _shift, "left"),
    )
    figures = (
        texts("Part", lambda one: part_of(one.relative)),
        texts("p95", lambda one: _both(one.old.p95, one.new.p95)),
        texts("Maximum", lambda one: _both(one.old.maximum, one.new.maximum)),
        texts("Bad bins", lambda one: _both(_percent(one.old.bad), _percent(one.new.bad), "%")),
        texts("q", lambda one: "" if one.change is None else format_number(one.change.q)),
        texts("Hours", lambda one: "" if one.change is None else one.change.hours, "left"),
    )
    longest = max(map(cell_width, ("Where", *(name_of(one.after) for one in compared))))
    room = width - _BESIDE - sum(one.least + GAP for one in (verdict, *windows))
    shown = []
    for figure in figures:
        if room - figure.least - GAP >= min(longest, _LEAST_PLACE):
            room -= figure.least + GAP
            shown.append(figure)
    where = Column[Pair](
        title="Where", cell=lambda pair: name_of(pair.compared.after), width=max(min(room, longest), 8)
    )
    return (verdict, where, *windows, *shown)


def _shift(compared: Compared) -> str:
    """The shift, or why there is none."""
    return shift_words(compared) or describe_obstacle(compared)


def _both(before: float | None, after: float | None, unit: str | None = None) -> str:
    return " → ".join("" if value is None else format_number(value, unit) for value in (before, after))


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share
