"""The configuration that every panel has, whatever its type (api.md, section 4)."""

from __future__ import annotations

from te_tui.demo.thousandeyes.metrics import METRICS
from te_tui.demo.wire import Json

EMBED_CANARY = "https://embed.thousandeyes.com/e/canary-embed-0000"
"""A link that shows data without a login: no client may show or keep it (api.md, section 3)."""

_SOURCES = {"ALERTS": "ALERTS", "BGP": "ROUTING"}


def configure(panel_id: str, title: str, kind: str, metric: str | None = None, **more: object) -> Json:
    """Return a panel's configuration: common fields, the metric's fields if there is one, and `more`."""
    config: Json = {
        "id": panel_id,
        "title": title,
        "type": kind,
        "visualMode": "Half screen",
        "isEmbedded": False,
    }
    if metric is not None:
        config |= metric_fields(metric)
    config |= {"shouldExcludeAlertSuppressionWindows": False}
    return config | more


def metric_fields(metric: str) -> Json:
    """Return the fields that describe a metric: data source, group, name and measure."""
    known = METRICS[metric]
    return {
        "dataSource": _SOURCES.get(known.group, "CLOUD_AND_ENTERPRISE_AGENTS"),
        "metricGroup": known.group,
        "metric": known.name,
        "measure": {"type": known.measure},
    }
