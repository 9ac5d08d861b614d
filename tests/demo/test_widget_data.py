from collections import defaultdict
from typing import Any

import httpx
import pytest

from te_tui.demo.thousandeyes.snapshots import CONTRACT_SNAPSHOT, MONTH_NAME
from tests.demo.conftest import all_rows, named

TYPES = {
    "Agent Status",
    "Alert List",
    "Bar Chart: Grouped",
    "Bar Chart: Stacked",
    "Box and Whiskers",
    "Color Grid",
    "List",
    "Map",
    "Multi Metric Table",
    "Number",
    "Pie Chart",
    "Table",
    "Test Table",
    "Time Series: Line",
    "Time Series: Stacked Area",
}


def data(client: httpx.Client, snapshot_id: str, widget_id: str) -> dict[str, Any]:
    url = f"/dashboard-snapshots/{snapshot_id}/widgets/{widget_id}"
    body: dict[str, Any] = client.get(url).raise_for_status().json()
    return body


def widget(body: dict[str, Any], title: str) -> str:
    return next(str(widget["id"]) for widget in body["widgets"] if widget.get("title") == title)


@pytest.fixture
def incident(reader: httpx.Client) -> dict[str, Any]:
    body: dict[str, Any] = reader.get(f"/dashboard-snapshots/{CONTRACT_SNAPSHOT}").json()
    return body


@pytest.fixture
def every(reader: httpx.Client) -> dict[str, Any]:
    return named(reader, "Every widget type")


def test_the_contracts_snapshot_holds_all_fifteen_types(incident: dict[str, Any]) -> None:
    assert {widget["type"] for widget in incident["widgets"]} == TYPES
    assert incident["widgets"][0]["id"] == "unpmg"


def test_the_layout_places_every_widget_once(incident: dict[str, Any]) -> None:
    places = incident["dashboard"]["layout"]["details"]["widgetPositioning"]
    assert [place["id"] for place in places] == [f"widgetId-{each['id']}" for each in incident["widgets"]]
    cells = [
        (place["x"] + x, place["y"] + y)
        for place in places
        for x in range(place["w"])
        for y in range(place["h"])
    ]
    assert len(cells) == len(set(cells))
    assert max(x for x, _ in cells) == 11


def test_page_load_breaks_in_frankfurt_recovers_and_spares_tokyo(reader: httpx.Client) -> None:
    series = defaultdict(list)
    for each in data(reader, CONTRACT_SNAPSHOT, "unpmg")["data"]["points"]:
        series[each["groups"][0]["groupValue"]].append(each["value"])
    frankfurt, tokyo = series["2565"], series["2601"]
    assert len(frankfurt) == 288
    calm, worst, after = max(frankfurt[:150]), max(frankfurt), max(frankfurt[-30:])
    assert worst > 3 * calm
    assert after < 1.2 * calm
    assert max(tokyo) < 1.5 * min(tokyo)


def test_the_widgets_of_the_incident_agree(reader: httpx.Client, incident: dict[str, Any]) -> None:
    alerts = data(reader, CONTRACT_SNAPSHOT, widget(incident, "Alerts"))["data"]
    assert alerts["totalAlerts"] == len(alerts["alerts"])
    assert 0 < alerts["activeAlerts"] < alerts["totalAlerts"]
    assert {alert["alertSource"].split(" from ")[1] for alert in alerts["alerts"]} == {
        "Frankfurt",
        "Amsterdam",
        "London",
    }
    loss = data(reader, CONTRACT_SNAPSHOT, widget(incident, "Loss by region"))["data"]["points"]
    worst = max(loss, key=lambda each: each["value"])
    assert [group["groupValue"] for group in worst["groups"]] == ["2565", "EU"]
    cards = data(reader, CONTRACT_SNAPSHOT, widget(incident, "Checkout at a glance"))["data"]["cards"]
    assert cards[0]["value"] < cards[0]["previousValue"]


def test_agents_are_counted_by_state(reader: httpx.Client, incident: dict[str, Any]) -> None:
    status = data(reader, CONTRACT_SNAPSHOT, widget(incident, "Agents"))["data"]
    states = [agent["status"] for agent in status["agents"]]
    assert status["summary"] == {state: states.count(state) for state in ("online", "offline", "disabled")}
    assert status["summary"]["offline"] == 1


