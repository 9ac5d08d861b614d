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
        """The places in the answer that could not be read."""
        return self.data.damage

    @property
    def size(self) -> int:
        """The number of points, cards, alerts, agents, tests and rows, in all."""
        data = self.data
        columns = (column.points for column in data.columns or ())
        points = (one for part in (data.points or (), *columns) for one in part)
        parts = (data.alerts, data.agents, data.tests, data.rows, data.cards, *points)
        return sum(len(part or ()) for part in parts)

    @property
    def facts(self) -> tuple[Words, ...]:
        """Own span and filters, metric, measure, unit, and length of a time bin, as far as they are known."""
        return panel_facts(self.panel, self.data)

    @property
    def scope(self) -> str:
        """The widget's own time span and filters, in full."""
        return panel_scope(self.panel)

    @property
    def columns(self) -> int:
        """The number of different columns in all rows of a List widget."""
        return columns_of(self.data)

    @property
    def rows(self) -> int:
        """The number of rows of a List widget."""
        return len(self.data.rows or ())

    def drawing(self) -> Drawing:
        """The data in the form that suits the widget's type, or as tables."""
        return content_of(self.panel, self.data)

    def glimpse(self, drawing: Drawing) -> Glimpse:
        """The widget in one line: the worst value of all its data."""
        return glimpse_of(self.panel, self.data, drawing)

    def json(self, snapshot_id: str | None) -> dict[str, Any]:
        """The exact data of the widget for JSON, under the API's own names."""
        return panel_json(snapshot_id, self.panel, self.data)

    def series(self) -> tuple[Series, ...]:
        """All series of the widget, including those of a table's columns."""
        return tuple(series_of_panel(self.panel, self.data))

    def quantity(self) -> Quantity:
        """The metric, unit and aggregation of the widget's values."""
        return quantity_of(self.panel)


def shown(panel: panels.Panel, data: PanelData) -> ShownPanel:
    """Combine a panel with its data.

    Raises:
        TypeError: the panel is of another vendor.
    """
    if not isinstance(panel, Panel):
        raise TypeError(panel)
    return ShownPanel(panel, data)
