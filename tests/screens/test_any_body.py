"""Sound and distorted bodies through every screen: all of them are shown, and what is damaged is marked."""

from __future__ import annotations

import json
import re
from random import Random
from typing import Any, NamedTuple

import pytest
from textual.pilot import Pilot

from te_tui.models.account_group import AccountGroup
from te_tui.models.snapshot import Snapshot
from te_tui.screens.snapshot.overview import OverviewScreen
from te_tui.screens.snapshot.screen import SnapshotScreen
from te_tui.screens.snapshot.widget_detail import WidgetDetailScreen
from te_tui.screens.snapshots.screen import SnapshotListScreen
from te_tui.sources.thousandeyes.body.panel_data import PanelData, read_panel_data
from te_tui.sources.thousandeyes.body.snapshot import read_snapshot
from te_tui.sources.thousandeyes.body.snapshot_list import read_snapshot_page
from tests.models.bodies import NOISE, PANEL, SNAPSHOT, WIDGET, sample, spoil
from tests.screens.conftest import explorer, lines, screen, until, until_shown
from tests.screens.fake_source import FakeSource

pytestmark = pytest.mark.long

SNAPSHOTS = 16
EACH = 4
"""Widgets of a snapshot, with a body of its own for each."""

# What a terminal would obey, and what would turn the direction of what follows.
_FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_HOSTILE = (
    "\x1b[2J\x1b]0;owned\x07",
    "[/x]",
    "[@click=app.quit]x[/]",
    "\u202eright to left\u2066 دبي",
    "x" * 4_000,
    "東京👩‍👩‍👧",
)
_TYPES = (
    "Time Series: Line", "Time Series: Stacked Area", "Bar Chart: Grouped", "Bar Chart: Stacked", "Pie Chart",
    "Table", "Multi Metric Table", "Number", "Agent Status", "Color Grid", "Alert List", "List", "Test Table",
    "Map", "Box and Whiskers", "Heatmap", "Sankey Diagram", None,
)  # fmt: skip


class Case(NamedTuple):
    """A snapshot and the data of its widgets, as they come over the wire."""

    snapshot: Any
    data: list[Any]


def generated() -> list[Case]:
    """Bodies from the contract, two of three spoiled; the same ones in every run."""
    random = Random(11)

    def body(schema: Any) -> Any:
        sound = sample(schema, random)
        return spoil(sound, random) if random.random() < 2 / 3 else sound

    cases = []
    for _ in range(SNAPSHOTS):
        # Generated widgets often have no id, and so no data.
        named = [body(PANEL) | {"id": f"w{index}"} for index in range(EACH)]
        cases.append(Case(body(SNAPSHOT) | {"widgets": named}, [body(WIDGET) for _ in range(EACH)]))
    return cases


def hostile() -> list[Case]:
    """Every type with a hostile text wherever a text may stand, its times in seconds or milliseconds."""
    cases = []
    for place, text in enumerate(_HOSTILE):
        types = _TYPES[place * 3 : place * 3 + 3]
        fields = {"title": text, "metric": text, "groupBy": text, "numberCards": [{"id": "1"}]}
        configured = [{"id": f"w{index}", "type": type_, **fields} for index, type_ in enumerate(types)]
        groups = [{"groupProperty": name, "groupValue": text} for name in ("AGENT", text)]
        unit = 1_000 if place % 2 else 1
        points = [
            {"timestamp": (1_794_268_800 + 300 * step) * unit, "value": step, "groups": groups}
            for step in range(9)
        ]
        data = {
            "points": points,
            "columns": [{"columnId": text, "points": points, "status": text}],
            "cards": [{"cardId": "1", "cardName": text, "value": None, "status": text}],
            "alerts": [{"alertRule": text, "alertSource": text, "alertType": text, "active": True}],
            "agents": [{"agentName": text, "status": text, "location": {"locationName": text}}],
            "tests": [{"testName": text, "target": text, "graphlets": [{"metric": text, "points": []}]}],
            "rows": [{text: text, "b": text}],
            "legend": {text: text},
            "status": text,
        }
        snapshot = {"snapshotName": text, "dashboard": {"title": text}, "widgets": configured}
        cases.append(Case(snapshot, [{"data": data}] * len(types)))
    return cases


