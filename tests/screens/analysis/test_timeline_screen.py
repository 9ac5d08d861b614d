"""The timeline of a snapshot: the answer, the lanes, the chart behind each, and what is missing."""

from __future__ import annotations

import re
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import tzinfo

import pytest
from textual.pilot import Pilot

from te_tui.analysis.timeline import Timeline
from te_tui.render.analysis.timeline import Window, draw_timeline
from te_tui.render.text.picture import Picture
from te_tui.screens.analysis import timeline as timeline_module
from te_tui.screens.analysis.chart import ChartScreen
from te_tui.screens.analysis.timeline import TimelineScreen
from te_tui.screens.snapshot.screen import SnapshotScreen
from te_tui.sources.errors import NoId
from tests.analysis.planted import between
from tests.screens.analysis.conftest import Endless, Snapshots, latencies, quiet
from tests.screens.conftest import BROKEN, explorer, lines, screen, until, until_shown

SPREADING = {"Oslo": between(120, 160, 80), "Rome": between(124, 160, 60), "Bonn": quiet}


@asynccontextmanager
async def opened(source: Snapshots, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    """The explorer in the timeline of snapshot a."""
    async with explorer(source, snapshot_id="a").run_test(size=size) as pilot:
        await until_shown(pilot, "t Timeline")
        await pilot.press("t")
        yield pilot


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_what_began_first_stands_on_top_and_lanes_follow_in_order(
    source: Snapshots, size: tuple[int, int]
) -> None:
    source.put("a", latencies(SPREADING))
    async with opened(source, size) as pilot:
        await until_shown(pilot, "2 of 3 series changed", "Oslo began first, 20 min (4 bins) before Rome")
        shown = screen(pilot)
        assert shown.index("10:00  ▲ worse  Oslo") < shown.index("10:20  ▲ worse  Rome")
        await until_shown(pilot, "1 series without an episode")
        if size == (120, 40):
            await until_shown(pilot, "usual level", " → ", "clear")


async def test_a_wide_terminal_has_whole_names_and_long_lanes(source: Snapshots) -> None:
    source.put("a", latencies({"Oslo, in the basement of the old town hall": between(120, 160, 80)}))
    async with opened(source, (200, 60)) as pilot:
        await until_shown(pilot, "Oslo, in the basement of the old town hall · Latency, by agent  ·")
        (lane,) = [line for line in lines(pilot) if "▲ worse" in line]
        assert lane.count("·") + lane.count("█") > 60
        await pilot.resize_terminal(80, 24)
        await until_shown(pilot, "▲ worse  Oslo, in the basement of th…  ····")


async def test_a_long_name_is_whole_at_120_cells_before_further_figures_are_shown(
    source: Snapshots,
) -> None:
    source.put("a", latencies({"Oslo, in the basement of the town hall": between(120, 160, 80)}))
    async with opened(source, (120, 40)) as pilot:
        await until_shown(pilot, "Oslo, in the basement of the town hall · Latency, by agent  ·")


async def test_the_lines_of_the_answer_are_drawn_only_when_asked_for_and_beside_the_loop(
    source: Snapshots, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a thousand series they take long, and the keys on offer are looked at often."""
    source.put("a", latencies(SPREADING))
    drawn: list[threading.Thread] = []

    def draw(found: Timeline, window: Window, width: int, zone: tzinfo) -> Picture:
        drawn.append(threading.current_thread())
        return draw_timeline(found, window, width, zone)

    monkeypatch.setattr(timeline_module, "draw_timeline", draw)
    async with opened(source) as pilot:
        await until_shown(pilot, "Rome", "y Answer")
        assert not drawn
        await pilot.press("y", "C")
        await until(pilot, lambda: pilot.app.clipboard.startswith("demo › "))
    assert len(drawn) == 2
    assert threading.main_thread() not in drawn


async def test_enter_opens_the_chart_at_that_time_with_the_usual_level(source: Snapshots) -> None:
    source.put("a", latencies(SPREADING))
    async with opened(source) as pilot:
        await until_shown(pilot, "Rome")
        await pilot.press("down", "enter")
        await until_shown(pilot, "2 Nov 10:20:00 UTC", "usual level", "episode", "› Rome · Latency")
        await until_shown(
            pilot, "Rome, Latency, by agent: worse from 10:20, until 13:20; +", "10 h before 2 Nov 10:20"
        )
        assert isinstance(pilot.app.screen, ChartScreen)
        await pilot.press("right")
        await until_shown(pilot, "10:25:00 UTC")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TimelineScreen))


async def test_the_chart_behind_a_lane_has_the_keys_of_every_chart(source: Snapshots) -> None:
    source.put("a", latencies(SPREADING))
    async with opened(source) as pilot:
        await until_shown(pilot, "Rome")
        await pilot.press("enter", "at", *"12:00", "enter")
        await until_shown(pilot, "2 Nov 12:00:00 UTC")
        await pilot.press("y")
        assert pilot.app.clipboard == "https://app.thousandeyes.com/s/1"
        await pilot.press("x", "down", "space")
        await until_shown(pilot, "1 hidden")
        await pilot.press("escape", "t")
        await until_shown(pilot, "2 Nov 12:05  ", "x Series")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TimelineScreen))


async def test_w_tells_why_and_y_copies_what_the_command_prints(source: Snapshots) -> None:
    source.put("a", latencies(SPREADING))
    async with opened(source) as pilot:
        await until_shown(pilot, "Rome")
        await pilot.press("w")
        await until_shown(pilot, "times its usual difference", "such a run by", "baseline of 10 h before")
        await pilot.press("y")
        await until(pilot, lambda: "Oslo began first" in pilot.app.clipboard)
        assert "Snapshot a" in pilot.app.clipboard


async def test_capital_c_copies_answer_and_chart_with_the_link_of_the_snapshot(source: Snapshots) -> None:
    source.put("a", latencies(SPREADING))
    async with opened(source) as pilot:
        await until_shown(pilot, "Rome")
        for way in ((), ("enter", "right")):
            await pilot.press(*way)
            await pilot.app.workers.wait_for_complete()
            pilot.app._clipboard = ""
            await pilot.press("C")
            await until(pilot, lambda: pilot.app.clipboard)
            assert "› Timeline" in pilot.app.clipboard
            assert pilot.app.clipboard.endswith("\n\nhttps://app.thousandeyes.com/s/1\n")
        assert "Values at " in pilot.app.clipboard
        [notice] = pilot.app._notifications
        assert re.match(r"Copied as text: the screen, \d+ values at .+ UTC and the link, if", notice.message)


async def test_a_quiet_snapshot_says_so(source: Snapshots) -> None:
    source.put("a", latencies({"Oslo": quiet, "Rome": quiet}))
    async with opened(source) as pilot:
        await until_shown(pilot, "Nothing changed abruptly in 2 series.")
        assert "w Why" not in lines(pilot)[-1]


async def test_a_widget_that_fails_is_told_the_rest_is_answered_and_r_tries_again(source: Snapshots) -> None:
    source.put("a", latencies(SPREADING))
    source.errors["w1"] = BROKEN
    async with opened(source) as pilot:
        await until_shown(
            pilot, "Oslo began first", "1 of 2 widgets of Snapshot a could not be fetched", "r Reload"
        )
        del source.errors["w1"]
        await pilot.press("r")
        await until(pilot, lambda: "could not be fetched" not in screen(pilot) and "Oslo" in screen(pilot))
        assert "r Reload" not in lines(pilot)[-1]


async def test_damaged_data_are_told_and_the_rest_is_answered(source: Snapshots) -> None:
    source.put("a", replace(latencies(SPREADING), damage=("data.points[3]",)))
    async with opened(source) as pilot:
        await until_shown(
            pilot, "Oslo began first", "1 part of Snapshot a could not be read: data.points[3]."
        )


async def test_without_any_data_the_reason_stands_in_the_place_of_the_answer(source: Snapshots) -> None:
    source.put("a", latencies(SPREADING))
    source.errors |= {"w0": BROKEN, "w1": BROKEN}
    async with opened(source) as pilot:
        await until_shown(pilot, "Could not do it: HTTP 503", "r to try again")


async def test_where_asking_again_cannot_help_nothing_offers_it(source: Snapshots) -> None:
    source.put("a", latencies(SPREADING))
    source.errors |= {widget: NoId("There is no such widget", "Check it.") for widget in ("w0", "w1")}
    async with opened(source) as pilot:
        await until_shown(pilot, "There is no such widget")
        assert "to try again" not in screen(pilot)
        assert "r Reload" not in lines(pilot)[-1]


async def test_leaving_the_screen_ends_the_computing(
    source: Snapshots, monkeypatch: pytest.MonkeyPatch
) -> None:
    source.put("a", latencies(SPREADING))
    endless = Endless()
    monkeypatch.setattr(timeline_module, "timeline", lambda series, check: endless(series, check=check))
    async with opened(source) as pilot:
        await until(pilot, endless.begun.is_set)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, SnapshotScreen))
        await until(pilot, endless.ended.is_set)


async def test_the_keys_of_a_widget_stay(source: Snapshots) -> None:
    source.put("a", latencies(SPREADING))
    async with explorer(source, snapshot_id="a").run_test(size=(120, 40)) as pilot:
        await until_shown(pilot, "t Timeline")
        await pilot.press("enter")
        await until_shown(pilot, "t Table")


async def test_ascii_says_the_same(source: Snapshots) -> None:
    source.put("a", latencies(SPREADING))
    app = explorer(source, snapshot_id="a")
    app.session.display.ascii_only = True
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "t Timeline")
        await pilot.press("t")
        await until_shown(pilot, "Oslo began first", "worse", "10:20")
