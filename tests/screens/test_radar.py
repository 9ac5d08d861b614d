"""What expires soon is counted, and one key shows only that."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from textual.pilot import Pilot

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


async def test_one_key_shows_30_days_then_7_then_all_and_leaves_other_words(source: FakeSource) -> None:
    async with explorer(four(source)).run_test(size=(120, 40)) as pilot:
        await until_shown(pilot, "5 snapshots")
        for text, left in (("expires<30d", 2), ("expires<7d", 1), ("", 5), ("expires<30d", 2)):
            await pilot.press("f")
            await until(pilot, partial(shows, pilot, text, left))
        await pilot.press("escape", "slash", *"soon", "enter", "f")
        await until(pilot, lambda: filter_text(pilot) == "soon expires<30d")
        await until(pilot, lambda: [one.snapshot_id for one in rows(pilot).rows] == ["soon"])
        await pilot.press("f", "f")
        await until(pilot, lambda: filter_text(pilot) == "soon")


async def test_account_groups_that_were_visited_tell_what_expires_there(source: FakeSource) -> None:
    async with explorer(four(source), aid=None).run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "2 account groups")
        assert "▲" not in "\n".join(lines(pilot))
        await pilot.press("enter")
        await until_shown(pilot, "5 snapshots")
        await pilot.press("escape")
        await until_shown(pilot, "▲ 1 △ 2")
