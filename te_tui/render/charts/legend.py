"""The legend of a time chart: marker, label and statistics of every series, in aligned columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from te_tui.figures.statistics import Summary, summarize
from te_tui.models.words import counted
from te_tui.render.text.glyphs import glyph_set
from te_tui.render.text.numbers import format_column, format_statistics
from te_tui.render.text.picture import Line, Picture, Span, fit_line, line_width, series_role
from te_tui.render.text.width import cell_width, fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from te_tui.models.content import TimeChart

_FIGURES: Final = ("last", "min", "mean", "p95", "max")
"""In the order in which they are drawn."""
_PRIORITY: Final = ("max", "p95", "mean", "min", "last")
"""In the order in which they are kept when the width is short."""
_SHORTEST_LABEL: Final = 8
_MARKER_CELLS: Final = 2
_BETWEEN: Final = 3
"""Cells between two columns of readings."""
_MOST_COLUMNS: Final = 4
_HIDDEN: Final = Span("  hidden", "muted")
_NO_VALUES: Final = Span("  no values", "muted")


def draw_legend(
    chart: TimeChart,
    width: int,
    *,
    hidden: frozenset[int] = frozenset(),
    summaries: Sequence[Summary] | None = None,
    listed: Sequence[int] | None = None,
    values: Sequence[float | None] | None = None,
    filled: bool = False,
    ascii_only: bool = False,
) -> Picture:
    """One line for each series, each `width` cells: `● Frankfurt  mean 812  p95 3,904  max 4,180  1 gap`.

    Numbers have the decimals and the width that all series of the chart need, listed or not.

    Args:
        chart: The chart; statistics are in its unit, which is not repeated.
        width: Cells; statistics that do not fit are left out, the maximum last of all.
        hidden: Indexes of series that say `hidden` instead of numbers.
        summaries: The statistics of every series, if known already; None works them out here.
        listed: Indexes of the series to list; None is all, in the chart's order.
        values: The value of every series at the cursor, shown with its unit instead of statistics.
        filled: Whether the chart draws areas, so that their fills stand for the series, and not markers.
        ascii_only: For terminals without Unicode.
    """
    glyphs = glyph_set(ascii_only=ascii_only)
    indexes = range(len(chart.series)) if listed is None else listed
    longest = max((cell_width(chart.series[index].label) for index in indexes), default=0)
    room = width - _MARKER_CELLS
    if values is not None:
        told = _readings(values, chart.unit)
        tails = [told[index] for index in indexes]
    else:
        if summaries is None:
            summaries = tuple(summarize(line, chart.bin_size) for line in chart.series)
        least = min(longest, max(_SHORTEST_LABEL, width // 3))
        figures = _all_figures(summaries, chart.unit, room - least)
        tails = [figures[index] for index in indexes]
    tail_width = max(map(line_width, tails), default=0)
    label_width = min(longest, max(room - tail_width, 0))
    lines: list[Line] = []
    for index, tail in zip(indexes, tails, strict=True):
        marker = glyphs.fill(index) if filled else glyphs.marker(index)
        marker = glyphs.hidden if index in hidden else marker
        head = (Span(f"{marker} ", series_role(index)), Span(fit(chart.series[index].label, label_width)))
        lines.append(fit_line((*head, *((_HIDDEN,) if index in hidden else tail)), width))
    return Picture(tuple(lines))


def reading_columns(chart: TimeChart, width: int, values: Sequence[float | None]) -> int:
    """How many series fit side by side in a legend that shows their `values` at one instant."""
    label, value = _reading_widths(chart, width, values)
    return min(max((width + _BETWEEN) // (_MARKER_CELLS + label + 2 + value + _BETWEEN), 1), _MOST_COLUMNS)


def draw_readings(
    chart: TimeChart,
    width: int,
    listed: Sequence[int],
    values: Sequence[float | None],
    *,
    hidden: frozenset[int] = frozenset(),
    filled: bool = False,
    ascii_only: bool = False,
) -> Picture:
    """A legend of values at one instant, in columns that are read from top to bottom.

    Args:
        chart: The chart; values are in its unit.
        width: Cells.
        listed: Indexes of the series, in the order in which they are read.
        values: The value of every series of the chart; None is written `no value`.
        hidden: Indexes of series that say `hidden` instead of their value.
        filled: Whether the chart draws areas, so that their fills stand for the series, and not markers.
        ascii_only: For terminals without Unicode.
    """
    glyphs = glyph_set(ascii_only=ascii_only)
    label_width, value_width = _reading_widths(chart, width, values)
    texts = format_column(values, chart.unit)
    across = reading_columns(chart, width, values)
    down = -(-len(listed) // across)
    lines: list[Line] = []
    for row in range(down):
        spans: list[Span] = []
        for index in listed[row::down]:
            marker = glyphs.fill(index) if filled else glyphs.marker(index)
            marker = glyphs.hidden if index in hidden else marker
            text, role = texts[index], ""
            if index in hidden or values[index] is None:
                text, role = "hidden" if index in hidden else "no value", "muted"
            label = fit(chart.series[index].label, label_width)
            gap = " " * _BETWEEN if spans else ""
            spans += (
                Span(f"{gap}{marker} ", series_role(index)),
                Span(f"{label}  "),
                Span(fit(text, value_width, "right"), role),
            )
        lines.append(fit_line(tuple(spans), width))
    return Picture(tuple(lines))


def _reading_widths(chart: TimeChart, width: int, values: Sequence[float | None]) -> tuple[int, int]:
    """The widths in cells of the longest label, limited by `width`, and of the longest value."""
    value = max((cell_width(text) for text in format_column(values, chart.unit) if text), default=0)
    value = max(value, cell_width("no value"))
    longest = max((cell_width(one.label) for one in chart.series), default=0)
    return min(longest, max(width - _MARKER_CELLS - 2 - value, 1)), value


def _readings(values: Sequence[float | None], unit: str | None) -> list[Line]:
    """The end of each legend line: the value at one instant, aligned; a gap is written `no value`."""
    told = zip(values, format_column(values, unit), strict=True)
    texts = ["no value" if value is None else text for value, text in told]
    width = max(map(cell_width, texts), default=0)
    roles = ("muted" if value is None else "" for value in values)
    return [(Span(f"  {fit(text, width, 'right')}", role),) for text, role in zip(texts, roles, strict=True)]


def _all_figures(summaries: Sequence[Summary], unit: str | None, room: int) -> list[Line]:
    """The end of each legend line: the statistics that fit `room` cells, aligned, and the number of gaps."""
    gaps = [_gaps(summary) for summary in summaries]
    table = _figures(summaries, unit)
    widths = {name: max((cell_width(row[name]) for row in table), default=0) for name in _FIGURES}
    names = _with_room(widths, room - max(map(len, gaps), default=0))
    tails: list[Line] = []
    for summary, row, gap in zip(summaries, table, gaps, strict=True):
        figures = (span for name in names for span in _figure(name, row[name], widths[name]))
        tails.append((*figures, Span(gap, "warning")) if summary.count else (_NO_VALUES,))
    return tails


def _figures(summaries: Sequence[Summary], unit: str | None) -> list[dict[str, str]]:
    """The statistics of each series as texts, by name, with equally many decimals."""
    rows = [(one.last, one.minimum, one.mean, one.p95, one.maximum) for one in summaries]
    columns = format_statistics(list(zip(*rows, strict=True)), unit)
    return [dict(zip(_FIGURES, row, strict=True)) for row in zip(*columns, strict=True)]


def _gaps(summary: Summary) -> str:
    if not summary.gaps:
        return ""
    return f"  {counted(summary.gaps, 'gap')}"


def _figure_cells(name: str, number_width: int) -> int:
    """The width in cells of a number with the name of its statistic and the space before both."""
    return 2 + len(name) + 1 + number_width


def _with_room(widths: dict[str, int], room: int) -> list[str]:
    """The names of the statistics that fit into `room` cells, in drawing order."""
    kept: list[str] = []
    for name in _PRIORITY:
        room -= _figure_cells(name, widths[name])
        if room < 0:
            break
        kept.append(name)
    return [name for name in _FIGURES if name in kept]


def _figure(name: str, number: str, width: int) -> tuple[Span, Span]:
    return Span(f"  {name} ", "muted"), Span(fit(number, width, "right"))
