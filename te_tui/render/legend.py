"""The legend of a time chart: marker, label and figures of every series, in aligned columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from te_tui.render.glyphs import glyph_set
from te_tui.render.numbers import format_number
from te_tui.render.picture import Line, Picture, Span, fit_line, series_role
from te_tui.render.statistics import Summary, summarize
from te_tui.render.width import cell_width, fit

if TYPE_CHECKING:
    from te_tui.render.values import TimeChart

_FIGURES: Final = ("last", "min", "mean", "p95", "max")
"""In the order in which they are drawn."""
_PRIORITY: Final = ("max", "p95", "mean", "min", "last")
"""In the order in which they are kept when the width is short."""
_SHORTEST_LABEL: Final = 8
_MARKER_CELLS: Final = 2


def draw_legend(
    chart: TimeChart,
    width: int,
    *,
    hidden: frozenset[int] = frozenset(),
    summaries: tuple[Summary, ...] | None = None,
    ascii_only: bool = False,
) -> Picture:
    """One line for each series, each `width` cells: `● Frankfurt  mean 812  p95 3,904  max 4,180  1 gap`.

    Args:
        chart: Its series in order; figures are in the chart's unit, which is not repeated here.
        width: Cells; figures that have no room are left out, the maximum last.
        hidden: Indexes of series that say `hidden` instead of figures.
        summaries: Figures of every series where they are at hand; otherwise they are counted here.
        ascii_only: For terminals without Unicode.
    """
    if summaries is None:
        summaries = tuple(summarize(line, chart.bin_size) for line in chart.series)
    glyphs = glyph_set(ascii_only=ascii_only)
    gaps = [_gaps(summary) for summary in summaries]
    table = [_figures(summary) for summary in summaries]
    widths = {name: max((cell_width(row[name]) for row in table), default=0) for name in _FIGURES}
    longest = max((cell_width(line.label) for line in chart.series), default=0)
    room = width - _MARKER_CELLS - max(map(len, gaps), default=0)
    names = _with_room(widths, room - min(longest, max(_SHORTEST_LABEL, width // 3)))
    label_width = min(longest, max(room - sum(map(_figure_cells, names, map(widths.get, names))), 0))
    lines: list[Line] = []
    for index, (line, row, gap) in enumerate(zip(chart.series, table, gaps, strict=True)):
        marker = glyphs.hidden if index in hidden else glyphs.marker(index)
        head = (Span(f"{marker} ", series_role(index)), Span(fit(line.label, label_width)))
        if index in hidden:
            tail = [Span("  hidden", "muted")]
        elif not summaries[index].count:
            tail = [Span("  no values", "muted")]
        else:
            tail = [span for name in names for span in _figure(name, row[name], widths[name])]
            tail.append(Span(gap, "warning"))
        lines.append(fit_line((*head, *tail), width))
    return Picture(tuple(lines))


def _figures(summary: Summary) -> dict[str, str]:
    """The figures of one series by name."""
    values = (summary.last, summary.minimum, summary.mean, summary.p95, summary.maximum)
    return {name: format_number(value) for name, value in zip(_FIGURES, values, strict=True)}


def _gaps(summary: Summary) -> str:
    """A word about gaps, where there are any."""
    if not summary.gaps:
        return ""
    return f"  {summary.gaps:,} gap{'s' if summary.gaps > 1 else ''}"


def _figure_cells(name: str, number_width: int | None) -> int:
    """Cells of a figure with its name and the space before it."""
    return 2 + len(name) + 1 + (number_width or 0)


def _with_room(widths: dict[str, int], room: int) -> list[str]:
    """The names of the figures that have room, in drawing order."""
    kept: list[str] = []
    for name in _PRIORITY:
        room -= _figure_cells(name, widths[name])
        if room < 0:
            break
        kept.append(name)
    return [name for name in _FIGURES if name in kept]


def _figure(name: str, number: str, width: int) -> tuple[Span, Span]:
    """A figure behind its name, aligned with those of the other series."""
    return Span(f"  {name} ", "muted"), Span(fit(number, width, "right"))
