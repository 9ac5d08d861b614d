"""Box plots: a line `├──▓▓┃▓▓──┤` for each group on a common axis, and its five values."""

from __future__ import annotations

from datetime import UTC, tzinfo
from typing import TYPE_CHECKING, Final

from te_tui.figures.gate import drawable_values
from te_tui.render.charts.value_axis import value_axis
from te_tui.render.text.canvas import Canvas
from te_tui.render.text.numbers import format_statistics
from te_tui.render.text.picture import Line, Picture, Span, fit_line, series_role
from te_tui.render.text.width import cell_width, fit
from te_tui.render.text.words import written_words

if TYPE_CHECKING:
    from te_tui.models.forms import Box, BoxPlot
    from te_tui.render.charts.value_axis import ValueAxis
    from te_tui.render.text.glyphs import GlyphSet

_NAMES: Final = ("min", "q1", "median", "q3", "max")
_KEPT: Final = ((0, 1, 2, 3, 4), (0, 2, 4), (2,), ())
"""Which figures are shown, the first choice that leaves the plot its room."""
_LEAST_PLOT: Final = 24
_LONGEST_LABEL: Final = 24
_CELLS_PER_LABEL: Final = 10
"""From one label of the axis to the next."""


def draw_boxes(plot: BoxPlot, width: int, glyphs: GlyphSet, zone: tzinfo = UTC) -> Picture:
    """Draw a line of titles, a line for each box, and the axis, each exactly `width` cells wide.

    `├` and `┤` are minimum and maximum, the box reaches from the first to the third quartile, `┃` is the
    median. A group with a single value shows it as a point; a group without values says so.
    """
    labels = [written_words(box.label, zone) for box in plot.boxes]
    figures = _figures(plot)
    sizes = [
        max(len(name), *(cell_width(texts[index]) for texts in figures if texts), 0)
        for index, name in enumerate(_NAMES)
    ]
    longest = max(map(cell_width, labels), default=0)
    label_width = min(longest, _LONGEST_LABEL, width // 3)
    kept = _with_room(sizes, width - label_width - 1)
    columns = max(width - label_width - 1 - sum(sizes[index] + 2 for index in kept), 1)
    held = [_held(box) for box in plot.boxes]
    axis = value_axis([value for five in held for value in five], plot.unit, columns, apart=_CELLS_PER_LABEL)
    head = "".join("  " + fit(_NAMES[index], sizes[index], "right") for index in kept)
    lines: list[Line] = [fit_line((Span(" " * (label_width + 1 + columns)), Span(head, "title")), width)]
    for position, (label, five, texts) in enumerate(zip(labels, held, figures, strict=True)):
        spans = [Span(f"{fit(label, label_width)} "), *_box(five, axis, columns, position, glyphs)]
        spans += [Span("  " + fit(texts[index], sizes[index], "right")) for index in kept if texts]
        lines.append(fit_line(spans, width))
    if any(held):
        lines += [
            fit_line((Span(" " * (label_width + 1)), *foot), width) for foot in _foot(axis, columns, glyphs)
        ]
    return Picture(tuple(lines))


def _figures(plot: BoxPlot) -> list[tuple[str, ...]]:
    """The five values of each box as texts, with equally many decimals; empty without values."""
    columns = zip(*format_statistics(_columns(plot), plot.unit), strict=True)
    return [row if box.five else () for box, row in zip(plot.boxes, columns, strict=True)]


def _columns(plot: BoxPlot) -> list[list[float | None]]:
    return [[box.five[index] if box.five else None for box in plot.boxes] for index in range(len(_NAMES))]


def _with_room(sizes: list[int], room: int) -> tuple[int, ...]:
    """Which of the five values to print beside the boxes, by index: as many as leave room for the plot."""
    fitting = (kept for kept in _KEPT if room - sum(sizes[index] + 2 for index in kept) >= _LEAST_PLOT)
    return next(fitting, ())


def _held(box: Box) -> list[float]:
    """The five values of a box, limited to the range that can be drawn; empty for a box without values."""
    return [value for value in drawable_values(box.five or ()) if value is not None]


def _box(five: list[float], axis: ValueAxis, columns: int, index: int, glyphs: GlyphSet) -> Line:
    if not five:
        return (Span(fit("no values", columns), "muted"),)
    canvas = Canvas(columns, 1)
    role = series_role(index)
    left, first, middle, third, right = (axis.row(value, columns) for value in five)
    left_end, whisker, body, median_line, right_end = tuple(glyphs.box)
    if left == right:
        canvas.put(middle, 0, glyphs.point, role)
        return canvas.line(0)
    for column in range(left, right + 1):
        canvas.put(column, 0, body if first <= column <= third else whisker, role)
    canvas.put(left, 0, left_end, role)
    canvas.put(right, 0, right_end, role)
    canvas.put(middle, 0, median_line, role)
    return canvas.line(0)


def _foot(axis: ValueAxis, columns: int, glyphs: GlyphSet) -> tuple[Line, Line]:
    """The axis below the boxes, and a line of its labels, without those that would touch another one."""
    marks, labels = Canvas(columns, 1), Canvas(columns, 1)
    marks.write(0, 0, glyphs.bottom * columns, "axis")
    free = 0
    for tick in axis.ticks:
        column = axis.row(tick.value, columns)
        begin = min(max(column - len(tick.label) // 2, 0), columns - len(tick.label))
        if begin >= free:
            marks.put(column, 0, glyphs.bottom_mark, "axis")
            labels.write(begin, 0, tick.label, "axis")
            free = begin + len(tick.label) + 1
    return marks.line(0), labels.line(0)
