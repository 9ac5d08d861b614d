"""The figure beside a panel is the worst value that numpy finds in the body that Grafana sends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from te_tui.demo.server import DemoServer
from te_tui.render.glance import Glance, glance_at
from te_tui.sources.grafana.body.snapshot import read_snapshot
from te_tui.sources.grafana.shown import ShownPanel
from tests.demo.grafana.servers import OPTIONS, client_of, row_named

SNAPSHOTS = ("Every panel type", "Checkout down in Frankfurt: the servers")
NO_MEASURES = {"latitude", "longitude", "xMin", "xMax"}
SIZES = {
    "%": 0.01, "ms": 1e-3, "s": 1.0, "mins": 60.0, "K": 1e3, "K req/s": 1e3, "GiB": 2.0**30, "MB/s": 1e6,
}  # fmt: skip
"""Of a unit that is not that of the raw value."""
FIGURE = re.compile(r"(min|max) (-?[\d,]+(?:\.(\d+))?)(?: (.+))?")

Raw = dict[str, Any]


@pytest.fixture(scope="module")
def panels() -> Iterator[list[tuple[Raw, Glance]]]:
    """Every panel of the demo as it was sent, with what is said of it."""
    with DemoServer(OPTIONS) as server, client_of(server) as client:
        found = []
        for name in SNAPSHOTS:
            answer = client.get(f"/api/snapshots/{row_named(client, name)['key']}")
            snapshot = read_snapshot(answer.content)
            sent = [one for one in answer.json()["dashboard"]["panels"] if one["type"] != "row"]
            for raw, panel in zip(sent, snapshot.panels, strict=True):
                content = ShownPanel(panel, snapshot)
                found.append((raw, glance_at(content.glimpse(content.drawing()))))
        yield found


def columns(raw: object) -> Iterator[tuple[str, list[float]]]:
    """The name and the values of every column of numbers, wherever its frame stands."""
    if isinstance(raw, dict):
        for field, values in zip(
            raw.get("schema", {}).get("fields", ()), raw.get("data", {}).get("values", ()), strict=False
        ):
            if field["type"] == "number" and field["name"] not in NO_MEASURES:
                yield field["name"], [value for value in values if value is not None]
    for part in raw.values() if isinstance(raw, dict) else raw if isinstance(raw, list) else ():
        yield from columns(part)


def is_low_bad(raw: Raw) -> bool:
    steps = raw.get("fieldConfig", {}).get("defaults", {}).get("thresholds", {}).get("steps", [])
    return bool(steps) and steps[0]["color"] == "red"


def test_every_figure_is_the_worst_value_in_the_raw_data(panels: list[tuple[Raw, Glance]]) -> None:
    compared = 0
    for raw, glance in panels:
        columns_of_name: dict[str, list[float]] = {}
        for name, values in columns(raw):
            columns_of_name.setdefault(name, []).extend(values)
        has_states = "mappings" in raw.get("fieldConfig", {}).get("defaults", {})
        if not columns_of_name or raw["type"] in {"logs", "text"} or has_states:
            continue
        read = FIGURE.fullmatch(glance.figure)
        assert read, (raw["title"], glance)
        word, digits, decimals, unit = read.groups()
        size = SIZES.get(unit or "", 1.0)
        worst = np.min if is_low_bad(raw) else np.max
        assert word == ("min" if is_low_bad(raw) else "max"), raw["title"]
        assert any(
            np.isclose(float(digits.replace(",", "")) * size, worst(values), rtol=6e-4)
            for values in columns_of_name.values()
            if values
        ), (raw["title"], glance, decimals)
        compared += 1
    assert compared > 30


def test_states_say_the_worst_one(panels: list[tuple[Raw, Glance]]) -> None:
    said = [glance for raw, glance in panels if "mappings" in raw.get("fieldConfig", {}).get("defaults", {})]
    assert said
    assert all(glance.marked == "! worst down" for glance in said)


def test_what_is_far_from_the_median_is_marked_and_what_is_not_is_not(
    panels: list[tuple[Raw, Glance]],
) -> None:
    marked = {raw["title"]: glance.far for raw, glance in panels}
    assert marked["Share of failed requests, by place"]
    assert not marked["Orders a minute"]
