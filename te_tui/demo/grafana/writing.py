"""Dashboards with their data, in the JSON that Grafana's pages write into snapshots.

Panels hold their data in one of four formats, which depend on Grafana's version: the generations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from te_tui.demo.grafana.frames import Frame, answered, applied
from te_tui.demo.grafana.panels import Board, Panel, Query, placed
from te_tui.demo.grafana.sources.tables import deploy_moments
from te_tui.demo.wire import Json, iso

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from te_tui.demo.grafana.scene import Scene

_SCHEMAS = {"first": 16, "second": 36, "third": 41}
_OF_ITSELF = {"type": "grafana", "uid": "grafana"}
_OLD_KINDS = {"timeseries": "graph", "stat": "singlestat", "table": "table-old"}
_OLD_CALCS = {"max": "max", "min": "min", "mean": "avg", "lastNotNull": "current"}


def grid(board: Board, scene: Scene, generation: str) -> Json:
    """Return a dashboard with its data, in the flat layout of versions 5 and later.

    `generation` is the format of the data: "first", "second" or "third".
    """
    body = _frame_of(board, scene, generation)
    write = _WRITERS[generation]
    body["panels"] = [
        _common(panel, number, place) | ({} if panel.is_row else write(panel, scene))
        for number, (panel, place) in enumerate(placed(board.panels), 1)
    ]
    return body


def old_rows(board: Board, scene: Scene) -> Json:
    """Return a dashboard in the layout of version 4 (panels in rows), with data in the first format."""
    body = _frame_of(board, scene, "first") | {"schemaVersion": 14}
    rows: list[Json] = [{"title": "Overview", "collapse": False, "height": "250px", "panels": []}]
    for number, panel in enumerate(board.panels, 1):
        if panel.is_row:
            rows.append({"title": panel.title, "collapse": False, "height": "250px", "panels": []})
        else:
            written = _common(panel, number, {}) | _first(panel, scene)
            del written["gridPos"]
            rows[-1]["panels"].append(written | {"span": panel.size[0] // 2})
    body["rows"] = rows
    return body


def version_two(board: Board, scene: Scene, layout: str) -> Json:
    """Return a dashboard in Grafana's second dashboard schema; its `layout` is "grid", "rows" or "tabs"."""
    return {
        "title": board.title,
        "annotations": [],
        "cursorSync": "Off",
        "editable": True,
        "elements": {
            f"panel-{number}": _element(panel, number, scene)
            for number, panel in enumerate(board.panels, 1)
            if not panel.is_row
        },
        "layout": _layout(board.panels, layout),
        "links": [],
        "tags": list(board.tags),
        "timeSettings": {
            "from": iso(scene.start),
            "to": iso(scene.end),
            "timezone": "utc",
            "autoRefresh": "",
        },
        "variables": [{"kind": "CustomVariable", "spec": variable} for variable in board.variables],
        "snapshot": _stamp(board, scene),
    }


def live(board: Board) -> Json:
    """Return a live dashboard, with queries and without data."""
    panels = []
    for number, (panel, place) in enumerate(placed(board.panels), 1):
        written = _common(panel, number, place)
        if panel.queries:
            written["datasource"] = panel.queries[0].reference
            written["targets"] = [_live_target(query) for query in panel.queries]
        panels.append(written)
    return {
        "uid": board.uid,
        "id": board.number,
        "title": board.title,
        "tags": list(board.tags),
        "schemaVersion": _SCHEMAS["third"],
        "version": 7,
        "time": {"from": "now-6h", "to": "now"},
        "timezone": "browser",
        "refresh": "1m",
        "templating": {"list": list(board.variables)},
        "annotations": {"list": []},
        "links": [],
        "panels": panels,
    }


def _live_target(query: Query) -> Json:
    """Return a query as an entry of a live panel's `targets`."""
    return query.model | {"refId": query.ref_id, "datasource": query.reference}


def _frame_of(board: Board, scene: Scene, generation: str) -> Json:
    """Return a dashboard in Grafana's first dashboard schema, whose list of panels is still empty."""
    return {
        "uid": board.uid,
        "id": board.number,
        "title": board.title,
        "tags": list(board.tags),
        "schemaVersion": _SCHEMAS[generation],
        "style": "dark",
        "editable": True,
        "time": {"from": iso(scene.start), "to": iso(scene.end)},
        "timezone": "utc",
        "refresh": "",
        "templating": {"list": list(board.variables)},
        "annotations": {"list": [_annotations(scene, with_data=generation != "third")]},
        "links": [],
        "panels": [],
        "snapshot": _stamp(board, scene),
    }


