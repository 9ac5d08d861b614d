"""Times and names, as the commands timeline, compare and trend write them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from te_tui.analysis.rhythm import DAY
from te_tui.analysis.series import Series
from te_tui.models.content import Series as ChartSeries
from te_tui.render.text.times import format_time, in_zone

_NAMED = 2
"""Places that a sentence names before it counts the others."""


def name_of(series: Series) -> str:
    """The full name of a series, its label and what it measures: `Frankfurt · Page load`."""
    return f"{series.label} · {measured(series)}"


def place_of(series: Series) -> str:
    """The label of a series, such as `Frankfurt`; if its widget shows several metrics, with its metric."""
    return series.label if series.part is None else f"{series.label} · {_part(series)}"


def measured(series: Series) -> str:
    """What a series measures, in words: its metric if the widget shows several, else the widget's title."""
    if series.part is not None:
        return _part(series)
    return series.title or series.quantity.name or series.widget_id or "(untitled)"


def _part(series: Series) -> str:
    return series.quantity.name or series.part or ""


def clock(when: float, window: tuple[float, float] | None, zone: tzinfo) -> str:
    """A time of day: `09:40`; with its date if the window is longer than a day or unknown (None)."""
    if window is not None and window[1] - window[0] <= DAY:
        return f"{in_zone(when, zone):%H:%M}"
    return format_time(when, zone=zone, now=window[1] if window else when, labelled=False)


def clocks(first: float, last: float, window: tuple[float, float] | None, zone: tzinfo) -> str:
    """The span between two times: `09:40 to 09:45`, or one time if both are equal."""
    text = clock(first, window, zone)
    return text if first == last else f"{text} to {in_zone(last, zone):%H:%M}"


def listed(names: Sequence[str], shown: int = _NAMED) -> str:
    """The first names, and how many more there are: `Frankfurt, Amsterdam and 8 more`."""
    more = len(names) - shown
    if more > 0:
        return f"{', '.join(names[:shown])} and {more:,} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def chart_series(series: Series, label: str | None = None) -> ChartSeries:
    """Convert a series of the analysis to a series of a chart."""
    return ChartSeries(label or series.label, series.groups, series.times, series.values)
