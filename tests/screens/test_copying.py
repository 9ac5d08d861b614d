from __future__ import annotations

import pytest

from te_tui.terminal.clipboard import LARGEST
from tests.screens.changing import notices
from tests.screens.conftest import explorer, page, row, until, until_shown
from tests.screens.fake_source import FakeSource

LINK = "https://app.thousandeyes.com/s/1"


@pytest.mark.parametrize(
    ("way", "there"),
    [
        ((), "5 snapshots"),
        (("enter",), "Jitter"),
        (("enter", "v"), "widget 1 of 3"),
        (("enter", "enter"), "widget 1 of 3"),
    ],
)
@pytest.mark.parametrize(("key", "copied"), [("y", LINK), ("Y", "a")])
async def test_link_and_id_of_a_snapshot_are_copied_wherever_it_is_shown(
    source: FakeSource, way: tuple[str, ...], there: str, key: str, copied: str
) -> None:
    async with explorer(source).run_test(size=(120, 40), notifications=True) as pilot:
        await until_shown(pilot, "5 snapshots")
        for step in way:
            await pilot.press(step)
            await pilot.app.workers.wait_for_complete()
        await until_shown(pilot, there)
        await pilot.press(key)
        await until_shown(pilot, "Copied, if your terminal")
        assert pilot.app.clipboard == copied


async def test_only_the_last_copy_is_told(source: FakeSource) -> None:
    async with explorer(source).run_test(size=(80, 24), notifications=True) as pilot:
        await until_shown(pilot, "5 snapshots")
        await pilot.press("y", "y", "Y")
        await until(pilot, lambda: notices(pilot) == ["Copied, if your terminal allows it:\na"])


@pytest.mark.parametrize(
    ("link", "words"),
    [
        (None, "came without a link"),
        ("https://evil.example/s/1", "leads to a host"),
        ("https://demo/" + "x" * LARGEST, "Not copied"),
    ],
)
async def test_a_link_that_is_not_handed_on_is_told_so(
    source: FakeSource, link: str | None, words: str
) -> None:
    source.pages["1234"] = [page(row("a", "a", link_form=link))]
    async with explorer(source).run_test(size=(120, 40), notifications=True) as pilot:
        await until_shown(pilot, "1 snapshot")
        await pilot.press("y")
        await until_shown(pilot, words)
        assert pilot.app.clipboard == ""
