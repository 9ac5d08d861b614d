"""The chart of a comparison: the windows before and after, drawn over each other."""

from __future__ import annotations

from te_tui.analysis.comparison import Compared
from te_tui.analysis.overlay import before_over_after
from te_tui.models.content import Series, TimeChart
from te_tui.render.analysis.amounts import in_readable_unit
from te_tui.render.analysis.figures import chart_series


def comparison_chart(compared: Compared) -> TimeChart:
    """A chart of a series before and after; the window before is moved in time, onto the window after."""
    series = compared.after
    times, values = before_over_after(compared)
    chart = TimeChart(
        (Series("before", (), times, values), chart_series(series, "after")), bin_size=series.bin_size
    )
    return in_readable_unit(chart, series.quantity)
