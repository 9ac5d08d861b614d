import json
from typing import Any

import pytest

from te_tui.sources.grafana.body.panels import Panel
from te_tui.sources.grafana.body.snapshot import read_snapshot
from te_tui.sources.grafana.exact import exact_panel
from te_tui.sources.grafana.fields.config import FieldConfig
from te_tui.sources.grafana.frames import Field
from te_tui.sources.grafana.values.json_values import cleaned
from te_tui.sources.grafana.values.patterns import Effort
from tests.sources.grafana.at_hand import body, expected, names

pytestmark = pytest.mark.parametrize("name", names())


def both(name: str) -> list[tuple[dict[str, Any], Panel, dict[str, Any]]]:
    """Each panel as expected, as decoded, and in the exact form; those that have damage are left out."""
    found, wanted = read_snapshot(body(name)), cleaned(expected(name))["panels"]
    exact = [json.loads(json.dumps(exact_panel(panel))) for panel in found.panels]
    return [one for one in zip(wanted, found.panels, exact, strict=True) if "damaged" not in one[0]]


def test_titles_panels_and_rows_are_the_vendors(name: str) -> None:
    found, wanted = read_snapshot(body(name)), cleaned(expected(name))
    assert found.title == wanted["title"]
    assert [(one.panel_id, one.title, one.type, one.row) for one in found.panels] == [
        (one["id"], one["title"], one["type"], one["row"]) for one in wanted["panels"]
    ]
    for panel in wanted["panels"]:
        assert panel.get("damaged") is None or found.damage


def test_frames_fields_labels_and_units_are_the_vendors(name: str) -> None:
    for wanted, panel, _exact in both(name):
        config = FieldConfig(panel.field_config, panel.variables.expand, Effort())
        frames = config.configured(panel.frames or ())
        assert [
            {
                "name": one.name,
                "refId": one.ref_id,
                "rows": one.rows,
                "fields": list(map(described, one.fields)),
            }
            for one in frames
        ] == wanted.get("frames", [])
        assert [one.rows for one in panel.annotations] == wanted.get("annotations", [])


def described(field: Field) -> dict[str, Any]:
    sure = {"name": field.name, "label": field.label, "type": field.type, "unit": field.unit}
    maybe = {"decimals": field.decimals, "labels": field.labels}
    return sure | {name: value for name, value in maybe.items() if value is not None}


def test_series_and_states_are_the_vendors(name: str) -> None:
    for wanted, _panel, exact in both(name):
        for kind in ("series", "states"):
            points = [
                one | {"points": [[time and time / 1000, value] for time, value in one["points"]]}
                for one in wanted.get(kind, [])
            ]
            for one in points:
                one.pop("nanos", None)
            assert exact[kind] == points


def test_tables_and_their_texts_are_the_vendors(name: str) -> None:
    for wanted, _panel, exact in both(name):
        assert exact["tables"] == wanted.get("tables", [])


def test_figures_and_contents_are_the_vendors(name: str) -> None:
    for wanted, _panel, exact in both(name):
        assert exact["figures"] == wanted.get("values", [])
        assert exact["content"] == wanted.get("content")
