"""A widget and its data, as the rest of te-tui sees them."""

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
    """The content of a widget."""

    panel: Panel
    data: PanelData

    @property
    def damage(self) -> tuple[str, ...]:
        """The places in the answer that could not be read."""
        return self.data.damage

    @property
    def size(self) -> int:
        """How many points, cards, alerts, agents, tests and rows there are."""
        data = self.data
        columns = (column.points for column in data.columns or ())
        points = (one for part in (data.points or (), *columns) for one in part)
        parts = (data.alerts, data.agents, data.tests, data.rows, data.cards, *points)
        return sum(len(part or ()) for part in parts)

    @property
    def facts(self) -> tuple[Words, ...]:
        """Metric, measure, unit and bin, as far as they are known."""
        return panel_facts(self.panel, self.data)

    @property
    def scope(self) -> str:
        """Its own time span and filters, in full."""
        return panel_scope(self.panel)

    @property
    def columns(self) -> int:
        """How many columns the rows of a List have together."""
        return columns_of(self.data)

    @property
    def rows(self) -> int:
        """How many rows a List has."""
        return len(self.data.rows or ())

    def drawing(self) -> Drawing:
        """The form that suits the type, or readable tables."""
        return content_of(self.panel, self.data)

    def glimpse(self, drawing: Drawing) -> Glimpse:
        """The worst value of all its data."""
        return glimpse_of(self.panel, self.data, drawing)

    def json(self, snapshot_id: str | None) -> dict[str, Any]:
        """The exact data of the widget for JSON, under the API's own names."""
        return panel_json(snapshot_id, self.panel, self.data)

    def series(self) -> tuple[Series, ...]:
        """All its series, those of a table's columns too."""
        return tuple(series_of_panel(self.panel, self.data))

    def quantity(self) -> Quantity:
        """The quantity of the widget's own values."""
        return quantity_of(self.panel)


def shown(panel: panels.Panel, data: PanelData) -> ShownPanel:
    """A panel of a snapshot that was read here, with its data.

    Raises:
        TypeError: it is a panel of another vendor.
    """
    if not isinstance(panel, Panel):
        raise TypeError(panel)
    return ShownPanel(panel, data)
