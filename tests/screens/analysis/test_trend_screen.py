"""A widget over all snapshots of its dashboard: its weeks, steps and holes, and the way to each snapshot."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot

from te_tui.screens.analysis import trend as trend_module
from te_tui.screens.analysis.trend import TrendScreen
from te_tui.screens.snapshot.screen import SnapshotScreen
from te_tui.sources.thousandeyes.body.panel import Measure
from tests.analysis.planted import MIDNIGHT, between
from tests.screens.analysis.conftest import DAY, LATENCY, Endless, Snapshots, latencies, quiet
from tests.screens.changing import notices
from tests.screens.conftest import BROKEN, explorer, lines, page, row, screen, until, until_shown

WEEK = 7 * DAY
HOUR = 3_600


def a_year_of(source: Snapshots, weeks: int = 20, *, step_at: int = 12, without: int = 5) -> None:
    """Weekly snapshots, of which one is missing; from one week on Rome is 40 ms slower."""
    rows = []
    for week in range(weeks):
        if week == without:
            continue
        shift = 40.0 if week >= step_at else 0.0
        start = MIDNIGHT + (week - weeks) * WEEK
        changes = {"Oslo": quiet, "Rome": between(0, 168, shift)}
        data = latencies(changes, start, count=168, bin_size=HOUR, seed=10 * week)
        rows.append(source.put(f"s{week}", data, start, WEEK))
    source.pages["1234"] = [page(*reversed(rows), row("other", dashboard_id="d2"))]


@asynccontextmanager
async def opened(source: Snapshots, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    """The explorer in the trend of the first widget of the newest snapshot."""
    async with explorer(source, snapshot_id="s19").run_test(size=size) as pilot:
        await until_shown(pilot, "Latency, by agent", "t Timeline")
        await pilot.press("T")
        yield pilot


async def test_each_series_says_what_it_did_and_holes_are_counted(source: Snapshots) -> None:
    a_year_of(source)
    async with opened(source) as pilot:
        await until_shown(pilot, "19 snapshots, 20 weeks", "Oslo: no clear trend", "1 hole", "series 1 of 2")
        await pilot.press("n")
        await until_shown(pilot, "Rome: step at 2026-37", "→ 140", "step")
        assert source.asked["other"] == 0


async def test_arrows_choose_a_week_and_enter_opens_its_snapshot(source: Snapshots) -> None:
    a_year_of(source)
    async with opened(source) as pilot:
        await until_shown(pilot, "week 2026-44: median")
        await pilot.press("left", "left")
        await until_shown(pilot, "week 2026-42: median")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, SnapshotScreen))
        await until_shown(pilot, "Snapshot s17")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TrendScreen))


async def test_a_hole_stays_a_hole(source: Snapshots) -> None:
    a_year_of(source)
    async with opened(source) as pilot:
        await until_shown(pilot, "week 2026-44: median")
        await pilot.press(*["left"] * 14)
        await until_shown(pilot, "week 2026-30: a hole, no value")
        await pilot.press("enter")
        await until(pilot, lambda: notices(pilot) == ["No snapshot has values of this week."])


async def test_a_snapshot_that_fails_is_a_hole_and_told(source: Snapshots) -> None:
    a_year_of(source)
    source.errors["s7"] = BROKEN
    async with opened(source) as pilot:
        await until_shown(pilot, "18 snapshots, 20 weeks", "2 holes", "1 snapshot could not be read (r tries")
        del source.errors["s7"]
        await pilot.press("r")
        await until(pilot, lambda: "19 snapshots, 20 weeks" in screen(pilot))
        assert "r Reload" not in lines(pilot)[-1]


async def test_leaving_the_screen_ends_the_computing(
    source: Snapshots, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_year_of(source)
    endless = Endless()
    monkeypatch.setattr(
        trend_module, "trends", lambda parts, bin_size, check: endless(parts, bin_size, check=check)
    )
    async with opened(source) as pilot:
        await until(pilot, endless.begun.is_set)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, SnapshotScreen))
        await until(pilot, endless.ended.is_set)


async def test_few_weeks_are_refused_with_the_number_that_is_needed(source: Snapshots) -> None:
    a_year_of(source)
    source.pages["1234"] = [page(*source.pages["1234"][0].rows[:5])]
    async with opened(source, (120, 40)) as pilot:
        await until_shown(pilot, "Oslo: not comparable, 5 weeks of which half or more is known, 8 are needed")


async def test_damaged_data_other_bins_metric_and_unit_are_told_and_the_rest_is_answered(
    source: Snapshots,
) -> None:
    a_year_of(source)
    for week in (7, 9):
        source.own[f"s{week}", "w0"] = replace(source.own[f"s{week}", "w0"], damage=("data.points[3]",))
    larger = latencies({"Oslo": quiet}, MIDNIGHT - 4 * WEEK, count=56, bin_size=3 * HOUR)
    source.own["s16", "w0"] = larger
    jitter = replace(LATENCY, metric="NET_JITTER")
    source.opened["s15"] = replace(source.opened["s15"], panels=(jitter,))
    share = replace(LATENCY, measure=Measure("PERCPOSITIVE"))
    source.opened["s14"] = replace(source.opened["s14"], panels=(share,))
    async with opened(source, (120, 40)) as pilot:
        await until_shown(
            pilot,
            "1 part of Snapshot s9 could not be read: data.points[3]; damaged as well: 1 more",
            "3 snapshots left out: other",
            "bins, another metric or another unit there.",
            "Oslo: no clear trend",
        )


def without_dashboards_in_the_list(source: Snapshots) -> None:
    """Snapshots over some weeks, of which the list tells neither dashboard nor window; others beside them.

    One is of a dashboard whose title has that of the first in it.
    """
    a_year_of(source)
    bare: dict[str, Any] = dict.fromkeys(("dashboard_id", "dashboard_title", "start", "duration"))
    for name, one in source.opened.items():
        named = one.row._replace(name=f"SHOP, week {name[1:]}")
        source.opened[name] = replace(one, row=named)
    foreign = source.put("foreign", latencies({"Oslo": quiet}))._replace(
        dashboard_id="d2", dashboard_title="Shop front", name="Shop front"
    )
    source.opened["foreign"] = replace(source.opened["foreign"], row=foreign)
    listed = [one.row._replace(**bare) for one in source.opened.values()]
    source.pages["1234"] = [page(*listed, row("other", "Stock", **bare), row("more", "Stock", **bare))]


async def test_where_the_list_tells_no_dashboards_snapshots_named_like_theirs_are_opened(
    source: Snapshots,
) -> None:
    without_dashboards_in_the_list(source)
    async with opened(source) as pilot:
        await until_shown(pilot, "19 snapshots, 20 weeks", "Oslo: no clear trend", "1 hole")
        await until_shown(pilot, "Left out: 1 snapshot of another dashboard.")
        await until_shown(pilot, "Not opened: 2 snapshots without", '"Shop" in the name; the list does not')
        assert source.asked["other"] == source.asked["more"] == 0
        await pilot.press("n")
        await until_shown(pilot, "Rome: step at 2026-37", "→ 140", "step")
