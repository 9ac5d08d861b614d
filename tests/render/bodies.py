"""Short ways to panels and their data, read from JSON as the client reads them."""

from __future__ import annotations

import json
from typing import Any

from te_tui.sources.thousandeyes.body.panel import Panel
from te_tui.sources.thousandeyes.body.panel_data import PanelData, read_panel_data
from te_tui.sources.thousandeyes.body.snapshot import read_snapshot


def panel(type_: str | None = None, **fields: Any) -> Panel:
    """A widget of a snapshot; fields under the API's own names."""
    widget = {"id": "w1", "type": type_, **fields}
    [read] = read_snapshot(json.dumps({"widgets": [widget]}).encode()).panels
    assert isinstance(read, Panel)
    return read


def data(**parts: Any) -> PanelData:
    """A widget's data: `data(points=[…], binSize=300)`."""
    outer = {
        name: parts.pop(name) for name in ("binSize", "startDate", "endDate", "groupLabels") if name in parts
    }
    return read_panel_data(json.dumps({**outer, "data": parts}).encode())


def point(time: Any, value: Any, **groups: Any) -> dict[str, Any]:
    """A point: `point(0, 1, AGENT="7")`."""
    pairs = [{"groupProperty": name, "groupValue": value} for name, value in groups.items()]
    return {"timestamp": time, "value": value, "groups": pairs}
