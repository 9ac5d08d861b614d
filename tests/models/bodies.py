"""Bodies drawn from schemas, and the same bodies spoiled; the schemas say in our words what the API sends.

Hypothesis draws them (`from_schema`, `distorted`) where one body is judged at a time. It also draws the
constants of whatever modules are loaded, so a test that counts its bodies takes `sample` and `spoil`, which
need only a seed.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from random import Random
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


def sample(schema: Json, random: Random) -> Any:
    """A value that a schema allows; what is not required is there four times in five."""
    match schema:
        case {"enum": choices}:
            return random.choice(choices)
        case {"anyOf": schemas}:
            return sample(random.choice(schemas), random)
        case {"type": "object", "properties": properties}:
            required = schema.get("required", ())
            return {
                name: sample(inner, random)
                for name, inner in properties.items()
                if name in required or random.random() < 0.8
            }
        case {"type": "object", "propertyNames": names, "additionalProperties": values}:
            count = random.randint(0, schema["maxProperties"])
            return {sample(names, random): sample(values, random) for _ in range(count)}
        case {"type": "array", "items": items, "maxItems": most}:
            return [sample(items, random) for _ in range(random.randint(0, most))]
        case {"type": "string", "maxLength": most}:
            return "".join(random.choices(_LETTERS, k=random.randint(0, most)))
        case {"type": "integer", "minimum": least, "maximum": most}:
            return random.randint(least, most)
        case {"type": "number", "minimum": least, "maximum": most}:
            return random.uniform(least, most)
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


_LETTERS = "aZ9 .,-/'\"[]\\%\t\x07\x1b\u0301\u202eßعदक東👩"
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
PANEL = _object(
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
    widgets=_list(PANEL),
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

PAGE = _object(dashboardSnapshots=_list(_object(**_ROW)), _links=_object(next=_LINK)) | {
    "required": ["dashboardSnapshots"]
}
SNAPSHOT = _object(**_ROW, widgets=_list(PANEL), dashboard=_DASHBOARD)
WIDGET = _object(
    groupLabels=_list(_LABELS), binSize=_COUNT, startDate=_INSTANT, endDate=_INSTANT, data=_DATA
) | {"required": ["data"]}

pages, snapshots, panels, widgets = (from_schema(schema) for schema in (PAGE, SNAPSHOT, PANEL, WIDGET))

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


def spoil(body: Any, random: Random) -> Any:
    """The body with up to four places that hold something else, are gone, or have company."""
    for _ in range(random.randint(1, 4)):
        places = list(paths(body))
        if not places:
            return body
        path = random.choice(places)
        body = replaced(body, path, random.choice(NOISE))
        *outer, last = path
        parent = body
        for step in outer:
            parent = parent[step]
        match random.choice(["leave", "leave", "remove", "add"]):
            case "remove":
                del parent[last]
            case "add" if isinstance(parent, dict):
                parent[f"extra{last}"] = random.choice(NOISE)
            case "add":
                parent.append(random.choice(NOISE))
    return body


def distorted(sound: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A sound body, spoiled."""
    return st.builds(spoil, sound, st.randoms(use_true_random=False))


def encode(body: Any) -> bytes:
    return json.dumps(body).encode()
