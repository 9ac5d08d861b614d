"""What cannot be taken back is answered only by somebody who could read the question."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from te_tui.actions.journals import interrupted
from te_tui.app import TeTui
from te_tui.screens.changes.deleting import DeleteScreen
from te_tui.screens.changes.extending import ExtendScreen
from te_tui.screens.confirming import ConfirmDialog
from te_tui.screens.dialog import AskingDialog
from te_tui.screens.help import HelpScreen
from te_tui.screens.snapshots.screen import SnapshotListScreen
from te_tui.screens.work.work_screen import WorkScreen
from te_tui.terminal.app import TerminalApp
from te_tui.terminal.attention import READING
from tests.screens.changing import changeable, fill, ids, letters, listed, notices
from tests.screens.conftest import DEADLINE, NOW, row, rows, screen, until, until_asked, until_shown
from tests.screens.fake_source import FakeSource

pytestmark = pytest.mark.long

LONG_ENOUGH = READING + 0.01


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(TerminalApp, "CLOCK", lambda: made.now)
    return made


def press(pilot: Pilot[None], clock: Clock, *keys: str, apart: float = 0.0) -> None:
    """Type keys at the times of this clock, none of which is handled before the last has come."""
    for key in keys:
        event = events.Key(key, {"space": " "}.get(key, key if len(key) == 1 else None))
        event.time = clock.now
        clock.now += apart
        pilot.app.post_message(event)


def archived(home: Path) -> list[Path]:
    """The archives that were made."""
    return list(home.glob("archives/*"))


async def quiet(pilot: Pilot[None]) -> None:
    """Let the app do all that was typed."""
    for _ in range(5):
        await pilot.pause()


@pytest.mark.parametrize("key", ["y", "enter"])
async def test_a_burst_deletes_nothing_and_what_it_typed_is_not_kept(
    source: FakeSource, tmp_path: Path, clock: Clock, key: str
) -> None:
    async with listed(letters(source), tmp_path) as pilot:
        press(pilot, clock, "d", key, key, key)
        await until_asked(pilot)
        clock.now += READING / 2
        press(pilot, clock, key)
        await quiet(pilot)
        clock.now += 60
        await quiet(pilot)
        assert isinstance(pilot.app.screen, DeleteScreen)
        assert source.changes == []


async def test_y_deletes_once_the_question_was_read_and_enter_never_does(
    source: FakeSource, tmp_path: Path, clock: Clock
) -> None:
    async with listed(letters(source), tmp_path) as pilot:
        press(pilot, clock, "d")
        await until_asked(pilot)
        clock.now += LONG_ENOUGH
        press(pilot, clock, "enter", "enter")
        await quiet(pilot)
        assert isinstance(pilot.app.screen, DeleteScreen)
        clock.now += LONG_ENOUGH
        press(pilot, clock, "y")
        await until(pilot, lambda: source.changes == ["DELETE 1234 a"])
        await until(pilot, lambda: notices(pilot))


# Without q, which quits, and n and N, which open the forms that make something.
ANSWERS = ("d", "y", "enter", "a", "e", "U", "space", "o", "asterisk")
OTHERS = tuple("bcfghijklmprstuvwxz0123456789")


@pytest.mark.parametrize("marks", [0, 2])
@pytest.mark.parametrize("seed", range(2))
async def test_no_burst_in_any_order_changes_anything_but_by_a_length_that_was_typed(
    source: FakeSource, tmp_path: Path, clock: Clock, marks: int, seed: int
) -> None:
    chance = random.Random(seed)
    async with listed(letters(source), tmp_path) as pilot:
        for _ in range(8):
            burst = [chance.choice("dea")]
            burst += [chance.choice(ANSWERS if chance.random() < 0.7 else OTHERS) for _ in range(7)]
            for key in ["space"] * marks + burst:
                press(pilot, clock, key)
                await quiet(pilot)
                clock.now += chance.uniform(0.02, 0.25)
            methods = {change.split()[0] for change in source.changes}
            length_was_typed = "e" in burst and any(key.isdecimal() for key in burst[burst.index("e") :])
            assert methods <= ({"PATCH"} if length_was_typed else set()), burst
            source.changes.clear()
            await until(pilot, lambda: not pilot.app.session.work)  # type: ignore[attr-defined]
            while not isinstance(pilot.app.screen, SnapshotListScreen):
                clock.now += 1
                press(pilot, clock, "escape")
                await quiet(pilot)
    assert not archived(tmp_path)


@pytest.mark.parametrize("typed", ["cd", "git add", "data", "ayayay", "Uyy", "dydydy", "a y"])
async def test_words_typed_into_the_wrong_window_change_and_archive_nothing(
    source: FakeSource, tmp_path: Path, clock: Clock, typed: str
) -> None:
    async with listed(letters(source), tmp_path) as pilot:
        keys = ["space" if key == " " else key for key in typed]
        for key in ("space", *keys, "enter", "enter"):
            press(pilot, clock, key)
            clock.now += 0.1
            await quiet(pilot)
        assert source.changes == []
    assert not archived(tmp_path)


async def test_the_question_is_read_anew_after_help_was_over_it(
    source: FakeSource, tmp_path: Path, clock: Clock
) -> None:
    async with listed(letters(source), tmp_path) as pilot:
        press(pilot, clock, "d")
        await until_asked(pilot)
        clock.now += LONG_ENOUGH
        press(pilot, clock, "question_mark")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen))
        press(pilot, clock, "escape", "y")
        await until_asked(pilot)
        await quiet(pilot)
        assert isinstance(pilot.app.screen, DeleteScreen)
        assert source.changes == []


async def test_without_archives_another_question_is_asked_that_has_to_be_read(
    source: FakeSource, tmp_path: Path, clock: Clock
) -> None:
    async with listed(letters(source), tmp_path) as pilot:
        press(pilot, clock, "d")
        await until_asked(pilot)
        clock.now += LONG_ENOUGH
        press(pilot, clock, "a", *"delete", "enter")
        await until_shown(pilot, "Not archived: this cannot be undone.")
        await quiet(pilot)
        assert source.changes == []
        clock.now += LONG_ENOUGH
        press(pilot, clock, *"delete", "enter")
        await until(pilot, lambda: source.changes == ["DELETE 1234 a"])
        await until(pilot, lambda: notices(pilot))


async def test_the_palette_gives_no_answer(source: FakeSource, tmp_path: Path) -> None:
    async with listed(letters(source), tmp_path) as pilot:
        await pilot.press("d")
        await until_asked(pilot)
        offered = {command.title for command in pilot.app.get_system_commands(pilot.app.screen)}
        assert "Delete" not in offered


async def test_30_days_and_enter_may_be_typed_ahead(source: FakeSource, tmp_path: Path, clock: Clock) -> None:
    async with listed(letters(source), tmp_path) as pilot:
        press(pilot, clock, "e", "3", "0", "enter")
        await until(pilot, lambda: source.changes == ["PATCH 1234 a"])
        await until(pilot, lambda: notices(pilot) == ['Extended "a". U to undo.'])


@pytest.mark.parametrize("typed", ["", "y", "w", "xy"])
async def test_without_a_number_nothing_is_extended_in_a_burst(
    source: FakeSource, tmp_path: Path, clock: Clock, typed: str
) -> None:
    async with listed(letters(source), tmp_path) as pilot:
        press(pilot, clock, "e", *typed, "enter", "enter")
        await until_asked(pilot)
        press(pilot, clock, *typed, "enter")
        await until_shown(pilot, "Not sent: type a number of days, or choose a length.")
        assert isinstance(pilot.app.screen, ExtendScreen)
        assert source.changes == []


async def test_extending_more_than_20_is_asked_once_more(
    source: FakeSource, tmp_path: Path, clock: Clock
) -> None:
    fill(source, (row(f"s{index}") for index in range(21)))
    async with listed(source, tmp_path) as pilot:
        press(pilot, clock, "asterisk", "e", "3", "0", "enter", "y", "enter")
        await until_shown(pilot, "Extend 21 snapshots", "about 40 requests")
        await until_asked(pilot)
        await quiet(pilot)
        assert source.changes == []
        clock.now += LONG_ENOUGH
        press(pilot, clock, "y")
        await until(pilot, lambda: len(source.changes) == 21)
        await until(pilot, lambda: notices(pilot))


async def test_archiving_hundreds_says_what_that_costs(source: FakeSource, tmp_path: Path) -> None:
    fill(source, (row(f"s{index}") for index in range(199)))
    async with listed(source, tmp_path) as pilot:
        await pilot.press("asterisk", "a")
        await until_shown(pilot, "Archive 199 snapshots, about 1,400 requests, 6 min or more?")
        assert isinstance(pilot.app.screen, ConfirmDialog)


async def test_where_all_marks_are_hidden_the_row_under_the_cursor_is_offered(
    source: FakeSource, tmp_path: Path
) -> None:
    fill(source, (row(name, name) for name in ("oak", "elm", "fir")))
    async with listed(source, tmp_path) as pilot:
        await pilot.press("space", "space", "slash", *"fir", "enter")
        await until_shown(pilot, "1 of 3 · 2 marked, all hidden")
        for key, dialog in (("d", DeleteScreen), ("e", ExtendScreen), ("a", ConfirmDialog)):
            await pilot.press(key)
            await until_shown(pilot, "None of these is on the screen", 'o: only "fir"')
            await until_asked(pilot)
            await pilot.press("o")
            await until(pilot, lambda: "None of these" not in screen(pilot))
            assert isinstance(pilot.app.screen, dialog)
            assert [one.label for _, one in pilot.app.screen.selection.chosen] == ["fir"]
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, SnapshotListScreen))


async def test_escape_clears_the_filter_then_the_marks_and_then_leaves(
    source: FakeSource, tmp_path: Path
) -> None:
    async with listed(letters(source), tmp_path) as pilot:
        await pilot.press("space", "space", "slash", "e", "enter")
        await until(pilot, lambda: ids(pilot) == ["e"])
        await pilot.press("escape")
        await until(pilot, lambda: len(ids(pilot)) == 5)
        assert len(rows(pilot).marked) == 2
        await pilot.press("escape")
        assert notices(pilot) == ["2 marks cleared."]
        assert not rows(pilot).marked
        await pilot.press("escape")
        await until_shown(pilot, "2 account groups")


async def test_notices_wait_until_the_question_is_answered(source: FakeSource, tmp_path: Path) -> None:
    app = changeable(letters(source), tmp_path)
    async with app.run_test(size=(60, 20), notifications=True) as pilot:
        await until(pilot, lambda: rows(pilot).has_focus)
        await pilot.press("d")
        await until_asked(pilot)
        app.notify("Something else has ended.", timeout=DEADLINE)
        await quiet(pilot)
        assert "Something else" not in screen(pilot)
        await pilot.press("escape")
        await until_shown(pilot, "Something else has ended.")


async def test_archiving_and_deleting_wait_for_each_other_in_the_order_asked(
    source: FakeSource, tmp_path: Path
) -> None:
    letters(source).hold("raw a")
    async with listed(source, tmp_path) as pilot:
        await pilot.press("space", "space", "a")
        await until_asked(pilot)
        await pilot.press("y")
        await until_shown(pilot, "Archiving 2 snapshots")
        await pilot.press("escape")
        await until_shown(pilot, "archiving 1/2: opening (w)")
        await pilot.press("d")
        await until_asked(pilot)
        await pilot.press("y")
        await until_shown(pilot, "Deleting 2 snapshots", "Waits for: Archiving 2 snapshots")
        assert source.changes == []
        await pilot.press("escape")
        await until_shown(pilot, "archiving 1/2: opening, 1 more (w)")
        await pilot.press("w")
        await until_shown(pilot, "Archiving 2 snapshots", "Then: Deleting 2 snapshots")
        source.release()
        await until(pilot, lambda: isinstance(pilot.app.screen, SnapshotListScreen) and len(ids(pilot)) == 3)
        assert sorted(source.changes) == ["DELETE 1234 a", "DELETE 1234 b"]


async def test_a_job_that_waits_can_be_dropped(source: FakeSource, tmp_path: Path) -> None:
    letters(source).hold("raw a")
    async with listed(source, tmp_path) as pilot:
        await pilot.press("a")
        await until_asked(pilot)
        await pilot.press("y")
        await until_shown(pilot, "archiving opening (w)")
        await pilot.press("down", "d")
        await until_asked(pilot)
        await pilot.press("y")
        await until_shown(pilot, "Waits for: Archiving 1 snapshot")
        await pilot.press("s")
        await until(pilot, lambda: notices(pilot) == ['Not begun: Deleting "b".'])
        source.release()
        await until(pilot, lambda: any("archived" in notice for notice in notices(pilot)))
        assert source.changes == []


@pytest.mark.parametrize("action", ["d", "e"])
async def test_work_is_hidden_by_escape_shown_by_w_and_goes_on(
    source: FakeSource, tmp_path: Path, action: str
) -> None:
    letters(source).hold("delete a", "extend a")
    async with listed(source, tmp_path) as pilot:
        await pilot.press(action, *(("3", "0", "enter") if action == "e" else ()))
        if action == "d":
            await until_asked(pilot)
            await pilot.press("y")
        await until(pilot, lambda: isinstance(pilot.app.screen, WorkScreen) and source.changes)
        await until_shown(pilot, "esc Hide", "s Stop")
        await pilot.press("escape")
        await until_shown(pilot, "0/1 (w)")
        await pilot.press("q")
        await until(pilot, lambda: isinstance(pilot.app.screen, AskingDialog))
        await until_shown(pilot, "Quitting stops the work")
        await pilot.press("escape", "w")
        await until(pilot, lambda: isinstance(pilot.app.screen, WorkScreen))
        source.release()
        await until(pilot, lambda: notices(pilot))
        assert len(source.changes) == 1


async def two_jobs_behind_one(pilot: Pilot[None], source: FakeSource) -> None:
    """Delete a, which the service does not answer; behind it archive b and extend c."""
    await pilot.press("d")
    await until_asked(pilot)
    await pilot.press("y")
    await until(pilot, lambda: source.changes == ["DELETE 1234 a"])
    await pilot.press("escape", "down", "a")
    await until_asked(pilot)
    await pilot.press("y")
    await until_shown(pilot, "1 more")
    await pilot.press("down", "e", "3", "0", "enter")
    await until_shown(pilot, "Waits for: Deleting")
    await pilot.press("escape")


@pytest.mark.parametrize("keys", [("q",), ("ctrl+c",)])
async def test_quitting_with_two_jobs_waiting_loses_nothing_and_names_them_all(
    source: FakeSource, tmp_path: Path, keys: tuple[str, ...]
) -> None:
    letters(source).hold("delete a")
    async with listed(source, tmp_path) as pilot:
        await two_jobs_behind_one(pilot, source)
        await pilot.press(*keys)
        if keys == ("q",):
            await until_shown(pilot, 'Deleting "a": 0 of 1', "Archiving 1 snapshot: 0 of 1", 'Extending "c"')
            await until_asked(pilot)
            await pilot.press("y")
        await until(pilot, lambda: pilot.app._exit)
        (journal,) = interrupted(tmp_path / "journals")
        told = str(pilot.app._exit_renderables[0])
    assert pilot.app.return_code == 5
    assert f"0 of 1 snapshots deleted. Finish with te-tui rm --resume {journal.path.stem}." in told
    assert "1 of 1 snapshot was not archived." in told
    assert 'Not begun: Extending "c".' in told
    assert source.changes == ["DELETE 1234 a"]
    assert [path.name.startswith(".") for path in archived(tmp_path)] in ([], [False])


async def test_undo_names_what_it_leaves_out_and_gives_the_others_back(
    source: FakeSource, tmp_path: Path
) -> None:
    fill(source, [row("a", "a"), row("b", "b", expires=None), row("c", "c", expires=NOW - timedelta(days=1))])
    async with listed(source, tmp_path, (120, 40)) as pilot:
        await pilot.press("asterisk", "e")
        await until_asked(pilot)
        await pilot.press("d", *"2029-01-31", "enter")
        await until(pilot, lambda: len(source.changes) == 3)
        await until(pilot, lambda: notices(pilot))
        await pilot.press("U")
        await until_shown(
            pilot,
            "Give 1 old expiry back?",
            "Left out: b b: its old expiry is not known.",
            "Left out: c c: its old expiry, ",
            "has passed.",
        )
        await until_asked(pilot)
        await pilot.press("y")
        await until(pilot, lambda: source.changes[3:] == ["PATCH 1234 a"])
        assert source.opened["a"].row.expires == row("a").expires


class Profiles:
    """Two accounts, the second of which is another source."""

    names = ("prod", "other")
    current = "prod"

    def __init__(self, source: FakeSource) -> None:
        self._source = source

    def describe(self, name: str) -> tuple[str, ...]:
        return (f"{name}.example.com",)

    def switch(self, name: str, app: TeTui) -> tuple[FakeSource, str]:
        return self._source, "1234"


@pytest.mark.parametrize("agrees", [True, False])
async def test_switching_the_profile_during_a_deletion_changes_nothing_in_the_other_account(
    source: FakeSource, tmp_path: Path, agrees: bool
) -> None:
    other = letters(FakeSource())
    other.groups, other.name = source.groups, "other"
    app = changeable(letters(source), tmp_path)
    app._profiles = Profiles(other)
    source.hold("delete a")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(ids(pilot)) == 5 and rows(pilot).has_focus)
        await two_jobs_behind_one(pilot, source)
        await pilot.press("ctrl+p", *"Switch")
        await until_shown(pilot, "Switch profile")
        await pilot.press("enter")
        await until_shown(pilot, "Switch to profile", "in use")
        await pilot.press("down", "enter")
        await until_shown(pilot, "Switching the profile stops", 'Extending "c"')
        await until_asked(pilot)
        await pilot.press("y" if agrees else "escape")
        if agrees:
            await until_shown(pilot, "other › ", "5 snapshots")
            assert 'Not begun: Extending "c".' in notices(pilot)
            (journal,) = interrupted(tmp_path / "journals")
            assert (journal.record.plan.host, journal.record.remaining) == ("demo", (0,))
        source.release()
        if not agrees:
            await until(pilot, lambda: source.changes == ["DELETE 1234 a", "PATCH 1234 c"])
            await until(pilot, lambda: app.session.work is None)
        await quiet(pilot)
        await app.action_quit()
        assert ('Not begun: Extending "c".' in str(app._exit_renderables)) is agrees
    assert app.return_code == (5 if agrees else 0)
    assert source.changes[0] == "DELETE 1234 a"
    assert (other.changes, [one for one in other.asked if one.startswith("raw")]) == ([], [])
