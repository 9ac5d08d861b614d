"""Horizontal or vertical bars by category, drawn in eighths of a cell."""

from __future__ import annotations

import math
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from te_tui.figures.gate import drawable_values, finite_values
from te_tui.figures.statistics import total_of
from te_tui.render.charts.frame import AXIS_ROWS, Placed, framed, gutter_width
from te_tui.render.charts.value_axis import value_axis
from te_tui.render.text.canvas import Canvas
from te_tui.render.text.numbers import and_more, format_column, format_number
from te_tui.render.text.picture import Line, Picture, Span, above, fit_line, series_role
from te_tui.render.text.width import cell_width, fit

if TYPE_CHECKING:
    from te_tui.models.content import BarChart, Paint
    from te_tui.render.text.glyphs import GlyphSet

_WIDEST_BAR: Final = 6
_SHORTEST_BAR: Final = 4
_FEWEST_ROWS: Final = 3
_NEAR_100: Final = 50
"""Percentages from which on 91 and 99.8 would look alike."""
_NEGLIGIBLE: Final = 1e-300
"""The range below which dividing by it no longer gives a length."""

_Row: TypeAlias = tuple[float | None, ...]
"""The finite values of one category, one for each series."""


class _Scale(NamedTuple):
    """The range of a value axis, which always includes zero; `low` is below `high`."""

    low: float
    high: float


