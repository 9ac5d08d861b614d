"""What the snapshots of the start hold."""

import json
from typing import Any

import httpx
import pytest

from te_tui.demo import DemoOptions
from te_tui.demo.grafana.boards.difficult import HOSTILE
from te_tui.demo.grafana.snapshots import SPECIALS, outage_story
from te_tui.demo.server import DemoServer
from te_tui.demo.story import tell
from te_tui.demo.thousandeyes.organization import LOGIN_AID
from te_tui.demo.thousandeyes.snapshots import Catalogue
from tests.demo.grafana.conftest import Start
from tests.demo.grafana.servers import NOW, OPTIONS, client_of, listed, opened

TYPES = [
    "timeseries",
    "graph",
    "trend",
    "stat",
    "singlestat",
    "gauge",
    "bargauge",
    "gauge-old",
    "table",
    "table-old",
    "datagrid",
    "piechart",
    "grafana-piechart-panel",
    "barchart",
    "heatmap",
    "histogram",
    "state-timeline",
    "status-history",
    "logs",
    "text",
    "geomap",
    "grafana-worldmap-panel",
    "nodeGraph",
    "candlestick",
    "xychart",
    "canvas",
    "news",
    "dashlist",
    "alertlist",
    "alertGroups",
    "annolist",
    "annotationslist",
    "row",
    "vendor-quantum-panel",
]
INCIDENT = "Checkout down in Frankfurt"


