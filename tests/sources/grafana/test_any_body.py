import json
from datetime import UTC
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from te_tui.render.pictures import draw
from te_tui.sources.grafana.body.snapshot import GrafanaSnapshot, snapshot_of
from te_tui.sources.grafana.content.drawing import drawing_of, is_known
from te_tui.sources.grafana.exact import exact_panel
from te_tui.sources.reading.decode import NotReadable
from tests.models.wire import SETTINGS
from tests.sources.grafana.bodies import T0, configured

KEYS = st.sampled_from(
    [
        "panels",
        "rows",
        "elements",
        "layout",
        "spec",
        "items",
        "tabs",
        "title",
        "type",
        "id",
        "gridPos",
        "targets",
        "queryType",
        "snapshot",
        "snapshotData",
        "schema",
        "fields",
        "data",
        "values",
        "name",
        "config",
        "labels",
        "entities",
        "enums",
        "nanos",
        "meta",
        "dataTopic",
        "columns",
        "text",
        "datapoints",
        "target",
        "fieldConfig",
        "defaults",
        "overrides",
        "matcher",
        "options",
        "properties",
        "value",
        "mappings",
        "thresholds",
        "steps",
        "unit",
        "decimals",
        "custom",
        "reduceOptions",
        "calcs",
        "transformations",
        "templating",
        "list",
        "current",
        "scopedVars",
        "annotations",
        "time",
        "from",
        "to",
    ]
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats()
    | st.text(max_size=6)
    | st.sampled_from(
        [T0, "snapshot", "time", "number", "byRegexp", "/a*/", "reduce", "stat", "$a", "row", "now-1d/d"]
    )
)
ANY = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=25,
)
TYPES = [
    "timeseries",
    "graph",
    "stat",
    "singlestat",
    "bargauge",
    "table",
    "piechart",
    "barchart",
    "heatmap",
    "histogram",
    "state-timeline",
    "logs",
    "text",
    "geomap",
    "nodeGraph",
    "candlestick",
    "xychart",
    "news",
    "invented",
    None,
]


def shown(value: Any) -> GrafanaSnapshot | None:
    """Decode, draw and write down everything."""
    try:
        found = snapshot_of(value)
    except NotReadable:
        return None
    for panel in found.panels:
        json.dumps(exact_panel(panel), allow_nan=False)
        assert draw(drawing_of(panel, found, UTC), 60, height=8).lines
    return found


@given(ANY)
@SETTINGS
def test_any_json_is_a_snapshot_or_none(value: Any) -> None:
    shown(value)


@given(st.lists(st.dictionaries(KEYS, ANY, max_size=6), max_size=3), ANY)
@SETTINGS
def test_any_panels_are_shown_or_damage(panels: list[Any], other: Any) -> None:
    assert shown({"dashboard": {"panels": panels, "templating": other, "time": other, "annotations": other}})


COLUMN = st.lists(SCALARS, max_size=5)


@given(
    st.sampled_from(TYPES),
    st.lists(
        st.tuples(st.sampled_from(["time", "number", "string", "boolean", "enum", "other"]), COLUMN),
        max_size=4,
    ),
    st.dictionaries(KEYS, ANY, max_size=3),
    st.lists(
        st.sampled_from(["reduce", "organize", "merge", "joinByField", "sortBy", "filterFieldsByName", "x"]),
        max_size=2,
    ),
    ANY,
)
@SETTINGS
def test_any_values_have_a_drawing_and_exact_values(
    kind: str | None,
    columns: list[tuple[str, list[Any]]],
    defaults: dict[str, Any],
    chain: list[str],
    options: Any,
) -> None:
    names = ["Time", "latitude", "xMin", "longitude"]
    fields = [{"name": name, "type": one} for name, (one, _) in zip(names, columns, strict=False)]
    frame = {"schema": {"fields": fields}, "data": {"values": [column for _, column in columns]}}
    panel = {
        "type": kind,
        "targets": [{"queryType": "snapshot", "snapshot": [frame, json.loads(json.dumps(frame))]}],
        "fieldConfig": configured(defaults, ("byType", "number", {"unit": "bytes"})),
        "transformations": [{"id": one, "options": options} for one in chain],
    }

    assert shown({"dashboard": {"panels": [panel]}})


def test_every_type_of_the_page_has_a_form() -> None:
    assert all(map(is_known, filter(None, (one for one in TYPES if one != "invented"))))
    assert not is_known("invented")
