"""`te-tui create --dashboard` on a Grafana: its live queries are asked, and their answers kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from te_tui.demo import LOGIN_TOKEN, GrafanaOptions
from te_tui.demo.server import DemoServer
from tests.cli.conftest import Outcome, Run
from tests.demo.grafana.servers import UID, client_of

OPTIONS = GrafanaOptions(snapshots=6, base_path="/grafana")
FROM, TO = "2026-11-11T00:00:00Z", "2026-11-11T06:00:00Z"
WINDOW = ("--from", FROM, "--to", TO)
LEFT_OUT = {
    "Searches in old logs": "connection refused",
    "Status of the payment provider": "Plugin not registered",
    "Never on the screen": "names no data source by its uid",
}

Own = tuple[Callable[..., Outcome], DemoServer, Path]


@pytest.fixture
def own(te_tui: Run, tmp_path: Path) -> Iterator[Callable[..., Own]]:
    """Start a Grafana with its own options; gives commands on it, the server, and its log."""
    with ExitStack() as stack:

        def begin(**changes: Any) -> Own:
            log = tmp_path / "log"
            server = stack.enter_context(DemoServer(OPTIONS._replace(log=log, **changes)))
            environment = {"GRAFANA_URL": server.url, "GRAFANA_TOKEN": LOGIN_TOKEN}
            return lambda *argv: te_tui(*argv, "--vendor", "grafana", **environment), server, log

        yield begin


def milliseconds(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp() * 1000)


def held(server: DemoServer, uid: str = UID) -> dict[str, list[list[list[Any]]]]:
    """What the data sources hold, asked by a client that knows nothing of te-tui: columns by panel title."""
    found: dict[str, list[list[list[Any]]]] = {}
    with client_of(server) as client:
        board = client.get(f"/api/dashboards/uid/{uid}").raise_for_status().json()["dashboard"]
        for panel in board["panels"]:
            queries = [
                one | {"intervalMs": 30_000, "maxDataPoints": 1000} for one in panel.get("targets", ())
            ]
            if not queries:
                continue
            body = {"queries": queries, "from": str(milliseconds(FROM)), "to": str(milliseconds(TO))}
            answer = client.post("/api/ds/query", json=body)
            if answer.status_code == 200:
                results = answer.json()["results"]
                frames = [frame for one in queries for frame in results[one["refId"]]["frames"]]
                found[panel["title"]] = [frame["data"]["values"] for frame in frames]
    return found


def posts(log: Path, path: str = "/grafana/api/snapshots") -> int:
    entries = [json.loads(line) for line in log.read_text().splitlines()]
    return sum(entry["method"] == "POST" and entry["path"] == path for entry in entries)


@pytest.mark.parametrize("version", [8, 11, 13])
def test_an_opened_capture_shows_what_the_data_sources_hold(own: Callable[..., Own], version: int) -> None:
    grafana, server, log = own(version=version)
    done = grafana("create", "--dashboard", UID, *WINDOW, "--name", "Evidence")
    assert done.code == 0, done.err
    expected = held(server)
    assert len(expected) > 10
    shown = {one["title"].replace("Checkout, by", "$service, by"): one for one in
             grafana("data", done.lines[0], "--json").objects}  # fmt: skip
    compared = 0
    for title, frames in expected.items():
        columns = {number: iter(frame[1:]) for number, frame in enumerate(frames)}
        for series in shown.get(title, {}).get("series", ()):
            times, values = frames[series["frame"]][0], next(columns[series["frame"]])
            pairs = list(zip([time / 1000 for time in times], values, strict=True))
            assert [tuple(point) for point in series["points"]] == pairs, title
            compared += 1
    assert compared > 20
    assert posts(log) == 1


def test_a_capture_is_fixed_in_time_and_asks_nothing_any_more(own: Callable[..., Own]) -> None:
    grafana, server, _ = own()
    key = grafana("create", "--dashboard", "Checkout: servers", *WINDOW).lines[0]
    with client_of(server) as client:
        body = client.get(f"/api/snapshots/{key}").raise_for_status().json()["dashboard"]
    assert body["time"] == {"from": "2026-11-11T00:00:00.000Z", "to": "2026-11-11T06:00:00.000Z"}
    assert (body["refresh"], body["links"], body["title"]) == ("", [], "Checkout: servers")
    targets = [target for panel in body["panels"] for target in panel.get("targets", ())]
    assert len(targets) > 10
    assert {target["queryType"] for target in targets} == {"snapshot"}
    assert [one["query"] for one in body["templating"]["list"]] == [""]


def test_what_is_left_out_is_listed_before_anything_is_sent(own: Callable[..., Own]) -> None:
    grafana, _, log = own()
    dry = grafana("create", "--dashboard", "shop-suppliers", *WINDOW, "--dry-run")
    assert dry.code == 0
    refused = grafana("create", "--dashboard", "shop-suppliers", *WINDOW, "--quiet")
    assert (refused.code, refused.out) == (2, "")
    assert "Cannot ask for confirmation" in refused.err
    for said in (dry.err, refused.err):
        for title, why in LEFT_OUT.items():
            assert any(title in line and why in line for line in said.splitlines())
    assert posts(log) == 0
    done = grafana("create", "--dashboard", "shop-suppliers", *WINDOW, "--yes")
    assert (done.code, posts(log)) == (5, 1), done.err
    panels = {one["title"]: one for one in grafana("data", done.lines[0], "--json").objects}
    assert panels["Searches in old logs"].get("series", []) == []
    assert len(panels["Share of failed requests, by place"]["series"]) > 3
    same = panels["The same errors as one figure"]
    assert len(same["figures"]) == len(panels["Share of failed requests, by place"]["series"])


def test_read_only_captures_nothing_into_a_snapshot(own: Callable[..., Own]) -> None:
    grafana, _, log = own()
    refused = grafana("create", "--dashboard", UID, *WINDOW, "--read-only")
    assert (refused.code, posts(log)) == (3, 0)


@pytest.mark.parametrize(
    ("argv", "why"),
    [
        (("--dashboard", UID), "one of the arguments --last --from is required"),
        (("--dashboard", "nothing-like-it", "--last", "6h"), "nothing-like-it"),
        (("--dashboard", UID, "--from", "body.json"), "'body.json' is not a date"),
        (("--dashboard", UID, "--last", "6h", "--uid", UID), "A capture takes no --uid"),
        (("--dashboard", UID, "--from", "2999-01-01"), "begin before it ends"),
    ],
)
def test_what_was_not_typed_right_is_told(own: Callable[..., Own], argv: tuple[str, ...], why: str) -> None:
    grafana, _, log = own()
    refused = grafana("create", *argv)
    assert refused.code in {2, 4}
    assert why in refused.err
    assert not log.read_text() or posts(log) == 0