def frames_of(panel: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the frames of the third generation in a panel, without annotations."""
    frames = [frame for target in panel.get("targets", []) for frame in target["snapshot"]]
    return [frame for frame in frames if frame["schema"].get("meta", {}).get("dataTopic") is None]


def panel_named(dashboard: dict[str, Any], title: str) -> dict[str, Any]:
    panel: dict[str, Any] = next(each for each in dashboard["panels"] if each["title"].startswith(title))
    return panel


def test_the_outage_is_that_of_the_embedded_thousandeyes() -> None:
    theirs = Catalogue(DemoOptions(now=NOW), NOW).snapshot_at(LOGIN_AID, 0)
    seen_there = tell(theirs.start, theirs.seconds, 1, theirs.snapshot_id, outage=True)
    seen_here = outage_story(NOW, 1)
    for name in ("start", "end", "onset", "relief", "centre", "force"):
        assert getattr(seen_here, name) == getattr(seen_there, name)


def test_errors_rise_where_and_while_the_outage_lasts(reader: httpx.Client) -> None:
    story = outage_story(NOW, 1)
    shares: dict[str, tuple[float, float]] = {}
    for frame in frames_of(panel_named(opened(reader, f"{INCIDENT}: "), "Share of failed")):
        times, values = frame["data"]["values"]
        pairs = [(time / 1000, value) for time, value in zip(times, values, strict=True)]
        calm = max(value for time, value in pairs if time < story.onset)
        worst = max(value for time, value in pairs if story.onset <= time <= story.relief)
        shares[frame["schema"]["fields"][1]["labels"]["place"]] = (calm, worst)
    assert max(calm for calm, _ in shares.values()) < 0.01
    assert shares["Frankfurt"][1] > 0.3 > shares["London"][1] > 0.05 > shares["Tokyo"][1]


def test_every_panel_type_is_in_one_snapshot(reader: httpx.Client) -> None:
    panels = opened(reader, "Every panel type")["panels"]
    assert {panel["type"] for panel in panels} == set(TYPES)
    without_data = {panel["type"] for panel in panels if "targets" not in panel}
    assert without_data == {
        "row", "text", "canvas", "news", "dashlist",
        "alertlist", "alertGroups", "annolist", "annotationslist",
    }  # fmt: skip


def test_the_second_generation_has_the_configuration_in_its_columns(reader: httpx.Client) -> None:
    data = panel_named(opened(reader, f"{INCIDENT}, as versions 7"), "Share of failed")["snapshotData"]
    column = data[0]["fields"][1]
    assert column["config"]["unit"] == "percentunit"
    assert column["labels"] == {"place": "Frankfurt"}
    renamed = panel_named(opened(reader, f"{INCIDENT}, as versions 7"), "Database conn")["snapshotData"]
    assert renamed[0]["fields"][1]["config"]["displayName"] == "Frankfurt (primary)"


def test_the_first_generation_has_values_before_times_in_old_panel_types(reader: httpx.Client) -> None:
    dashboard = opened(reader, f"{INCIDENT}, as versions 5")
    panel = panel_named(dashboard, "Share of failed")
    assert (panel["type"], panel["yaxes"][0]["format"]) == ("graph", "percentunit")
    value, time = panel["snapshotData"][0]["datapoints"][0]
    assert (panel["snapshotData"][0]["target"], value < 1, time > 1e12) == ("Frankfurt", True, True)
    figure = panel_named(dashboard, "Failed now")
    assert (figure["type"], figure["valueName"], figure["thresholds"]) == ("singlestat", "max", "0.01,0.05")
    assert (
        panel_named(dashboard, "CPU at its")["options"]["fieldOptions"]["defaults"]["unit"] == "percentunit"
    )
    deploys = panel_named(dashboard, "Deploys")["snapshotData"][0]
    assert [column["text"] for column in deploys["columns"]][:2] == ["time", "service"]
    assert dashboard["annotations"]["list"][0]["snapshotData"][-1]["isRegion"] is True


def test_version_four_has_rows_instead_of_a_grid(reader: httpx.Client) -> None:
    dashboard = opened(reader, f"{INCIDENT}, rows")
    assert dashboard["panels"] == []
    assert len(dashboard["rows"]) == 4
    panels = [panel for row in dashboard["rows"] for panel in row["panels"]]
    assert all(0 < panel["span"] <= 12 and "gridPos" not in panel for panel in panels)


@pytest.mark.parametrize(
    ("name", "kind"), [("", "GridLayout"), (" with rows", "RowsLayout"), (" with tabs", "TabsLayout")]
)
def test_the_second_schema_names_each_element_once_in_its_layout(
    reader: httpx.Client, name: str, kind: str
) -> None:
    rows = [row for row in listed(reader) if row["name"] == f"{INCIDENT}, second schema{name}"]
    dashboard = reader.get(f"/api/snapshots/{rows[0]['key']}").json()["dashboard"]
    assert dashboard["layout"]["kind"] == kind
    layout = json.dumps(dashboard["layout"])
    assert all(layout.count(f'"{element}"') == 1 for element in dashboard["elements"])
    query = dashboard["elements"]["panel-1"]["spec"]["data"]["spec"]["queries"][0]["spec"]["query"]
    assert query["spec"]["queryType"] == "snapshot"


def test_two_hundred_panels_and_twenty_megabytes_are_there(reader: httpx.Client) -> None:
    panels = opened(reader, "Two hundred panels")["panels"]
    assert len([panel for panel in panels if panel["type"] != "row"]) == 199
    row = next(row for row in listed(reader) if "20 MB" in row["name"])
    assert 20_000_000 < len(reader.get(f"/api/snapshots/{row['key']}").content) < 24_000_000


def test_hostile_texts_stand_in_titles_legends_and_values(reader: httpx.Client) -> None:
    dashboard = opened(reader, HOSTILE[0])
    for text, panel in zip(HOSTILE, dashboard["panels"], strict=False):
        assert panel["title"] == text
        series, table = frames_of(panel)
        assert series["schema"]["fields"][1]["labels"] == {"name": text}
        assert table["data"]["values"][0] == [text] * 3


def test_a_snapshot_made_without_data_has_live_queries(reader: httpx.Client) -> None:
    panel = opened(reader, "Made by a script")["panels"][0]
    assert panel["targets"][0]["expr"]
    assert "snapshot" not in panel["targets"][0]


@pytest.mark.parametrize(("version", "key"), [(6, "snapshotData"), (9, "snapshotData"), (11, "targets")])
def test_a_version_writes_its_own_generation(grafana: Start, version: int, key: str) -> None:
    client = grafana(version=version)
    panels = client.get(f"/api/snapshots/{listed(client)[0]['key']}").json()["dashboard"]["panels"]
    assert all(panel[key] for panel in panels if panel["type"] not in {"row", "text"})


def test_two_servers_with_the_same_options_say_the_same() -> None:
    said = []
    for _ in range(2):
        with DemoServer(OPTIONS) as server, client_of(server) as client:
            rows = client.get("/api/dashboard/snapshots")
            keys = [row["key"] for row in rows.json()[:2]]
            said.append([rows.content, *(client.get(f"/api/snapshots/{key}").content for key in keys)])
    assert said[0] == said[1]


def test_what_a_snapshot_lacks_is_there_without_data(reader: httpx.Client) -> None:
    dashboard = opened(reader, "Suppliers")
    unanswered = panel_named(dashboard, "Searches in old logs")
    assert unanswered["targets"][0]["snapshot"] == []
    assert panel_named(dashboard, "Collapsed")["collapsed"] is True
    assert panel_named(dashboard, "Shared")["libraryPanel"]["name"] == "Shared error share"
    copies = [panel["scopedVars"]["place"]["text"] for panel in dashboard["panels"] if "scopedVars" in panel]
    assert copies == ["Frankfurt", "Amsterdam", "London"]


def test_every_special_snapshot_opens_but_the_expired_one(reader: httpx.Client) -> None:
    rows = {row["name"]: row["key"] for row in listed(reader)}
    for special in SPECIALS:
        if special.form != "huge":
            answer = reader.get(f"/api/snapshots/{rows[special.name]}")
            assert answer.status_code == (404 if special.expired else 200)
            assert isinstance(answer.json(), dict)