def _stamp(board: Board, scene: Scene) -> Json:
    """Return the member `snapshot` of a dashboard: the snapshot's time, and the live dashboard's address."""
    return {"timestamp": iso(scene.end), "originalUrl": f"/d/{board.uid}"}


def _common(panel: Panel, number: int, place: Json) -> Json:
    """Return the JSON members that do not depend on the data format; `place` is the panel's grid position."""
    body: Json = {"id": number, "type": panel.kind, "title": panel.title, "gridPos": place}
    if panel.is_row:
        return body | {"collapsed": False, "panels": []} | panel.more
    if panel.description:
        body["description"] = panel.description
    if panel.transformations:
        body["transformations"] = list(panel.transformations)
    field_config = {"defaults": panel.defaults, "overrides": list(panel.overrides)}
    return body | {"fieldConfig": field_config, "options": panel.options} | panel.more


def _first(panel: Panel, scene: Scene) -> Json:
    """Return a panel's type, settings and data in the first data format, where a point is [value, time]."""
    data = [item for query in panel.queries for frame in query.frames(scene) for item in _items(frame, query)]
    kind = _OLD_KINDS.get(panel.kind, panel.kind)
    body: Json = {"type": kind, "targets": [], "datasource": None, "snapshotData": data}
    return body | _old_settings(panel, kind)


def _old_settings(panel: Panel, kind: str) -> Json:
    """Return the panel settings of version 6, which has no field configuration yet."""
    defaults, unit = panel.defaults, panel.defaults.get("unit", "short")
    reduce = panel.options.get("reduceOptions", {"calcs": ["lastNotNull"]})
    match kind:
        case "graph":
            axes = [{"format": unit, "show": True}, {"format": "short", "show": True}]
            stacked = "stacking" in defaults.get("custom", {})
            drawn = {"yaxes": axes, "stack": stacked, "lines": True, "nullPointMode": "null"}
            return drawn | {"seriesOverrides": [], "fieldConfig": {}, "options": {}}
        case "singlestat":
            steps = defaults["thresholds"]["steps"]
            bounds = ",".join(str(step["value"]) for step in steps[1:])
            figure = {"format": unit, "decimals": defaults.get("decimals"), "thresholds": bounds}
            named = {"valueName": _OLD_CALCS[reduce["calcs"][0]], "colors": [step["color"] for step in steps]}
            return figure | named | {"fieldConfig": {}, "options": {}}
        case "table-old":
            styles = [{"pattern": "duration", "type": "number", "unit": "s", "decimals": 0}]
            return {"styles": styles, "transform": "table", "fieldConfig": {}, "options": {}}
        case "gauge" | "bargauge":
            return {"options": {"fieldOptions": reduce | {"defaults": defaults}}, "fieldConfig": {}}
        case "text":
            return panel.options
        case _:
            return {}


def _items(frame: Frame, query: Query) -> list[Json]:
    """Return a frame in the first generation's format: a series for each column of numbers, or one table."""
    if frame.is_series:
        times = frame.fields[0].values
        return [
            {
                "target": column.legend,
                "datapoints": [list(pair) for pair in zip(column.values, times, strict=True)],
                "refId": query.ref_id,
            }
            for column in frame.fields[1:]
        ]
    columns = [
        {"text": column.name} | ({"type": "time"} if column.kind == "time" else {}) for column in frame.fields
    ]
    rows = [list(row) for row in zip(*(column.values for column in frame.fields), strict=True)]
    return [{"type": "table", "columns": columns, "rows": rows, "refId": query.ref_id}]


def _second(panel: Panel, scene: Scene) -> Json:
    """Return a panel's data in the second format: data frames, with the panel's settings in each column."""
    defaults = {key: value for key, value in panel.defaults.items() if key != "custom"}
    data = [
        applied(frame, query.ref_id, defaults, panel.overrides)
        for query in panel.queries
        for frame in query.frames(scene)
    ]
    return {"targets": [], "datasource": None, "snapshotData": data}


def _third(panel: Panel, scene: Scene) -> Json:
    """Return a panel's data in the third format: as queries that contain their answers.

    In a time series, the first query's answer contains the annotations, too.
    """
    targets: list[Json] = []
    for query in panel.queries:
        frames = [answered(frame, query.ref_id) for frame in query.frames(scene)]
        if panel.kind == "timeseries" and query is panel.queries[0] and frames:
            frames.append(_annotation_frame(scene))
        targets.append(
            {"refId": query.ref_id, "datasource": _OF_ITSELF, "queryType": "snapshot", "snapshot": frames}
        )
    return {"datasource": _OF_ITSELF, "targets": targets} if targets else {}


