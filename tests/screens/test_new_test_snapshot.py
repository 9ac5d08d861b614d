"""The dialog that makes a snapshot of a test: private or public is chosen by nobody but the person."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from textual.pilot import Pilot

from te_tui.models.dashboard import NetworkTest
from te_tui.models.request import SavedTestRequest
from te_tui.models.saved_test import SavedTest
from te_tui.screens.snapshots.screen import SnapshotListScreen
from te_tui.sources.errors import RateLimited
from tests.screens.conftest import SIZES, answer, explorer, screen, until, until_shown
from tests.screens.fake_source import FakeSource

END = datetime(2026, 11, 11, 3, 11, tzinfo=UTC)


@pytest.fixture
def source(source: FakeSource) -> FakeSource:
    source.known_tests = (NetworkTest("7", "Checkout"), NetworkTest("8", "Home page"))
    return source


async def begin(pilot: Pilot[None]) -> None:
    """Open the dialog and pick the first test."""
    await until_shown(pilot, "5 snapshots")
    await pilot.press("N")
    await until_shown(pilot, "2 of 2")
    await pilot.press("enter")
    await until_shown(pilot, "▸ Name        Checkout, 11 Nov 01:11 – 03:11 UTC (2 h)")


@pytest.mark.parametrize("size", SIZES)
async def test_nothing_is_sent_before_private_or_public_is_chosen(
    source: FakeSource, size: tuple[int, int]
) -> None:
    async with explorer(source).run_test(size=size) as pilot:
        await begin(pilot)
        await until_shown(pilot, "Seen by      private  public", " Choose who sees it")
        await until_shown(pilot, "isPublic")
        assert "Missing" not in screen(pilot)
        await pilot.press("enter")
        await until_shown(pilot, "Not sent: Choose who sees it")
        await pilot.press("x")
        await until_shown(pilot, "Missing: Choose who sees it")
        assert source.created_tests == []


@pytest.mark.parametrize(("key", "public"), [("1", False), ("2", True)])
async def test_what_was_chosen_is_sent_and_what_came_back_is_shown(
    source: FakeSource, key: str, public: bool
) -> None:
    privacy = "public" if public else "private"
    async with explorer(source).run_test() as pilot:
        await begin(pilot)
        await pilot.press("up", key, "up", "up", "right", "up", *"Evidence")
        await until_shown(pilot, f"‹{privacy}›", "‹4 h›", 'Enter creates "Evidence"')
        await pilot.press("enter")
        if public:
            await until_shown(pilot, "so that anyone with the link can see")
            await pilot.press("enter")
            assert source.created_tests == []
            await answer(pilot, "y")
        await until_shown(
            pilot, "Evidence (vfeyq), of test Checkout", f"it is {privacy}", "thousandeyes.com/1"
        )
        await until_shown(pilot, "1 of 5 test snapshots in 5 minutes", "keep the link")
        assert source.created_tests == [
            SavedTestRequest("7", "Evidence", END - timedelta(hours=4), END, public)
        ]
        await pilot.press("escape")
        await until_shown(pilot, "5 snapshots")
        assert isinstance(pilot.app.screen, SnapshotListScreen)


async def test_private_or_public_is_chosen_anew_for_another_test(source: FakeSource) -> None:
    async with explorer(source).run_test() as pilot:
        await begin(pilot)
        await pilot.press(*"mine", "up", "2")
        await until_shown(pilot, 'Enter creates "mine"', "‹public›")
        await pilot.press("escape")
        await until_shown(pilot, "2 of 2")
        await pilot.press("down", "enter", "question_mark")
        await until_shown(pilot, "← →  Change Window", "type Change Ends (UTC)", "← →  Change Seen by")
        await pilot.press("escape")
        await until_shown(pilot, "▸ Name        Home page, 11 Nov", "Choose who sees it")


async def test_link_and_id_of_what_was_made_are_copied(source: FakeSource) -> None:
    app = explorer(source)
    async with app.run_test() as pilot:
        await begin(pilot)
        await pilot.press("up", "y", "1", "enter")
        await until_shown(pilot, "y copies it, escape goes back.")
        assert app.clipboard == ""
        await pilot.press("y")
        await until(pilot, lambda: app.clipboard == "https://app.thousandeyes.com/1")
        await pilot.press("Y")
        await until(pilot, lambda: app.clipboard == "vfeyq")


async def test_one_that_is_not_as_private_as_was_chosen_is_said(source: FakeSource) -> None:
    source.saved_test = SavedTest(None, None, False, None, None, None)
    async with explorer(source).run_test(size=(120, 40)) as pilot:
        await begin(pilot)
        await pilot.press("up", "1", "enter")
        await until_shown(pilot, "but private was asked for", "answer says public: anyone", "without an id")
        await until_shown(pilot, "The answer has no link.")


@pytest.mark.parametrize(
    ("typed", "said"),
    [("2026-11-11 04:00", "in the future"), ("soon", "is not a date"), ("1970-01-01", "begins before 1970")],
)
async def test_a_wrong_end_is_said_and_never_sent(source: FakeSource, typed: str, said: str) -> None:
    async with explorer(source).run_test() as pilot:
        await begin(pilot)
        await pilot.press("up", "1", "up", *typed)
        await until_shown(pilot, "Not valid: ", said)
        await pilot.press("enter")
        await until_shown(pilot, "Not sent: ", said)
        assert source.created_tests == []


async def test_an_end_in_the_past_is_asked_for(source: FakeSource) -> None:
    async with explorer(source).run_test() as pilot:
        await begin(pilot)
        await pilot.press("up", "right", "up", *"2026-11-10 12:00", "enter")
        await until(pilot, lambda: source.created_tests)
        assert source.created_tests[0].end == datetime(2026, 11, 10, 12, 0, tzinfo=UTC)


async def test_the_sixth_in_five_minutes_is_said_and_the_form_kept(source: FakeSource) -> None:
    source.errors["create test"] = RateLimited("HTTP 429", "At most 5 in 5 minutes.")
    async with explorer(source).run_test() as pilot:
        await begin(pilot)
        await pilot.press("up", "2", "enter")
        await answer(pilot, "y")
        await until_shown(pilot, "HTTP 429. At most 5 in 5 minutes.", "‹public›")
        assert "keep the link" not in screen(pilot)