def test_stacked_bars_carry_their_part_in_the_second_group(
    reader: httpx.Client, incident: dict[str, Any]
) -> None:
    body = data(reader, CONTRACT_SNAPSHOT, widget(incident, "Where the response time goes"))
    assert {each["groups"][1]["groupValue"] for each in body["data"]["points"]} == {
        "WEB_DNS",
        "WEB_CONNECT",
        "WEB_SSL",
        "WEB_WAIT",
    }


def test_events_are_rows_with_a_legend(reader: httpx.Client, incident: dict[str, Any]) -> None:
    events = data(reader, CONTRACT_SNAPSHOT, widget(incident, "Detected events"))["data"]
    assert sum(events["legend"].values()) == len(events["rows"])


def test_every_widget_type_adds_heatmap_and_an_invented_type(every: dict[str, Any]) -> None:
    assert {widget["type"] for widget in every["widgets"]} == {*TYPES, "Heatmap", "Sankey Diagram"}


def test_difficult_points_are_there(reader: httpx.Client, every: dict[str, Any]) -> None:
    def body(title: str) -> dict[str, Any]:
        return data(reader, every["snapshotId"], widget(every, title))

    gaps = body("Gaps and nulls")["data"]["points"]
    assert None in {each["value"] for each in gaps}
    assert len({each["timestamp"] for each in gaps}) < 288
    values = [each["value"] for each in body("Below 0 and above 100 %")["data"]["points"]]
    assert min(values) < 0
    assert max(values) > 100.000001
    assert body("Property written as a label")["groupLabels"][0]["groupProperty"] == "Agents"
    assert body("Groups without labels")["groupLabels"] == []
    assert body("Nothing was measured")["data"] == {"points": [], "status": "No data"}
    assert body("Alert suppression windows")["data"]["alertSuppressionWindows"]
    assert body("One card is empty")["data"]["cards"][1]["status"] == "No data"
    assert body("One column is empty")["data"]["columns"][1]["status"] == "No data"
    assert {agent["status"] for agent in body("States in upper case")["data"]["agents"]} >= {
        "ONLINE",
        "OFFLINE",
    }
    assert len(body("20,000 points")["data"]["points"]) == 20_000


def test_two_widgets_refuse_their_data_always(reader: httpx.Client, every: dict[str, Any]) -> None:
    url = f"/dashboard-snapshots/{every['snapshotId']}/widgets"
    for _ in range(2):
        assert reader.get(f"{url}/{widget(every, 'Data answer 404')}").status_code == 404
        assert reader.get(f"{url}/{widget(every, 'Data answer 500')}").status_code == 500


def test_a_month_has_a_hundred_thousand_points_in_three_lines(reader: httpx.Client) -> None:
    month = named(reader, MONTH_NAME)
    body = data(reader, month["snapshotId"], month["widgets"][0]["id"])
    assert body["binSize"] == 60
    assert len(body["data"]["points"]) == 100_000
    assert len({each["groups"][0]["groupValue"] for each in body["data"]["points"]}) == 3


def test_one_snapshot_breaks_the_specification(reader: httpx.Client) -> None:
    body = named(reader, "Handover from the old collector")
    assert body["aid"] == 1234
    assert None in body["widgets"]
    points = data(reader, body["snapshotId"], str(body["widgets"][1]["id"]))["data"]["points"]
    assert points[0] is None
    assert isinstance(points[1]["value"], str)


def test_widgets_sit_in_either_place_or_in_both_and_layouts_may_be_absent(reader: httpx.Client) -> None:
    seen = set()
    for row in all_rows(reader)[5:40]:
        body = reader.get(f"/dashboard-snapshots/{row['snapshotId']}").json()
        inside, layout = "widgets" in body["dashboard"], "layout" in body["dashboard"]
        seen.add(("widgets" in body, inside, layout))
    assert seen == {(True, True, True), (False, True, False), (True, False, True), (True, False, False)}


def test_secrets_are_canaries(reader: httpx.Client, every: dict[str, Any]) -> None:
    detail = reader.get("/account-groups/1234", params={"expand": "user,agent"}).json()
    assert detail["accountToken"] == "canary-account-token-0000"
    assert detail["users"]
    assert len(detail["agents"]) == 14
    links = [widget.get("embedUrl") for widget in every["widgets"]]
    assert "https://embed.thousandeyes.com/e/canary-embed-0000" in links
