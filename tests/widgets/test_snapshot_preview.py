"""The preview shows what the list knows, none of it as markup, whatever its length."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from textual.app import App, ComposeResult

from te_tui.models.snapshot_row import SnapshotRow
from te_tui.screens.snapshots.preview import SnapshotPreview

NOW = datetime(2026, 11, 11, 3, 12, tzinfo=UTC)
UNKNOWN = SnapshotRow("d28b", None, None, None, None, None, None, None, None, None, None, None)
INCIDENT = SnapshotRow(
    *("d28b", "[/] " + "long " * 800, "1234", True, True, NOW, NOW + timedelta(days=2), NOW, 3600),
    *("d1", "[bold]", "https://app.thousandeyes.com/s/1"),
)


class Preview(App[None]):
    CSS = "SnapshotPreview { display: block; }"

    def __init__(self, *titles: str, word: str = "panel") -> None:
        super().__init__()
        self._titles = titles or ("CPU", "Memory")
        self._word = word

    def compose(self) -> ComposeResult:
        yield SnapshotPreview(lambda: NOW, widgets=lambda _: self._titles, word=self._word)

    def shown(self) -> str:
        return "\n".join(strip.text for strip in self.screen._compositor.render_strips())


async def test_a_long_name_leaves_room_for_all_facts() -> None:
    app = Preview()
    async with app.run_test(size=(160, 30)) as pilot:
        app.query_one(SnapshotPreview).row = INCIDENT
        await pilot.pause()
        for fact in (
            "[/] long",
            "[bold]",
            "03:12 – 04:12 UTC (1 h)",
            "▲ in 2 d",
            "shared, scheduled",
            "Panels",
            "CPU, Memory",
            "d28b",
            "/s/1",
        ):
            assert fact in app.shown()


@pytest.mark.parametrize("word", ["widget", "panel"])
async def test_titles_have_the_same_room_whatever_a_vendor_calls_them(word: str) -> None:
    app = Preview(*(f"Requests of service {letter}" for letter in "ABCDEFGHIJ"), word=word)
    async with app.run_test(size=(80, 40)) as pilot:
        app.query_one(SnapshotPreview).row = UNKNOWN
        await pilot.pause()
        assert "service J" in " ".join(app.shown().split())


async def test_what_is_not_known_is_a_dash() -> None:
    app = Preview()
    async with app.run_test(size=(80, 30)) as pilot:
        app.query_one(SnapshotPreview).row = UNKNOWN
        await pilot.pause()
        assert app.shown().count("–") == 2
        app.query_one(SnapshotPreview).row = None
        await pilot.pause()
        assert "d28b" not in app.shown()
