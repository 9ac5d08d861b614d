"""Drawing heat maps: a table of values, each with its shade, fitted to a width."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from te_tui.figures.scales import far_values
from te_tui.models.words import counted
from te_tui.render.charts.scales import scale_legend, shade_of
from te_tui.render.text.flow import flow
from te_tui.render.text.numbers import ABSENT, format_column
from te_tui.render.text.picture import Line, Picture, Span, above, fit_line
from te_tui.render.text.width import cell_width, fit

if TYPE_CHECKING:
    from te_tui.models.forms import HeatMap
    from te_tui.render.text.glyphs import GlyphSet

_SHADE: Final = 2
_NARROW: Final = 3
"""Cells of a column that shows its shade alone."""
_WIDEST: Final = 18
_BETWEEN: Final = 2
_LONGEST_LABEL: Final = 24


def draw_heat_map(heat: HeatMap, width: int, glyphs: GlyphSet) -> Picture:
    """Column labels, a line for each row, and the legend of shades, each line exactly `width` cells.

    If values do not fit, shades are drawn without them, and columns have numbers that are explained below. If
    shades do not fit either, columns are left out on the right and counted. The legend names the unit.
    """
    labels = max(map(cell_width, heat.rows), default=0)
    label_width = min(labels, _LONGEST_LABEL, max(width // 4, 1))
    room = max(width - label_width, 0)
    texts = format_column(list(heat.cells.values()), heat.scale.unit, bare=True)
    figures = dict(zip(heat.cells, texts, strict=True))
    figure_width = max(map(cell_width, figures.values()), default=1)
    least = _SHADE + 1 + figure_width
    if len(heat.columns) * (least + _BETWEEN) > room:
        return _shades(heat, width, label_width, glyphs)
    widest = max(map(cell_width, heat.columns), default=0)
    share = room // max(len(heat.columns), 1) - _BETWEEN
    size = max(min(widest, share, _WIDEST), least)
    gap = " " * _BETWEEN
    heads = "".join(gap + fit(column, size, "right") for column in heat.columns)
    far = far_values(heat.scale, heat.cells.values())
    lines: list[Line] = [fit_line((Span(fit("", label_width) + heads, "title"),), width)]
    for row, label in enumerate(heat.rows):
        spans = [Span(fit(label, label_width))]
        for column in range(len(heat.columns)):
            if (row, column) not in figures:
                spans.append(Span(" " * (size + _BETWEEN)))
                continue
            shade, role = shade_of(heat.scale, heat.cells[row, column], glyphs, far)
            figure = fit(figures[row, column], figure_width + 1, "right")
            spans += [Span(" " * (size + _BETWEEN - least)), Span(shade * _SHADE, role), Span(figure)]
        lines.append(fit_line(spans, width))
    return above(Picture(tuple(lines)), scale_legend(heat.scale, width, glyphs))


def _shades(heat: HeatMap, width: int, label_width: int, glyphs: GlyphSet) -> Picture:
    """The heat map without values: shades in numbered columns, and the columns' labels in a list below."""
    digits = len(str(len(heat.columns)))
    size = max(_NARROW, digits + 1)
    shown = min(max((width - label_width) // size, 0), len(heat.columns))
    numbers = "".join(fit(str(column + 1), size, "right") for column in range(shown))
    far = far_values(heat.scale, heat.cells.values())
    lines: list[Line] = [fit_line((Span(fit("", label_width) + numbers, "title"),), width)]
    for row, label in enumerate(heat.rows):
        spans = [Span(fit(label, label_width))]
        for column in range(shown):
            spans += _shade(heat, row, column, far, size, glyphs)
        lines.append(fit_line(spans, width))
    key: list[Line] = [
        (Span(f"{column + 1} ", "title"), Span(heat.columns[column], "muted")) for column in range(shown)
    ]
    left_out = len(heat.columns) - shown
    if left_out:
        key.append((Span(f"… {counted(left_out, 'more column')}", "warning"),))
    return above(Picture(tuple(lines)), flow(key, width), scale_legend(heat.scale, width, glyphs))


def _shade(
    heat: HeatMap, row: int, column: int, far: frozenset[float], size: int, glyphs: GlyphSet
) -> tuple[Span, ...]:
    """One shade without its value: blank if the map has no such cell, a dash if the value is missing."""
    if (row, column) not in heat.cells:
        return (Span(" " * size),)
    shade, role = shade_of(heat.scale, heat.cells[row, column], glyphs, far)
    if shade == " ":
        return (Span(fit(ABSENT, size, "right"), role),)
    return Span(" " * (size - _SHADE)), Span(shade * _SHADE, role)
