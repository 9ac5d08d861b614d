"""Panels of dashboards: their queries, settings, and positions in the grid."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from te_tui.demo.grafana.frames import Frame
from te_tui.demo.grafana.sources.catalogue import DATABASE, LOKI, PROMETHEUS, Source
from te_tui.demo.grafana.sources.refused import QueryRefused

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from te_tui.demo.grafana.scene import Scene
    from te_tui.demo.wire import Json

_GRID = 24
"""How many columns a dashboard has."""


@dataclass(frozen=True)
class Query:
    """A panel's query: the data source, and `model`, the query as JSON in the language of that source."""

    source: Source
    model: Json
    ref_id: str = "A"

    def frames(self, scene: Scene) -> list[Frame]:
        """Return the data frames that answer the query; an empty list if the data source refuses it."""
        try:
            return self.source.answer(self.model, scene)
        except QueryRefused:
            return []

    @property
    def reference(self) -> Json:
        """The data source's type and uid, as panels refer to it."""
        return {"type": self.source.kind, "uid": self.source.uid}


@dataclass(frozen=True)
class Panel:
    """A panel; `size` is its width (of 24 columns) and height, `more` has JSON members of old panel types."""

    kind: str
    title: str
    queries: Sequence[Query] = ()
    defaults: Json = field(default_factory=dict)
    options: Json = field(default_factory=dict)
    overrides: Sequence[Json] = ()
    transformations: Sequence[Json] = ()
    description: str = ""
    more: Json = field(default_factory=dict)
    size: tuple[int, int] = (12, 8)

    @property
    def is_row(self) -> bool:
        """Whether the panel is a row, Grafana's heading for the panels that follow."""
        return self.kind == "row"


@dataclass(frozen=True)
class Board:
    """The description of a dashboard, from which its JSON is written.

    `editors_write` is False if only administrators may write to its folder.
    """

    uid: str
    number: int
    title: str
    panels: Sequence[Panel]
    folder: str = ""
    tags: Sequence[str] = ()
    variables: Sequence[Json] = ()
    editors_write: bool = True


def placed(panels: Sequence[Panel]) -> Iterator[tuple[Panel, Json]]:
    """Yield each panel with its position and size in the grid, filled row by row from left to right."""
    left = top = height = 0
    for panel in panels:
        width, tall = (_GRID, 1) if panel.is_row else panel.size
        if left + width > _GRID:
            left, top, height = 0, top + height, 0
        yield panel, {"x": left, "y": top, "w": width, "h": tall}
        left, height = left + width, max(height, tall)


def metric(expression: str, legend: str = "", ref_id: str = "A", **more: object) -> Query:
    """Return a query to the shop's Prometheus; `legend` names the series and may contain `{{label}}`."""
    return Query(PROMETHEUS, {"expr": expression, "legendFormat": legend} | more, ref_id)


def table(name: str) -> Query:
    """Return a query to the shop's database for all rows of a table."""
    return Query(DATABASE, {"rawSql": " ".join(("SELECT * FROM", name)), "format": "table"})


def logs(expression: str) -> Query:
    """Return a query to the shop's logs in Loki."""
    return Query(LOKI, {"expr": expression})


def steps(*bounds: tuple[str, float | None]) -> Json:
    """Return a panel's thresholds, each a colour and the value from which on it applies.

    The value of the first is None: its colour applies to all lower values.
    """
    return {"mode": "absolute", "steps": [{"color": color, "value": bound} for color, bound in bounds]}


def reduced(*calcs: str, values: bool = False, **options: object) -> Json:
    """Return panel options that reduce each series to one number per calculation, such as `max` or `mean`.

    With `values`, each row is shown as it is instead.
    """
    return {"reduceOptions": {"calcs": list(calcs), "fields": "", "values": values}} | options
