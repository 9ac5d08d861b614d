"""The dashboard with every panel type, including old types and an unknown one."""

from __future__ import annotations

from te_tui.demo.grafana.boards import incident as of_incident
from te_tui.demo.grafana.boards.incident import BY_PLACE, row
from te_tui.demo.grafana.panels import Board, Panel, logs, metric, reduced, steps, table
from te_tui.demo.wire import Json

_ERRORS = metric("avg(http_errors_ratio)", "failed")
_CPU = metric("avg by (place) (cpu_utilisation)", BY_PLACE)
_STATE = metric("avg by (place) (service_state)", BY_PLACE)
_STATES = {"mappings": of_incident.STATES, "decimals": 0}
_SHARE: Json = {"unit": "percentunit", "min": 0, "max": 1}

_OLD = (
    Panel(
        "graph",
        "Graph (old)",
        (_CPU,),
        more={
            "yaxes": [{"format": "percentunit"}, {"format": "short"}],
            "stack": False,
            "nullPointMode": "null",
        },
    ),
    Panel(
        "singlestat",
        "Single figure (old)",
        (_ERRORS,),
        more={
            "format": "percentunit",
            "decimals": 2,
            "valueName": "max",
            "thresholds": "0.01,0.05",
            "prefix": "",
            "postfix": "",
            "colors": ["green", "orange", "red"],
        },
        size=(6, 4),
    ),
    Panel(
        "gauge-old",
        "Gauge (old)",
        (_CPU,),
        more={"format": "percentunit", "valueName": "current"},
        size=(6, 4),
    ),
    Panel(
        "table-old",
        "Table (old)",
        (table("deploys"),),
        more={
            "styles": [{"pattern": "duration", "type": "number", "unit": "s", "decimals": 0}],
            "transform": "table",
        },
    ),
    Panel(
        "grafana-piechart-panel",
        "Pie (old)",
        (_CPU,),
        more={"valueName": "current", "format": "percentunit"},
    ),
    Panel("grafana-worldmap-panel", "World map (old)", (table("places"),), more={"valueName": "current"}),
)
_UNCAPTURED = tuple(
    Panel(kind, title, size=(6, 5))
    for kind, title in (
        ("canvas", "Floor plan"),
        ("news", "News"),
        ("dashlist", "Dashboards"),
        ("alertlist", "Alerts"),
        ("alertGroups", "Alert groups"),
        ("annolist", "Annotations"),
        ("annotationslist", "Annotations (old)"),
    )
)

EVERY_TYPE = Board(
    "every-panel-type",
    12,
    "Every panel type",
    (
        of_incident.REQUESTS,
        Panel("trend", "CPU against requests", (table("load"),), options={"xField": "requests"}),
        of_incident.NOW,
        of_incident.ORDERS,
        of_incident.CPU_NOW,
        of_incident.CONNECTION_BARS,
        of_incident.DEPLOYS,
        Panel("datagrid", "Places (data grid)", (table("places"),), {"decimals": 2}),
        of_incident.PAYMENT_METHODS,
        of_incident.LOST,
        of_incident.HEAT,
        Panel("histogram", "Duration of requests", (table("durations"),), {"unit": "s"}),
        of_incident.STATE,
        Panel("status-history", "State, sampled", (_STATE,), _STATES, {"showValue": "auto"}),
        of_incident.LOGS,
        of_incident.RUNBOOK,
        Panel(
            "geomap", "Errors at their worst, by place", (table("places"),), _SHARE, {"view": {"id": "zero"}}
        ),
        Panel("nodeGraph", "How services call each other", (table("services"),)),
        Panel("candlestick", "Value of a basket", (table("baskets"),), {"unit": "currencyEUR"}),
        Panel("xychart", "Requests and CPU", (table("load"),), options={"mapping": "manual"}),
        Panel(
            "table",
            "Orders, reduced",
            (metric("sum by (place) (orders_per_minute)", BY_PLACE),),
            {"unit": "opm"},
            transformations=({"id": "reduce", "options": {"reducers": ["min", "max", "mean"]}},),
        ),
        row("Kept from older versions"),
        *_OLD,
        row("What a snapshot does not hold"),
        *_UNCAPTURED,
        Panel("vendor-quantum-panel", "A type of another vendor", (_CPU,), _SHARE),
        Panel(
            "gauge",
            "Errors",
            (_ERRORS,),
            _SHARE | {"thresholds": steps(("green", None), ("red", 0.05))},
            reduced("max"),
        ),
        Panel("logs", "All logs", (logs('{app="checkout"}'),)),
    ),
    folder="Shop",
    tags=("test",),
    variables=(of_incident.service_variable(),),
)