_WRITERS: dict[str, Callable[[Panel, Scene], Json]] = {"first": _first, "second": _second, "third": _third}


def _marks(scene: Scene) -> list[tuple[int, int | None, str, list[str]]]:
    """Return a dashboard's annotations: deploys, and the alert of the incident if there is one.

    Each has its begin and end (epoch milliseconds; no end: None), its text and its tags.
    """
    story = scene.story
    marks: list[tuple[int, int | None, str, list[str]]] = [
        (moment * 1000, None, "Deploy", ["deploy"]) for moment in deploy_moments(scene)
    ]
    if story.force:
        text = f"Alert: checkout fails in {story.centre.city}"
        marks.append((story.onset * 1000, story.relief * 1000, text, ["alert", "checkout"]))
    return marks


def _annotations(scene: Scene, *, with_data: bool) -> Json:
    """Return a dashboard's list of annotations as a JSON entry; without `with_data`, the list is empty."""
    events = [
        {"time": begin, "text": text, "tags": tags}
        | ({} if end is None else {"timeEnd": end, "isRegion": True})
        for begin, end, text, tags in _marks(scene)
    ]
    return {
        "name": "Deploys and alerts",
        "enable": True,
        "iconColor": "rgba(255, 96, 96, 1)",
        "snapshotData": events if with_data else [],
    }


def _annotation_frame(scene: Scene) -> Json:
    """Return a dashboard's annotations as a data frame, to be added to a panel's data."""
    columns = [list(column) for column in zip(*_marks(scene), strict=True)]
    kinds = (("time", "time"), ("timeEnd", "time"), ("text", "string"), ("tags", "other"))
    fields = [{"name": name, "type": kind, "config": {}} for name, kind in kinds]
    meta = {"dataTopic": "annotations"}
    return {"schema": {"refId": "Anno", "meta": meta, "fields": fields}, "data": {"values": columns}}


def _element(panel: Panel, number: int, scene: Scene) -> Json:
    """Return a panel with its data as an element of the second schema."""
    queries = [
        {
            "kind": "PanelQuery",
            "spec": {
                "refId": query.ref_id,
                "hidden": False,
                "query": {
                    "kind": "DataQuery",
                    "group": "grafana",
                    "version": "v0",
                    "datasource": {"name": "grafana"},
                    "spec": {
                        "queryType": "snapshot",
                        "snapshot": [answered(frame, query.ref_id) for frame in query.frames(scene)],
                    },
                },
            },
        }
        for query in panel.queries
    ]
    data = {"queries": queries, "transformations": list(panel.transformations), "queryOptions": {}}
    field_config = {"defaults": panel.defaults, "overrides": list(panel.overrides)}
    look: Json = {"options": panel.options, "fieldConfig": field_config}
    spec: Json = {
        "id": number,
        "title": panel.title,
        "description": panel.description,
        "links": [],
        "data": {"kind": "QueryGroup", "spec": data},
        "vizConfig": {"kind": "VizConfig", "group": panel.kind, "version": "", "spec": look},
    }
    return {"kind": "Panel", "spec": spec}


def _layout(panels: Sequence[Panel], layout: str) -> Json:
    """Return the second schema's layout: all panels in one grid, or one grid for each row or tab."""
    if layout == "grid":
        return _grid([(number, panel) for number, panel in enumerate(panels, 1) if not panel.is_row])
    groups: list[tuple[str, list[tuple[int, Panel]]]] = [("Overview", [])]
    for number, panel in enumerate(panels, 1):
        if panel.is_row:
            groups.append((panel.title, []))
        else:
            groups[-1][1].append((number, panel))
    kind = {"rows": "Rows", "tabs": "Tabs"}[layout]
    parts: list[Any] = [
        {
            "kind": f"{kind}LayoutRow" if layout == "rows" else f"{kind}LayoutTab",
            "spec": {"title": title, "layout": _grid(group)}
            | ({"collapse": False} if layout == "rows" else {}),
        }
        for title, group in groups
    ]
    return {"kind": f"{kind}Layout", "spec": {layout: parts}}


def _grid(numbered: Sequence[tuple[int, Panel]]) -> Json:
    """Return a grid layout that places each panel by its number."""
    items = []
    for (number, _), (_, place) in zip(numbered, placed([panel for _, panel in numbered]), strict=True):
        spec: Json = {"x": place["x"], "y": place["y"], "width": place["w"], "height": place["h"]}
        spec["element"] = {"kind": "ElementReference", "name": f"panel-{number}"}
        items.append({"kind": "GridLayoutItem", "spec": spec})
    return {"kind": "GridLayout", "spec": {"items": items}}
