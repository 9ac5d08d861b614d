"""All data sources by uid, and a function that finds the data source of a query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from te_tui.demo.grafana.sources import loki, prometheus, tables
from te_tui.demo.grafana.sources.refused import QueryRefused

if TYPE_CHECKING:
    from collections.abc import Callable

    from te_tui.demo.grafana.frames import Frame
    from te_tui.demo.grafana.scene import Scene
    from te_tui.demo.wire import Json


@dataclass(frozen=True)
class Source:
    """A data source: its uid, its plugin's type (`kind`), its name, and the function that answers queries."""

    uid: str
    kind: str
    name: str
    answer: Callable[[Json, Scene], list[Frame]]


def _unreachable(_: Json, __: Scene) -> list[Frame]:
    raise QueryRefused(502, "dial tcp 10.4.8.21:9200: connect: connection refused")


def _only_in_browsers(_: Json, __: Scene) -> list[Frame]:
    raise QueryRefused(404, "Plugin not registered")


PROMETHEUS = Source("prom-shop", "prometheus", "Prometheus (shop)", prometheus.answer)
LOKI = Source("loki-shop", "loki", "Loki (shop)", loki.answer)
DATABASE = Source("pg-shop", "grafana-postgresql-datasource", "Orders (replica)", tables.answer)
ARCHIVE = Source("es-archive", "elasticsearch", "Elasticsearch (archive)", _unreachable)
STATUS_PAGE = Source("status-page", "vendor-statuspage-datasource", "Status page", _only_in_browsers)

SOURCES = {source.uid: source for source in (PROMETHEUS, LOKI, DATABASE, ARCHIVE, STATUS_PAGE)}
"""All data sources; the last two answer nothing."""


def find_source(reference: object) -> Source | None:
    """Return the data source that a query names, by uid or by name; None if there is none."""
    match reference:
        case {"uid": str(name)} | str(name):
            return SOURCES.get(name) or next((each for each in SOURCES.values() if each.name == name), None)
        case _:
            return None
