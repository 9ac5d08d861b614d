"""What a panel says at a glance: its first figure, or the latest value of the series that moved most."""

from __future__ import annotations

from te_tui.models.cells import Figure, Spark
from te_tui.models.content import (
    BarChart,
    Drawing,
    Glimpse,
    Grid,
    Note,
    Numbers,
    Series,
    Stack,
    Table,
    TimeChart,
)
from te_tui.models.words import counted

_CELLS = 8
"""The width of a small picture."""


def glimpse_of(drawing: Drawing) -> Glimpse:
    """Sum up what is drawn; of several drawings the first one that says something."""
    match drawing:
        case TimeChart():
            return _over_time(drawing)
        case Numbers(numbers) if numbers:
            first = numbers[0]
            return Glimpse(first.text or Figure(first.value, first.unit))
        case BarChart():
            known = [value for one in drawing.series for value in one.values if value is not None]
            return Glimpse(("max", Figure(max(known), drawing.unit))) if known else Glimpse("no data")
        case Table() | Grid():
            return Glimpse(counted(len(drawing.rows) + drawing.more_rows, "row"))
        case Stack(parts) if parts:
            found = [glimpse_of(part) for part in parts]
            return next((one for one in found if one.figure), found[0])
        case Note():
            return Glimpse("no data")
    return Glimpse("")


def _over_time(chart: TimeChart) -> Glimpse:
    known = [(one, [value for value in one.values if value is not None]) for one in chart.series]
    moved: list[tuple[Series, list[float]]] = [(one, values) for one, values in known if values]
    if not moved:
        return Glimpse("no data")
    busiest, values = max(moved, key=lambda pair: max(pair[1]) - min(pair[1]))
    return Glimpse(("last", Figure(values[-1], chart.unit)), spark=Spark(busiest.values, _CELLS))
