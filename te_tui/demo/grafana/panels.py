"""Panels of dashboards: their queries, their settings, and their places in the grid."""

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
    """A panel's query: its data source, and the query itself (`model`) in that source's language."""

    source: Source
    model: Json
    ref_id: str = "A"

    def frames(self, scene: Scene) -> list[Frame]:
        """Return the frames of the answer; none if the data source refuses the query, as in a browser."""
        try:
            return self.source.answer(self.model, scene)
        except QueryRefused:
            return []

    @property
    def reference(self) -> Json:
        """The data source as a panel names it: type and uid."""
        return {"type": self.source.kind, "uid": self.source.uid}


@dataclass(frozen=True)
class Panel:
    """A panel; `more` holds JSON members of old panel types, `size` is width (of 24 columns) and height."""

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
        """Whether the panel is a row, the heading of the panels that follow."""
        return self.kind == "row"


@dataclass(frozen=True)
class Board:
    """A live dashboard; `editors_write` is false if only administrators may write its folder."""

    uid: str
    number: int
    title: str
    panels: Sequence[Panel]
    folder: str = ""
    tags: Sequence[str] = ()
    variables: Sequence[Json] = ()
    editors_write: bool = True


def placed(panels: Sequence[Panel]) -> Iterator[tuple[Panel, Json]]:
    """Yield each panel with its place and size in the grid, from left to right, then from top to bottom."""
    left = top = height = 0
    for panel in panels:
        width, tall = (_GRID, 1) if panel.is_row else panel.size
        if left + width > _GRID:
            left, top, height = 0, top + height, 0
        yield panel, {"x": left, "y": top, "w": width, "h": tall}
        left, height = left + width, max(height, tall)


def metric(expression: str, legend: str = "", ref_id: str = "A", **more: object) -> Query:
    """Return a query to the Prometheus of the shop's servers; `legend` may contain `{{label}}`."""
    return Query(PROMETHEUS, {"expr": expression, "legendFormat": legend} | more, ref_id)


def table(name: str) -> Query:
    """Return a query to the shop's database for all rows of a table."""
    return Query(DATABASE, {"rawSql": " ".join(("SELECT * FROM", name)), "format": "table"})


def logs(expression: str) -> Query:
    """Return a query to the shop's logs in Loki."""
    return Query(LOKI, {"expr": expression})


def steps(*bounds: tuple[str, float | None]) -> Json:
    """Return a panel's thresholds from pairs of a colour and the value at which the colour begins."""
    return {"mode": "absolute", "steps": [{"color": color, "value": bound} for color, bound in bounds]}


def reduced(*calcs: str, values: bool = False, **options: object) -> Json:
    """Return panel options that reduce a series to one figure per calculation; `values`: one per row."""
    return {"reduceOptions": {"calcs": list(calcs), "fields": "", "values": values}} | options
