"""What others change or are at work on while the explorer shows it is left alone, and said."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from te_tui.actions.deletion import plan_deletion
from te_tui.actions.journals import interrupted
from te_tui.actions.run_lock import RunLock
from te_tui.models.account_group import AccountGroup
from tests.screens.changing import ids, letters, listed, notices
from tests.screens.conftest import NOW, answer, row, rows, until, until_shown
from tests.screens.fake_source import FakeSource


def rename(source: FakeSource, snapshot_id: str, name: str) -> None:
    """Somebody else gives a snapshot another name."""
    body = json.loads(source.raw[snapshot_id]) | {"snapshotName": name}
    source.raw[snapshot_id] = json.dumps(body).encode()
    opened = source.opened[snapshot_id]
    source.opened[snapshot_id] = replace(opened, row=opened.row._replace(name=name))


async def test_what_was_renamed_is_not_deleted_and_the_others_are(source: FakeSource, tmp_path: Path) -> None:
    letters(source)
    async with listed(source, tmp_path) as pilot:
        rename(source, "b", "KEEP legal hold")
        await pilot.press("space", "space", "d")
        await answer(pilot, "y")
        await until_shown(pilot, "the plan calls it", "KEEP legal hold")
        assert source.changes == ["DELETE 1234 a"]
        await pilot.press("escape")
        await until(pilot, lambda: "b" in ids(pilot) and "a" not in ids(pilot))


async def test_what_was_extended_by_somebody_else_is_neither_extended_nor_given_back(
    source: FakeSource, tmp_path: Path
) -> None:
    letters(source)
    async with listed(source, tmp_path) as pilot:
        await pilot.press("e", "3", "0", "enter")
        await until(pilot, lambda: notices(pilot))
        opened = source.opened["a"]
        theirs = NOW + timedelta(days=900)
        source.opened["a"] = replace(opened, row=opened.row._replace(expires=theirs))
        await pilot.press("U")
        await answer(pilot, "y")
        await until_shown(pilot, "It is left alone, as it changed")
        await pilot.press("escape")
        await until(pilot, lambda: rows(pilot).rows[0].expires == NOW + timedelta(days=90))
        assert source.opened["a"].row.expires == theirs
        assert len(source.changes) == 1


async def test_a_run_of_another_process_is_named_and_nothing_is_changed(
    source: FakeSource, tmp_path: Path
) -> None:
    letters(source)
    plan = plan_deletion("demo", [(AccountGroup("1234"), row("x"))], now=NOW)
    async with listed(source, tmp_path) as pilot:
        with RunLock.take(tmp_path / "journals", plan, "te-tui prune"):
            await pilot.press("d")
            await answer(pilot, "y")
            await until_shown(pilot, "Nothing was changed.", "te-tui prune, process")
        assert source.changes == []
    assert interrupted(tmp_path / "journals") == []
