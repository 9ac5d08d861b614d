"""Text from outside is shown as it is: never markup, never a command, never a crash."""

from __future__ import annotations

from dataclasses import replace

import pytest

from te_tui.models.account_group import AccountGroup
from te_tui.sources.base import Wait
from te_tui.sources.errors import ServerFailed
from te_tui.sources.thousandeyes.body.panel_data import Card, PanelData
from tests.screens.conftest import explorer, page, row, snapshot, until_shown
from tests.screens.fake_source import FakeSource

HOSTILE = (
    "[/]",
    "[@click=app.quit]x[/]",
    "[bold]",
    "[true, false]",
    "$text-error {x} %s",
    "שלום",
    "🔥🔥",
    "東京都",
)


def fill(source: FakeSource, *texts: str) -> None:
    """Put these texts wherever the API could."""
    source.groups = (
        AccountGroup("1234", texts[0], texts[0]),
        *(AccountGroup(f"9{index}", text, text) for index, text in enumerate(texts)),
    )
    listed = [
        row(f"s{index}", text, dashboard_title=text, link_form=text) for index, text in enumerate(texts)
    ]
    source.pages["1234"] = [page(*listed, damage=texts[:3])]
    opened = snapshot("s0", texts * 2)
    source.opened["s0"] = replace(opened, row=opened.row._replace(name=texts[0]), damage=texts[:3])
    cards = tuple(Card(name=text, value=1.0, status=text) for text in texts)
    source.data = {f"w{index}": PanelData(cards=cards) for index in range(len(texts) * 2)}


async def test_hostile_names_titles_and_values_are_shown_literally(source: FakeSource) -> None:
    fill(source, *HOSTILE)
    async with explorer(source, aid=None).run_test(size=(120, 40)) as pilot:
        await until_shown(pilot, *HOSTILE)
        await pilot.press("enter")
        await until_shown(pilot, f"› {HOSTILE[0]}", "could not be read: [/], [@click", *HOSTILE)
        await pilot.press("slash", *"[/]", "ctrl+p")
        await until_shown(pilot, "Search for commands")
        await pilot.press("escape", "escape", "enter")
        await until_shown(pilot, "could not be read: [/], [@click", *(f"# {text}" for text in HOSTILE))
        await until_shown(pilot, *(f" {text}" for text in HOSTILE))
        await pilot.press("enter", "n")
        await until_shown(pilot, f"› {HOSTILE[1]}")


async def test_hostile_errors_and_waits_are_shown_literally(source: FakeSource) -> None:
    text = " ".join(HOSTILE)
    error = ServerFailed(f"Failed {text}", f"Try {text}.")
    source.errors = {"groups": error}
    async with explorer(source, aid=None).run_test(size=(200, 40)) as pilot:
        await until_shown(pilot, f"Failed {text}", f"Try {text}")
        source.errors = {"page 1": error, "w0": error}
        source.observer.waiting(Wait(1, text))  # type: ignore[union-attr]
        await pilot.press("r")
        await until_shown(pilot, "2 account groups", f"retrying in 1 s · {text}")
        source.observer.waiting(None)  # type: ignore[union-attr]
        await pilot.press("enter")
        await until_shown(pilot, f"The list stops after 3; press r to try again. Failed {text}")
        await pilot.press("enter")
        await until_shown(pilot, f"Failed {text}")


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_4000_characters_push_nothing_important_off_the_screen(
    source: FakeSource, size: tuple[int, int]
) -> None:
    text = "long " * 800
    fill(source, text)
    error = ServerFailed(text, "Try later.")
    source.errors = {"groups": error}
    async with explorer(source, aid=None).run_test(size=size) as pilot:
        await until_shown(pilot, "Try later. Press r to try again")
        source.errors = {"s0": error, "page 1": error}
        await pilot.press("r")
        await until_shown(pilot, "2 account groups", "1234")
        await pilot.press("enter")
        await until_shown(pilot, "1 snapshot ", "in 60 d", "press r to try again")
        await pilot.press("enter")
        await until_shown(pilot, "Try later. Press r to try again")
        source.errors.clear()
        await pilot.press("r")
        await until_shown(pilot, "▸ # long", "expires in 2 d")
        await pilot.press("enter")
        await until_shown(pilot, "widget 1 of 2")


async def test_empty_text_leaves_something_to_read(source: FakeSource) -> None:
    fill(source, "")
    source.pages["1234"] = [page(row("s0")._replace(name=""))]
    async with explorer(source, aid=None).run_test() as pilot:
        await until_shown(pilot, "▸ 1234")
        await pilot.press("enter")
        await until_shown(pilot, "▸  s0")
        await pilot.press("enter")
        await until_shown(pilot, "▸ # Number")
