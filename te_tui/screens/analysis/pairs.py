"""The columns of the comparison's list of series."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from te_tui.analysis.comparison import Compared
from te_tui.render.analysis.amounts import amounts, relative_amount
from te_tui.render.analysis.comparison import describe_obstacle, shift_alone, shift_words, sides
from te_tui.render.analysis.figures import name_of
from te_tui.render.text.width import cell_width
from te_tui.screens.analysis.columns import BESIDE, ROLES
from te_tui.widgets.cells import Align, Cell
from te_tui.widgets.columns import GAP, Column

_LONGEST_PLACE: Final = 48
"""Cells of a name that other figures give way to."""

_LEAST_PLACE: Final = 32
"""Cells of a name that intervals give way to."""

_WITH_PICTURES: Final = 110
"""Cells from which on there is room for small pictures."""


class Pair(NamedTuple):
    """A row of the comparison: a series, its index in the list, and its medians before and after as texts."""

    place: int
    compared: Compared
    before: str
    after: str


def pair_of(place: int, compared: Compared, width: int) -> Pair:
    """The list row of the series with the index `place`; call it in a thread, as long series take long.

    If a screen of `width` terminal cells has room, a sparkline stands before each median.
    """
    return Pair(place, compared, *sides(compared, pictures=width >= _WITH_PICTURES))


def pair_columns(pairs: Sequence[Pair], width: int) -> tuple[Column[Pair], ...]:
    """The columns of a comparison: verdict, series name, before, after, shift, and more if they fit.

    The shift is how far the values moved, or why they are not comparable. If series names would be cut too
    short, the shift column is made narrower: long reasons are cut, then the 95 % interval is left out.
    """
    compared = [pair.compared for pair in pairs]

    def texts(
        title: str,
        text: Callable[[Compared], str],
        align: Align = "right",
        whole: Sequence[Compared] = compared,
    ) -> Column[Pair]:
        """A column as wide as its title and the texts of the series in `whole`; longer ones are cut."""
        widest = max(map(cell_width, (title, *map(text, whole))))
        return Column[Pair](title=title, cell=lambda pair: text(pair.compared), align=align, width=widest)

    def side(title: str, text: Callable[[Pair], str]) -> Column[Pair]:
        widest = max(map(cell_width, (title, *map(text, pairs))))
        return Column[Pair](title=title, cell=text, align="right", width=widest)

    verdict = Column[Pair](
        title="",
        cell=lambda pair: Cell(pair.compared.verdict, ROLES.get(pair.compared.verdict, "plain")),
        width=max((len(one.verdict) for one in compared), default=0),
    )
    sides_of = (side("Before", lambda pair: pair.before), side("After", lambda pair: pair.after))
    changed = [one for one in compared if one.change is not None]
    shift = texts("Shift (95 %)", _shift, "left")
    shorter = (
        texts(shift.title, _shift, "left", changed),
        texts("Shift", _shift_alone, "left", changed),
    )
    figures = (
        texts("Relative", lambda one: relative_amount(one.relative, one.after.quantity)),
        texts("p95", lambda one: amounts(one.old.p95, one.new.p95, one.after.quantity)),
        texts("Maximum", lambda one: amounts(one.old.maximum, one.new.maximum, one.after.quantity)),
    )
    longest = max(map(cell_width, ("Where", *(name_of(one.after) for one in compared))))
    beside = width - BESIDE - sum(one.least + GAP for one in (verdict, *sides_of))
    for least, narrower in zip(
        (min(longest, _LONGEST_PLACE), min(longest, _LEAST_PLACE)), shorter, strict=True
    ):
        if beside - shift.least - GAP < least:
            shift = narrower
    room = beside - shift.least - GAP
    shown = []
    for figure in figures:
        if room - figure.least - GAP >= min(longest, _LONGEST_PLACE):
            room -= figure.least + GAP
            shown.append(figure)
    where = Column[Pair](
        title="Where", cell=lambda pair: name_of(pair.compared.after), width=max(min(room, longest), 8)
    )
    return (verdict, where, *sides_of, shift, *shown)


def _shift(compared: Compared) -> str:
    """How far a series moved, with the 95 % interval, or why its two windows are not comparable."""
    return shift_words(compared) or describe_obstacle(compared)


def _shift_alone(compared: Compared) -> str:
    """How far a series moved, without the 95 % interval, or why its two windows are not comparable."""
    return shift_alone(compared) or describe_obstacle(compared)
