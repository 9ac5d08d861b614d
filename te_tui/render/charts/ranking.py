"""The list of the places on a map: symbol, label, bar and value of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from te_tui.models.content import BarChart, BarSeries
from te_tui.render.charts.bars import horizontal_bars
from te_tui.render.charts.scales import scale_legend
from te_tui.render.text.picture import Picture, Span, above, fit_line

if TYPE_CHECKING:
    from te_tui.models.forms import Ranking
    from te_tui.render.text.glyphs import GlyphSet

_MARK_CELLS = 2


def draw_ranking(ranking: Ranking, width: int, glyphs: GlyphSet) -> Picture:
    """A legend of the symbols, and below it a line for each place, each exactly `width` cells."""
    bars = BarChart(
        tuple(entry.label for entry in ranking.entries),
        (BarSeries("", tuple(entry.value for entry in ranking.entries)),),
        unit=ranking.scale.unit,
    )
    lines = horizontal_bars(bars, max(width - _MARK_CELLS, 1), glyphs, from_zero=True).lines
    entries = tuple(
        fit_line((Span(f"{glyphs.symbol(entry.mark.symbol)} ", entry.mark.role), *line), width)
        for entry, line in zip(ranking.entries, lines, strict=True)
    )
    return above(scale_legend(ranking.scale, width, glyphs, marks=True), Picture(entries))
