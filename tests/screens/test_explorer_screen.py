"""What holds for every screen of the explorer."""

from __future__ import annotations

import pytest

from te_tui.screens.explorer import ExplorerScreen
from tests.screens.conftest import BROKEN, explorer, until_shown
from tests.screens.fake_source import FakeSource


@pytest.mark.parametrize(
    ("begins_at", "asked_for", "shown"),
    [((None, None), "groups", "Archive"), (("1234", None), "page 0", "  a  "), (("1234", "a"), "a", "Loss")],
)
@pytest.mark.parametrize("fails", [False, True])
async def test_a_screen_asks_before_it_is_built_and_shows_the_answer_when_it_is(
    source: FakeSource,
    monkeypatch: pytest.MonkeyPatch,
    begins_at: tuple[str | None, str | None],
    asked_for: str,
    shown: str,
    fails: bool,
) -> None:
    if fails:
        source.errors[asked_for] = BROKEN
    asked_when_built: list[int] = []
    mounted = ExplorerScreen.on_mount

    def on_mount(self: ExplorerScreen) -> None:
        asked_when_built.append(source.asked[asked_for])
        mounted(self)

    monkeypatch.setattr(ExplorerScreen, "on_mount", on_mount)
    async with explorer(source, *begins_at).run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, BROKEN.sentence if fails else shown)
        assert asked_when_built == [1]
        assert source.asked[asked_for] == 1
