"""`d` archives and deletes snapshots, after a question that no accidental enter answers dangerously."""

from __future__ import annotations

from pathlib import Path

import pytest

from te_tui.archive.reader import verify
from te_tui.screens.snapshots.screen import SnapshotListScreen
from te_tui.sources.errors import NotFound
from tests.screens.changing import fill, ids, letters, listed, notices
from tests.screens.conftest import BROKEN, answer, lines, row, rows, screen, until, until_shown
from tests.screens.fake_source import FakeSource
from tests.screens.test_hostile_text import HOSTILE


def archived(home: Path) -> set[str]:
    return {verify(path).snapshot_id for path in (home / "archives").glob("*")}


async def test_five_keys_archive_and_delete_three_marked_snapshots(
    source: FakeSource, tmp_path: Path
) -> None:
    letters(source)
    async with listed(source, tmp_path) as pilot:
        await pilot.press("space", "space", "space", "d")
        await answer(pilot, "y")
        await until(pilot, lambda: notices(pilot))
        await until(pilot, lambda: ids(pilot) == ["d", "e"])
        assert sorted(source.changes) == [f"DELETE 1234 {name}" for name in "abc"]
        assert archived(tmp_path) == {"a", "b", "c"}
        assert notices(pilot) == [
            f"Deleted 3 snapshots of account group 1234. The archives are in {tmp_path / 'archives'}."
        ]
        assert not rows(pilot).marked
        await until_shown(pilot, "2 snapshots")


async def test_nothing_is_deleted_before_its_archive_is_on_the_disk(
    source: FakeSource, tmp_path: Path
) -> None:
    letters(source).hold("raw w0")
    async with listed(source, tmp_path) as pilot:
        await pilot.press("d")
        await answer(pilot, "y")
        await until(pilot, lambda: source.asked["raw w0"])
        assert source.changes == []
        source.hold("delete a")
        source.release("raw w0")
        await until(pilot, lambda: source.changes)
        assert archived(tmp_path) == {"a"}
        source.release()
        await until(pilot, lambda: notices(pilot))


async def test_the_question_names_what_how_many_where_and_what_can_be_undone(
    source: FakeSource, tmp_path: Path
) -> None:
    letters(source)
    async with listed(source, tmp_path) as pilot:
        await pilot.press("space", "space", "d")
        await until_shown(
            pilot,
            "Delete 2 snapshots of account group 1234 on demo?",
            "expires 10 Jan 2027  a",
            "expires 10 Jan 2027  b",
            "Each snapshot is archived, then deleted.",
            "cannot be restored to ThousandEyes",
            "Archive     ‹yes, then delete› no, delete only",
        )
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, SnapshotListScreen))
        assert source.changes == []


@pytest.mark.parametrize("keys", ["d", "e7"])
async def test_snapshots_are_named_in_the_order_of_the_list(
    source: FakeSource, tmp_path: Path, keys: str
) -> None:
    letters(source)
    async with listed(source, tmp_path) as pilot:
        await pilot.press("S", "asterisk")
        await until(pilot, lambda: ids(pilot) == [*"edcba"])
        await pilot.press(*keys)
        await until_shown(pilot, "5 snapshots of", "2027  e")
        assert [line.split("2027  ")[1][0] for line in lines(pilot) if "2027  " in line] == [*"edcba"]


@pytest.mark.parametrize("key", ["d", "e"])
async def test_marked_snapshots_that_a_filter_hides_are_told(
    source: FakeSource, tmp_path: Path, key: str
) -> None:
    fill(source, (row(name, name) for name in ("oak", "elm", "fir")))
    async with listed(source, tmp_path) as pilot:
        await pilot.press("space", "space", "slash", *"fir", "enter")
        await until(pilot, lambda: ids(pilot) == ["fir"])
        await pilot.press(key)
        await until_shown(pilot, "2 snapshots of", "None of these is on the screen")
        await pilot.press("escape", "escape")
        await until(pilot, lambda: len(ids(pilot)) == 3)
        await pilot.press(key)
        await until_shown(pilot, "2 snapshots of")
        assert "hidden" not in screen(pilot)


async def test_a_filter_of_another_tool_leaves_the_list_as_it_is_and_cannot_be_kept(
    source: FakeSource, tmp_path: Path
) -> None:
    fill(source, (row(name, name) for name in ("audit 2025", "old test", "NOC weekly")))
    async with listed(source, tmp_path) as pilot:
        await pilot.press("slash", *"-audit*", "enter")
        await until_shown(pilot, "write audit")
        assert len(ids(pilot)) == 3
        assert not rows(pilot).has_focus


async def test_the_question_names_each_negated_term_that_leaves_nothing_out(
    source: FakeSource, tmp_path: Path
) -> None:
    fill(source, (row(name, name) for name in ("audit 2025", "old test", "NOC weekly")))
    async with listed(source, tmp_path, (120, 40)) as pilot:
        await pilot.press("slash", *"-audi -adit", "enter")
        await until(pilot, lambda: len(ids(pilot)) == 2)
        await pilot.press("asterisk", "d")
        await until_shown(pilot, "-adit: no snapshot matches it, so it leaves nothing out.")
        assert "-audi:" not in screen(pilot)


