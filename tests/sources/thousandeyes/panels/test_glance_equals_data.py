"""The figure beside a widget is the worst value that numpy finds in the raw answer of the service."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import numpy as np
import pytest

from te_tui.demo import TOKEN, DemoOptions
from te_tui.demo.server import DemoServer
from te_tui.render.glance import Glance
from te_tui.sources.thousandeyes.body.panel_data import read_panel_data
from te_tui.sources.thousandeyes.body.snapshot import read_snapshot
from tests.render.reading import drawing_of, glance

LOW_IS_BAD = {"WEB_AVAILABILITY", "Availability"}
"""Of the metrics that the demo shows in these widgets."""
FAILING = {"gone4", "err50"}
FIGURE = re.compile(r"(?:(\w+) )?(-?[\d,]+(?:\.\d+)?)( [MGT])?(?: (%|ms))?(?: [▲▼])?")

Raw = dict[str, Any]


@pytest.fixture(scope="module")
def answers() -> Iterator[dict[str, tuple[Raw, Raw, Glance]]]:
    """Configuration, raw data and glance of every widget of "Every widget type", by id."""
    options = DemoOptions(now=datetime(2026, 11, 21, 9, 0, tzinfo=UTC), rate_limit=0, snapshots=24)
    with (
        DemoServer(options) as server,
        httpx.Client(
            base_url=f"{server.url}/v7",
            headers={"Authorization": f"Bearer {TOKEN}"},
            verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
        ) as client,
    ):
        listed = client.get("/dashboard-snapshots").json()["dashboardSnapshots"]
        [id_] = [row["snapshotId"] for row in listed if row["snapshotName"] == "Every widget type"]
        opened = client.get(f"/dashboard-snapshots/{id_}")
        panels = read_snapshot(opened.content).panels
        found = {}
        for config, panel in zip(opened.json()["widgets"], panels, strict=True):
            if config["id"] not in FAILING:
                body = client.get(f"/dashboard-snapshots/{id_}/widgets/{config['id']}").content
                data = read_panel_data(body)
                seen = glance(panel, data, drawing_of(panel, data))
                found[config["id"]] = config, httpx.Response(200, content=body).json()["data"], seen
        yield found


def values(points: list[Raw], key: str = "value") -> list[float]:
    return [point[key] for point in points if point.get(key) is not None]


def candidates(config: Raw, raw: Raw) -> list[tuple[str, float]]:
    """The worst value of each metric of a widget, with its word."""
    runs: list[tuple[str, list[float]]]
    if "columns" in raw:
        metrics = {part["id"]: part["metric"] for part in config["multiMetricColumns"]}
        runs = [(metrics[column["columnId"]], values(column["points"])) for column in raw["columns"]]
    elif "tests" in raw:
        graphlets = [graphlet for test in raw["tests"] for graphlet in test["graphlets"]]
        names = dict.fromkeys(graphlet["metric"] for graphlet in graphlets)
        runs = [
            (name, [v for one in graphlets if one["metric"] == name for v in values(one["points"], "y")])
            for name in names
        ]
    else:
        runs = [(str(config.get("metric")), values(raw["points"]))]
    return [
        ("min", float(np.min(found))) if metric in LOW_IS_BAD else ("max", float(np.max(found)))
        for metric, found in runs
        if found
    ]


def read(figure: str) -> tuple[str | None, float, float]:
    """Word, value, and half of the last digit shown."""
    found = FIGURE.fullmatch(figure)
    assert found, figure
    word, digits, scale, _unit = found.groups()
    size = {None: 1.0, " M": 1e6, " G": 1e9, " T": 1e12}[scale]
    decimals = len(digits.partition(".")[2])
    # Trailing zeros are not shown: of 100.00000833, "100" is four digits.
    step = min(10.0**-decimals, max(10.0 ** (len(digits.partition(".")[0]) - 4), 1e-6)) if decimals else 1.0
    return word, float(digits.replace(",", "")) * size, step / 2 * size


def test_every_figure_is_the_worst_value_in_the_raw_data(
    answers: dict[str, tuple[Raw, Raw, Glance]],
) -> None:
    compared = 0
    for config, raw, seen in answers.values():
        if not any(raw.get(part) for part in ("points", "columns", "tests")):
            continue
        word, value, half = read(seen.figure)
        assert any(
            word == wanted and np.isclose(value, worst, rtol=0, atol=half * 1.0001)
            for wanted, worst in candidates(config, raw)
        ), (config.get("title"), seen, candidates(config, raw))
        compared += 1
    assert compared > 20


def test_cards_show_the_value_of_the_first_one_that_has_one(
    answers: dict[str, tuple[Raw, Raw, Glance]],
) -> None:
    shown = [(raw["cards"], seen) for _, raw, seen in answers.values() if "cards" in raw]
    for cards, seen in shown:
        word, value, half = read(seen.figure)
        [first, *_] = [card["value"] for card in cards if card["value"] is not None]
        assert word == "mean"
        assert np.isclose(value, first, rtol=0, atol=half * 1.0001)
    assert shown


def test_alerts_agents_and_events_are_counted(answers: dict[str, tuple[Raw, Raw, Glance]]) -> None:
    counted = 0
    for _, raw, seen in answers.values():
        if "alerts" in raw:
            active = np.count_nonzero([alert["active"] for alert in raw["alerts"]])
            assert seen.figure == f"{active} of {len(raw['alerts'])}"
        elif "agents" in raw:
            offline = sum(agent["status"].lower() == "offline" for agent in raw["agents"])
            assert seen.figure == f"{offline} offline"
        elif raw.get("legend"):
            kind, count = next(iter(raw["legend"].items()))
            assert seen.figure == f"{count} {kind}"
        else:
            continue
        counted += 1
    assert counted > 3
