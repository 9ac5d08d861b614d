"""The overview: all widgets as the dashboard arranges them, those in sight first, each one key from large."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.pilot import Pilot

from te_tui.models.snapshot import Position
from te_tui.screens.snapshot.overview import OverviewScreen
from te_tui.screens.snapshot.overview_view import OverviewView
from te_tui.screens.snapshot.screen import SnapshotScreen
from te_tui.sources.base import Budget
from te_tui.sources.thousandeyes.body.panel import Panel
from te_tui.sources.thousandeyes.body.panel_data import PanelData
from te_tui.sources.thousandeyes.body.points import PointGroup, Points
from tests.screens.conftest import (
    BROKEN,
    SIZES,
    explorer,
    lines,
    number,
    screen,
    snapshot,
    until,
    until_shown,
)
from tests.screens.fake_source import FakeSource


def forty_widgets(source: FakeSource) -> None:
    """Forty widgets in two columns."""
    opened = snapshot("a", (f"Widget {index}" for index in range(40)))
    layout = tuple(Position(f"w{index}", index % 2 * 6, index // 2 * 5, 6, 5) for index in range(40))
    source.opened["a"] = replace(opened, layout=layout)
    source.data = {f"w{index}": number(100 + index) for index in range(40)}


def overview(pilot: Pilot[None]) -> OverviewView:
    return pilot.app.screen.query_one(OverviewView)


def bars(pilot: Pilot[None]) -> list[str]:
    """The titles beside which the line of the chosen widget stands."""
    return [line.split("┃", 1)[1].split("  ")[0] for line in lines(pilot) if "┃# " in line]


@pytest.mark.parametrize("size", SIZES)
async def test_every_widget_stands_there_with_its_figure_and_one_is_chosen(
    source: FakeSource, size: tuple[int, int]
) -> None:
    async with explorer(source, snapshot_id="a").run_test(size=size) as pilot:
        await until_shown(pilot, "v Overview", "32")
        await pilot.press("v")
        await until_shown(pilot, "widget 1 of 3", "# Loss", "10", "# Latency", "21", "Availability")
        assert bars(pilot) == ["# Loss"]


async def test_arrows_choose_enter_opens_and_escape_comes_back_to_the_same_widget(source: FakeSource) -> None:
    forty_widgets(source)
    async with explorer(source, snapshot_id="a").run_test(size=(120, 40)) as pilot:
        await until_shown(pilot, "136")
        await pilot.press("down", "v")
        await until_shown(pilot, "widget 2 of 40")
        await pilot.press("down", "j", "left")
        await until_shown(pilot, "widget 5 of 40")
        assert bars(pilot) == ["# Widget 4"]
        await pilot.press("enter")
        await until_shown(pilot, "› Widget 4", "104")
        await pilot.press("escape")
        await until_shown(pilot, "widget 5 of 40", "# Widget 5")
        await pilot.press("end")
        await until_shown(pilot, "widget 40 of 40", "139")
        await pilot.press("up", "pageup", "home", "k")
        await until_shown(pilot, "widget 1 of 40", "# Widget 0")
        await pilot.press("pagedown")
        await until_shown(pilot, "widget 9 of 40")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, SnapshotScreen))


async def test_what_is_in_sight_is_fetched_first(source: FakeSource) -> None:
    forty_widgets(source)
    source.hold(*source.data)
    async with explorer(source, snapshot_id="a").run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(source.asked) == 5)
        await pilot.press("v", "end")
        await until_shown(pilot, "widget 40 of 40")
        source.release("w0", "w1", "w2")
        await until(pilot, lambda: len(source.asked) == 8)
        assert {"w39", "w36", "w37"} == set(source.asked) - {"a", "w0", "w1", "w2", "w3"}
        source.release()
        await until_shown(pilot, "139", "138")
        assert set(source.asked.values()) == {1}


async def test_only_what_is_in_sight_is_fetched_while_the_budget_is_low(source: FakeSource) -> None:
    forty_widgets(source)
    app = explorer(source, snapshot_id="a")
    app.session.budget = Budget(limit=240, remaining=10, resets=None)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "100")
        await pilot.press("v")
        await until_shown(pilot, "103")
        await app.workers.wait_for_complete()
        assert "w3" in source.asked
        assert not {"w8", "w20", "w39"} & set(source.asked)
        await pilot.press("end")
        await until_shown(pilot, "139")


async def test_a_widget_that_fails_says_so_in_its_place_and_r_is_offered_only_then(
    source: FakeSource,
) -> None:
    source.errors["w1"] = BROKEN
    async with explorer(source, snapshot_id="a").run_test(size=(80, 30)) as pilot:
        await until_shown(pilot, "failed")
        await pilot.press("v")
        await until_shown(pilot, "1 failed", "HTTP 503", "10", "32", "r Reload")
        source.errors.clear()
        await pilot.press("r")
        await until_shown(pilot, "21")
        await until(pilot, lambda: "1 failed" not in screen(pilot) and "r Reload" not in screen(pilot))


async def test_a_widget_of_many_points_is_drawn_as_well_and_damage_is_told(source: FakeSource) -> None:
    times, values = (
        tuple(300 * index for index in range(6_000)),
        tuple(index % 100 for index in range(6_000)),
    )
    points = (Points((PointGroup("AGENT", "7", "Oslo"),), times, values),)
    opened = snapshot("a", ("Loss", "Latency"))
    panels = (opened.panels[0], Panel(widget_id="w1", title="Month", type="Time Series: Line"))
    source.opened["a"] = replace(opened, panels=panels)
    source.data["w1"] = PanelData(points=points, bin_size=300, damage=("data.points[6000]",))
    async with explorer(source, snapshot_id="a").run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "≈ Month")
        await pilot.press("v")
        await until_shown(pilot, "≈ Month", "99", "1 part could not be read: data.points", "┬")
        await pilot.press("z")
        await until(pilot, lambda: isinstance(pilot.app.screen, OverviewScreen))
        await pilot.resize_terminal(60, 20)
        await until_shown(pilot, "≈ Month", "10")


async def test_a_click_chooses_and_another_one_opens(source: FakeSource) -> None:
    async with explorer(source, snapshot_id="a").run_test(size=(120, 40)) as pilot:
        await until_shown(pilot, "32")
        await pilot.press("v")
        await until_shown(pilot, "# Latency")
        await pilot.click(OverviewView, offset=(70, 3))
        await until_shown(pilot, "widget 2 of 3")
        await pilot.click(OverviewView, offset=(70, 3))
        await until_shown(pilot, "› Latency")


async def test_there_is_no_overview_of_nothing(source: FakeSource) -> None:
    source.opened["a"] = snapshot("a", ())
    async with explorer(source, snapshot_id="a").run_test() as pilot:
        await until_shown(pilot, "This snapshot has no widgets.")
        await pilot.press("v")
        assert "Overview" not in screen(pilot)