async def test_without_archives_enter_alone_deletes_nothing(source: FakeSource, tmp_path: Path) -> None:
    letters(source)
    async with listed(source, tmp_path) as pilot:
        await pilot.press("d")
        await answer(pilot, "a")
        await until_shown(pilot, "Not archived: this cannot be undone.", 'Type "delete" to confirm')
        await answer(pilot, "enter")
        await until_shown(pilot, 'Not deleted. Type "delete" to confirm.')
        assert source.changes == []
        await pilot.press("backspace", *"delete", "enter")
        await until(pilot, lambda: source.changes == ["DELETE 1234 a"])
        await until(pilot, lambda: notices(pilot))
        assert notices(pilot) == ['Deleted "a".']
    assert archived(tmp_path) == set()


@pytest.mark.parametrize(("number", "typed"), [(20, ("y",)), (21, ("2", "1", "enter"))])
async def test_above_twenty_the_number_is_typed(
    source: FakeSource, tmp_path: Path, number: int, typed: tuple[str, ...]
) -> None:
    fill(source, (row(f"s{index}") for index in range(number)))
    async with listed(source, tmp_path, (60, 20)) as pilot:
        await pilot.press("asterisk", "d")
        await until_shown(pilot, f"Delete {number} snapshots")
        if number > 20:
            await answer(pilot, "enter")
            await until_shown(pilot, f"Not deleted. Type {number} to confirm.")
            assert source.changes == []
        await answer(pilot, *typed)
        await until(pilot, lambda: len(source.changes) == number)
        await until_shown(pilot, "has no dashboard snapshots")


async def test_what_fails_is_reported_and_stays_and_what_is_gone_goes(
    source: FakeSource, tmp_path: Path
) -> None:
    source = letters(source)
    source.errors = {
        "delete b": BROKEN,
        "raw c": NotFound("There is no snapshot c", "Check the id."),
    }
    del source.opened["c"]
    async with listed(source, tmp_path) as pilot:
        await pilot.press("space", "space", "space", "d")
        await answer(pilot, "y")
        await until_shown(
            pilot,
            'Deleted "a".',
            "b: Could not do it: HTTP 503",
            "c: There is no snapshot c",
            "1 of 3 remain",
            "te-tui rm --resume",
        )
        await pilot.press("escape")
        await until(pilot, lambda: ids(pilot) == ["b", "d", "e"])
        assert rows(pilot).marked == {"b"}


async def test_a_deleted_snapshot_is_left_for_the_list(source: FakeSource, tmp_path: Path) -> None:
    letters(source)
    async with listed(source, tmp_path) as pilot:
        await pilot.press("enter")
        await until_shown(pilot, "› a", "expires in 60 d")
        await pilot.press("d")
        await answer(pilot, "y")
        await until(pilot, lambda: isinstance(pilot.app.screen, SnapshotListScreen))
        await until(pilot, lambda: len(rows(pilot).rows) == 4)


async def test_hostile_names_are_shown_literally(source: FakeSource, tmp_path: Path) -> None:
    fill(source, (row(f"s{index}", text) for index, text in enumerate(HOSTILE)))
    source.errors = {f"delete s{index}": BROKEN for index in range(2)}
    async with listed(source, tmp_path) as pilot:
        await pilot.press("asterisk", "d")
        await until_shown(pilot, *(f"expires 10 Jan 2027  {text}" for text in HOSTILE[:6]))
        await pilot.press("pagedown")
        await until_shown(pilot, f"expires 10 Jan 2027  {HOSTILE[-1]}")
        await answer(pilot, "y")
        await until_shown(pilot, *(f"{text}: Could not do it" for text in HOSTILE[:2]))
        assert "Traceback" not in screen(pilot)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
@pytest.mark.parametrize("marks", [1, 2])
@pytest.mark.parametrize(("key", "asks"), [("d", "Delete "), ("e", "Days"), ("a", "Archive ")])
async def test_marks_elsewhere_than_under_the_cursor_are_told_and_the_cursor_is_offered(
    source: FakeSource, tmp_path: Path, key: str, asks: str, marks: int, size: tuple[int, int]
) -> None:
    async with listed(letters(source), tmp_path, size) as pilot:
        await pilot.press(*["space"] * marks, "G", key)
        told = f'{marks} marked, not the one under the cursor. o: only "e".'
        await until_shown(pilot, asks, told, *(['"a"'] if marks == 1 and key != "e" else []))
        await answer(pilot, "o")
        await until(pilot, lambda: "not the one under" not in screen(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, SnapshotListScreen))
        await pilot.press("space", key)
        await until_shown(pilot, asks)
        assert "not the one under" not in screen(pilot)
