"""The ordinary dashboards of the invented web shop; they are small."""

from __future__ import annotations

from te_tui.demo.grafana.boards import incident as of_incident
from te_tui.demo.grafana.boards.every_type import EVERY_TYPE
from te_tui.demo.grafana.boards.incident import BY_PLACE, INCIDENT
from te_tui.demo.grafana.panels import Board, Panel, metric
from te_tui.demo.grafana.signals import PLACES

_NETWORK = Panel(
    "timeseries",
    "Received, by place",
    (metric("sum by (place) (network_receive_bytes_rate)", BY_PLACE),),
    {"unit": "Bps"},
)

SERVERS = Board(
    "shop-servers",
    13,
    "Servers",
    (of_incident.CPU_NOW, of_incident.CPU, of_incident.MEMORY, _NETWORK),
    "Platform",
)
DATABASES = Board(
    "shop-databases",
    14,
    "Databases",
    (of_incident.CONNECTIONS, of_incident.CONNECTION_BARS, of_incident.QUEUE_AND_LAG),
    "Platform",
)
PAYMENTS = Board(
    "shop-payments",
    15,
    "Payments",
    (of_incident.NOW, of_incident.ORDERS, of_incident.PAYMENT_METHODS, of_incident.QUEUE_AND_LAG),
    "Payments",
    editors_write=False,
)
RELEASES = Board(
    "shop-releases", 16, "Releases", (of_incident.DEPLOYS, of_incident.ERRORS, of_incident.LOGS), "Shop"
)
SLO = Board(
    "shop-slo",
    17,
    "Service levels",
    (of_incident.NOW, of_incident.ORDERS, of_incident.ERRORS, *of_incident.LATENCIES, of_incident.STATE),
    "Shop",
)
_COLLAPSED = Panel(
    "row",
    "Collapsed when it was made",
    more={
        "collapsed": True,
        "panels": [
            {"id": 90, "type": "timeseries", "title": "Never on the screen", "targets": [{"refId": "A"}]},
            {"id": 91, "type": "stat", "title": "Nor this", "targets": [{"refId": "A"}]},
        ],
    },
)
_LIBRARY = Panel(
    "library-panel-ref", "Shared", more={"libraryPanel": {"uid": "lib-1", "name": "Shared error share"}}
)
_SAME_DATA = Panel(
    "stat",
    "The same errors as one figure",
    more={
        "datasource": {"type": "datasource", "uid": "-- Dashboard --"},
        "targets": [{"refId": "A", "panelId": 3, "datasource": {"uid": "-- Dashboard --"}}],
    },
)
_COPIES = tuple(
    Panel(
        "timeseries",
        "CPU in $place",
        (metric(f'avg by (place) (cpu_utilisation{{place="{place.city}"}})', BY_PLACE),),
        {"unit": "percentunit"},
        more={"scopedVars": {"place": {"text": place.city, "value": place.city, "selected": False}}},
        size=(8, 8),
    )
    for place in PLACES[:3]
)

MIXED = Board(
    "shop-suppliers",
    18,
    "Suppliers and archives",
    (
        of_incident.OLD_LOGS,
        of_incident.STATUS,
        of_incident.ERRORS,
        _SAME_DATA,
        _LIBRARY,
        of_incident.row("A copy for each place"),
        *_COPIES,
        _COLLAPSED,
    ),
)
STAGING = Board("staging-servers", 31, "Servers, staging", (of_incident.CPU, of_incident.MEMORY), "Staging")
EVERY_HOST = Board(
    "shop-hosts",
    19,
    "Every host",
    (
        Panel(
            "timeseries",
            "CPU, by host",
            (metric("avg by (instance) (cpu_utilisation)"),),
            {"unit": "percentunit"},
            size=(24, 12),
        ),
    ),
    "Platform",
)

BOARDS = {
    1: (INCIDENT, EVERY_TYPE, SERVERS, DATABASES, PAYMENTS, RELEASES, SLO, MIXED, EVERY_HOST),
    2: (STAGING,),
}
"""The dashboards of each organization."""

OFTEN = {1: (INCIDENT, SERVERS, DATABASES, PAYMENTS, RELEASES, SLO), 2: (STAGING,)}
"""Those of which snapshots are made every day."""
