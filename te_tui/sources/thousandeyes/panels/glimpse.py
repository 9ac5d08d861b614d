"""A widget summed up in one line: its worst value, and a sparkline of the series that changes most."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from te_tui.analysis.series import WorstEnd
from te_tui.figures.gate import finite, finite_known_values
from te_tui.figures.statistics import LEAST_POINTS, is_far
from te_tui.figures.worst import spark_of, worst_of
from te_tui.models.cells import Direction, Figure
from te_tui.models.content import Drawing, Glimpse, TimeChart
from te_tui.models.panels import Kind
from te_tui.models.words import counted
from te_tui.sources.reading.fields import text
from te_tui.sources.thousandeyes.body.panel import Metric, Panel
from te_tui.sources.thousandeyes.body.panel_data import PanelData
from te_tui.sources.thousandeyes.panels.tables import metric_label
from te_tui.sources.thousandeyes.panels.units import worst_end

_LONGEST_MEASURE: Final = 6
"""Cells of a word that leaves a card's figure its room in a list."""


def glimpse_of(panel: Panel, data: PanelData, content: Drawing, width: int = 8) -> Glimpse:
    """Sum up a widget: its worst value, and a sparkline at most `width` terminal cells wide.

    The worst value is the lowest for metrics such as availability, the highest for all others. Of several
    metrics in a widget, the first whose worst value is an outlier is shown, else the first.
    """
    own = _FORMS.get(panel.kind, _points) if panel.kind else _points
    forms = (own, *_FORMS.values(), _points)
    glanced = next((found for form in forms if (found := form(panel, data))), Glimpse("no data"))
    if not isinstance(content, TimeChart):
        return glanced
    return replace(glanced, spark=spark_of(content.series, _end_of(panel), width))


def _worst(runs: Iterable[Sequence[float | None]], metric: Metric) -> Glimpse | None:
    """The worst value of one metric, and whether it is an outlier; None if there are no values.

    Args:
        runs: The values of each group, test or card.
        metric: The metric, which decides on the unit and on whether low or high is worse.
    """
    known = [values for run in runs if (values := finite_known_values(run))]
    if not known:
        return None
    end, unit = _end_of(metric), metric_label(metric).unit
    worst = worst_of(known, end)
    least = LEAST_POINTS if unit == "%" else None
    far = end is not None and is_far(worst.value, worst.usual, least_spread=least)
    return Glimpse((worst.word, Figure(worst.value, unit)), far)


def _end_of(metric: Metric) -> WorstEnd | None:
    return worst_end(metric.metric or "", metric.measure.type if metric.measure else None)


def _first_far(glances: Iterable[Glimpse | None]) -> Glimpse | None:
    """The first summary whose value is an outlier (`far`), else the first of all; None if there are none."""
    found = [one for one in glances if one is not None]
    return next((one for one in found if one.far), found[0] if found else None)


def _points(panel: Panel, data: PanelData) -> Glimpse | None:
    return _worst((points.values for points in data.points or ()), panel)


def _columns(panel: Panel, data: PanelData) -> Glimpse | None:
    parts = panel.parts()
    return _first_far(
        _worst((points.values for points in column.points), parts.get(column.column_id) or Metric())
        for column in data.columns or ()
    )


def _cards(panel: Panel, data: PanelData) -> Glimpse | None:
    """The value of the first card that has one, or the worst of all cards that show the same metric as it.

    A single card's value covers the whole time span, so it is shown with its aggregation, such as `mean`.
    """
    parts = panel.parts()
    cards = [(parts.get(card.card_id) or panel, card) for card in data.cards or ()]
    cards = [(part, card) for part, card in cards if finite(card.value) is not None]
    if not cards:
        return None
    metric, first = cards[0]
    same = [
        card.value
        for part, card in cards
        if metric.metric and (part.metric, part.measure) == (metric.metric, metric.measure)
    ]
    if len(same) > 1:
        return _worst([same], metric)
    label = metric_label(metric)
    measure = label.measure if label.measure and len(label.measure) <= _LONGEST_MEASURE else None
    figure = Figure(first.value, label.unit)
    return Glimpse((measure or "", figure, Direction(first.value, first.previous)))


def _alerts(_panel: Panel, data: PanelData) -> Glimpse | None:
    if data.alerts is None and data.total_alerts is None and data.active_alerts is None:
        return None
    alerts = data.alerts or ()
    total = data.total_alerts if data.total_alerts is not None else len(alerts)
    active = data.active_alerts if data.active_alerts is not None else sum(bool(a.active) for a in alerts)
    return Glimpse((Figure(active), "of", Figure(total)))


def _agents(_panel: Panel, data: PanelData) -> Glimpse | None:
    """The number of agents that are offline, from the API's summary if there is one; None without agents."""
    if data.summary is not None and data.summary.offline is not None:
        return Glimpse((Figure(data.summary.offline), "offline"))
    states = [(agent.status or "").strip().casefold() for agent in data.agents or ()]
    return Glimpse((Figure(states.count("offline")), "offline")) if states else None


def _tests(_panel: Panel, data: PanelData) -> Glimpse | None:
    runs: dict[str, list[list[float | None]]] = {}
    for test in data.tests or ():
        for graphlet in test.graphlets or ():
            runs.setdefault(graphlet.metric or "", []).append([value for _, value in graphlet.series()])
    worst = _first_far(_worst(values, Metric(metric=name)) for name, values in runs.items())
    return worst or _counted(len(data.tests or ()))


def _rows(_panel: Panel, data: PanelData) -> Glimpse | None:
    kinds = [f"{told} {kind}" for kind, count in data.legend or () if (told := text(count))]
    return Glimpse(kinds[0]) if kinds else _counted(len(data.rows or ()))


def _counted(rows: int) -> Glimpse | None:
    return Glimpse(counted(rows, "row")) if rows else None


_Form: TypeAlias = Callable[[Panel, PanelData], Glimpse | None]

# By the shapes that have no points. Where a body lacks the part of its shape, the others are tried in order.
_FORMS: Final[dict[Kind, _Form]] = {
    "table": _columns,
    "numbers": _cards,
    "alerts": _alerts,
    "agents": _agents,
    "tests": _tests,
    "list": _rows,
}
