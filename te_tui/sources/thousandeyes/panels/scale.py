"""The colour scale of widgets that shade their values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from te_tui.figures.gate import finite_values, known_values
from te_tui.models.forms import Scale
from te_tui.sources.thousandeyes.panels.units import describe_metric, worst_end

if TYPE_CHECKING:
    from collections.abc import Iterable

    from te_tui.sources.thousandeyes.body.panel import Panel


def scale_of(panel: Panel, values: Iterable[float | None]) -> Scale:
    """The colour scale that the widget is configured with, else one from the lowest to the highest value.

    A configured scale with a unit of its own, such as Mbps, is ignored: the API does not say how that relates
    to the unit of the values (api.md, sections 5 and 6).
    """
    measure = panel.measure.type if panel.measure else None
    unit = describe_metric(panel.metric, measure).unit
    worst = worst_end(panel.metric or "", measure)
    low, high = panel.min_scale, panel.max_scale
    if panel.scale_unit is None and low is not None and high is not None and low < high:
        return Scale(float(low), float(high), unit, worst, configured=True)
    known = known_values(finite_values(list(values)))
    return Scale(min(known, default=0.0), max(known, default=0.0), unit, worst)
