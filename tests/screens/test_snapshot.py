"""One snapshot: each widget is fetched once, the chosen one first, and a failing one harms no other."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from textual.pilot import Pilot

from te_tui.models.snapshot import DashboardFacts
from te_tui.screens.groups.screen import AccountGroupsScreen
from te_tui.screens.snapshot.widget_detail import WidgetDetailScreen
from te_tui.screens.snapshots.screen import SnapshotListScreen
from te_tui.sources.base import Budget
from te_tui.sources.errors import NoId, NotFound, ServerFailed
from te_tui.widgets.dashboard_line import DashboardLine
from tests.screens.conftest import (
    BROKEN,
    NOW,
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

LOW = Budget(limit=240, remaining=10, resets=None)


def twelve_widgets(source: FakeSource) -> None:
    source.opened["a"] = snapshot("a", (f"Widget {index}" for index in range(12)))
    source.data = {f"w{index}": number(100 + index) for index in range(12)}


def widget_lines(pilot: Pilot[None]) -> list[str]:
    return [line.split("│")[0].strip() for line in lines(pilot)[2:-1] if line.split("│")[0].strip()]


@pytest.mark.parametrize("size", SIZES)
async def test_name_window_and_every_widget_with_its_glyph_and_figure_are_visible(
    source: FakeSource, size: tuple[int, int]
) -> None:
    async with explorer(source, snapshot_id="a").run_test(size=size) as pilot:
        await until_shown(pilot, "Snapshot a", "10 Nov 21:12 – 11 Nov 03:12 UTC (6 h)")
        await until_shown(pilot, "# Loss", "# Latency", "# Jitter")
        assert ("expires in 2 d ▲" in lines(pilot)[0]) is (size[0] >= 80)
        await until(pilot, lambda: [text.split()[-1] for text in widget_lines(pilot)] == ["10", "21", "32"])


async def test_figures_stay_beside_a_list_that_is_longer_than_the_screen(source: FakeSource) -> None:
    titles = [f"Page load time of all agents {index}" for index in range(40)]
    source.opened["a"] = snapshot("a", titles)
    source.data = {f"w{index}": number(100 + index) for index in range(40)}
    async with explorer(source, snapshot_id="a").run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: source.asked["w39"] == 1)
        await until_shown(pilot, "# Page load time of all a…  119")


async def test_a_title_uses_what_its_figure_leaves_free(source: FakeSource) -> None:
    source.opened["a"] = snapshot("a", ("Latency of all the net", "Loss"))
    async with explorer(source, snapshot_id="a").run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "# Latency of all the net", "10", "21")


async def test_the_chosen_widget_is_fetched_next_and_none_more_than_once(source: FakeSource) -> None:
    twelve_widgets(source)
    source.hold(*source.data)
    async with explorer(source, snapshot_id="a").run_test() as pilot:
        await until(pilot, lambda: len(source.asked) == 5)
        await pilot.press("end")
        await until_shown(pilot, "▸ # Widget 11")
        source.release("w2")
        await until(pilot, lambda: source.asked["w11"])
        assert not source.asked["w4"]
        source.release()
        await until_shown(pilot, "111", "104")
        assert set(source.asked.values()) == {1}
        assert source.most_at_once == 4
        assert source.cancelled == []


async def test_a_widget_that_fails_shows_why_in_its_place_and_r_tries_only_that_again(
    source: FakeSource,
) -> None:
    source.errors["w1"] = BROKEN
    async with explorer(source, snapshot_id="a").run_test() as pilot:
        await until_shown(pilot, "failed", "10", "32")
        await pilot.press("down")
        await until_shown(pilot, BROKEN.sentence, "Press r to try")
        source.errors.clear()
        await pilot.press("r")
        await until(pilot, lambda: "failed" not in screen(pilot) and "21" in screen(pilot))
        assert (source.asked["w0"], source.asked["w1"], source.asked["w2"]) == (1, 2, 1)


async def test_r_is_offered_only_where_what_is_looked_at_has_failed(source: FakeSource) -> None:
    source.errors["w1"] = BROKEN
    async with explorer(source, snapshot_id="a").run_test(size=(120, 24)) as pilot:
        await until_shown(pilot, "32", "failed")
        assert "r Reload" not in screen(pilot)
        await pilot.press("r", "down")
        await until_shown(pilot, "r Reload")
        await pilot.press("enter")
        await until_shown(pilot, "widget 2 of 3", "r Reload")
        await pilot.press("n")
        await until(pilot, lambda: "r Reload" not in screen(pilot))
        assert source.asked["w1"] == 1
        source.errors.clear()
        await pilot.press("p")
        await until_shown(pilot, "r Reload")
        await pilot.press("r")
        await until_shown(pilot, "21")


async def test_a_widget_that_will_fail_again_is_named_and_r_is_not_offered(source: FakeSource) -> None:
    source.errors["w1"] = NoId("Could not fetch widget w1: that is no id", "Check it.")
    async with explorer(source, snapshot_id="a").run_test(size=(120, 24)) as pilot:
        await until_shown(pilot, "32", "failed")
        await pilot.press("down")
        await until_shown(pilot, f'Could not fetch widget "{source.opened["a"].panels[1].label}": that is')
        assert "r Reload" not in screen(pilot)
        assert "Press r" not in screen(pilot)


async def test_a_widget_that_was_not_found_is_asked_for_again_with_r(source: FakeSource) -> None:
    source.errors["w1"] = NotFound("Could not fetch widget w1: HTTP 404", "Check the id.")
    async with explorer(source, snapshot_id="a").run_test(size=(120, 24)) as pilot:
        await until_shown(pilot, "32", "failed")
        await pilot.press("down")
        await until_shown(pilot, "HTTP 404. Check the id.", "r Reload")
        source.errors.clear()
        await pilot.press("r")
        await until_shown(pilot, "21")


async def test_a_snapshot_that_was_not_found_is_named_and_opened_with_r_once_it_is_there(
    source: FakeSource,
) -> None:
    source.errors["a"] = NotFound("Could not open snapshot a: HTTP 404", "It may have expired.")
    async with explorer(source).run_test() as pilot:
        await until_shown(pilot, "5 snapshots")
        await pilot.press("enter")
        await until_shown(pilot, 'Could not open snapshot "', "Press r to try again;", "r Reload")
        source.errors.clear()
        await pilot.press("r")
        await until_shown(pilot, "32")


async def test_only_the_chosen_widget_is_fetched_while_the_budget_is_low(source: FakeSource) -> None:
    twelve_widgets(source)
    app = explorer(source, snapshot_id="a")
    app.session.budget = LOW
    async with app.run_test() as pilot:
        await until_shown(pilot, "only 10/240 req left", "100")
        await pilot.press("down", "down")
        await until_shown(pilot, "102")
        await pilot.app.workers.wait_for_complete()
        assert not source.asked["w3"]
        assert source.most_at_once <= 2


@pytest.mark.parametrize("keys", ["", "v"])
async def test_the_other_widgets_come_when_the_budget_is_renewed_and_until_then_the_time_left_is_told(
    source: FakeSource, keys: str
) -> None:
    twelve_widgets(source)
    app = explorer(source, snapshot_id="a")
    clock = NOW
    app.session.display.clock = lambda: clock
    app.session.budget = LOW._replace(resets=int(NOW.timestamp()) + 48)
    async with app.run_test(size=(80, 20)) as pilot:
        await until_shown(pilot, "100")
        await pilot.press(*keys)
        await until_shown(pilot, "rate limit: goes on in 48 s")
        assert "Snapshot a" in lines(pilot)[0]
        clock = NOW + timedelta(seconds=47.95)
        await until_shown(pilot, "rate limit: goes on in 1 s")
        clock = NOW + timedelta(seconds=48)
        await until(pilot, lambda: all(source.asked[f"w{n}"] for n in range(12)))
        await until(pilot, lambda: "rate limit" not in lines(pilot)[0])


async def test_a_snapshot_that_cannot_be_opened_says_why_and_r_tries_again(source: FakeSource) -> None:
    source.errors["a"] = BROKEN
    async with explorer(source, snapshot_id="a").run_test() as pilot:
        await until_shown(pilot, BROKEN.sentence, BROKEN.next_step, "Press r to try again")
        await pilot.press("enter")
        source.errors.clear()
        await pilot.press("r")
        await until_shown(pilot, "32")


async def test_a_snapshot_without_widgets_says_so(source: FakeSource) -> None:
    source.opened["a"] = snapshot("a", ())
    async with explorer(source, snapshot_id="a").run_test() as pilot:
        await until_shown(pilot, "This snapshot has no widgets.", "escape goes back.", "expires in 2 d")


async def test_parts_that_could_not_be_read_are_told(source: FakeSource) -> None:
    source.opened["a"] = replace(source.opened["a"], damage=("widgets[3]",))
    async with explorer(source, snapshot_id="a").run_test() as pilot:
        await until_shown(pilot, "1 part of this snapshot could not be read: widgets[3]")


async def test_what_was_fetched_is_not_fetched_again_when_large_or_when_reopened(source: FakeSource) -> None:
    async with explorer(source).run_test() as pilot:
        await until_shown(pilot, "5 snapshots")
        await pilot.press("enter")
        await until_shown(pilot, "32")
        await pilot.press("enter", "n", "n")
        await until_shown(pilot, "widget 3 of 3")
        await pilot.press("escape", "escape")
        await until_shown(pilot, "5 snapshots")
        await pilot.press("enter")
        await until_shown(pilot, "10", "21", "32")
        assert [source.asked[f"w{index}"] for index in range(3)] == [1, 1, 1]


async def test_next_and_previous_go_round_and_escape_comes_back_to_the_same_line(source: FakeSource) -> None:
    async with explorer(source, snapshot_id="a").run_test() as pilot:
        await until_shown(pilot, "32")
        await pilot.press("down", "down", "enter")
        await until_shown(pilot, "widget 3 of 3", "› Jitter")
        await pilot.press("n")
        await until_shown(pilot, "widget 1 of 3", "› Loss")
        await pilot.press("p")
        await until_shown(pilot, "widget 3 of 3", "› Jitter")
        await pilot.press("p", "escape")
        await until_shown(pilot, "▸ # Jitter")


async def test_a_widget_made_large_while_it_is_on_its_way_shows_its_data_when_it_comes(
    source: FakeSource,
) -> None:
    source.hold("w0", "w1")
    async with explorer(source, snapshot_id="a").run_test() as pilot:
        await until(pilot, lambda: source.asked["w2"])
        await pilot.press("enter")
        await until_shown(pilot, "widget 1 of 3", "Loading…")
        source.release("w0")
        await until(pilot, lambda: "Loading…" not in screen(pilot))
        source.errors["w1"] = BROKEN
        await pilot.press("n")
        source.release("w1")
        await until_shown(pilot, "widget 2 of 3", BROKEN.sentence)
        source.errors.clear()
        await pilot.press("r")
        await until_shown(pilot, "21")
        assert source.asked["w0"] == 1
        assert source.cancelled == []


async def test_enter_makes_the_widget_large_from_either_pane(source: FakeSource) -> None:
    async with explorer(source, snapshot_id="a").run_test() as pilot:
        await until_shown(pilot, "32")
        await pilot.press("tab", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, WidgetDetailScreen))


async def test_escape_goes_up_to_the_list_and_the_groups_of_a_snapshot_opened_directly(
    source: FakeSource,
) -> None:
    async with explorer(source, aid=None, snapshot_id="a").run_test() as pilot:
        await until_shown(pilot, "32")
        await pilot.press("escape")
        await until_shown(pilot, "5 snapshots")
        assert isinstance(pilot.app.screen, SnapshotListScreen)
        await pilot.press("escape")
        await until_shown(pilot, "2 account groups")


async def test_escape_goes_up_to_the_groups_while_nobody_knows_whose_snapshot_it_is(
    source: FakeSource,
) -> None:
    source.errors["a"] = ServerFailed("No", "Later.")
    async with explorer(source, aid=None, snapshot_id="a").run_test() as pilot:
        await until_shown(pilot, "escape goes back")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, AccountGroupsScreen))


async def test_a_snapshot_that_has_expired_says_so(source: FakeSource) -> None:
    opened = snapshot("a", ("Loss",))
    source.opened["a"] = replace(opened, row=opened.row._replace(expires=NOW - timedelta(days=3)))
    async with explorer(source, snapshot_id="a").run_test() as pilot:
        await until_shown(pilot, "expired 3 d ago ×")


async def test_what_a_snapshot_says_of_its_dashboard_stands_above_its_widgets(source: FakeSource) -> None:
    facts = DashboardFacts(description="Kept by [bold]NOC", private=True, created_by="7")
    source.opened["a"] = replace(source.opened["a"], dashboard=facts)
    async with explorer(source, snapshot_id="a").run_test(size=(100, 30)) as pilot:
        await until_shown(pilot, "Kept by [bold]NOC · private dashboard · dashboard created by user 7")


async def test_nothing_is_said_of_a_dashboard_of_which_nothing_is_known(source: FakeSource) -> None:
    async with explorer(source, snapshot_id="a").run_test(size=(100, 30)) as pilot:
        await until_shown(pilot, "# Loss")
        assert not pilot.app.screen.query_one(DashboardLine).display


async def test_widgets_are_filtered_by_title_and_type_and_escape_shows_all_again(source: FakeSource) -> None:
    async with explorer(source, snapshot_id="a").run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "# Jitter")
        await pilot.press("slash", *"jit num", "enter")
        await until(pilot, lambda: [text.split()[-1] for text in widget_lines(pilot)[:1]] == ["32"])
        await until_shown(pilot, "1 of 3")
        await pilot.press("enter")
        await until_shown(pilot, "› Jitter")
        await pilot.press("escape", "escape")
        await until(pilot, lambda: len(widget_lines(pilot)) == 3)
        await pilot.press("slash", *"zz", "enter")
        await until_shown(pilot, "No matches. Esc shows all.")
        await pilot.press("escape")
        await until(pilot, lambda: len(widget_lines(pilot)) == 3)
