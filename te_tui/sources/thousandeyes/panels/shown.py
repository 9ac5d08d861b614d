"""A widget and its data, as the `PanelContent` that the rest of te-tui uses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from te_tui.models import panels
from te_tui.sources.thousandeyes.body.panel import Panel
from te_tui.sources.thousandeyes.panels.content import content_of
from te_tui.sources.thousandeyes.panels.export import columns_of, panel_json
from te_tui.sources.thousandeyes.panels.facts import panel_facts, panel_scope
from te_tui.sources.thousandeyes.panels.glimpse import glimpse_of
from te_tui.sources.thousandeyes.panels.series import quantity_of, series_of_panel

if TYPE_CHECKING:
    from te_tui.analysis.series import Quantity, Series
    from te_tui.models.cells import Words
    from te_tui.models.content import Drawing, Glimpse
    from te_tui.sources.thousandeyes.body.panel_data import PanelData


@dataclass(frozen=True, slots=True)
class ShownPanel(panels.PanelContent):
    """The content of a ThousandEyes widget: its configuration and its data."""

    panel: Panel
    data: PanelData

    @property
    def damage(self) -> tuple[str, ...]:
        """The JSON paths in the answer that could not be read."""
        return self.data.damage

    @property
    def size(self) -> int:
        """How much data the widget has: its points, cards, alerts, agents, tests and rows, added up."""
        data = self.data
        columns = (column.points for column in data.columns or ())
        points = (one for part in (data.points or (), *columns) for one in part)
        parts = (data.alerts, data.agents, data.tests, data.rows, data.cards, *points)
        return sum(len(part or ()) for part in parts)

    @property
    def facts(self) -> tuple[Words, ...]:
        """What the widget measures, in a few words each, such as `Page load`, `mean`, `ms`."""
        return panel_facts(self.panel, self.data)

    @property
    def scope(self) -> str:
        """The widget's own time span and filters, with their values."""
        return panel_scope(self.panel)

    @property
    def columns(self) -> int:
        """The number of columns needed to show all rows of a List widget."""
        return columns_of(self.data)

    @property
    def rows(self) -> int:
        """The number of rows of a List widget."""
        return len(self.data.rows or ())

    def drawing(self) -> Drawing:
        """The chart or list that the widget's type calls for, else tables of its data."""
        return content_of(self.panel, self.data)

    def glimpse(self, drawing: Drawing) -> Glimpse:
        """The widget summed up in one line: its worst value, and a sparkline if `drawing` is a time chart."""
        return glimpse_of(self.panel, self.data, drawing)

    def json(self, snapshot_id: str | None) -> dict[str, Any]:
        """The exact data of the widget for JSON, under the API's own names."""
        return panel_json(snapshot_id, self.panel, self.data)

    def series(self) -> tuple[Series, ...]:
        """All series of the widget, including those of a table's columns."""
        return tuple(series_of_panel(self.panel, self.data))

    def quantity(self) -> Quantity:
        """What the widget's values measure: metric, unit and aggregation."""
        return quantity_of(self.panel)


def shown(panel: panels.Panel, data: PanelData) -> ShownPanel:
    """Combine a panel with its data.

    Raises:
        TypeError: the panel is of another vendor.
    """
    if not isinstance(panel, Panel):
        raise TypeError(panel)
    return ShownPanel(panel, data)
