"""`e` gives snapshots a later expiry, previewed before and read back after; `U` takes that back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from te_tui.actions.journals import newest_ended
from te_tui.screens.snapshots.screen import SnapshotListScreen
from te_tui.sources.abilities import NO_LIMITS
from te_tui.sources.grafana.abilities import ABILITIES
from tests.screens.changing import changeable, fill, letters, listed, notices
from tests.screens.conftest import BROKEN, NOW, answer, row, rows, screen, until, until_shown
from tests.screens.fake_source import FakeSource
from tests.screens.test_hostile_text import HOSTILE

SIXTY, NINETY = NOW + timedelta(days=60), NOW + timedelta(days=90)


async def test_a_number_of_days_extends_one_snapshot_and_one_key_undoes_it(
    source: FakeSource, tmp_path: Path
) -> None:
    letters(source)
    async with listed(source, tmp_path) as pilot:
        await until_shown(pilot, "5 snapshots", "e Extend  d Delete")
        await pilot.press("down", "e", "3", "0", "enter")
        await until(pilot, lambda: notices(pilot))
        assert notices(pilot) == ['Extended "b". U to undo.']
        assert source.changes == ["PATCH 1234 b"]
        assert source.opened["b"].row.expires == NINETY
        await until(pilot, lambda: rows(pilot).rows[1].expires == NINETY)
        await until_shown(pilot, "in 90 d")
        await until_shown(pilot, "U Undo extend")
        await until(pilot, lambda: isinstance(pilot.app.screen, SnapshotListScreen))
        await pilot.press("U")
        await until_shown(pilot, "Give 1 old expiry back?")
        await answer(pilot, "y")
        await until(pilot, lambda: source.opened["b"].row.expires == SIXTY)
        await until(pilot, lambda: rows(pilot).rows[1].expires == SIXTY)
        await until(pilot, lambda: notices(pilot) == ["Undone: 1 old expiry is back."])
        await pilot.press("U")
        assert source.changes == ["PATCH 1234 b"] * 2
    assert newest_ended(tmp_path / "journals", "extend", "demo")


@pytest.mark.parametrize(
    ("keys", "preview"),
    [
        ((), "or to now if that has passed."),
        ((), "w 7d week  m 30d month  q 90d quarter  y 1y  x max  d date"),
        (("enter",), "Not sent: type a number of days, or choose a length."),
        (("3", "0"), "10 Jan 2027 03:12 UTC → 9 Feb 2027 03:12 UTC"),
        (("3", "0", "backspace"), "→ 13 Jan 2027 03:12 UTC"),
        (("0",), "Not valid: Type 1 day or more."),
        (("9", "9", "9", "9"), "→ 11 Nov 2031 00:00 UTC"),
        (("w",), "→ 17 Jan 2027 03:12 UTC"),
        (("m",), "→ 9 Feb 2027 03:12 UTC"),
        (("right", "right"), "→ 9 Feb 2027 03:12 UTC"),
        (("right", "right", "right", "left"), "→ 9 Feb 2027 03:12 UTC"),
        (("q",), "→ 10 Apr 2027 03:12 UTC"),
        (("y",), "→ 10 Jan 2028 03:12 UTC"),
        (("x",), "→ 11 Nov 2031 00:00 UTC"),
        (("left",), "Missing: Type a day such as 2027-01-31."),
        (("3", "0", "w"), "→ 17 Jan 2027 03:12 UTC"),
        (("w", "3", "0"), "→ 9 Feb 2027 03:12 UTC"),
        (("d", *"2027-02-01"), "→ 1 Feb 2027 00:00 UTC"),
        (("d", *"2027-02-"), "Type a day such as 2027-01-31."),
        (("d", *"2031-11-12"), "2031-11-12 is too far ahead"),
        (("d", *"2026-11-11"), "2026-11-11 is not ahead: it is"),
        (("d", *"2027-01-01"), "it lasts until 2027-01-10 03:12 UTC already"),
    ],
)
async def test_the_preview_says_from_when_to_when_or_why_not(
    source: FakeSource, tmp_path: Path, keys: tuple[str, ...], preview: str
) -> None:
    letters(source)
    async with listed(source, tmp_path, (120, 40)) as pilot:
        await pilot.press("e")
        await answer(pilot, *keys)
        await until_shown(pilot, preview)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, SnapshotListScreen))
        assert source.changes == []


async def test_what_cannot_be_extended_is_not(source: FakeSource, tmp_path: Path) -> None:
    letters(source)
    async with listed(source, tmp_path, (120, 40)) as pilot:
        await pilot.press("e")
        await answer(pilot, "d", "2", "0", "enter")
        await until_shown(pilot, "Not sent: Type a day")
        assert source.changes == []
    assert not (tmp_path / "journals").exists()


async def test_of_several_the_ends_are_shown_and_what_is_left_out_and_why(
    source: FakeSource, tmp_path: Path
) -> None:
    many = [row(f"s{day}", expires=NOW + timedelta(days=day)) for day in (3, 50, 20)]
    fill(source, [*many, row("u", expires=None), row("v", expires=None), row("w")])
    async with listed(source, tmp_path, (80, 40)) as pilot:
        await pilot.press(*["space"] * 5, "e", "3", "0")
        await until_shown(
            pilot,
            "5 snapshots of account group 1234",
            "3 will be extended",
            "new expiry: from 14 Dec 03:12 UTC",
            "to 30 Jan 2027 03:12 UTC",
            "2 left out: its expiry is not known",
            "until 14 Dec       Snapshot s3",
            "until 30 Jan 2027  Snapshot s50",
        )
        await pilot.press("enter")
        await until(pilot, lambda: notices(pilot))
        assert source.changes == [f"PATCH 1234 s{day}" for day in (3, 50, 20)]
        assert rows(pilot).marked == {"u", "v"}


async def test_one_that_fails_is_reported_stays_marked_and_the_others_are_extended(
    source: FakeSource, tmp_path: Path
) -> None:
    letters(source).errors["extend b"] = BROKEN
    async with listed(source, tmp_path) as pilot:
        await pilot.press(*["space"] * 3, "e", "3", "0", "enter")
        await until_shown(
            pilot,
            "Extended 2 snapshots",
            "b: Could not do it: HTTP 503",
            "1 of 3 remain",
            "te-tui extend --resume",
        )
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, SnapshotListScreen))
        assert rows(pilot).marked == {"b"}


async def test_an_open_snapshot_shows_its_new_expiry(source: FakeSource, tmp_path: Path) -> None:
    letters(source)
    async with changeable(source, tmp_path, "a").run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "expires in 60 d")
        await pilot.press("e", "9", "0", "enter")
        await until_shown(pilot, "expires in 150 d")
        assert notices(pilot)


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_names_are_shown_literally(source: FakeSource, tmp_path: Path, text: str) -> None:
    fill(source, [row("a", text)]).errors["extend a"] = BROKEN
    async with listed(source, tmp_path, (60, 20)) as pilot:
        await pilot.press("e")
        await until_shown(pilot, "w 7d  m 30d  q 90d  y 1y  x max  d date", "week, month, ", text)
        await pilot.press("3", "0", "enter")
        await until_shown(pilot, f"{text}: Could not do it")
        assert "Traceback" not in screen(pilot)


async def test_above_twenty_nothing_is_deleted_to_be_made_again_by_y_alone(
    source: FakeSource, tmp_path: Path
) -> None:
    source.abilities, source.limits = ABILITIES, NO_LIMITS
    fill(source, (row(f"s{index}") for index in range(21)))
    async with listed(source, tmp_path, (80, 40)) as pilot:
        await pilot.press("asterisk", "e")
        await answer(pilot, "l", "3", "0", "enter")
        await until_shown(pilot, "Not sent: above 20 under the same link")
        await answer(pilot, "y", "enter")
        assert source.changes == []
