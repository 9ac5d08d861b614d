"""The explorer works with a vendor that it was never told of, and offers what that can do."""

from __future__ import annotations

from pathlib import Path

import pytest

from te_tui.app import TeTui
from te_tui.archive.reader import verify
from te_tui.credentials.secret import Secret
from te_tui.screens.session import Places
from te_tui.sources.http.origin import Origin
from te_tui.sources.vendors import vendor_named
from tests import vendors
from tests.screens.changing import ids, notices
from tests.screens.conftest import NOW, answer, rows, until, until_shown
from tests.vendors.stored import STORED, store


async def test_a_third_vendor_is_listed_opened_drawn_copied_archived_and_deleted_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vendors.install(monkeypatch)
    store("north", "south")
    tiny = vendor_named("tiny")
    source = tiny.open(Origin.parse("https://tiny.example"), Secret("a-token-of-tiny"))
    app = TeTui(lambda app: source, now=lambda: NOW)
    app.session.places = Places(tmp_path / "archives", tmp_path / "journals")
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: ids(pilot) == ["north", "south"])
        await until(pilot, lambda: rows(pilot).has_focus)
        offered = {
            binding.action for _, binding, enabled, _ in app.screen.active_bindings.values() if enabled
        }
        assert "delete" in offered
        assert not offered & {"extend", "new", "new_test"}
        await pilot.press("enter")
        await until_shown(pilot, "Pressure", "5 bar")
        await pilot.press("y")
        await until(pilot, lambda: any("https://tiny.example/see/north" in said for said in notices(pilot)))
        await pilot.press("a")
        await answer(pilot, "y")
        await until(pilot, lambda: list((tmp_path / "archives").glob("*.tesnap")))
        await pilot.press("escape")
        await until(pilot, lambda: rows(pilot).has_focus)
        await pilot.press("d")
        await until_shown(pilot, "cannot be restored to Tiny")
        await answer(pilot, "y")
        await until(pilot, lambda: list(STORED) == ["south"])
        await until(pilot, lambda: ids(pilot) == ["south"])
    [path] = (tmp_path / "archives").glob("*.tesnap")
    assert (verify(path).vendor, verify(path).snapshot_id) == ("tiny", "north")
