"""The columns of the list of compared series."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from te_tui.analysis.comparison import Compared
from te_tui.render.analysis.comparison import describe_obstacle, shift_words, sides
from te_tui.render.analysis.figures import name_of, part_of
from te_tui.render.text.numbers import format_number
from te_tui.render.text.width import cell_width
from te_tui.screens.analysis.columns import BESIDE, ROLES
from te_tui.widgets.cells import Align, Cell
from te_tui.widgets.columns import GAP, Column

_LONGEST_PLACE: Final = 48
"""Cells of a name that other figures give way to."""

_WITH_PICTURES: Final = 110
"""Cells from which on there is room for small pictures."""


class Pair(NamedTuple):
    """A series in two windows, with its index in the list."""

    place: int
    compared: Compared


def pair_columns(compared: Sequence[Compared], width: int) -> tuple[Column[Pair], ...]:
    """Columns of a comparison: verdict, place, both windows, shift with interval, and more if they fit.

    Each window has a sparkline if `width` has room for both.
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
    )
    longest = max(map(cell_width, ("Where", *(name_of(one.after) for one in compared))))
    room = width - BESIDE - sum(one.least + GAP for one in (verdict, *windows))
    shown = []
    for figure in figures:
        if room - figure.least - GAP >= min(longest, _LONGEST_PLACE):
            room -= figure.least + GAP
            shown.append(figure)
    where = Column[Pair](
        title="Where", cell=lambda pair: name_of(pair.compared.after), width=max(min(room, longest), 8)
    )
    return (verdict, where, *windows, *shown)


def _shift(compared: Compared) -> str:
    """The shift with its interval, or why there is none."""
    return shift_words(compared) or describe_obstacle(compared)


def _both(before: float | None, after: float | None) -> str:
    return " → ".join("" if value is None else format_number(value) for value in (before, after))
