"""A service whose clock is wrong: told in the explorer, and asked for where it decides what is deleted."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from te_tui.actions.journal import Journal
from te_tui.actions.plan import Change, Plan, PlannedGroup
from te_tui.app import TeTui
from te_tui.screens.confirming import ConfirmDialog
from te_tui.sources.clock import server_now
from tests.screens.changing import fill, ids, notices
from tests.screens.conftest import answer, broken_off, lines, row, rows, until, until_asked, until_shown
from tests.screens.fake_source import FakeSource

YEARS = timedelta(days=730)
ENDS = (datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC))


@asynccontextmanager
async def ahead_by(
    source: FakeSource, home: Path, offset: timedelta, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Pilot[None]]:
    """The explorer on two snapshots, a and b, of which a service that is ahead says that they expired."""
    here = datetime.now(UTC)
    fill(source, (row(name, name, expires=here + timedelta(days=20)) for name in "ab"))
    source.clock_offset = offset
    app = TeTui(lambda _: source, aid="1234", archives=home / "archives", journals=home / "journals")
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: len(rows(pilot).rows) == 2 and rows(pilot).has_focus)
        yield pilot


@pytest.mark.parametrize(
    ("offset", "said"),
    [
        (timedelta(hours=5), None),
        (timedelta(hours=6), "6 h ahead"),
        (timedelta(days=-3), "3 d behind"),
        (YEARS, "2 y ahead"),
    ],
)
@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_first_line_says_how_far_the_clocks_are_apart(
    source: FakeSource, tmp_path: Path, offset: timedelta, said: str | None, size: tuple[int, int]
) -> None:
    async with ahead_by(source, tmp_path, offset, size) as pilot:
        assert ("clock" in lines(pilot)[0]) is (said is not None)
        assert said is None or f"service's clock {said}" in lines(pilot)[0]


@pytest.mark.parametrize("key", ["d", "e", "a"])
async def test_each_question_says_that_the_clocks_differ(
    source: FakeSource, tmp_path: Path, key: str
) -> None:
    async with ahead_by(source, tmp_path, YEARS) as pilot:
        await pilot.press(key)
        await until_shown(pilot, "is 2 y ahead of this machine's")


@pytest.mark.parametrize("way", ["typed", "radar", "marked under a filter that was dropped"])
async def test_what_was_chosen_by_a_clock_that_is_days_wrong_is_not_deleted_by_y(
    source: FakeSource, tmp_path: Path, way: str
) -> None:
    async with ahead_by(source, tmp_path, timedelta(days=2)) as pilot:
        if way == "radar":
            await pilot.press("f", "f")
        else:
            await pilot.press("slash", *"expires<30d", "enter")
        await until(pilot, lambda: rows(pilot).has_focus and ids(pilot) == ["a", "b"])
        if way.startswith("marked"):
            await pilot.press("asterisk", "escape")
        await pilot.press("d")
        await until_asked(pilot)
        await until_shown(pilot, 'Type "delete" to confirm')
        await answer(pilot, "y", "enter")
        await until_shown(pilot, "Not deleted.")
        assert source.changes == []
        await pilot.press(*"delete", "enter")
        await until(pilot, lambda: notices(pilot))
        assert source.changes


@pytest.mark.parametrize("offset", [timedelta(hours=20), YEARS])
async def test_what_was_chosen_by_eye_is_deleted_by_y(
    source: FakeSource, tmp_path: Path, offset: timedelta
) -> None:
    async with ahead_by(source, tmp_path, offset) as pilot:
        await pilot.press("d")
        await answer(pilot, "y")
        await until(pilot, lambda: source.changes == ["DELETE 1234 a"])


@pytest.mark.parametrize("end", ENDS, ids=["9999", "1"])
async def test_a_date_at_the_end_of_the_calendar_breaks_nothing(
    source: FakeSource, tmp_path: Path, end: datetime
) -> None:
    async with ahead_by(source, tmp_path, end - datetime.now(UTC)) as pilot:
        assert server_now(source).year in {9000, 1000}
        await until_shown(pilot, "service's clock")
        for typed in ("expires<30d", "age>1y", "expires:past", "created<2026-01-01"):
            await pilot.press("slash", *typed, "enter")
            await pilot.press("escape")
        await until(pilot, lambda: len(ids(pilot)) == 2)
        await pilot.press("f", "f", "f", "z", "s", "s", "s", "s")
        for key, title in (("d", "Delete"), ("e", "Extend"), ("a", "Archive")):
            await pilot.press(key)
            await until_shown(pilot, f"─ {title} ")
            if key == "e":
                for typed in ("30", "x", "q"):
                    await answer(pilot, *typed)
            await pilot.press("escape")
            await until(pilot, lambda: rows(pilot).has_focus)
        assert ids(pilot) == ["a", "b"]


async def type_length(pilot: Pilot[None], how: str) -> None:
    """Open the dialog and answer it: days, a preset by its letter, or a date."""
    await pilot.press("e")
    await until_asked(pilot)
    if how == "date":
        await pilot.press("d", *"2029-01-31", "enter")
    else:
        await pilot.press(*how, "enter")


@pytest.mark.parametrize("how", ["30", "x", "m"])
async def test_an_extension_by_a_clock_that_is_days_wrong_is_asked_once_more(
    source: FakeSource, tmp_path: Path, how: str
) -> None:
    async with ahead_by(source, tmp_path, timedelta(days=2)) as pilot:
        await type_length(pilot, how)
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmDialog))
        await until_shown(pilot, "Extend 1 snapshot of", "is 2 d ahead of this machine's")
        await until_asked(pilot)
        await pilot.press("enter")
        assert source.changes == []
        await pilot.press("y")
        await until(pilot, lambda: source.changes == ["PATCH 1234 a"])
        await until(pilot, lambda: notices(pilot))


@pytest.mark.parametrize(("offset", "how"), [(timedelta(days=2), "date"), (timedelta(hours=20), "30")])
async def test_a_day_that_is_named_or_a_clock_that_is_believed_needs_no_question(
    source: FakeSource, tmp_path: Path, offset: timedelta, how: str
) -> None:
    async with ahead_by(source, tmp_path, offset) as pilot:
        await type_length(pilot, how)
        await until(pilot, lambda: source.changes == ["PATCH 1234 a"])
        await until(pilot, lambda: notices(pilot))


async def test_what_was_chosen_by_the_clock_says_so_in_its_journal(
    source: FakeSource, tmp_path: Path
) -> None:
    source.hold("raw a")
    async with ahead_by(source, tmp_path, timedelta()) as pilot:
        await pilot.press("slash", *"expires<30d", "enter")
        await until(pilot, lambda: rows(pilot).has_focus)
        await pilot.press("d")
        await answer(pilot, "y")
        await until_shown(pilot, "0 of 1 done")
    (journal,) = await broken_off(tmp_path / "journals")
    assert journal.record.plan.by_clock


async def test_resuming_says_that_the_plan_was_made_by_a_clock_ahead(
    source: FakeSource, tmp_path: Path
) -> None:
    made = datetime.now(UTC) + timedelta(days=9, hours=1)
    plan = Plan(
        "delete", "demo", made, "chosen", (PlannedGroup("1234"),), (Change("1234", "a", "a"),), by_clock=True
    )
    Journal.begin(tmp_path / "journals", plan).close()
    async with ahead_by(source, tmp_path, timedelta()) as pilot:
        await until_shown(pilot, "1 of 1 not deleted (w)")
        await pilot.press("w")
        await until_shown(pilot, "is 9 d ahead of this machine's")
