"""The dashboard that shows the simulated outage, as the shop's servers measured it."""

from __future__ import annotations

from te_tui.demo.grafana.panels import Board, Panel, Query, logs, metric, reduced, steps, table
from te_tui.demo.grafana.signals import POOL
from te_tui.demo.grafana.sources.catalogue import ARCHIVE, STATUS_PAGE
from te_tui.demo.wire import Json

BY_PLACE = "{{place}}"
STATES: list[Json] = [
    {
        "type": "value",
        "options": {
            "0": {"text": "down", "color": "red", "index": 0},
            "1": {"text": "degraded", "color": "yellow", "index": 1},
            "2": {"text": "up", "color": "green", "index": 2},
        },
    }
]
_RISING = steps(("green", None), ("yellow", 0.01), ("red", 0.05))

REQUESTS = Panel(
    "timeseries",
    "Request rate of $service, by place",
    (metric('sum by (place) (http_requests_rate{service="checkout"})', BY_PLACE),),
    {"unit": "reqps", "custom": {"drawStyle": "line", "fillOpacity": 10, "stacking": {"mode": "normal"}}},
    description="Requests that the load balancers handed to the servers.",
)
ERRORS = Panel(
    "timeseries",
    "Share of failed requests, by place",
    (metric('avg by (place) (http_errors_ratio{service="checkout"})', BY_PLACE),),
    {"unit": "percentunit", "min": 0, "thresholds": _RISING, "custom": {"thresholdsStyle": {"mode": "line"}}},
)
LATENCIES = tuple(
    Panel(
        "timeseries",
        f"Latency p{percentile}, by place",
        (metric(f"avg by (place) (http_latency_p{percentile}_seconds)", BY_PLACE),),
        {"unit": "s", "thresholds": steps(("green", None), ("red", limit))},
        size=(8, 8),
    )
    for percentile, limit in ((50, 0.4), (95, 1.0), (99, 2.5))
)
NOW = Panel(
    "stat",
    "Failed now",
    (metric("avg(http_errors_ratio)"),),
    {"unit": "percentunit", "decimals": 2, "thresholds": _RISING},
    reduced("max", colorMode="background", graphMode="area"),
    size=(6, 4),
)
ORDERS = Panel(
    "stat",
    "Orders a minute",
    (metric("sum(orders_per_minute)"),),
    {"unit": "opm", "decimals": 0, "thresholds": steps(("red", None), ("yellow", 400), ("green", 800))},
    reduced("lastNotNull", "min", graphMode="area"),
    size=(6, 4),
)
CPU_NOW = Panel(
    "gauge",
    "CPU at its highest",
    (metric("avg by (place) (cpu_utilisation)", BY_PLACE),),
    {
        "unit": "percentunit",
        "min": 0,
        "max": 1,
        "thresholds": steps(("green", None), ("orange", 0.7), ("red", 0.9)),
    },
    reduced("max"),
    size=(12, 8),
)
CPU = Panel(
    "timeseries",
    "CPU, by place",
    (metric("avg by (place) (cpu_utilisation)", BY_PLACE),),
    {"unit": "percentunit", "min": 0, "max": 1},
)
MEMORY = Panel(
    "timeseries",
    "Memory, by place",
    (metric("sum by (place) (memory_used_bytes)", BY_PLACE),),
    {"unit": "bytes", "min": 0},
)
CONNECTIONS = Panel(
    "timeseries",
    "Database connections, by place",
    (metric("sum by (place) (db_connections)", BY_PLACE),),
    {"unit": "short", "max": POOL, "thresholds": steps(("green", None), ("red", 0.9 * POOL))},
    overrides=(
        {
            "matcher": {"id": "byName", "options": "Frankfurt"},
            "properties": [{"id": "displayName", "value": "Frankfurt (primary)"}],
        },
    ),
)
CONNECTION_BARS = Panel(
    "bargauge",
    "Connections at their highest",
    (metric("sum by (place) (db_connections)", BY_PLACE),),
    {
        "unit": "short",
        "min": 0,
        "max": POOL,
        "thresholds": steps(("green", None), ("yellow", 120), ("red", 180)),
    },
    reduced("max", orientation="horizontal"),
)
QUEUE_AND_LAG = Panel(
    "timeseries",
    "Payment queue and replication lag",
    (
        metric("sum(payment_queue_depth)", "waiting payments"),
        metric("avg(db_replication_lag_seconds)", "replication lag", "B"),
    ),
    {"unit": "short"},
    overrides=(
        {
            "matcher": {"id": "byName", "options": "replication lag"},
            "properties": [{"id": "unit", "value": "s"}, {"id": "custom.axisPlacement", "value": "right"}],
        },
    ),
)
STATE = Panel(
    "state-timeline",
    "State of $service",
    (metric("avg by (place) (service_state)", BY_PLACE),),
    {"mappings": STATES, "decimals": 0},
    {"mergeValues": True, "showValue": "auto"},
)
HEAT = Panel(
    "heatmap",
    "How long requests took",
    (metric("sum by (le) (http_latency_bucket)", format="heatmap"),),
    {"unit": "short"},
    {"calculate": False, "yAxis": {"unit": "s"}},
)
LOGS = Panel("logs", "Errors in the logs", (logs('{app="checkout"} |= "error"'),), size=(24, 8))
DEPLOYS = Panel(
    "table",
    "Deploys",
    (table("deploys"),),
    overrides=(
        {
            "matcher": {"id": "byName", "options": "duration"},
            "properties": [{"id": "unit", "value": "s"}, {"id": "displayName", "value": "took"}],
        },
    ),
)
LOST = Panel(
    "barchart",
    "Orders in the window, by place",
    (table("orders"),),
    {"unit": "short"},
    {"orientation": "horizontal"},
)
PAYMENT_METHODS = Panel(
    "piechart",
    "Payment methods",
    (table("payments"),),
    {"unit": "percentunit"},
    reduced("lastNotNull", values=True),
)
RUNBOOK = Panel(
    "text",
    "Runbook",
    options={
        "mode": "markdown",
        "content": "## Checkout is slow or fails\n\n1. Look at the error share **by place** first.\n"
        "2. One place only: move its traffic (`lbctl drain PLACE`).\n"
        "3. Connections at 200: the pool is full.\n\n"
        "On call: [rota](https://wiki.example.com/rota)",
    },
    size=(12, 8),
)
OLD_LOGS = Panel(
    "timeseries", "Searches in old logs", (Query(ARCHIVE, {"query": "level:error", "bucketAggs": []}),)
)
STATUS = Panel("table", "Status of the payment provider", (Query(STATUS_PAGE, {"page": "pay.example.com"}),))


def row(title: str) -> Panel:
    """Return a row panel, Grafana's heading for the panels below it."""
    return Panel("row", title)


def service_variable() -> Json:
    """Return the dashboard's variable `service`, which panel titles use as `$service`."""
    current = {"text": "Checkout", "value": "checkout", "selected": True}
    return {"name": "service", "type": "custom", "query": "", "options": [current], "current": current}


INCIDENT = Board(
    "shop-checkout",
    11,
    "Checkout: servers",
    (
        NOW,
        ORDERS,
        CPU_NOW,
        row("Requests to $service"),
        REQUESTS,
        ERRORS,
        *LATENCIES,
        STATE,
        HEAT,
        row("Servers and databases"),
        CPU,
        MEMORY,
        CONNECTIONS,
        CONNECTION_BARS,
        QUEUE_AND_LAG,
        row("What happened"),
        DEPLOYS,
        LOST,
        LOGS,
        RUNBOOK,
    ),
    folder="Shop",
    tags=("shop", "slo"),
    variables=(service_variable(),),
)
