"""A pie as one bar of 100 %, and below it each slice with its value and share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from te_tui.models.content import Column, Grid
from te_tui.render.text.grid import draw_grid
from te_tui.render.text.numbers import format_column
from te_tui.render.text.picture import Line, Picture, Span, above, fit_line, series_role

if TYPE_CHECKING:
    from te_tui.models.forms import Pie
    from te_tui.render.text.glyphs import GlyphSet


def draw_pie(pie: Pie, width: int, glyphs: GlyphSet) -> Picture:
    """A bar and a table of the slices, each line exactly `width` cells; slices differ by fill and colour."""
    shares = shares_of(pie)
    values = format_column([one.value for one in pie.slices], pie.unit)
    rows = tuple(
        (glyphs.fill(index) * 2, one.label, value, format_share(share))
        for index, (one, value, share) in enumerate(zip(pie.slices, values, shares, strict=True))
    )
    roles = tuple(series_role(index) for index in range(len(rows)))
    # The share outlives the value where there is no room for both: it is what a pie is for.
    columns = (
        Column("", least=2),
        Column("", least=8),
        Column("Value", "right", 9),
        Column("Share", "right", 7),
    )
    return above(Picture((_bar(shares, width, glyphs),)), draw_grid(Grid(columns, rows, roles), width))


def shares_of(pie: Pie) -> tuple[float, ...]:
    """The share of each slice in the whole, 0 to 1."""
    # Divided first: a sum of values near the end of a float would be infinite.
    largest = max(one.value for one in pie.slices)
    parts = [one.value / largest for one in pie.slices]
    return tuple(part / sum(parts) for part in parts)


def format_share(share: float) -> str:
    """A share of 0 to 1 as `83.1 %`; a small share is never rounded to 0 %, nor a large one to 100 %."""
    if 0 < share < 0.001:
        return "< 0.1 %"
    return "> 99.9 %" if 0.9995 <= share < 1 else f"{share * 100:.1f} %"


def _bar(shares: tuple[float, ...], width: int, glyphs: GlyphSet) -> Line:
    """One bar of `width` cells, divided among all slices.

    Running totals are rounded, not single slices, so that rounding errors do not add up.
    """
    spans: list[Span] = []
    total, filled = 0.0, 0
    for index, share in enumerate(shares):
        total += share
        end = width if index == len(shares) - 1 else min(round(total * width), width)
        spans.append(Span(glyphs.fill(index) * (end - filled), series_role(index)))
        filled = end
    return fit_line(spans, width)
