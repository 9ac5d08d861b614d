"""Rows that a filter finds because a field of theirs is damaged are not changed with the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from te_tui.screens.changes.extending import ExtendScreen
from tests.screens.changing import fill, ids, listed, notices
from tests.screens.conftest import answer, row, rows, until, until_asked, until_shown
from tests.screens.fake_source import FakeSource

LOST = row("lost", "lost", expires=None, unreadable=frozenset({"expires"}))
ELSE = row("else", "else", expires=None, unreadable=frozenset({"shared"}))
WHY = "Left out: lost lost: its expiry could not be read"


@pytest.mark.parametrize("filter_stays", [True, False])
async def test_a_filter_and_a_mark_for_all_leave_it_out_and_name_it(
    source: FakeSource, tmp_path: Path, filter_stays: bool
) -> None:
    fill(source, [row("whole", "whole", expires=None), LOST, ELSE, row("kept", "kept")])
    async with listed(source, tmp_path, (120, 40)) as pilot:
        await pilot.press("slash", *"expires:never", "enter")
        await until(pilot, lambda: ids(pilot) == ["whole", "lost", "else"] and rows(pilot).has_focus)
        await pilot.press("asterisk", *([] if filter_stays else ["escape"]))
        await pilot.press("d")
        await until_shown(pilot, "Delete 2 snapshots", WHY)
        await answer(pilot, "y")
        await until(pilot, lambda: notices(pilot))
        assert sorted(source.changes) == ["DELETE 1234 else", "DELETE 1234 whole"]


async def test_extending_leaves_it_out_and_names_it(source: FakeSource, tmp_path: Path) -> None:
    fill(source, [row("whole", "whole", expires=None), LOST, row("kept", "kept")])
    async with listed(source, tmp_path, (120, 40)) as pilot:
        await pilot.press("slash", *"expires:never", "enter")
        await until(pilot, lambda: rows(pilot).has_focus)
        await pilot.press("asterisk", "e")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExtendScreen))
        await until_asked(pilot)
        await pilot.press("d", *"2027-01-31")
        await until_shown(pilot, WHY)
        await pilot.press("enter")
        await until(pilot, lambda: source.changes == ["PATCH 1234 whole"])
        await until(pilot, lambda: notices(pilot))


async def test_what_is_marked_without_that_filter_is_deleted(source: FakeSource, tmp_path: Path) -> None:
    fill(source, [LOST, row("kept", "kept")])
    async with listed(source, tmp_path) as pilot:
        await pilot.press("space", "d")
        await answer(pilot, "y")
        await until(pilot, lambda: source.changes == ["DELETE 1234 lost"])
        await until(pilot, lambda: notices(pilot))
