"""One damaged place of a body: nothing fails, and the other panels are shown as ever."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any, Final

import pytest

from te_tui.render.pictures import draw
from te_tui.sources.grafana.opened import read_snapshot
from tests.sources.grafana.bodies import T0, body, configured, field, frame, panel, series

ODD: Final[tuple[Any, ...]] = (
    10**400, -(10**400), 10**25, 1e308, math.nan, -math.inf, 5e-324, T0 * 1000, -1, True, None,
    "", "1e999", "9" * 400, "\ud800", [], {}, [None], {"a": None}, [[[1]]],
)  # fmt: skip
STEPS: Final = [{"color": "green", "value": None}, {"color": "red", "value": 2}]
DEFAULTS: Final = {
    "unit": "dtdurationms", "decimals": 1, "min": 0, "max": 9,
    "thresholds": {"mode": "percentage", "steps": STEPS},
    "mappings": [
        {"type": "special", "options": {"match": "nan", "result": {"text": "none"}}},
        {"type": "range", "options": {"from": 1, "to": 2, "result": {"text": "few", "color": "red"}}},
    ],
}  # fmt: skip
TABLE: Final = frame(
    [field("time", "time"), field("n", "number"), field("s", "string"), field("e", "enum", config={})],
    [[T0, T0 + 5], [1, 2.5], ["a", "b"], [0, 1]],
    data={"entities": [{"NaN": [0]}, None, None, None], "nanos": [[1, 2], None, None, None]},
)
OLD: Final = {
    "id": 5, "type": "graph", "title": "old", "yaxes": [{"format": "s"}],
    "thresholds": [{"op": "gt", "value": 3}],
    "snapshotData": [{"target": "x", "datapoints": [[1, T0], [None, T0 + 1000]], "tags": {"a": "b"}}],
}  # fmt: skip
PANELS: Final = (
    panel(series([1, 2.5, None], labels={"host": "a"}), id=1, fieldConfig=configured(DEFAULTS)),
    panel(series([1, 2, 3]), id=2, kind="stat", fieldConfig=configured(DEFAULTS),
          options={"reduceOptions": {"calcs": ["mean", "p95"], "limit": 3}}),
    panel(TABLE, id=3, kind="table", gridPos={"x": 0, "y": 0, "w": 12, "h": 8}),
    panel(TABLE, id=4, kind="state-timeline", fieldConfig=configured(DEFAULTS)),
    OLD,
)  # fmt: skip


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every value inside another one."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, one in inner:
        yield (*path, name)
        yield from places(one, (*path, name))


def everything(sent: list[Any]) -> list[str]:
    """All that is shown of each panel: its exact values, its cells and its drawing."""
    told = []
    for one in read_snapshot(body(*sent), "k").panels:
        content = one.content
        assert content is not None
        exact = content.json("k")
        exact.pop("widgetId", None)
        told.append(json.dumps([exact, [list(map(str, row)) for row in content.cells()]], allow_nan=False))
        assert draw(content.drawing(), 60, height=8).lines
    return told


@pytest.mark.parametrize("damaged", PANELS, ids=lambda one: one["type"])
def test_what_is_odd_in_one_panel_leaves_its_neighbour_as_it_is(damaged: dict[str, Any]) -> None:
    sound = panel(series([1, 2, 3]), id=9, kind="stat")
    (expected,) = everything([sound])
    for number, place in enumerate(places(damaged)):
        sent = json.loads(json.dumps(damaged))
        holder: Any = sent
        for name in place[:-1]:
            holder = holder[name]
        holder[place[-1]] = ODD[number * 7 % len(ODD)]
        assert everything([sent, sound])[-1] == expected, place


@pytest.mark.parametrize("odd", [10**400, -(10**25), math.nan, 1e308], ids=["huge", "large", "nan", "double"])
def test_a_number_that_nothing_can_compute_with_is_shown_everywhere(odd: float) -> None:
    for column in range(2):
        columns: list[list[Any]] = [[T0, T0 + 1, T0 + 2], [1, 2, 3]]
        columns[column][1] = odd
        sent = frame([field("Time", "time"), field("n", "number")], columns)
        kinds = ("timeseries", "stat", "table", "state-timeline", "heatmap", "histogram", "logs", "barchart")
        assert (
            len(everything([panel(sent, kind=kind, fieldConfig=configured(DEFAULTS)) for kind in kinds])) == 8
        )