def horizontal_bars(chart: BarChart, width: int, glyphs: GlyphSet, *, from_zero: bool = False) -> Picture:
    """Horizontal bars with label and value; bars of several series stand below each other, or are stacked.

    If all values are percentages near 100, bars begin below the lowest value, not at zero, and a line above
    their beginning says so; with `from_zero` bars always begin at zero.
    """
    rows = _drawable_rows(chart)
    stacked = _is_stacked(chart, rows)
    begin = 0.0 if from_zero else _begin(chart, rows)
    drawn = (
        [tuple(None if value is None else value - begin for value in row) for row in rows] if begin else rows
    )
    scale = _scale(drawn, stacked=stacked)
    shown = [(total_of(row),) if stacked else row for row in _rows(chart)]
    told = iter(format_column([value for row in shown for value in row], chart.unit))
    figures = [list(islice(told, len(row))) for row in shown]
    painted = _paints(chart)
    if not stacked:
        figures = [
            list(map(_with_alarm, texts, paints)) for texts, paints in zip(figures, painted, strict=True)
        ]
    figure_width = max((cell_width(text) for texts in figures for text in texts), default=0)
    marked = len(chart.series) > 1 and not stacked
    beside = width - figure_width - (4 if marked else 2)
    longest = max((cell_width(name) for name in chart.categories), default=0)
    # A label is cut before a figure is: a part of a number is another number.
    label_width = min(longest, max(width * 2 // 5, 1), max(beside - _SHORTEST_BAR, 1))
    room = max(beside - label_width, _SHORTEST_BAR)
    lines: list[Line] = []
    for name, row, texts, paints in zip(chart.categories, drawn, figures, painted, strict=True):
        label = fit(name, label_width)
        if stacked:
            bars = [_stacked_bar(row, scale.high, room, glyphs)]
        else:
            roles = [paint or series_role(index) for index, paint in enumerate(paints)]
            bars = [_bar(value, role, scale, room, glyphs) for value, role in zip(row, roles, strict=True)]
        for index, (bar, text) in enumerate(zip(bars, texts, strict=True)):
            marker = Span(f"{glyphs.marker(index)} " if marked else "", series_role(index))
            lines.append(fit_line((Span(f"{label} "), marker, *bar, Span(f" {text}")), width))
            label = " " * label_width
    if begin:
        words = f"bars begin at {begin:g} %"
        indent = " " * max(min(label_width + (3 if marked else 1), width - len(words)), 0)
        lines.insert(0, fit_line((Span(f"{indent}{words}", "muted"),), width))
    return above(Picture(tuple(lines)), _names(chart, width, glyphs, stacked=stacked))


def _paints(chart: BarChart) -> list[tuple[Paint, ...]]:
    """How the dashboard colours each value, by category and series: good, warning, bad, or empty."""
    return [
        tuple(line.paints[position] if position < len(line.paints) else "" for line in chart.series)
        for position in range(len(chart.categories))
    ]


def _with_alarm(figure: str, paint: Paint) -> str:
    return f"{figure} !" if paint == "bad" else figure  # a colour never speaks alone


def vertical_bars(chart: BarChart, width: int, height: int, glyphs: GlyphSet) -> Picture | None:
    """Vertical bars in exactly `height` lines; None if they do not fit, or cannot all rise from zero.

    Above each bar are the marker of its series and its value, if there is room.
    """
    rows = _drawable_rows(chart)
    stacked = _is_stacked(chart, rows)
    scale = _scale(rows, stacked=stacked)
    names = _names(chart, width, glyphs, stacked=stacked)
    room = height - AXIS_ROWS - names.height
    if scale.low < 0 or _begin(chart, rows) or room < _FEWEST_ROWS or not rows:
        return None
    marked = len(chart.series) > 1 and not stacked
    free = 2 if marked else 1
    free = free if room - free >= _FEWEST_ROWS else 0
    axis = value_axis((0.0, scale.high * room / (room - free)), chart.unit, room)
    canvas = Canvas(max(width - gutter_width(axis, "", width) - 1, 1), room)
    slot = canvas.columns // len(rows)
    bars = 1 if stacked else max(len(chart.series), 1)
    thickness = min((slot - 1) // bars, _WIDEST_BAR)
    if thickness < 1 or max(map(cell_width, chart.categories)) >= slot:
        return None
    figures = _figures(_rows(chart), (slot if bars == 1 else thickness) - 1, stacked=stacked)
    for position, row in enumerate(rows):
        begin = position * slot + (slot - thickness * bars) // 2
        for index, figure in enumerate(figures[position]):
            columns = range(begin + index * thickness, begin + (index + 1) * thickness)
            if stacked:
                top = _stacked_column(canvas, columns, row, axis.high, glyphs)
            else:
                top = _column(canvas, columns, row[index], index, axis.high, glyphs)
            middle = begin + index * thickness + (thickness - 1) // 2
            if marked and free and row[index] is not None:
                canvas.put(middle, top, glyphs.marker(index), series_role(index))
                top += 1
            canvas.write(max(middle - (len(figure) - 1) // 2, 0), top, figure if free else "", "")
    below = [Placed(position * slot + slot // 2, name) for position, name in enumerate(chart.categories)]
    return above(framed(canvas, axis, below, "", glyphs, width), names)


def _figures(rows: list[_Row], room: int, *, stacked: bool) -> list[list[str]]:
    """The values to write above the bars, as texts; all are empty if one is wider than `room` cells."""
    values = [(total_of(row),) if stacked else row for row in rows]
    texts = [["" if value is None else format_number(value) for value in row] for row in values]
    fits = all(len(text) <= room for row in texts for text in row)
    return texts if fits else [[""] * len(row) for row in texts]


def _rows(chart: BarChart) -> list[_Row]:
    """For each category the values of all series; None where a series is too short."""
    lines = [finite_values(line.values) for line in chart.series]
    return [
        tuple(line[position] if position < len(line) else None for line in lines)
        for position in range(len(chart.categories))
    ]


def _drawable_rows(chart: BarChart) -> list[_Row]:
    return [tuple(drawable_values(row)) for row in _rows(chart)]


def _is_stacked(chart: BarChart, rows: list[_Row]) -> bool:
    """Whether a chart asks for stacked bars, and has no value below zero, which could not be stacked."""
    return chart.stacked and all(value is None or value >= 0 for row in rows for value in row)


def _begin(chart: BarChart, rows: list[_Row]) -> float:
    """Where bars begin: at zero, or, if all are percentages near 100, at the multiple of 10 below them."""
    known = [value for row in rows for value in row if value is not None]
    if chart.unit != "%" or chart.stacked or not known or min(known) < _NEAR_100 or max(known) > 100.01:
        return 0.0
    return math.ceil(min(known) / 10) * 10 - 10.0


def _scale(rows: list[_Row], *, stacked: bool) -> _Scale:
    values = [total_of(row) for row in rows] if stacked else [value for row in rows for value in row]
    known = [value for value in values if value is not None]
    low, high = min(0.0, *known, 0.0), max(0.0, *known, 0.0)
    return _Scale(low, high) if high - low > _NEGLIGIBLE else _Scale(0.0, 1.0)


def _bar(value: float | None, role: str, scale: _Scale, room: int, glyphs: GlyphSet) -> tuple[Span, ...]:
    """One horizontal bar in `room` cells, drawn to the right or left from zero.

    Zero is at the same cell in all bars of a chart.
    """
    zero = round(-scale.low / (scale.high - scale.low) * room)
    if value is None:
        return (Span(" " * zero),)
    if value < 0:
        size = min(max(round(value / scale.low * zero), 1), zero)
        return Span(" " * (zero - size)), Span(glyphs.row_parts[-1] * size, role)
    if value == 0:
        return Span(" " * zero), Span(glyphs.row_parts[1], "muted")
    bar = _growing(value / scale.high * (room - zero), glyphs.row_parts)
    return Span(" " * zero), Span(bar, role)


def _growing(cells: float, parts: str) -> str:
    """A bar as text, `cells` long; it ends in a part of a cell, and even zero shows the smallest part."""
    steps = len(parts) - 1
    whole, rest = divmod(max(round(cells * steps), 1), steps)
    return parts[-1] * whole + (parts[rest] if rest else "")


def _stacked_bar(row: _Row, high: float, room: int, glyphs: GlyphSet) -> tuple[Span, ...]:
    """One horizontal stacked bar; its parts end at rounded running totals, so that errors do not add up."""
    spans: list[Span] = []
    total, filled = 0.0, 0
    for index, value in enumerate(row):
        total += value or 0.0
        # However little there is, it is not nothing.
        end = max(round(total / high * room), 1 if total else 0)
        spans.append(Span(glyphs.fill(index) * (end - filled), series_role(index)))
        filled = end
    return tuple(spans)


def _column(
    canvas: Canvas, columns: range, value: float | None, index: int, high: float, glyphs: GlyphSet
) -> int:
    """Draw one vertical bar and return its height in rows; zero is a thin line, None is nothing."""
    bar = "" if value is None else _growing(value / high * canvas.rows, glyphs.column_parts)
    for row, character in enumerate(bar):
        for column in columns:
            canvas.put(column, row, character, series_role(index))
    return len(bar)


def _stacked_column(canvas: Canvas, columns: range, row: _Row, high: float, glyphs: GlyphSet) -> int:
    """Draw one vertical stacked bar, and return its height in rows."""
    level = 0
    for span in _stacked_bar(row, high, canvas.rows, glyphs):
        for character in span.text:
            for column in columns:
                canvas.put(column, level, character, span.role)
            level += 1
    return level


def _names(chart: BarChart, width: int, glyphs: GlyphSet, *, stacked: bool) -> Picture:
    """The lines below the bars: a legend if there are several series, and counts of bars not drawn."""
    words = f"… {chart.left_out:,} more, beyond the dashboard's limit"
    told = [words] if chart.left_out else []
    told += [f"… {and_more(chart.more, 'bar')}"] if chart.more else []
    more = tuple(fit_line((Span(one, "muted"),), width) for one in told)
    if len(chart.series) < 2:
        return Picture(more)
    lines: list[list[Span]] = [[]]
    used = 0
    for index, line in enumerate(chart.series):
        glyph = glyphs.fill(index) if stacked else glyphs.marker(index)
        label = fit(line.label, min(cell_width(line.label), max(width - 2, 1)))
        size = cell_width(label) + 4
        if lines[-1] and used + size - 2 > width:
            lines.append([])
            used = 0
        lines[-1] += [Span(f"{glyph} ", series_role(index)), Span(f"{label}  ")]
        used += size
    # The spaces after the last name of a line need no room.
    ends = [[*spans[:-1], Span(spans[-1].text.rstrip())] for spans in lines]
    return Picture((*(fit_line(spans, width) for spans in ends), *more))
