"""The list of a chart's series, to show or hide each one, however many there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType

from te_tui.render.text.glyphs import glyph_set
from te_tui.screens.exploring.exploration import Exploration
from te_tui.widgets.bindings import bound
from te_tui.widgets.cells import Cell
from te_tui.widgets.columns import Column
from te_tui.widgets.row_keys import MOVING_KEYS
from te_tui.widgets.row_list import RowList


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """A row of the list: a series' index in the chart, place in the legend (from 1), title and visibility."""

    index: int
    place: int
    title: str
    hidden: bool


class SeriesList(RowList[SeriesLine], inherit_bindings=False):
    """The list of a chart's series in the order of the legend; choosing a series shows or hides it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *MOVING_KEYS,
        bound("series.switch", "choose"),
        bound("go.up", "screen.up", shown=True, words="Close"),
    ]

    def __init__(self, id: str | None = None, *, ascii_only: bool = False) -> None:  # noqa: A002 - Textual's name
        super().__init__(_COLUMNS, key=lambda line: line.index, marks=False, id=id)
        self._glyphs = glyph_set(ascii_only=ascii_only)

    def show_series(self, exploration: Exploration) -> None:
        """Show the chart's present series; the cursor stays on the same series."""
        chart, hidden = exploration.chart, exploration.view.hidden
        self.set_rows(
            SeriesLine(
                index,
                place,
                f"{self._glyphs.hidden if index in hidden else self._glyphs.marker(index)}"
                f" {chart.series[index].label}",
                index in hidden,
            )
            for place, index in enumerate(exploration.legend(), 1)
        )


_COLUMNS = (
    Column[SeriesLine](title="", cell=lambda line: str(line.place), width=3, align="right"),
    Column[SeriesLine](
        title="Series", cell=lambda line: Cell(line.title, "muted" if line.hidden else "plain")
    ),
    Column[SeriesLine](title="", cell=lambda line: Cell("hidden" if line.hidden else "", "muted"), width=6),
)
