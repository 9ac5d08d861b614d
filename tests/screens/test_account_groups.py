"""The account groups: the way in, and what is said where there is none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from te_tui.models.account_group import AccountGroup
from te_tui.screens.groups.screen import AccountGroupsScreen
from te_tui.screens.help import HelpScreen
from te_tui.screens.snapshots.screen import SnapshotListScreen
from tests.screens.conftest import BROKEN, OPS, SIZES, explorer, lines, screen, until, until_shown
from tests.screens.fake_source import FakeSource


async def test_groups_that_cannot_be_entered_are_told_below_the_others(source: FakeSource) -> None:
    source.groups = (AccountGroup("1234", "Network Ops"), AccountGroup(None, "Lost"), AccountGroup())
    async with explorer(source, aid=None).run_test(size=(120, 24)) as pilot:
        await until_shown(pilot, "1 account group ", "2 account groups could not be read", "Lost, (unnamed).")
        source.groups = source.groups[:1]
        await pilot.press("r")
        await until(pilot, lambda: "could not be read" not in screen(pilot))


@pytest.mark.parametrize("size", SIZES)
async def test_the_groups_are_listed_with_the_current_one_first(
    source: FakeSource, size: tuple[int, int]
) -> None:
    async with explorer(source, aid=None).run_test(size=size) as pilot:
        await until_shown(pilot, "2 account groups", "Network Ops", "Archive")
        current, other = lines(pilot)[2:4]
        assert current.split() == ["▸", "Network", "Ops", "1234", "Acme", "current", "?"]
        assert other.split() == ["Archive", "99", "Acme", "?"]


@pytest.mark.parametrize("size", SIZES)
async def test_an_aid_is_never_cut(source: FakeSource, size: tuple[int, int]) -> None:
    source.groups = (OPS, AccountGroup("281474976710706", "Retail", "Example Retail Group"))
    async with explorer(source, aid=None).run_test(size=size) as pilot:
        await until_shown(pilot, "Network Ops ", "281474976710706 ", "Expiring 7/30 d")


async def test_no_organization_is_cut_while_names_have_room_to_spare(source: FakeSource) -> None:
    retail = AccountGroup("281474976710706", "EMEA Retail", "Example Retail Group")
    source.groups = (replace(OPS, organization="Example Retail Group", current=True), retail)
    async with explorer(source, aid=None).run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "Network Ops ", "281474976710706 ", "current")
        assert screen(pilot).count("Example Retail Group") == 2


async def test_there_is_no_column_for_organizations_where_no_group_has_one(source: FakeSource) -> None:
    source.groups = (AccountGroup("1", "Shop"), AccountGroup("2", "Stock"))
    async with explorer(source, aid=None).run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "Shop", "AID")
        assert "Organization" not in screen(pilot)


async def test_enter_opens_the_group_under_the_cursor_and_escape_comes_back_to_it(source: FakeSource) -> None:
    async with explorer(source, aid=None).run_test() as pilot:
        await until_shown(pilot, "Archive")
        await pilot.press("down", "enter")
        await until_shown(pilot, "Archive (99)", "1 snapshot")
        await pilot.press("escape")
        await until_shown(pilot, "▸ Archive")


async def test_enter_typed_twice_opens_one_screen(source: FakeSource) -> None:
    async with explorer(source, aid=None).run_test() as pilot:
        await until_shown(pilot, "Archive")
        groups = pilot.app.screen
        groups.query_one("#groups").action_choose()  # type: ignore[attr-defined]
        groups.query_one("#groups").action_choose()  # type: ignore[attr-defined]
        await until_shown(pilot, "5 snapshots")
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is groups)


async def test_a_single_group_is_entered_at_once_and_has_nothing_above_it(source: FakeSource) -> None:
    source.groups = (OPS,)
    async with explorer(source, aid=None).run_test() as pilot:
        await until_shown(pilot, "5 snapshots")
        assert "Back" not in lines(pilot)[-1]
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, SnapshotListScreen))


async def test_a_single_group_that_is_found_below_the_help_waits_for_it_to_be_closed(
    source: FakeSource,
) -> None:
    source.groups = (OPS,)
    source.hold("groups")
    async with explorer(source, aid=None).run_test() as pilot:
        await until_shown(pilot, "Loading account groups…", "q quits")
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen))
        source.release()
        await pilot.app.workers.wait_for_complete()
        assert isinstance(pilot.app.screen, HelpScreen)
        await pilot.press("escape")
        await until_shown(pilot, "5 snapshots")
        assert not any(isinstance(below, AccountGroupsScreen) for below in pilot.app.screen_stack)


async def test_no_group_at_all_is_said_and_r_asks_again(source: FakeSource) -> None:
    groups, source.groups = source.groups, ()
    async with explorer(source, aid=None).run_test() as pilot:
        await until_shown(pilot, "This token sees no account group.", "r asks again")
        source.groups = groups
        await pilot.press("r")
        await until_shown(pilot, "2 account groups")


async def test_a_failure_is_said_with_the_next_step_and_r_tries_again(source: FakeSource) -> None:
    source.errors["groups"] = BROKEN
    async with explorer(source, aid=None).run_test() as pilot:
        await until_shown(pilot, BROKEN.sentence, BROKEN.next_step, "Press r to try again")
        source.errors.clear()
        await pilot.press("r")
        await until_shown(pilot, "2 account groups", "Network Ops")


async def test_a_group_that_was_listed_before_cannot_be_opened_while_the_list_is_not_shown(
    source: FakeSource,
) -> None:
    async with explorer(source, aid=None).run_test() as pilot:
        await until_shown(pilot, "Archive")
        source.errors["groups"] = BROKEN
        await pilot.press("r")
        await until_shown(pilot, BROKEN.sentence)
        assert "2 account groups" not in screen(pilot)
        await pilot.press("enter", "l", "right")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AccountGroupsScreen)
