"""Every widget of the demo's special snapshots: the command says what the API said, and nothing else."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import numpy as np
import pytest

from te_tui.demo.server import DemoServer
from te_tui.figures.statistics import summarize
from te_tui.models.content import Series
from tests.cli.conftest import Run, client_of
from tests.cli.reading import Json, Reading, printable

pytestmark = [pytest.mark.usefixtures("without_waiting"), pytest.mark.long]

Fetch = Callable[[str, str], httpx.Response]

AID = "1234"
INCIDENT = "d28bb71f-5a47-4783-8f12-d4b115e61b0c"
NAMES = ("Every widget type", "Handover from the old collector", "A month of one-minute bins")


@pytest.fixture(scope="module")
def api(shared_server: DemoServer) -> Iterator[httpx.Client]:
    with client_of(shared_server) as client:
        client.timeout = httpx.Timeout(60)
        client.params = client.params.set("aid", AID)
        yield client


@pytest.fixture(scope="module")
def answer_of(api: httpx.Client) -> Fetch:
    """The raw answer for a widget, asked for once: a month of one-minute bins is large."""
    return functools.cache(
        lambda snapshot, widget: api.get(f"/dashboard-snapshots/{snapshot}/widgets/{widget}")
    )


@pytest.fixture(scope="module")
def ids(api: httpx.Client) -> dict[str, str]:
    """The ids of the snapshots by name, as paging through the raw list finds them."""
    found: dict[str, str] = {}
    query = ""
    while True:
        page = api.get("/dashboard-snapshots", params={"cursor": query} if query else {}).json()
        found |= {row["snapshotName"]: row["snapshotId"] for row in page["dashboardSnapshots"]}
        following = page["_links"].get("next")
        if following is None:
            return found
        query = httpx.URL(following["href"]).params["cursor"]


def widgets_of(api: httpx.Client, snapshot_id: str) -> list[Json]:
    """The widgets that have an id, and so data; no snapshot here has an empty list."""
    body = api.get(f"/dashboard-snapshots/{snapshot_id}").raise_for_status().json()
    widgets = body.get("widgets") or body["dashboard"]["widgets"]
    found = [widget for widget in widgets if isinstance(widget, dict) and "id" in widget]
    assert found
    return found


def without_units(series: list[Json]) -> list[Json]:
    """Units come from a table of te-tui's own, not from the API."""
    return [{name: value for name, value in line.items() if name != "unit"} for line in series]


@pytest.mark.parametrize("name", [INCIDENT, *NAMES])
def test_each_point_gap_label_and_row_comes_out_and_nothing_else(
    demo: Run, api: httpx.Client, answer_of: Fetch, ids: dict[str, str], name: str
) -> None:
    snapshot_id = ids.get(name, name)
    for widget in widgets_of(api, snapshot_id):
        answer = answer_of(snapshot_id, str(widget["id"]))
        said = demo("data", snapshot_id, str(widget["id"]), "--aid", AID, "--json", "--quiet")
        if answer.is_error:
            assert (said.code, said.out) == (4 if answer.status_code == 404 else 6, "")
            continue
        reading = Reading(widget, answer.json())
        (written,) = said.objects
        assert said.code == (5 if reading.damaged else 0), widget["id"]
        assert without_units(written.pop("series")) == reading.series, widget["id"]
        assert written.pop("rows") == reading.rows, widget["id"]
        del written["unit"]
        assert written == {
            "snapshotId": snapshot_id,
            "widgetId": str(widget["id"]),
            "type": widget["type"],
            "title": None if widget.get("title") is None else printable(widget["title"]),
            "metric": widget.get("metric"),
            "binSize": reading.bin_size,
            "status": reading.status,
            **{name: widget[name] for name in ("filters", "fixedTimespan", "isEmbedded") if widget.get(name)},
            **reading.totals,
        }, widget["id"]


def test_the_snapshots_hold_gaps_damage_and_every_part_that_a_widget_can_have(
    api: httpx.Client, answer_of: Fetch, ids: dict[str, str]
) -> None:
    """What the equality above is worth."""
    parts: set[str] = set()
    damaged = gaps = 0
    for name in NAMES[:2]:
        for widget in widgets_of(api, ids[name]):
            answer = answer_of(ids[name], str(widget["id"]))
            if answer.is_success:
                reading = Reading(widget, answer.json())
                parts |= {part for part, value in answer.json()["data"].items() if value}
                damaged += reading.damaged
                gaps += sum(value is None for line in reading.series for _, value in line["points"])
    assert {"points", "columns", "cards", "alerts", "agents", "tests", "rows", "status"} <= parts
    assert {"totalAlerts", "activeAlerts", "summary", "legend"} <= parts
    assert damaged > 1
    assert gaps > 1


@pytest.mark.parametrize("name", [INCIDENT, *NAMES])
def test_the_figures_of_every_series_are_those_of_numpy(
    api: httpx.Client, answer_of: Fetch, ids: dict[str, str], name: str
) -> None:
    snapshot_id = ids.get(name, name)
    for widget in widgets_of(api, snapshot_id):
        answer = answer_of(snapshot_id, str(widget["id"]))
        for line in Reading(widget, answer.json()).series if answer.is_success else ():
            assert_figures(line["points"])


def assert_figures(points: list[list[Any]]) -> None:
    times, values = [time for time, _ in points], [value for _, value in points]
    summary = summarize(Series("any", (), times, values))
    known = np.array([value for value in values if value is not None], dtype=float)
    assert summary.count == known.size
    if known.size:
        figures = (summary.minimum, summary.mean, summary.median, summary.p95, summary.maximum)
        judged = (known.min(), known.mean(), np.median(known), np.percentile(known, 95), known.max())
        assert figures == pytest.approx(judged, rel=1e-12, abs=1e-12)
