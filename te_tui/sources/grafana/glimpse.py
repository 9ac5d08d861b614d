"""A panel in one line: its worst value or state, and a sparkline of the series with the widest range."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from te_tui.figures.gate import finite_known_values
from te_tui.figures.statistics import is_far
from te_tui.figures.worst import spark_of, worst_of
from te_tui.models.cells import Figure
from te_tui.models.content import Drawing, Glimpse, Grid, Stack, Table, TimeChart
from te_tui.models.words import counted
from te_tui.sources.grafana.content.figures import EDGES
from te_tui.sources.grafana.content.series import finite_number
from te_tui.sources.grafana.content.shades import PLACE_NAMES
from te_tui.sources.grafana.fields.mappings import mappings_of
from te_tui.sources.grafana.fields.trouble import RED, urgency_of, worst_end
from te_tui.sources.grafana.values.units import axis_step

if TYPE_CHECKING:
    from te_tui.analysis.series import WorstEnd
    from te_tui.sources.grafana.content.data import PanelData
    from te_tui.sources.grafana.frames import Field

_MOST_STATES: Final = 50
"""Different values of a field beyond which they are no states."""
_LOGS: Final = "logs"


class _Worst(NamedTuple):
    """The worst value of the fields with one unit; `end` tells whether high or low values are worse."""

    glimpse: Glimpse
    end: WorstEnd | None


def glimpse_of(data: PanelData | None, drawing: Drawing) -> Glimpse:
    """Sum up a panel: its worst state, else the worst value of all its series, else its number of rows.

    The colours of the panel tell whether high or low values are worse; without such colours, high ones are.
    Values of different units cannot be compared. So only one unit counts: the first that has an outlier (a
    value far from the usual ones), or if none has, the first of all.
    """
    chart = next((part for part in _parts(drawing) if isinstance(part, TimeChart)), None)
    if data is None or data.panel.type == _LOGS:
        return _rows_of(drawing)
    if (state := _worst_state(data)) is not None:
        return state
    found = list(_worst_values(data))
    if not found:
        return _rows_of(drawing)
    worst = next((one for one in found if one.glimpse.far), found[0])
    spark = None if chart is None else spark_of(chart.series, worst.end)
    return replace(worst.glimpse, spark=spark)


def _parts(drawing: Drawing) -> Sequence[Drawing]:
    return drawing.parts if isinstance(drawing, Stack) else (drawing,)


def _worst_values(data: PanelData) -> Iterator[_Worst]:
    """Yield the worst value of each group of fields that have the same unit and the same worse side.

    The worse side is whether high or low values are worse.
    """
    runs: dict[tuple[str | None, WorstEnd | None], list[Sequence[float]]] = {}
    names = {field.name.lower() for field in _shown_fields(data)}
    are_counts = data.panel.type == "histogram" and not names.isdisjoint(EDGES)
    for field in _shown_fields(data):
        measures = field.type == "number" and field.name.lower() not in PLACE_NAMES | EDGES
        if measures and (known := _numbers(field)):
            unit = None if are_counts else field.unit
            runs.setdefault((unit, worst_end(data.panel, field)), []).append(known)
    for (unit, end), columns in runs.items():
        yield _Worst(_worst(columns, unit, end), end)


def _worst(runs: Sequence[Sequence[float]], unit: str | None, end: WorstEnd | None) -> Glimpse:
    worst = worst_of(runs, end)
    step = axis_step(unit, abs(worst.value))
    figure = Figure(worst.value / step.size, step.unit)
    if len(worst.usual) == 1:
        return Glimpse(figure)
    return Glimpse((worst.word, figure), is_far(worst.value, worst.usual))


def _worst_state(data: PanelData) -> Glimpse | None:
    """The state with the most alarming colour, among fields whose values are all mapped to coloured texts.

    None if there is no such field.
    """
    states: dict[str, int] = {}
    for field in _shown_fields(data):
        if mappings_of(field.config):
            display = data.display(field)
            values = _distinct(field.values)
            shown = [display(value) for value in values]
            if len(values) <= _MOST_STATES and all(one.color for one in shown):
                states |= {one.text: urgency_of(one.color) for one in shown}
    if not states:
        return None
    worst = max(states, key=lambda text: states[text])
    return Glimpse(("worst", worst) if len(states) > 1 else worst, far=states[worst] == RED)


def _distinct(values: Sequence[object]) -> list[object]:
    """The different values, except nulls, objects and lists, in the order of their first appearance."""
    known = [value for value in values if value is not None and not isinstance(value, dict | list)]
    return list(dict.fromkeys(known))


def _shown_fields(data: PanelData) -> Iterator[Field]:
    return (field for frame in data.frames for field in frame.fields if not field.is_hidden)


def _numbers(field: Field) -> Sequence[float]:
    """The finite values of a field; numbers that came as text count as well."""
    try:
        return finite_known_values(field.values)
    except TypeError:
        return [number for value in field.values if (number := finite_number(value)) is not None]


def _rows_of(drawing: Drawing) -> Glimpse:
    """Sum up a drawing by the number of rows in its tables; "no data" if it has none."""
    tables = [part for part in _parts(drawing) if isinstance(part, Table | Grid)]
    rows = sum(len(table.rows) + table.more_rows for table in tables)
    return Glimpse(counted(rows, "row") if rows else "no data")
