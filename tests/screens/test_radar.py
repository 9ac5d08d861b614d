"""What expires soon is counted, and one key shows only that."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from textual.pilot import Pilot

from te_tui.widgets.row_list import Sort
from tests.screens.changing import fill
from tests.screens.conftest import NOW, explorer, filter_text, lines, row, rows, until, until_shown
from tests.screens.fake_source import FakeSource

DAYS = {"past": -1, "soon": 3, "later": 20, "far": 60}


def four(source: FakeSource) -> FakeSource:
    """One that has expired, one that does soon, one later, one much later, one of which nobody knows."""
    dated = [row(name, name, expires=NOW + timedelta(days=days)) for name, days in DAYS.items()]
    return fill(source, [*dated, row("unknown", expires=None)])


def shows(pilot: Pilot[None], text: str, number: int) -> bool:
    return filter_text(pilot) == text and len(rows(pilot).rows) == number


async def test_the_first_line_counts_what_expires_within_7_and_within_30_days(source: FakeSource) -> None:
    async with explorer(four(source)).run_test(size=(120, 40)) as pilot:
        await until_shown(pilot, "▲ 1 expire in 7 d", "△ 2 in 30 d")


async def test_one_key_shows_7_days_then_30_then_all_and_leaves_other_words(source: FakeSource) -> None:
    async with explorer(four(source)).run_test(size=(120, 40)) as pilot:
        await until_shown(pilot, "5 snapshots")
        for text, left in (("expires<7d", 1), ("expires<30d", 2), ("", 5), ("expires<7d", 1)):
            await pilot.press("f")
            await until(pilot, partial(shows, pilot, text, left))
        await pilot.press("escape", "slash", *"soon", "enter", "f")
        await until(pilot, lambda: filter_text(pilot) == "soon expires<7d")
        await until(pilot, lambda: [one.snapshot_id for one in rows(pilot).rows] == ["soon"])
        await pilot.press("f", "f")
        await until(pilot, lambda: filter_text(pilot) == "soon")


async def test_it_is_sorted_by_expiry_as_long_as_it_is_on_and_then_the_old_row_and_order_are_back(
    source: FakeSource,
) -> None:
    dated = [
        row(name, name, expires=NOW + timedelta(days=days))
        for name, days in (("b", 9), ("far", 99), ("a", 2))
    ]
    async with explorer(fill(source, dated)).run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "3 snapshots")
        await pilot.press("down", "f", "f")
        await until(pilot, lambda: [one.snapshot_id for one in rows(pilot).rows] == ["a", "b"])
        assert rows(pilot).sort == Sort("Expires")
        assert rows(pilot).is_at_top
        await pilot.press("f")
        await until(pilot, lambda: [one.snapshot_id for one in rows(pilot).rows] == ["b", "far", "a"])
        assert rows(pilot).sort is None
        assert rows(pilot).cursor_row.snapshot_id == "far"  # type: ignore[union-attr]


async def test_escape_gives_the_order_back_as_well_but_not_over_one_that_was_chosen_since(
    source: FakeSource,
) -> None:
    async with explorer(four(source)).run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "5 snapshots")
        await pilot.press("f", "escape")
        await until(pilot, lambda: rows(pilot).sort is None and len(rows(pilot).rows) == 5)
        await pilot.press("f", "S", "escape")
        await until(pilot, lambda: rows(pilot).sort == Sort("Expires", descending=True))


async def test_account_groups_that_were_visited_tell_what_expires_there(source: FakeSource) -> None:
    async with explorer(four(source), aid=None).run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "2 account groups")
        assert "▲" not in "\n".join(lines(pilot))
        await pilot.press("enter")
        await until_shown(pilot, "5 snapshots")
        await pilot.press("escape")
        await until_shown(pilot, "▲ 1 △ 2")
