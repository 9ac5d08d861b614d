"""Two marked snapshots: what is better or worse, over the same hours, and what cannot be said."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from textual.pilot import Pilot

from te_tui.analysis.comparison import compare_series
from te_tui.render.text.width import cell_width
from te_tui.screens.analysis import comparison as comparison_module
from te_tui.screens.analysis.chart import ChartScreen
from te_tui.screens.analysis.comparison import ComparisonScreen
from te_tui.screens.analysis.pairs import pair_columns, pair_of
from te_tui.screens.snapshots.screen import SnapshotListScreen
from te_tui.sources.thousandeyes.body.panel import Measure
from tests.analysis.planted import MIDNIGHT, noisy, series
from tests.screens.analysis.conftest import DAY, LATENCY, NUMBER, Endless, Snapshots, latencies, quiet
from tests.screens.changing import notices
from tests.screens.conftest import BROKEN, NOW, explorer, lines, page, screen, until, until_shown

WEEK = 7 * DAY


def slower(_index: int) -> float:
    return 40.0


def faster(_index: int) -> float:
    return -40.0


def two(source: Snapshots) -> None:
    """A snapshot and the one a week later, in which Rome is slower and Bonn faster."""
    before = source.put("a", latencies(dict.fromkeys(("Oslo", "Rome", "Bonn", "Lost"), quiet), seed=1))
    changes = {"Oslo": quiet, "Rome": slower, "Bonn": faster, "New": quiet}
    after = source.put("b", latencies(changes, MIDNIGHT + WEEK, seed=50), MIDNIGHT + WEEK)
    source.pages["1234"] = [page(after, before)]


@asynccontextmanager
async def opened(source: Snapshots, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    """The explorer with both snapshots compared."""
    async with explorer(source).run_test(size=size) as pilot:
        await until_shown(pilot, "Snapshot b", "Snapshot a")
        await pilot.press("space", "space", "D")
        yield pilot


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_worse_comes_first_and_the_earlier_window_is_before(
    source: Snapshots, size: tuple[int, int]
) -> None:
    two(source)
    async with opened(source, size) as pilot:
        await until_shown(pilot, "1 worse · 1 better · 1 no clear change · 1 lost, 1 new", "lost: Lost")
        shown = screen(pilot)
        assert shown.index("before: Snapshot a") < shown.index("after:  Snapshot b")
        assert shown.index("worse   Rome") < shown.index("better  Bonn")
        assert "Oslo" not in shown
        assert "Ordinary days differ, too" in shown


async def test_a_shows_also_what_has_not_changed(source: Snapshots) -> None:
    two(source)
    async with opened(source) as pilot:
        await until_shown(pilot, "1 series without a clear change (a shows them)")
        await pilot.press("a")
        await until_shown(pilot, "no clear change  Oslo", "(a hides them)")


@pytest.mark.parametrize(("width", "title"), [(66, "Shift"), (100, "Shift (95 %)"), (200, "Shift (95 %)")])
def test_reasons_are_cut_and_then_intervals_left_out_before_names_are(width: int, title: str) -> None:
    before, after = (
        series(noisy(level, 2, 288, seed), "Oslo, in the basement of the old town hall", start=start)
        for level, seed, start in ((1_000, 1, MIDNIGHT), (1_400, 2, MIDNIGHT + WEEK))
    )
    changed = compare_series(before, after)
    refused = compare_series(before, after._replace(values=[1.0], times=[MIDNIGHT]))
    pairs = [pair_of(place, one, width) for place, one in enumerate((changed, refused))]
    _, where, _, _, shift, *_ = pair_columns(pairs, width)
    assert shift.title == title
    assert (where.width or 0) >= 16
    assert cell_width(str(shift.cell(pairs[0]))) <= (shift.width or 0)


def test_a_name_is_whole_at_80_cells_before_an_interval_is() -> None:
    before, after = (
        series(noisy(level, 2, 288, seed), "Amsterdam", start=start)._replace(
            title="Page load time, by agent"
        )
        for level, seed, start in ((1_000, 1, MIDNIGHT), (1_400, 2, MIDNIGHT + WEEK))
    )
    pairs = [pair_of(0, compare_series(before, after), 80)]
    _, where, *_ = pair_columns(pairs, 80)
    assert where.width == cell_width("Rome · Page load time, by test agent")


async def test_a_key_for_the_answer_says_that_there_is_none_yet(source: Snapshots) -> None:
    two(source)
    source.hold("b")
    async with opened(source) as pilot:
        await until_shown(pilot, "Opening both snapshots…", "escape goes back")
        assert "a All" not in lines(pilot)[-1]
        await pilot.press("a")
        await until(pilot, lambda: notices(pilot) == ["There is no answer yet."])
        source.release("b")
        await until_shown(pilot, "1 worse", "a All")


async def test_a_large_terminal_has_the_other_figures_of_the_chosen_series(source: Snapshots) -> None:
    two(source)
    async with opened(source, (120, 40)) as pilot:
        await until_shown(pilot, "Rome · Latency, by agent: p95 10", "maximum 10", "bad bins 5.208 → 100 %")
        await until_shown(pilot, "q below 0.001", "288 values, same hour of the day", "● before", "■ after")


async def test_enter_draws_both_over_the_same_hours(source: Snapshots) -> None:
    two(source)
    async with opened(source) as pilot:
        await until_shown(pilot, "worse   Rome")
        await pilot.press("enter")
        await until_shown(pilot, "Latency, by agent worse in these two windows", "● before", "■ after")
        assert isinstance(pilot.app.screen, ChartScreen)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, ComparisonScreen))


async def test_another_metric_is_not_comparable_and_says_why(source: Snapshots) -> None:
    two(source)
    loss = replace(LATENCY, metric="NET_JITTER")
    source.opened["b"] = replace(source.opened["b"], panels=(loss, NUMBER))
    async with opened(source) as pilot:
        await until_shown(pilot, "3 not comparable", "another metric")


async def test_another_unit_is_told_and_the_rest_is_compared(source: Snapshots) -> None:
    two(source)
    share = replace(LATENCY, widget_id="w1", measure=Measure("PERCPOSITIVE"))
    for name, panel in (("a", replace(LATENCY, widget_id="w1")), ("b", share)):
        source.opened[name] = replace(source.opened[name], panels=(LATENCY, panel))
        source.own[name, "w1"] = latencies({"Bonn": quiet})
    async with opened(source) as pilot:
        await until_shown(pilot, "1 worse", "1 not comparable", "another unit: ms before, % after")


async def test_a_widget_that_fails_is_told_and_the_rest_is_compared(source: Snapshots) -> None:
    two(source)
    source.errors["w1"] = BROKEN
    async with opened(source) as pilot:
        await until_shown(pilot, "1 worse", "1 of 2 widgets of Snapshot a could not", "r Reload")


async def test_damaged_data_and_other_bins_are_told_and_the_rest_is_compared(source: Snapshots) -> None:
    two(source)
    data = source.own["b", "w0"]
    source.own["b", "w0"] = replace(data, damage=("data.points[3]",))
    for name, bins in (("a", 300), ("b", 420)):
        opened_one = source.opened[name]
        source.opened[name] = replace(opened_one, panels=(LATENCY, replace(LATENCY, widget_id="w1")))
        source.own[name, "w1"] = latencies({"Bonn": quiet}, count=200, bin_size=bins)
    async with opened(source) as pilot:
        await until_shown(pilot, "1 worse", "1 part of Snapshot b could not be read: data.points[3].")
        await until_shown(pilot, "not comparable: Bonn", "bins of 5 min before, 7 min after")


async def test_leaving_the_screen_ends_the_computing(
    source: Snapshots, monkeypatch: pytest.MonkeyPatch
) -> None:
    two(source)
    endless = Endless()
    monkeypatch.setattr(comparison_module, "compare", endless)
    async with opened(source) as pilot:
        await until(pilot, endless.begun.is_set)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, SnapshotListScreen))
        await until(pilot, endless.ended.is_set)


async def test_it_takes_two_marked_snapshots(source: Snapshots) -> None:
    two(source)
    async with explorer(source).run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "Snapshot b", "Snapshot a")
        await pilot.press("space", "D")
        await until(pilot, lambda: notices(pilot) == ["Mark two snapshots with space; D compares them."])


async def test_y_copies_what_the_command_prints(source: Snapshots) -> None:
    two(source)
    async with opened(source) as pilot:
        await until_shown(pilot, "1 worse")
        await pilot.press("y")
        await until(pilot, lambda: "before: Snapshot a" in pilot.app.clipboard)
        assert "Rome: Latency, by agent worse" in pilot.app.clipboard


@pytest.mark.parametrize("order", [("a", "b"), ("b", "a")])
async def test_the_earlier_window_is_before_also_where_only_opened_snapshots_have_windows(
    source: Snapshots, order: tuple[str, str]
) -> None:
    two(source)
    created = {"a": NOW, "b": NOW - timedelta(days=1)}
    listed = [
        source.opened[name].row._replace(start=None, duration=None, created=created[name]) for name in order
    ]
    source.pages["1234"] = [page(*listed)]
    async with opened(source) as pilot:
        await until_shown(pilot, "worse   Rome", "Snapshot a → Snapshot b")
        await until_shown(pilot, "before: Snapshot a · 2 Nov 2026", "after:  Snapshot b · 9 Nov 2026")
        await pilot.press("y")
        await until(pilot, lambda: "before: Snapshot a · 2 Nov 2026" in pilot.app.clipboard)


async def test_equal_and_unknown_windows_say_by_what_the_order_was_chosen(source: Snapshots) -> None:
    two(source)
    for name, days in (("a", 0), ("b", 1)):
        row = source.opened[name].row
        created = NOW - timedelta(days=days)
        changed = row._replace(start=source.opened["a"].row.start, created=created)
        source.opened[name] = replace(source.opened[name], row=changed)
    source.pages["1234"] = [page(source.opened["a"].row, source.opened["b"].row)]
    async with opened(source) as pilot:
        await until_shown(pilot, "Snapshot b → Snapshot a", "before: Snapshot b", "after:  Snapshot a")
        await until_shown(pilot, "Both windows are equal: before is the snapshot created first.")


async def test_where_nothing_could_be_compared_it_says_so_and_why(source: Snapshots) -> None:
    two(source)
    for name, bins in (("a", 300), ("b", 420)):
        source.own[name, "w0"] = latencies({"Oslo": quiet, "Rome": slower}, bin_size=bins)
    async with opened(source) as pilot:
        await until_shown(pilot, "2 not comparable", "a shows all series.")
        await until_shown(pilot, "Nothing could be compared: bins of 5 min before, 7 min after.")
        assert "No clear change" not in screen(pilot)
        await pilot.press("y")
        await until(pilot, lambda: "Nothing could be compared: bins of 5 min" in pilot.app.clipboard)


async def test_no_clear_change_is_said_only_of_what_was_compared(source: Snapshots) -> None:
    two(source)
    for name, bins in (("a", 300), ("b", 420)):
        one = source.opened[name]
        source.opened[name] = replace(one, panels=(LATENCY, replace(LATENCY, widget_id="w1")))
        source.own[name, "w0"] = latencies({"Oslo": quiet})
        source.own[name, "w1"] = latencies({"Bonn": slower}, bin_size=bins)
    async with opened(source) as pilot:
        await until_shown(pilot, "No clear change in 1 compared series; 1 could not be compared: bins of 5")


async def test_widgets_that_failed_are_no_reason_to_say_that_there_are_no_values(source: Snapshots) -> None:
    two(source)
    source.errors["w0"] = BROKEN
    async with opened(source) as pilot:
        await until_shown(pilot, "Nothing could be compared: 1 widget could not be fetched.")


async def test_two_dashboards_are_told_and_nothing_is_better_or_worse(source: Snapshots) -> None:
    two(source)
    after = source.opened["b"]
    row = after.row._replace(dashboard_id="d2", dashboard_title="Stock")
    source.opened["b"] = replace(after, row=row)
    async with opened(source) as pilot:
        await until_shown(pilot, "Two dashboards: Shop and Stock.", "1 higher · 1 lower · 1 no clear change")
        assert "worse   " not in screen(pilot)
        await pilot.press("y")
        await until(pilot, lambda: "Two dashboards: Shop and Stock." in pilot.app.clipboard)
