"""Stacked areas: each column shows the values of one instant, on top of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from te_tui.figures.gate import drawable_values, known_values
from te_tui.render.text.picture import series_role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from te_tui.models.content import Series, TimeChart
    from te_tui.render.charts.value_axis import ValueAxis
    from te_tui.render.series.segments import Window
    from te_tui.render.text.canvas import Canvas
    from te_tui.render.text.glyphs import GlyphSet

Stack: TypeAlias = tuple[tuple[int, float], ...]
"""(index of the series, value) of one instant, the lowest series first; absent ones left out."""


def is_stackable(chart: TimeChart) -> bool:
    """Whether a chart asks for stacked areas, and has no value below zero, which could not be stacked."""
    return chart.stacked and all(
        min(known_values(drawable_values(line.values)), default=0.0) >= 0 for line in chart.series
    )


def stack_heights(lines: Mapping[int, Series]) -> list[float]:
    """The heights that the value axis must show: the stack at each instant, and zero; empty without any."""
    heights: dict[float, float] = {}
    for line in lines.values():
        for time, value in zip(line.times, line.values, strict=True):
            if value is not None:
                heights[time] = heights.get(time, 0.0) + value
    return [0.0, *heights.values()] if heights else []


def stacks(lines: Mapping[int, Series], bin_size: int | None, window: Window) -> dict[int, Stack]:
    """The stack to draw in each canvas column; a stack is the values of one instant.

    If several instants fall into a column, their highest stack is drawn. A stack fills the columns from its
    start to the next bin; without a bin size, it fills only the column of its start. Columns without values
    have no stack.
    """
    at: dict[float, dict[int, float]] = {}
    for index, line in lines.items():
        for time, value in zip(line.times, line.values, strict=True):
            if value is not None:
                at.setdefault(time, {})[index] = value
    columns: dict[int, tuple[float, Stack]] = {}
    for time, values in at.items():
        entry = (sum(values.values()), tuple(sorted(values.items())))
        first = window.column(time)
        behind = min(max(window.column(time + (bin_size or 0)), first + 1), window.columns)
        for column in range(first, behind):
            if column not in columns or columns[column][0] < entry[0]:
                columns[column] = entry
    return {column: stack for column, (_, stack) in columns.items()}


def draw_stacks(canvas: Canvas, columns: dict[int, Stack], axis: ValueAxis, glyphs: GlyphSet) -> None:
    """Draw stacks: their tops are exact to a part of a cell, the borders between series to whole cells."""
    scale = canvas.rows / axis.high
    for column, stack in columns.items():
        total, filled = 0.0, 0
        for index, value in stack[:-1]:
            total += value
            behind = round(total * scale)
            for row in range(filled, behind):
                canvas.put(column, row, glyphs.fill(index), series_role(index))
            filled = behind
        last, value = stack[-1]
        _draw_top(canvas, column, filled, (total + value) * scale, last, glyphs)


def _draw_top(canvas: Canvas, column: int, filled: int, height: float, index: int, glyphs: GlyphSet) -> None:
    """Draw the uppermost series of a stack, from row `filled` to `height` rows; zero shows as a thin line."""
    parts = len(glyphs.column_parts) - 1
    whole, rest = divmod(round(height * parts), parts)
    for row in range(filled, whole):
        canvas.put(column, row, glyphs.fill(index), series_role(index))
    if rest and whole >= filled:
        canvas.put(column, whole, glyphs.column_parts[rest], series_role(index))
    elif not whole and not filled:
        canvas.put(column, 0, glyphs.column_parts[1], series_role(index))
