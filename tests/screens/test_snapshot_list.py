"""The list can be used while it is loading, and says how it stands whatever becomes of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from textual.pilot import Pilot

from te_tui.app import TeTui
from te_tui.screens.snapshots.columns import OPTIONAL, snapshot_columns, unfilled
from te_tui.screens.snapshots.screen import SnapshotListScreen
from te_tui.widgets.row_list import Sort
from tests.screens.conftest import (
    BROKEN,
    NOW,
    SIZES,
    explorer,
    filter_text,
    lines,
    page,
    pages_of,
    row,
    rows,
    screen,
    until,
    until_shown,
)
from tests.screens.fake_source import FakeSource


def names(pilot: Pilot[None]) -> list[str]:
    return [listed.label for listed in rows(pilot).rows]


@pytest.mark.parametrize("size", SIZES)
async def test_name_expiry_and_count_are_visible_at_every_width(
    source: FakeSource, size: tuple[int, int]
) -> None:
    incident = row("a", "Checkout latency", expires=NOW + timedelta(days=2))
    source.pages["1234"] = [page(incident, row("b"))]
    async with explorer(source).run_test(size=size) as pilot:
        await until_shown(pilot, "Checkout latency", "in 2 d ▲", "2 snapshots · ▲ 1 expire in 7 d", "1234")


@pytest.mark.parametrize(
    ("width", "columns"),
    [
        (60, "Name Expires"),
        (80, "Name Created (UTC) Expires Span"),
        (100, "Name Dashboard Created (UTC) Expires Span"),
    ],
)
async def test_names_are_readable_before_lesser_columns_are_told(
    source: FakeSource, width: int, columns: str
) -> None:
    incident = row("a", "Checkout latency, 27 Oct incident", created=NOW - timedelta(days=400))
    source.pages["1234"] = [page(incident, row("b", expires=NOW - timedelta(minutes=90)))]
    async with explorer(source).run_test(size=(width, 20)) as pilot:
        await until_shown(pilot, "Checkout latency, 27 Oct incident", "90 min ago ×")
        assert columns.split() == lines(pilot)[2].split()
        assert ("7 Oct 2025 " in screen(pilot)) == ("Created" in columns)


def test_flags_that_no_row_has_take_no_room() -> None:
    assert unfilled([row("a")], OPTIONAL) >= {"flags"}
    assert "flags" not in unfilled([row("a"), row("b", shared=True)], OPTIONAL)
    titles = [column.title for column in snapshot_columns(lambda: NOW, UTC, {"flags"})]
    assert titles == ["Name", "Dashboard", "Created (UTC)", "Expires", "Span"]


async def test_the_list_is_used_while_pages_are_coming(source: FakeSource) -> None:
    source.hold("page 1")
    async with explorer(source).run_test() as pilot:
        await until_shown(pilot, "3 snapshots, more coming…")
        await pilot.press("down", "space", "slash", "c", "enter")
        await until_shown(pilot, "1 of 3 · 1 marked")
        await pilot.press("escape", "g", "enter")
        await until_shown(pilot, "Loss")
        await pilot.press("escape")
        await until_shown(pilot, "3 snapshots, more coming…")
        source.release()
        await until_shown(pilot, "5 snapshots ")
        assert "coming" not in screen(pilot)
        assert names(pilot) == list("abcde")


async def test_rows_that_arrive_leave_the_cursor_where_it_is(source: FakeSource) -> None:
    source.hold("page 1")
    async with explorer(source).run_test() as pilot:
        await until_shown(pilot, "more coming…")
        await pilot.press("down")
        source.release()
        await until_shown(pilot, "5 snapshots ")
        assert lines(pilot)[4].startswith("▸  b")


async def test_an_order_chosen_while_pages_are_coming_holds_at_the_end(source: FakeSource) -> None:
    source.pages["1234"] = pages_of("cafbed", size=2)
    source.hold("page 1", "page 2")
    async with explorer(source).run_test() as pilot:
        await until_shown(pilot, "2 snapshots, more coming…")
        await pilot.press("s")
        source.release()
        await until_shown(pilot, "6 snapshots ", "Name↑")
        assert names(pilot) == list("abcdef")
        await pilot.press("S")
        await until_shown(pilot, "Name↓")
        assert names(pilot) == list("fedcba")


async def test_the_reversed_order_of_the_api_takes_new_rows_in_front(source: FakeSource) -> None:
    source.hold("page 1", "page 2")
    async with explorer(source).run_test() as pilot:
        await until_shown(pilot, "3 snapshots, more coming…")
        await pilot.press("S")
        source.release("page 1")
        await until(pilot, lambda: names(pilot) == list("edcba"))
        assert "more coming…" in screen(pilot)


@pytest.mark.parametrize(
    ("width", "titles"),
    [
        (160, ("Name", "Dashboard", "Created (UTC)", "Expires", "Span")),
        (80, ("Name", "Created (UTC)", "Expires", "Span")),
    ],
)
async def test_s_goes_through_the_orders_of_all_columns_that_are_there_and_back_to_that_of_the_api(
    source: FakeSource, width: int, titles: tuple[str, ...]
) -> None:
    async with explorer(source).run_test(size=(width, 24)) as pilot:
        await until_shown(pilot, "5 snapshots")
        for title in titles:
            await pilot.press("s")
            await until(pilot, lambda title=title: rows(pilot).sort.title == title)  # type: ignore[misc,union-attr]
        await pilot.press("s")
        await until(pilot, lambda: rows(pilot).sort is None)


async def test_a_click_on_a_title_sorts_and_a_second_one_turns_the_order_round(source: FakeSource) -> None:
    async with explorer(source).run_test() as pilot:
        await until_shown(pilot, "5 snapshots")
        await pilot.click("#snapshots", offset=(5, 0))
        await until_shown(pilot, "Name↑")
        await pilot.click("#snapshots", offset=(5, 0))
        await until_shown(pilot, "Name↓")
        assert names(pilot) == list("edcba")


async def test_while_a_term_is_not_finished_the_others_hold_and_the_next_step_is_said(
    source: FakeSource,
) -> None:
    async with explorer(source).run_test(size=(60, 20)) as pilot:
        await until_shown(pilot, "5 snapshots")
        await pilot.press("slash", *"b expires<")
        await until_shown(pilot, "/ b expires<", "write expires<7d")
        await until(pilot, lambda: names(pilot) == ["b"])
        await pilot.press(*"90d")
        await until_shown(pilot, "1 of 5")


async def test_a_wrong_expression_is_not_kept_and_nothing_that_was_typed_is_lost(source: FakeSource) -> None:
    async with explorer(source).run_test() as pilot:
        await until_shown(pilot, "5 snapshots")
        await pilot.press("slash", *"age>9", "enter", "down", "d")
        await until(pilot, lambda: filter_text(pilot) == "age>9d")
        await pilot.press("enter")
        await until(pilot, lambda: rows(pilot).has_focus)


async def test_escape_in_the_filter_goes_back_to_the_row_it_began_on(source: FakeSource) -> None:
    async with explorer(source).run_test() as pilot:
        await until_shown(pilot, "5 snapshots")
        await pilot.press("down", "down", "down", "slash", "a")
        await until_shown(pilot, "1 of 5")
        await pilot.press("escape")
        await until_shown(pilot, "▸  d")
        assert filter_text(pilot) == ""
        await until(pilot, lambda: rows(pilot).has_focus)


async def test_a_cursor_at_the_top_stays_there_while_a_filter_is_typed(source: FakeSource) -> None:
    source.pages["1234"] = pages_of("abcdef", size=9)
    async with explorer(source).run_test() as pilot:
        await until_shown(pilot, "6 snapshots")
        await pilot.press("slash", *"d")
        await until_shown(pilot, "1 of 6", "▸  d")
        await pilot.press("backspace", *"age>0d")
        await until_shown(pilot, "6 of 6", "▸  a")


async def test_enter_keeps_the_filter_and_escape_in_the_list_drops_it_first(source: FakeSource) -> None:
    async with explorer(source).run_test() as pilot:
        await until_shown(pilot, "5 snapshots")
        await pilot.press("slash", "b", "enter")
        await until(pilot, lambda: rows(pilot).has_focus)
        assert (filter_text(pilot), names(pilot)) == ("b", ["b"])
        await pilot.press("escape")
        await until(pilot, lambda: names(pilot) == list("abcde"))
        assert isinstance(pilot.app.screen, SnapshotListScreen)


async def test_marks_survive_a_filter(source: FakeSource) -> None:
    async with explorer(source).run_test() as pilot:
        await until_shown(pilot, "5 snapshots")
        await pilot.press("space", "space", "slash", "c")
        await until_shown(pilot, "1 of 5 · 2 marked")
        await pilot.press("escape")
        await until_shown(pilot, " ● a", " ● b")


async def test_a_filter_that_nothing_matches_says_how_to_get_rid_of_it(source: FakeSource) -> None:
    async with explorer(source).run_test() as pilot:
        await until_shown(pilot, "5 snapshots")
        await pilot.press("slash", "x")
        await until_shown(pilot, "No matches. Esc clears the filter.", "0 of 5")


@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_a_filter_typed_before_the_first_row_does_not_trap_the_keys(
    source: FakeSource, key: str
) -> None:
    source.hold("page 0")
    async with explorer(source).run_test() as pilot:
        await until_shown(pilot, "Loading the snapshots of 1234…")
        await pilot.press("slash", "b", key)
        await until(pilot, lambda: pilot.app.focused is None)
        source.release()
        await until_shown(pilot, "5 snapshots")
        await until(pilot, lambda: rows(pilot).has_focus)
        assert names(pilot) == (["b"] if key == "enter" else list("abcde"))


async def test_parts_that_could_not_be_read_are_told(source: FakeSource) -> None:
    source.pages["1234"] = [page(row("a"), damage=("dashboardSnapshots[1]",)), page(row("c"), damage=("x",))]
    async with explorer(source).run_test() as pilot:
        await until_shown(pilot, "2 parts of the list could not be read", "dashboardSnapshots[1], x")


async def test_a_failure_in_the_middle_keeps_the_rows_and_r_loads_again(source: FakeSource) -> None:
    source.errors["page 1"] = BROKEN
    async with explorer(source).run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "The list stops after 3; press r to try again.", "at least 3 snapshots ")
        assert names(pilot) == list("abc")
        source.errors.clear()
        await pilot.press("down", "r")
        await until_shown(pilot, "5 snapshots ", "▸  b")
        assert "stops" not in screen(pilot)


async def test_a_failure_at_the_first_page_is_said_with_the_next_step(source: FakeSource) -> None:
    source.errors["page 0"] = BROKEN
    async with explorer(source).run_test() as pilot:
        await until_shown(pilot, BROKEN.sentence, BROKEN.next_step, "Press r to try again")
        assert "snapshots" not in lines(pilot)[0]
        source.errors.clear()
        await pilot.press("r")
        await until_shown(pilot, "5 snapshots")


async def test_a_reload_that_fails_leaves_the_list_as_it_was(source: FakeSource) -> None:
    async with explorer(source).run_test() as pilot:
        await until_shown(pilot, "5 snapshots")
        source.errors["page 0"] = BROKEN
        await pilot.press("r")
        await until_shown(pilot, "This is the list as it was before; press r to try again.")
        assert names(pilot) == list("abcde")


async def test_a_group_without_snapshots_says_so_and_r_looks_again(source: FakeSource) -> None:
    pages, source.pages["1234"] = source.pages["1234"], [page()]
    async with explorer(source).run_test() as pilot:
        await until_shown(pilot, "1234 has no dashboard snapshots.", "r looks again", "escape goes back")
        source.pages["1234"] = pages
        await pilot.press("r")
        await until_shown(pilot, "5 snapshots")
        await until(pilot, lambda: rows(pilot).has_focus)


async def test_a_snapshot_without_an_id_says_that_it_cannot_be_opened(source: FakeSource) -> None:
    nameless = row(None, "Lost one")
    source.pages["1234"] = [page(nameless, nameless._replace(name="Lost two"))]
    async with explorer(source).run_test(notifications=True) as pilot:
        await until_shown(pilot, "Lost one", "Lost two", "2 snapshots")
        await pilot.press("enter")
        await until_shown(pilot, "came without an id")
        assert isinstance(pilot.app.screen, SnapshotListScreen)


async def test_a_snapshot_that_comes_twice_is_listed_once(source: FakeSource) -> None:
    source.pages["1234"] = pages_of("abcbcd")
    async with explorer(source).run_test() as pilot:
        await until_shown(pilot, "4 snapshots ")
        assert names(pilot) == list("abcd")


async def test_the_preview_follows_the_cursor_where_there_is_room(source: FakeSource) -> None:
    async with explorer(source).run_test(size=(120, 40)) as pilot:
        await until_shown(pilot, "5 snapshots", "│ Dashboard")
        await pilot.press("down")
        await until_shown(pilot, "│ b")
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: "│ b" not in screen(pilot))


async def test_the_preview_leaves_its_room_by_one_key_and_the_dashboard_is_there_beside_it(
    source: FakeSource,
) -> None:
    async with explorer(source).run_test(size=(120, 40)) as pilot:
        await until_shown(pilot, "5 snapshots", "Window", "Dashboard  ")
        await pilot.press("p")
        await until(pilot, lambda: "Window" not in screen(pilot))
        await until_shown(pilot, "Span", "Dashboard  ")
        await pilot.press("p")
        await until_shown(pilot, "Window")


async def test_the_preview_names_the_widgets_of_a_snapshot_that_was_opened(source: FakeSource) -> None:
    async with explorer(source).run_test(size=(120, 40)) as pilot:
        await until_shown(pilot, "5 snapshots")
        await pilot.press("enter")
        await until_shown(pilot, "# Jitter")
        await pilot.press("escape")
        await until_shown(pilot, "Loss, Latency, Jitter")


async def test_an_order_by_a_column_that_has_no_room_is_told_above_the_list(source: FakeSource) -> None:
    async with explorer(source).run_test(size=(120, 24)) as pilot:
        await until_shown(pilot, "5 snapshots")
        await pilot.press("p", "s", "s")
        await until(pilot, lambda: rows(pilot).sort == Sort("Dashboard"))
        await pilot.resize_terminal(80, 24)
        await pilot.press("S")
        await until_shown(pilot, "by dashboard ↓")


async def test_escape_from_a_list_that_was_opened_directly_goes_up_to_the_groups(source: FakeSource) -> None:
    async with explorer(source, aid="1234").run_test() as pilot:
        await until_shown(pilot, "5 snapshots")
        await pilot.press("escape")
        await until_shown(pilot, "2 account groups")


async def test_times_and_filters_go_by_the_clock_of_the_service(source: FakeSource) -> None:
    source.clock_offset = ahead = timedelta(days=700)
    now = datetime.now(UTC) + ahead
    soon, past = row("a", expires=now + timedelta(days=2)), row("b", expires=now - timedelta(days=2))
    source.pages["1234"] = [page(soon, past)]
    async with TeTui(lambda observer: source, aid="1234").run_test(size=(120, 30)) as pilot:
        await until_shown(pilot, "2 snapshots", "2 d ago")
        await pilot.press("slash", *"expires<7d", "enter")
        await until(pilot, lambda: [one.snapshot_id for one in rows(pilot).rows] == ["a"])


async def test_leaving_the_list_says_that_its_marks_are_lost(source: FakeSource) -> None:
    async with explorer(source, aid=None).run_test() as pilot:
        await until_shown(pilot, "2 account groups")
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen.query("#snapshots") and rows(pilot).has_focus)
        await pilot.press("space", "q")
        await until_shown(pilot, "2 account groups")
        assert [notice.message for notice in pilot.app._notifications] == ["1 mark cleared."]
