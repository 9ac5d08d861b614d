"""The data sources, as a client that captures a dashboard asks them."""

from itertools import pairwise
from typing import Any

import httpx
import pytest

from te_tui.demo.grafana.boards.usual import BOARDS
from te_tui.demo.grafana.snapshots import outage_story
from tests.demo.grafana.servers import NOW, opened, refusal

PROMETHEUS = {"type": "prometheus", "uid": "prom-shop"}
END = int(NOW.timestamp())
CPU = {"refId": "A", "datasource": PROMETHEUS, "expr": "avg by (place) (cpu_utilisation)"}


def ask(
    client: httpx.Client, *queries: dict[str, Any], start: object = "", end: object = ""
) -> httpx.Response:
    window = {"from": start or str((END - 3600) * 1000), "to": end or str(END * 1000)}
    return client.post("/api/ds/query", json={"queries": list(queries)} | window)


def frames(response: httpx.Response, ref_id: str = "A") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = response.json()["results"][ref_id]["frames"]
    return found


def test_a_query_is_answered_with_a_frame_for_each_series(reader: httpx.Client) -> None:
    answer = ask(reader, CPU | {"legendFormat": "cpu {{place}}", "intervalMs": 60_000})
    assert answer.status_code == 200
    first = frames(answer)[0]
    times, values = first["data"]["values"]
    assert first["schema"]["fields"][1]["labels"] == {"place": "Frankfurt"}
    assert first["schema"]["fields"][1]["config"] == {"displayNameFromDS": "cpu Frankfurt"}
    assert {later - earlier for earlier, later in pairwise(times)} == {60_000}
    assert (times[0] >= (END - 3600) * 1000, times[-1] <= END * 1000) == (True, True)
    assert all(0 <= value <= 1 for value in values)


def test_a_place_can_be_asked_for_and_points_are_limited(reader: httpx.Client) -> None:
    query = CPU | {"expr": 'cpu_utilisation{place=~"London|Tokyo"}', "maxDataPoints": 10, "intervalMs": 1}
    (frame,) = frames(ask(reader, query))
    assert 9 <= len(frame["data"]["values"][0]) <= 11
    by_place = CPU | {"expr": 'avg by (place) (cpu_utilisation{place="Tokyo"})'}
    assert len(frames(ask(reader, by_place))) == 1


def test_live_data_are_what_the_snapshot_of_the_outage_holds(reader: httpx.Client) -> None:
    story = outage_story(NOW, 1)
    captured = opened(reader, "Checkout down in Frankfurt: ")["panels"]
    live = reader.get("/api/dashboards/uid/shop-checkout").json()["dashboard"]["panels"]
    for frozen, panel in zip(captured, live, strict=True):
        for target, kept in zip(panel.get("targets", []), frozen.get("targets", []), strict=True):
            query = target | {"intervalMs": 300_000, "maxDataPoints": 5_000}
            got = ask(reader, query, start=story.start * 1000, end=story.end * 1000)
            data = [frame for frame in kept["snapshot"] if frame["schema"]["refId"] == target["refId"]]
            assert frames(got, target["refId"]) == data


def test_every_live_query_but_two_is_answered(reader: httpx.Client) -> None:
    failed = set()
    for board in BOARDS[1]:
        for panel in reader.get(f"/api/dashboards/uid/{board.uid}").json()["dashboard"]["panels"]:
            for target in panel.get("targets", []):
                own = target["datasource"]["uid"] != "-- Dashboard --"  # or it shows another panel's data
                if own and ask(reader, target).status_code != 200:
                    failed.add(panel["title"])
    assert failed == {"Searches in old logs", "Status of the payment provider"}


def test_a_failed_query_does_not_spoil_the_others(reader: httpx.Client) -> None:
    broken = {"refId": "B", "datasource": PROMETHEUS, "expr": "nothing_of_ours"}
    answer = ask(reader, CPU, broken)
    assert answer.status_code == 207
    assert frames(answer)
    result = answer.json()["results"]["B"]
    assert (result["status"], "frames" in result) == (400, False)
    assert "nothing_of_ours" in result["error"]
    assert ask(reader, broken).status_code == 400


def test_relative_times_are_those_of_the_server(reader: httpx.Client) -> None:
    times = frames(ask(reader, CPU | {"intervalMs": 60_000}, start="now-1h", end="now"))[0]["data"]["values"][
        0
    ]
    assert END * 1000 - 3_600_000 <= times[0] <= END * 1000


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"queries": []},
        {"queries": [CPU]},
        {"queries": [CPU], "from": "x", "to": "y"},
        {"queries": [CPU], "from": "2000", "to": "1000"},
        {"queries": ["x"], "from": "1000", "to": "2000"},
        {"queries": [CPU], "from": "9" * 30, "to": "9" * 31},
    ],
)
def test_a_request_without_queries_or_a_window_is_refused(reader: httpx.Client, body: dict[str, Any]) -> None:
    assert refusal(reader.post("/api/ds/query", json=body)) == (400, "bad request data", None)


@pytest.mark.parametrize("source", [{"uid": "gone"}, None, "gone", {"uid": "__expr__", "type": "__expr__"}])
def test_an_unknown_data_source_is_not_found(reader: httpx.Client, source: object) -> None:
    assert refusal(ask(reader, CPU | {"datasource": source})) == (404, "Data source not found", None)


def test_a_data_source_is_found_by_its_name_too(reader: httpx.Client) -> None:
    assert ask(reader, CPU | {"datasource": "Prometheus (shop)"}).status_code == 200


def test_logs_can_be_narrowed_to_errors(reader: httpx.Client) -> None:
    loki = {"refId": "A", "datasource": {"uid": "loki-shop"}}
    story = outage_story(NOW, 1)
    window = {"start": story.start * 1000, "end": story.end * 1000}
    (everything,) = frames(ask(reader, loki | {"expr": '{app="checkout"}'}, **window))
    (errors,) = frames(ask(reader, loki | {"expr": '{app="checkout"} |= "error"'}, **window))
    assert set(errors["data"]["values"][2]) <= {"error", "crit"}
    assert 0 < len(errors["data"]["values"][0]) < len(everything["data"]["values"][0])
    times = everything["data"]["values"][0]
    assert times == sorted(times, reverse=True)
