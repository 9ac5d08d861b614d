"""Small multiples: one small chart for every series, all on the same scales, in as many columns as fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import tzinfo
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from te_tui.render.charts.area import is_stackable
from te_tui.render.charts.chart import draw_time_chart
from te_tui.render.charts.value_axis import Levels
from te_tui.render.series.segments import extremes, visible
from te_tui.render.series.timeline import above_zero, window_of
from te_tui.render.text.picture import Picture, Span, above, fit_line

if TYPE_CHECKING:
    from te_tui.models.content import TimeChart
    from te_tui.render.charts.explore import ChartView

Legend: TypeAlias = Callable[[Sequence[int], int], Picture]
"""The legend of some series, given by index, in a number of cells."""

_LEAST_WIDTH: Final = 36
_LEAST_HEIGHT: Final = 7
"""Label, four rows of canvas, and the axis."""
_USUAL_HEIGHT: Final = 10
_BETWEEN: Final = 2


class Arrangement(NamedTuple):
    """How many charts stand side by side, how many below each other, and the size of each in cells."""

    across: int
    down: int
    width: int
    height: int


def arrangement(count: int, width: int, height: int) -> Arrangement:
    """Arrange `count` charts (at least one), or as many of them as fit, each as large as possible."""
    most = max((width + _BETWEEN) // (_LEAST_WIDTH + _BETWEEN), 1)
    down = max(min(height // _LEAST_HEIGHT, -(-count // most)), 1)
    across = min(most, -(-count // down))
    return Arrangement(across, down, (width + _BETWEEN) // across - _BETWEEN, height // down)


def height_for(count: int, width: int) -> int:
    """How many lines `count` charts (at least one) need to have room for all."""
    across = arrangement(count, width, _LEAST_HEIGHT).across
    return -(-count // across) * _USUAL_HEIGHT


def draw_multiples(
    chart: TimeChart,
    view: ChartView,
    shown: Sequence[int],
    width: int,
    height: int,
    *,
    legend: Legend,
    zone: tzinfo,
    ascii_only: bool = False,
) -> Picture:
    """Draw a small chart for each series `shown`, at least one; a last line counts those that do not fit.

    Args:
        chart: The chart cut to the window.
        view: The view; all charts have its cursor, and a logarithmic axis if it says so.
        shown: Indexes of series.
        width: Cells.
        height: The most lines.
        legend: Draws the line above each chart.
        zone: The zone of the time labels.
        ascii_only: For terminals without Unicode.
    """
    places = arrangement(len(shown), width, height)
    drawn = shown[: places.across * places.down]
    left_out = len(shown) - len(drawn) + len(view.hidden)
    if left_out:
        places = arrangement(len(shown), width, height - 1)
        drawn = shown[: places.across * places.down]
    levels = _common_levels(chart, shown, logarithmic=view.logarithmic)
    every = frozenset(range(len(chart.series)))
    cells = [
        above(
            legend([index], places.width),
            draw_time_chart(
                chart,
                places.width,
                places.height - 1,
                hidden=every - {index},
                zone=zone,
                ascii_only=ascii_only,
                cursor=view.cursor,
                levels=levels,
            ),
        )
        for index in drawn
    ]
    rows = [cells[first : first + places.across] for first in range(0, len(cells), places.across)]
    words = _left_out(len(shown) - len(drawn), len(view.hidden))
    foot = (fit_line((Span(words, "muted"),), width),) if words else ()
    return Picture((*(line for row in rows for line in _beside(row, width).lines), *foot)[: max(height, 0)])


def _left_out(more: int, hidden: int) -> str:
    """How many series are not shown: `more` for want of room, and those that the person has `hidden`."""
    counts = (f"… and {more:,} more" if more else "", f"{hidden:,} hidden" if hidden else "")
    return "   ".join(filter(None, counts))


def _common_levels(chart: TimeChart, shown: Sequence[int], *, logarithmic: bool) -> Levels:
    """The axis that all small charts share: it shows the values of all series, and for areas also zero."""
    window = window_of(chart)
    lines = [visible(chart.series[index], window) for index in shown]
    if logarithmic:
        lines = [above_zero(line) for line in lines]
    values = extremes(lines)
    from_zero = values and not logarithmic and is_stackable(chart)
    return Levels((0.0, *values) if from_zero else values, logarithmic)


def _beside(pictures: Sequence[Picture], width: int) -> Picture:
    between = Span(" " * _BETWEEN)
    rows = zip_longest(*(picture.lines for picture in pictures), fillvalue=())
    return Picture(
        tuple(fit_line([span for line in row for span in (*line, between)][:-1], width) for row in rows)
    )
