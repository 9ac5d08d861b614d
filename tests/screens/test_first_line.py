"""What the source tells of its work is on the first line of every screen, as long as it holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from te_tui.app import TeTui
from te_tui.sources.base import Budget, Wait
from te_tui.sources.read_only import ReadOnly
from tests.screens.conftest import NOW, explorer, lines, page, row, screen, until, until_shown
from tests.screens.fake_source import FakeSource


async def test_a_wait_is_counted_down_with_its_reason_and_vanishes(source: FakeSource) -> None:
    app = explorer(source)
    async with app.run_test() as pilot:
        await until_shown(pilot, "5 snapshots")
        wait = Wait(12.4, "rate limit")
        app.waiting(wait)
        await until_shown(pilot, "retrying in 13 s · rate limit")
        app.session.display.clock = lambda: NOW + timedelta(seconds=5)
        await until_shown(pilot, "retrying in 8 s · rate limit")
        app.waiting(wait)  # told again, because another one has ended
        assert "retrying in 8 s" in lines(pilot)[0]
        app.waiting(None)
        await until(pilot, lambda: "retrying" not in lines(pilot)[0])


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_a_wait_leaves_in_sight_where_one_is(source: FakeSource, size: tuple[int, int]) -> None:
    async with explorer(source, snapshot_id="a").run_test(size=size) as pilot:
        await until_shown(pilot, "32")
        source.observer.waiting(Wait(58, "the service failed with HTTP 503"))  # type: ignore[union-attr]
        await until_shown(pilot, "Snapshot a", "│ retrying in 58 s")


async def test_the_budget_is_shown_also_below_the_help(source: FakeSource) -> None:
    async with explorer(source).run_test() as pilot:
        await until_shown(pilot, "5 snapshots")
        await pilot.press("question_mark")
        await until_shown(pilot, "One row")
        source.observer.budget_seen(Budget(240, 231, None))  # type: ignore[union-attr]
        await until_shown(pilot, "231/240 req")


async def test_a_low_budget_is_shown_before_lesser_facts(source: FakeSource) -> None:
    async with explorer(source, snapshot_id="a").run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "32", "10 Nov 21:12 –")
        source.observer.budget_seen(Budget(240, 231, None))  # type: ignore[union-attr]
        await pilot.pause()
        assert "231/240" not in lines(pilot)[0]
        source.observer.budget_seen(Budget(240, 40, None))  # type: ignore[union-attr]
        await until_shown(pilot, "Snapshot a", "10 Nov 21:12 –", "only 40/240 req left")


async def test_a_low_budget_is_forgotten_when_its_window_ends(source: FakeSource) -> None:
    app = explorer(source)
    async with app.run_test() as pilot:
        await until_shown(pilot, "5 snapshots")
        app.session.display.clock = lambda: (
            NOW + timedelta(seconds=0.95)
        )  # a moment before the end of the window
        source.observer.budget_seen(Budget(240, 20, int(NOW.timestamp()) + 1))  # type: ignore[union-attr]
        await until_shown(pilot, "only 20/240 req left")
        app.session.display.clock = lambda: NOW + timedelta(seconds=1)
        await until(pilot, lambda: "req" not in lines(pilot)[0])


async def test_a_budget_without_numbers_is_not_shown(source: FakeSource) -> None:
    async with explorer(source).run_test() as pilot:
        source.observer.budget_seen(Budget(None, None, None))  # type: ignore[union-attr]
        await until_shown(pilot, "5 snapshots")
        assert "req" not in lines(pilot)[0]


async def test_read_only_mode_is_said_as_long_as_it_holds(source: FakeSource) -> None:
    app = TeTui(lambda observer: ReadOnly(source), aid="1234", now=lambda: NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "5 snapshots")
        assert "read-only" in lines(pilot)[0]
        await pilot.press("enter")
        await until_shown(pilot, "Snapshot a", "32")
        assert "read-only" in lines(pilot)[0]


@pytest.mark.parametrize(("days", "is_told"), [(2, True), (60, False)])
async def test_an_expiry_takes_room_from_a_long_name_only_where_it_is_near(
    source: FakeSource, days: int, *, is_told: bool
) -> None:
    opened, expires = source.opened["a"], NOW + timedelta(days=days)
    name = "A name of 40 cells, as long as many are"
    source.opened["a"] = replace(opened, row=opened.row._replace(name=name, expires=expires))
    async with explorer(source, snapshot_id="a").run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "10 Nov 21:12 – 11 Nov 03:12 UTC (6 h)", "32")
        assert ("expires in 2 d ▲" in lines(pilot)[0]) is is_told


async def test_widgets_are_counted_while_they_come(source: FakeSource) -> None:
    source.hold("w1", "w2")
    source.pages["1234"] = [page(row("a", "HTTP Server Dashboard Snapshot, EMEA"))]
    async with explorer(source).run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "1 snapshot")
        await pilot.press("enter")
        await until(pilot, lambda: "UTC · 1 of 3" in lines(pilot)[0])
        source.release()
        await until(pilot, lambda: "UTC (" in lines(pilot)[0])


async def test_a_widget_that_is_fetched_again_says_so_in_its_own_line(source: FakeSource) -> None:
    source.hold("w1", "w2")
    app = explorer(source, snapshot_id="a")
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "# Loss", "10")
        app.waiting(Wait(12, "the service failed with HTTP 500", widget_id="w1"))
        await until(pilot, lambda: "retrying in 12 s" in lines(pilot)[3])
        assert "retrying" not in lines(pilot)[0]
        await pilot.press("down")
        await until_shown(pilot, "Loading… retrying in 12 s: the service")
        await pilot.press("v")
        await until_shown(pilot, "Loading… retrying in")
        assert "retrying" not in lines(pilot)[0]
        app.waiting(None)
        source.release()
        await until(pilot, lambda: "retrying" not in screen(pilot))


async def test_a_used_up_limit_is_told_in_the_first_line_and_where_data_is_missing(
    source: FakeSource,
) -> None:
    source.hold("w0", "w1", "w2")
    app = explorer(source, snapshot_id="a")
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "# Loss")
        app.waiting(Wait(48, "the rate limit is used up", is_limit=True))
        await until(pilot, lambda: "rate limit: goes on in 48 s" in lines(pilot)[0])
        await until_shown(pilot, "Loading… rate limit: goes on in 48 s")
