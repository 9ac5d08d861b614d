"""Small bodies of snapshots, made by hand."""

from __future__ import annotations

import json
from typing import Any

from te_tui.sources.grafana.body.panels import Panel
from te_tui.sources.grafana.body.snapshot import GrafanaSnapshot, read_snapshot

T0 = 1_700_000_000_000
"""2023-11-14 22:13:20 UTC, in milliseconds."""
MINUTE = 60_000


def field(name: str | None, kind: str | None = None, **rest: Any) -> dict[str, Any]:
    """A field of a schema."""
    sent = {"name": name, "type": kind, **rest}
    return {key: value for key, value in sent.items() if value is not None}


def frame(fields: list[dict[str, Any]], columns: list[Any], **rest: Any) -> dict[str, Any]:
    """A frame of generation 3; `data` adds to its columns."""
    data = {"values": columns, **rest.pop("data", {})}
    return {"schema": {"refId": "A", "fields": fields, **rest}, "data": data}


def series(
    values: list[Any],
    field_name: str = "Value",
    labels: dict[str, str] | None = None,
    **rest: Any,
) -> dict[str, Any]:
    """A frame of times, a minute apart, and numbers."""
    times = [T0 + MINUTE * index for index in range(len(values))]
    return frame([field("Time", "time"), field(field_name, "number", labels=labels)], [times, values], **rest)


def panel(*frames: Any, kind: str | None = "timeseries", **rest: Any) -> dict[str, Any]:
    """A panel of generation 3 with these frames."""
    target = {"refId": "A", "queryType": "snapshot", "snapshot": list(frames)}
    return {"id": 1, "title": "A panel", "type": kind, "targets": [target], **rest}


def configured(defaults: dict[str, Any], *overrides: tuple[str, Any, dict[str, Any]]) -> dict[str, Any]:
    """A field configuration; an override is its matcher's id, its options, and what it sets."""
    rules = [
        {
            "matcher": {"id": kind, "options": options},
            "properties": [{"id": name, "value": value} for name, value in sets.items()],
        }
        for kind, options, sets in overrides
    ]
    return {"defaults": defaults, "overrides": rules}


def body(*panels: Any, **dashboard: Any) -> bytes:
    """The answer that holds a dashboard with these panels."""
    sent = {"title": "By hand", "panels": list(panels), **dashboard}
    return json.dumps({"meta": {"created": "2023-11-14T22:13:20Z"}, "dashboard": sent}).encode()


def snapshot(*panels: Any, **dashboard: Any) -> GrafanaSnapshot:
    """A decoded dashboard with these panels."""
    return read_snapshot(body(*panels, **dashboard))


def one(*frames: Any, **rest: Any) -> Panel:
    """A decoded panel with these frames."""
    return snapshot(panel(*frames, **rest)).panels[0]
