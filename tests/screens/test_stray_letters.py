"""A word that is typed into the wrong window answers no question, however slowly it is typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from te_tui.models.account_group import AccountGroup
from te_tui.screens.changes.extending import ExtendScreen
from te_tui.screens.dialog import AskingDialog
from te_tui.screens.snapshots.screen import SnapshotListScreen
from te_tui.terminal.attention import READING
from tests.screens.changing import fill, letters, listed, notices
from tests.screens.conftest import row, until, until_asked, until_shown
from tests.screens.fake_source import FakeSource
from tests.screens.test_answering import LONG_ENOUGH, Clock, archived, clock, press, quiet

__all__ = ["clock"]

pytestmark = pytest.mark.long

WORDS = (
    *("dry", "daily", "dairy", "day", "tidy", "ready", "git add", "cd", "eye", "add", "study", "query"),
    *("key", "hey", "stay", "away", "edit", "delay", "dynamic", "daddy", "deny y", "d1y", "Uy my"),
)


async def type_word(pilot: Pilot[None], clock: Clock, word: str, apart: float) -> None:
    """Type a word and enter, with so many seconds between two keys."""
    for key in (*("space" if sign == " " else sign for sign in word), "enter"):
        press(pilot, clock, key)
        clock.now += apart / 2
        await quiet(pilot)  # what the key has changed is drawn and sent before the next one
        clock.now += apart / 2


@pytest.mark.parametrize("apart", [0.15, 0.35, 0.5])
@pytest.mark.parametrize("word", WORDS)
async def test_no_word_deletes_extends_or_archives(
    source: FakeSource, tmp_path: Path, clock: Clock, word: str, apart: float
) -> None:
    async with listed(letters(source), tmp_path) as pilot:
        await type_word(pilot, clock, word, apart)
        await quiet(pilot)
        assert source.changes == []
    assert not archived(tmp_path)


@pytest.mark.parametrize("marks", [0, 2])
@pytest.mark.parametrize(
    ("keys", "says"),
    [
        (("d", "r"), "Nothing was deleted: r is no answer. d asks again."),
        (("d", "3"), "Nothing was deleted: 3 is no answer. d asks again."),
        (("a", "d"), "Nothing was archived: d is no answer. a asks again."),
        (("a", "space"), "Nothing was archived: space is no answer. a asks again."),
        (("e", "a"), "Nothing was extended: a is no answer. e asks again."),
        (("e", "3", "a"), "Nothing was extended: a is no answer. e asks again."),
    ],
)
async def test_a_letter_that_means_nothing_closes_the_dialog_and_is_named(
    source: FakeSource,
    tmp_path: Path,
    clock: Clock,
    keys: tuple[str, ...],
    says: str,
    marks: int,
) -> None:
    async with listed(letters(source), tmp_path) as pilot:
        press(pilot, clock, *["space"] * marks, keys[0])
        await until(pilot, lambda: isinstance(pilot.app.screen, AskingDialog))
        await until_asked(pilot)
        clock.now += marks * LONG_ENOUGH
        press(pilot, clock, *keys[1:])
        await until(pilot, lambda: isinstance(pilot.app.screen, SnapshotListScreen))
        assert notices(pilot)[-1] == says
        assert source.changes == []


async def test_keys_with_a_meaning_keep_it_and_the_answer_after_reading_counts(
    source: FakeSource, tmp_path: Path, clock: Clock
) -> None:
    async with listed(letters(source), tmp_path) as pilot:
        press(pilot, clock, "d")
        await until_asked(pilot)
        for key, shown in (
            ("l", "Not archived"),
            ("a", "then deleted"),
            ("right", "Not archived"),
            ("a", "It is"),
        ):
            clock.now += LONG_ENOUGH
            press(pilot, clock, key)
            await until_shown(pilot, shown)
            await until_asked(pilot)
        clock.now += LONG_ENOUGH
        press(pilot, clock, "pagedown", "h", "1", "y")
        await until(pilot, lambda: source.changes == ["DELETE 1234 a"])
        await until(pilot, lambda: notices(pilot))


async def test_an_answer_that_came_too_early_is_told_and_counts_when_it_is_pressed_again(
    source: FakeSource, tmp_path: Path, clock: Clock
) -> None:
    async with listed(letters(source), tmp_path) as pilot:
        press(pilot, clock, "d")
        await until_asked(pilot)
        clock.now += READING / 2
        press(pilot, clock, "y")
        await until_shown(pilot, "y came too early to be an answer: read this, then press it again.")
        clock.now += LONG_ENOUGH
        press(pilot, clock, "y")
        await until(pilot, lambda: source.changes == ["DELETE 1234 a"])
        await until(pilot, lambda: notices(pilot))


async def test_a_wrong_letter_closes_the_dialog_in_which_a_number_is_typed(
    source: FakeSource, tmp_path: Path, clock: Clock
) -> None:
    fill(source, (row(f"s{index}") for index in range(21)))
    async with listed(source, tmp_path) as pilot:
        press(pilot, clock, "asterisk", "d")
        await until_asked(pilot)
        clock.now += LONG_ENOUGH
        press(pilot, clock, *"2r")
        await until(pilot, lambda: notices(pilot) == ["Nothing was deleted: r is no answer. d asks again."])
        assert source.changes == []


async def test_digits_and_arrows_behind_a_letter_are_followed_by_enter_at_once(
    source: FakeSource, tmp_path: Path, clock: Clock
) -> None:
    async with listed(letters(source), tmp_path) as pilot:
        press(pilot, clock, "e")
        await until_asked(pilot)
        clock.now += LONG_ENOUGH
        press(pilot, clock, "w", "right", "enter")
        await until(pilot, lambda: source.changes == ["PATCH 1234 a"])
        await until(pilot, lambda: notices(pilot))


async def test_a_date_with_a_wrong_sign_is_not_lost(source: FakeSource, tmp_path: Path, clock: Clock) -> None:
    async with listed(letters(source), tmp_path) as pilot:
        press(pilot, clock, "e")
        await until_asked(pilot)
        clock.now += LONG_ENOUGH
        press(pilot, clock, "d")
        await until_shown(pilot, "‹d date")
        clock.now += LONG_ENOUGH
        press(pilot, clock, *"2027-0", "slash", "a", *"1-31")
        await until_shown(pilot, "2027-01-31")
        assert isinstance(pilot.app.screen, ExtendScreen)


async def test_work_goes_on_if_a_word_is_typed_into_the_question_of_quitting(
    source: FakeSource, tmp_path: Path, clock: Clock
) -> None:
    letters(source).hold("raw a")
    source.groups = (AccountGroup("1234", "Network Ops"),)
    async with listed(source, tmp_path) as pilot:
        press(pilot, clock, "a")
        await until_asked(pilot)
        clock.now += LONG_ENOUGH
        press(pilot, clock, "y")
        await until_shown(pilot, "archiving opening (w)")
        press(pilot, clock, "escape")
        await until_shown(pilot, "(w)")
        press(pilot, clock, "q")
        await until_shown(pilot, "Quitting stops the work")
        await until_asked(pilot)
        clock.now += LONG_ENOUGH
        press(pilot, clock, "u")
        await until(pilot, lambda: not isinstance(pilot.app.screen, AskingDialog))
        assert "The work goes on: u is no answer." in notices(pilot)
        source.release()
        await until(pilot, lambda: not pilot.app.session.work)  # type: ignore[attr-defined]
