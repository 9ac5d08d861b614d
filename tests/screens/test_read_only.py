"""Where nothing may be changed, nothing is offered that would change something."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from te_tui.archive.source import ArchiveSource
from te_tui.sources.read_only import ReadOnly
from tests.archive.fake import archived
from tests.screens.changing import changeable, letters, notices
from tests.screens.conftest import until_shown
from tests.screens.fake_source import FakeSource

CHANGING = {"Extend", "Delete", "New", "New of a test", "Undo extend"}
KEYS = ("e", "d", "n", "N", "U")


@pytest.mark.parametrize("snapshot_id", [None, "a"])
async def test_read_only_offers_no_change_by_key_footer_and_palette(
    source: FakeSource, tmp_path: Path, snapshot_id: str | None
) -> None:
    app = changeable(letters(source), tmp_path, snapshot_id)
    app.session.source = ReadOnly(source)
    async with app.run_test(size=(120, 40)) as pilot:
        await until_shown(pilot, "read-only", "q Quit")
        before = pilot.app.screen
        bindings = [each.binding for each in before.active_bindings.values()]
        assert CHANGING.isdisjoint(binding.description for binding in bindings)
        assert CHANGING.isdisjoint(command.title for command in pilot.app.get_system_commands(before))
        await pilot.press(*KEYS)
        assert pilot.app.screen is before
        assert source.changes == []


async def test_an_archive_offers_no_change(source: FakeSource, tmp_path: Path) -> None:
    when = datetime(2025, 3, 1, tzinfo=UTC)
    app = changeable(letters(source), tmp_path)
    app.session.source = ArchiveSource.at((await archived(tmp_path, now=when)).path)
    async with app.run_test(size=(120, 40)) as pilot:
        await until_shown(pilot, "archive of 1 Mar 2025", "q Quit")
        before = pilot.app.screen
        assert CHANGING.isdisjoint(command.title for command in pilot.app.get_system_commands(before))
        await pilot.press(*KEYS)
        assert pilot.app.screen is before
        assert notices(pilot) == ["This is an archive: nothing in it can be changed."]
