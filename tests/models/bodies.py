"""Bodies drawn from schemas, and the same bodies spoiled; the schemas say in our words what the API sends."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

Json = dict[str, Any]
Path = tuple[str | int, ...]

TYPES = (
    "Time Series: Line", "Time Series: Stacked Area", "Bar Chart: Grouped", "Bar Chart: Stacked", "Pie Chart",
    "Table", "Multi Metric Table", "Number", "Agent Status", "Color Grid", "Alert List", "List", "Test Table",
    "Map", "Box and Whiskers", "Heatmap", "Quantum Foam",
)  # fmt: skip


def from_schema(schema: Json) -> st.SearchStrategy[Any]:
    """Values that a schema allows; of JSON Schema it knows what is used below."""
    match schema:
        case {"enum": choices}:
            return st.sampled_from(choices)
        case {"anyOf": schemas}:
            return st.one_of([from_schema(one) for one in schemas])
        case {"type": "object", "properties": properties}:
            fields = {name: from_schema(inner) for name, inner in properties.items()}
            required = {name: fields.pop(name) for name in schema.get("required", ())}
            return st.fixed_dictionaries(required, optional=fields)
        case {"type": "object", "propertyNames": names, "additionalProperties": values}:
            return st.dictionaries(from_schema(names), from_schema(values), max_size=schema["maxProperties"])
        case {"type": "array", "items": items, "maxItems": most}:
            return st.lists(from_schema(items), max_size=most)
        case {"type": "string", "maxLength": most}:
            return st.text(max_size=most)
        case {"type": "number" | "integer", "minimum": least, "maximum": most}:
            whole = st.integers(int(least), int(most))
            return whole if schema["type"] == "integer" else whole | st.floats(least, most)
    raise NotImplementedError(schema)


def _object(**properties: Any) -> Json:
    return {"type": "object", "properties": properties}


def _list(items: Json, most: int = 3) -> Json:
    return {"type": "array", "items": items, "maxItems": most}


def _mapping(names: list[str], values: Json) -> Json:
    return {
        "type": "object",
        "propertyNames": {"enum": names},
        "additionalProperties": values,
        "maxProperties": len(names),
    }


_BOOLEAN = {"enum": [False, True]}
_WORD = {"type": "string", "maxLength": 12}
_ID = {"enum": ["7", "w1", "71lbb", "281474976710706"]}
_NUMBER = {"type": "number", "minimum": -1e15, "maximum": 1e15}
_COUNT = {"type": "integer", "minimum": 0, "maximum": 100_000}
_EPOCH = {"enum": [0, 1_794_268_800, 1_794_269_100, 1_794_269_400, 1_794_268_800_000]}
_INSTANT = {"enum": ["2026-11-10T00:00:00Z", "2026-11-12T06:30:00+01:00"]}
_LEGACY = {"enum": ["2026-11-10 00:00:00"]}
_PROPERTY = {"enum": ["AGENT", "Agents", "COUNTRY", "Continents", "TEST"]}
_LINK = _object(href={"enum": ["https://app.thousandeyes.com/dashboard?cursor=abc"]})
_POINT = _object(
    timestamp=_EPOCH,
    numberOfDataPoints=_COUNT,
    value={"anyOf": [_NUMBER, {"enum": [None]}]},
    groups=_list(_object(groupProperty=_PROPERTY, groupValue={"enum": ["7", "DE", "Europe"]}), 2),
)
_STATUS = {"enum": ["No data", "Not configured"]}
_MEASURE = _object(type={"enum": ["MEAN", "NTH_PERCENTILE"]}, percentileValue={"enum": [95]})
_METRIC = {"metric": {"enum": ["NET_LOSS", "WEB_PAGE_LOAD", "NEW_METRIC"]}, "measure": _MEASURE}
_PANEL = _object(
    id=_ID,
    title=_WORD,
    type={"enum": list(TYPES)},
    visualMode=_WORD,
    groupBy=_PROPERTY,
    isTimeseriesOneChartPerLine=_BOOLEAN,
    showTimeseriesOverallBaseline=_BOOLEAN,
    isHorizontalBarChart=_BOOLEAN,
    minScale=_NUMBER,
    maxScale=_NUMBER,
    fixedTimespan=_object(value=_COUNT, unit={"enum": ["Days"]}),
    multiMetricColumns=_list(_object(id=_ID, **_METRIC)),
    numberCards=_list(_object(id=_ID, compareToPreviousValue=_BOOLEAN, **_METRIC)),
    **_METRIC,
)
_ROW: Json = {
    "snapshotId": _ID,
    "snapshotName": _WORD,
    "aid": _ID,
    "accountId": _COUNT,
    "isShared": _BOOLEAN,
    "isScheduled": _BOOLEAN,
    "snapshotCreatedDate": _INSTANT,
    "createdDate": _LEGACY,
    "snapshotExpirationDate": _INSTANT,
    "timeSpan": _object(start=_INSTANT, startDate=_LEGACY, duration=_COUNT),
    "_links": _object(appLink=_LINK),
}
_PLACE = _object(id={"enum": ["widgetId-71lbb", "w1"]}, x=_COUNT, y=_COUNT, w=_COUNT, h=_COUNT)
_DASHBOARD = _object(
    dashboardId=_ID,
    title=_WORD,
    widgets=_list(_PANEL),
    layout=_object(details=_object(widgetPositioning=_list(_PLACE))),
)
_WINDOW = _object(name=_WORD, startTimes=_list(_INSTANT), durationInSeconds=_COUNT)
_DATA = _object(
    status=_STATUS,
    points=_list(_POINT, 6),
    columns=_list(_object(columnId=_ID, binSize=_COUNT, status=_STATUS, points=_list(_POINT))),
    cards=_list(_object(cardId=_ID, cardName=_WORD, value=_NUMBER, previousValue=_NUMBER, timestamp=_EPOCH)),
    totalAlerts=_COUNT,
    activeAlerts=_COUNT,
    alerts=_list(
        _object(alertId=_ID, alertRule=_WORD, startTime=_INSTANT, durationInSeconds=_COUNT, active=_BOOLEAN)
    ),
    summary=_object(online=_COUNT, offline=_COUNT, disabled=_COUNT),
    agents=_list(
        _object(
            agentId=_ID,
            agentName=_WORD,
            status={"enum": ["online", "OFFLINE", "resting"]},
            location=_object(latitude=_NUMBER, longitude=_NUMBER, locationName=_WORD),
        )
    ),
    tests=_list(
        _object(
            testId=_ID,
            testName=_WORD,
            alertCount=_COUNT,
            graphlets=_list(_object(metric=_WORD, points=_list(_object(x=_EPOCH, y=_NUMBER)))),
        )
    ),
    rows=_list(_mapping(["Host", "Loss", "Ok"], {"anyOf": [_WORD, _NUMBER, _BOOLEAN]})),
    legend=_mapping(["Good", "Bad"], _COUNT),
    alertSuppressionWindows=_list(_WINDOW),
)
_LABELS = _object(
    groupProperty=_PROPERTY, groupLabels=_list(_object(groupId={"enum": ["7", "DE"]}, groupLabel=_WORD))
)

pages = from_schema(
    _object(dashboardSnapshots=_list(_object(**_ROW)), _links=_object(next=_LINK))
    | {"required": ["dashboardSnapshots"]}
)
snapshots = from_schema(_object(**_ROW, widgets=_list(_PANEL), dashboard=_DASHBOARD))
panels = from_schema(_PANEL)
widgets = from_schema(
    _object(groupLabels=_list(_LABELS), binSize=_COUNT, startDate=_INSTANT, endDate=_INSTANT, data=_DATA)
    | {"required": ["data"]}
)

NOISE: tuple[Any, ...] = (
    None, [], {}, [None], {"": None}, "", " ", True, 1.5, -1, 10**30, 1e308, "12.5", "NaN", float("nan"),
    1_794_268_800, 1_794_268_800_000, "UNHEARD_OF", "\x1b[2J\x1b]0;owned\x07", "[bold red]not markup[/]",
    "\u202eright to left\u2066 دبي", "東京👩‍👩‍👧", "x" * 4_000, "\ud800",
    "\x00\x9b31m", "two\r\nlines\u2028three",
)  # fmt: skip


def paths(value: Any, path: Path = ()) -> Iterator[Path]:
    """Every place below the outermost value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*path, key)
        yield from paths(inner, (*path, key))


def replaced(body: Any, path: Path, value: Any) -> Any:
    """The body with another value in one place."""
    spoiled = copy.deepcopy(body)
    *outer, last = path
    parent = spoiled
    for step in outer:
        parent = parent[step]
    parent[last] = value
    return spoiled


@st.composite
def distorted(draw: st.DrawFn, sound: st.SearchStrategy[Any]) -> Any:
    """A sound body with up to four places that hold something else, are gone, or have company."""
    body = draw(sound)
    for _ in range(draw(st.integers(1, 4))):
        places = list(paths(body))
        if not places:
            return body
        path = draw(st.sampled_from(places))
        body = replaced(body, path, draw(st.sampled_from(NOISE)))
        *outer, last = path
        parent = body
        for step in outer:
            parent = parent[step]
        match draw(st.sampled_from(["leave", "leave", "remove", "add"])):
            case "remove":
                del parent[last]
            case "add" if isinstance(parent, dict):
                parent[f"extra{last}"] = draw(st.sampled_from(NOISE))
            case "add":
                parent.append(draw(st.sampled_from(NOISE)))
    return body


def encode(body: Any) -> bytes:
    return json.dumps(body).encode()
