"""The configuration of a dashboard's widgets, which te-tui calls panels (api.md, section 4).

One class has the fields of all widget types, so that a widget of an unknown type can be read, too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Final

from te_tui.models import panels
from te_tui.sources.reading.fields import Flag, Name, Number, Raw, Text, Whole
from te_tui.sources.reading.reader import Field

if TYPE_CHECKING:
    from te_tui.models.panels import Kind

_KINDS: Final[dict[str, Kind]] = {
    "time series: line": "lines",
    "time series: stacked area": "areas",
    "bar chart: grouped": "bars",
    "bar chart: stacked": "bars",
    "pie chart": "pie",
    "table": "table",
    "multi metric table": "table",
    "number": "numbers",
    "agent status": "agents",
    "color grid": "tiles",
    "alert list": "alerts",
    "list": "list",
    "test table": "tests",
    "map": "map",
    "box and whiskers": "boxes",
    "heatmap": "heat map",
}


@dataclass(frozen=True, slots=True)
class Measure:
    """How values are aggregated, such as MEAN, or NTH_PERCENTILE with its percentile."""

    type: Text = None
    percentile: Annotated[Number, Field(alias="percentileValue")] = None


@dataclass(frozen=True, slots=True)
class Span:
    """A panel's own fixed time span, such as 10 Days."""

    value: Whole = None
    unit: Text = None


@dataclass(frozen=True, slots=True)
class Metric:
    """What is measured, with which filters: the fields that panels, columns and cards have in common."""

    metric: Text = None
    direction: Text = None
    measure: Measure | None = None
    filters: Raw = None


@dataclass(frozen=True, slots=True)
class PanelPart(Metric):
    """A column of a Multi Metric Table or a card of a Number panel."""

    part_id: Annotated[Text, Field(alias="id")] = None
    description: Text = None
    compare: Annotated[Flag, Field(alias="compareToPreviousValue")] = None


@dataclass(frozen=True, slots=True)
class Panel(Metric, panels.Panel):
    """One widget of a dashboard; fields that its type does not have are None."""

    widget_id: Annotated[Text, Field(alias="id")] = None
    title: Name = None
    type: Text = None
    visual_mode: Annotated[Text, Field(alias="visualMode")] = None
    fixed_span: Annotated[Span | None, Field(alias="fixedTimespan")] = None
    embedded: Annotated[Flag, Field(alias="isEmbedded")] = None
    group_by: Annotated[Text, Field(alias="groupBy")] = None
    one_chart_each: Annotated[Flag, Field(alias="isTimeseriesOneChartPerLine")] = None
    baseline: Annotated[Flag, Field(alias="showTimeseriesOverallBaseline")] = None
    horizontal: Annotated[Flag, Field(alias="isHorizontalBarChart")] = None
    group_cards_by: Annotated[Text, Field(alias="groupCardsBy")] = None
    sort_by: Annotated[Text, Field(alias="sortBy")] = None
    sort_direction: Annotated[Text, Field(alias="sortDirection")] = None
    sort_groups_by: Annotated[Text, Field(alias="sortGroupBy")] = None
    sort_groups_direction: Annotated[Text, Field(alias="sortGroupDirection")] = None
    # Absent, each group has a chart of its submetrics; null, the metric has none.
    show_submetrics: Annotated[Flag, Field(alias="showSubmetrics")] = True
    limit: Whole = None
    map_per_test: Annotated[Flag, Field(alias="isGeoMapPerTest")] = None
    min_scale: Annotated[Number, Field(alias="minScale")] = None
    max_scale: Annotated[Number, Field(alias="maxScale")] = None
    scale_unit: Annotated[Text, Field(alias="unit")] = None
    columns: Annotated[list[PanelPart] | None, Field(alias="multiMetricColumns")] = None
    cards: Annotated[list[PanelPart] | None, Field(alias="numberCards")] = None

    @property
    def own_settings(self) -> dict[str, Any]:
        """The panel's own filters and time span as JSON values, under the API's names."""
        span = self.fixed_span
        scope = {
            "filters": self.filters or None,
            "fixedTimespan": {"value": span.value, "unit": span.unit} if span else None,
            "isEmbedded": self.embedded or None,
            "multiMetricColumns": _filtered(self.columns),
            "numberCards": _filtered(self.cards),
        }
        return {name: value for name, value in scope.items() if value is not None}

    @property
    def kind(self) -> Kind | None:
        """The form of drawing, such as `lines` or `table`; None if te-tui does not know the widget's type."""
        return _KINDS.get((self.type or "").casefold())

    @property
    def full(self) -> bool:
        """Whether the panel takes the whole width of a dashboard that has no layout of its own."""
        return "full" in (self.visual_mode or "").casefold()

    def parts(self) -> dict[str | None, PanelPart]:
        """The configuration of each column and card by its id; if two have the same id, the first is kept."""
        parts = [*(self.columns or []), *(self.cards or [])]
        return {part.part_id: part for part in reversed(parts)}


def _filtered(parts: list[PanelPart] | None) -> list[dict[str, Any]] | None:
    """The ids and filters of the columns or cards that have filters of their own; None if none has."""
    return [{"id": part.part_id, "filters": part.filters} for part in parts or () if part.filters] or None