async def settled(pilot: Pilot[None], kind: type[Any]) -> str:
    """What a screen shows once nothing is under way; nothing of it is a command to the terminal."""
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))
    if pilot.app.workers:
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
    assert not [line for line in lines(pilot) if _FORBIDDEN.search(line)]
    return screen(pilot)


async def look_through(pilot: Pilot[None], opened: Snapshot, data: dict[str, PanelData]) -> None:
    """Open the snapshot of the list, look at each widget large and in every way, and come back."""
    await pilot.press("enter")
    said = await settled(pilot, SnapshotScreen)
    assert bool(opened.damage) == ("of this snapshot could not be read" in said)
    await pilot.press("v")
    said = await settled(pilot, OverviewScreen)
    assert f"widget 1 of {len(opened.panels)}" in said
    await pilot.press("home", "enter")
    for number, panel in enumerate(opened.panels, 1):
        said = await settled(pilot, WidgetDetailScreen)
        assert f"widget {number} of {len(opened.panels)}" in said
        if (body := data.get(panel.widget_id or "")) is None:
            assert "has no id" in said
        elif body.damage:
            await pilot.press("end")
            await until_shown(pilot, "could not be read")
            await settled(pilot, WidgetDetailScreen)
        await pilot.press("t")
        await settled(pilot, WidgetDetailScreen)
        await pilot.press("n")
    await pilot.press("escape", "escape", "escape")
    await settled(pilot, SnapshotListScreen)


async def test_every_body_is_shown_on_every_screen_and_damage_is_marked(source: FakeSource) -> None:
    source.groups = (AccountGroup("1234", "Network Ops"),)
    source.pages["1234"] = [read_snapshot_page(b'{"dashboardSnapshots": [{"snapshotId": "s"}]}')]
    damaged = bodies = 0
    async with explorer(source).run_test(size=(80, 24)) as pilot:
        await settled(pilot, SnapshotListScreen)
        for number, case in enumerate((*generated(), *hostile())):
            # Another id each time, because what was fetched is kept.
            opened = read_snapshot(json.dumps({**case.snapshot, "snapshotId": f"s{number}"}).encode())
            read = {
                f"w{index}": read_panel_data(json.dumps(body).encode())
                for index, body in enumerate(case.data)
            }
            source.opened["s"], source.data = opened, read
            await look_through(pilot, opened, read)
            damaged += sum(bool(body.damage) for body in read.values())
            bodies += len(opened.panels)

    # What the promise above is worth.
    assert bodies > 80
    assert damaged > 20


async def test_broken_elements_leave_the_others_of_their_list_in_place(source: FakeSource) -> None:
    def among(first: dict[str, Any], last: dict[str, Any]) -> list[Any]:
        return [first, *(noise for noise in NOISE if not isinstance(noise, dict)), last]

    def encode(**body: Any) -> bytes:
        return json.dumps(body).encode()

    listed = among({"snapshotId": "a", "snapshotName": "First"}, {"snapshotId": "z", "snapshotName": "Last"})
    shown = among(
        {"id": "w0", "title": "Left", "type": "Number"}, {"id": "w1", "title": "Right", "type": "Number"}
    )
    cards = among({"cardName": "Loss", "value": 1}, {"cardName": "Jitter", "value": 2})
    source.pages["1234"] = [read_snapshot_page(encode(dashboardSnapshots=listed))]
    source.opened["a"] = read_snapshot(encode(snapshotId="a", widgets=shown))
    source.data = dict.fromkeys(("w0", "w1"), read_panel_data(encode(data={"cards": cards})))
    async with explorer(source).run_test(size=(120, 40)) as pilot:
        said = await settled(pilot, SnapshotListScreen)
        assert all(text in said for text in ("First", "Last", "could not be read"))
        await pilot.press("enter")
        said = await settled(pilot, SnapshotScreen)
        assert all(text in said for text in ("# Left", "# Right", "Loss", "Jitter"))
        assert said.count("could not be read") == 2
