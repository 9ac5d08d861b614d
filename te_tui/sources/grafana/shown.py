"""A Grafana panel and its content, as the `Panel` and `PanelContent` that the rest of te-tui uses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, Any, Final

from te_tui.analysis.series import Quantity, Series, State, UnitStep
from te_tui.models import panels
from te_tui.models.clean import visible
from te_tui.models.content import Glimpse
from te_tui.models.limits import LIMITS
from te_tui.sources.grafana.cells import exact_cells
from te_tui.sources.grafana.content.data import data_of
from te_tui.sources.grafana.content.drawing import KINDS, drawing_of, is_known
from te_tui.sources.grafana.exact import STATES, TABLES, exact_panel, number_fields, points_of
from te_tui.sources.grafana.fields.config import FieldConfig
from te_tui.sources.grafana.fields.states import states_of, worst_state_end
from te_tui.sources.grafana.fields.worst_end import worst_end
from te_tui.sources.grafana.glimpse import glimpse_of
from te_tui.sources.grafana.values.numbers import as_float, is_number
from te_tui.sources.grafana.values.patterns import Effort
from te_tui.sources.grafana.values.units import steady_step, steps_of

if TYPE_CHECKING:
    from te_tui.models.cells import Words
    from te_tui.models.content import Drawing
    from te_tui.models.panels import Kind
    from te_tui.sources.grafana.body.panels import Panel
    from te_tui.sources.grafana.body.snapshot import GrafanaSnapshot
    from te_tui.sources.grafana.frames import Field

_OF_BUCKETS: Final = frozenset({"heatmap", "histogram"})
"""Types of panels whose frames over time are buckets, and no places or parts."""


@dataclass(frozen=True, slots=True, eq=False)
class SnapshotPanel(panels.Panel):
    """A panel as screens and commands use it, and its snapshot, which holds the data of all panels."""

    panel: Panel
    snapshot: GrafanaSnapshot

    @property
    def widget_id(self) -> str | None:
        """The panel's id in its snapshot."""
        return self.panel.widget_id

    @property
    def title(self) -> str | None:
        """The panel's title; None if it has no visible character."""
        return visible(self.panel.title)

    @property
    def type(self) -> str | None:
        """The panel's type, defined by Grafana or a plugin, such as `timeseries`."""
        return self.panel.type

    @property
    def label(self) -> str:
        """The panel's name for people."""
        return self.panel.label

    @property
    def content(self) -> ShownPanel:
        """The panel's content, which came with its snapshot."""
        return ShownPanel(self.panel, self.snapshot)

    @property
    def kind(self) -> Kind | None:
        """The form in which the panel is drawn, such as `lines`; None for a type unknown to te-tui."""
        return KINDS.get(self.panel.type or "")

    @property
    def full(self) -> bool:
        """Whether the panel is a table or a list, which takes the whole width."""
        return self.kind in {"table", "list"}


@dataclass(frozen=True, slots=True, eq=False)
class ShownPanel(panels.PanelContent):
    """The content of a Grafana panel."""

    panel: Panel
    snapshot: GrafanaSnapshot

    @property
    def damage(self) -> tuple[str, ...]:
        """The places in the panel's data that could not be read."""
        return self.panel.damage

    @property
    def size(self) -> int:
        """The number of values in all the panel's frames."""
        return sum(len(field.values) for frame in self.panel.frames or () for field in frame.fields)

    @property
    def facts(self) -> tuple[Words, ...]:
        """Facts to show: the panel's type if unknown to te-tui, its row, and its unit if it has only one."""
        kind = self.panel.type
        unknown = f"{kind}, a type unknown to te-tui" if kind and not is_known(kind) else None
        units = {
            field.unit
            for frame in self.panel.frames or ()
            for field in frame.fields
            if field.type == "number" and field.unit
        }
        unit = units.pop() if len(units) == 1 else None
        return tuple(fact for fact in (unknown, self.panel.row, unit) if fact)

    @property
    def scope(self) -> str:
        """A text on the panel's own time range; empty if it has the dashboard's."""
        return f"time of its own: {self.panel.time_words}" if self.panel.time_words else ""

    @property
    def columns(self) -> int:
        """The number of columns of the panel's widest frame."""
        return max((len(frame.fields) for frame in self.panel.frames or ()), default=0)

    def drawing(self) -> Drawing:
        """Draw the panel as its type requires, or else as charts and tables."""
        return drawing_of(self.panel, self.snapshot)

    def glimpse(self, drawing: Drawing) -> Glimpse:
        """The panel in one line, such as its worst value; `drawing` is what `drawing()` returned."""
        if self.panel.type == "text":
            return Glimpse("text")
        return glimpse_of(data_of(self.panel, self.snapshot, UTC), drawing)

    def cells(self, columns: int | None = None) -> Iterator[tuple[object, ...]]:
        """Yield the heading and then a row for each point, table row or figure; at most `columns` columns."""
        return exact_cells(self.json(None), columns)

    def json(self, snapshot_id: str | None) -> dict[str, Any]:
        """The unrounded values of the panel as an object for JSON, decoded as Grafana does."""
        now = self.snapshot.now
        return exact_panel(self.panel, snapshot_id, float("nan") if now is None else float(now))

    def series(self) -> tuple[Series, ...]:
        """All the panel's series over time."""
        return tuple(self._series())

    def quantity(self) -> Quantity:
        """What the panel's series measure: the unit that they all have; without a unit if they differ."""
        units = {one.quantity.unit for one in self._series()}
        return Quantity(unit=units.pop() if len(units) == 1 else None)

    def _series(self) -> Iterator[Series]:
        if self.panel.type in _OF_BUCKETS:
            return
        config = FieldConfig(self.panel.field_config, self.panel.variables.expand, Effort())
        frames = config.configured(self.panel.frames or ())
        fields = (
            [] if self.panel.type in TABLES else [one for frame in frames for one in number_fields(frame)]
        )
        for time_field, field in fields[: LIMITS.series]:
            points = [(time, value) for time, value in points_of(time_field, field) if is_number(time)]
            step = steady_step(field.unit)
            yield Series(
                label=field.label,
                times=[int(time) for time, _ in points],
                values=[as_float(value) / step.size if is_number(value) else None for _, value in points],
                quantity=self._quantity(field, config),
                widget_id=self.panel.widget_id,
                title=self.panel.title,
            )

    def _quantity(self, field: Field, config: FieldConfig) -> Quantity:
        step = steady_step(field.unit)
        states = states_of(field, config.effort, every=self.panel.type in STATES)
        return Quantity(
            unit=step.unit,
            worst=worst_state_end(states) or worst_end(field.label, self.panel.title, field.unit),
            steps=tuple(UnitStep(*one) for one in steps_of(field.unit)),
            states=tuple(State(one.value / step.size, one.name) for one in states),
        )
