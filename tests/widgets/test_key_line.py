"""The last line says which keys do something here, in any width."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.pilot import Pilot
from textual.widgets import Input

from te_tui.widgets.bindings import bound
from te_tui.widgets.key_line import KeyLine


class Keys(App[None]):
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [  # noqa: RUF012 - as Textual has it
        Binding("question_mark", "help", "Help", key_display="?", id="help"),
        Binding("a,A", "note('archive')", "Archive"),
        Binding("d", "note('delete')", "Delete"),
        Binding("s", "note('secret')", "Secret", show=False),
        Binding("g", "note('grey')", "Grey"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.offered = True
        self.noted: list[str] = []

    def compose(self) -> ComposeResult:
        yield KeyLine(["help"])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if parameters == ("grey",):
            return None
        return self.offered or parameters != ("delete",)

    def action_note(self, what: str) -> None:
        self.noted.append(what)

    def action_help(self) -> None:
        self.noted.append("help")


def text(pilot: Pilot[None]) -> str:
    return pilot.app.query_one(KeyLine).render_line(0).text


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (80, " a Archive  d Delete  g Grey  ? Help"),
        (30, " a Archive  d Delete  ? Help"),
        (20, " a Archive  ? Help"),
        (9, " ? Help"),
    ],
)
async def test_the_keys_of_all_screens_stand_last_and_the_very_last_gives_way_never(
    width: int, shown: str
) -> None:
    async with Keys().run_test(size=(width, 3)) as pilot:
        assert text(pilot).rstrip() == shown
        assert cell_len(text(pilot)) == width


async def test_a_key_that_comes_or_goes_does_so_on_the_line() -> None:
    app = Keys()
    async with app.run_test(size=(80, 3)) as pilot:
        app.offered = False
        app.screen.refresh_bindings()
        await pilot.pause()
        assert "Delete" not in text(pilot)
        app.offered = True
        app.screen.refresh_bindings()
        await pilot.pause()
        assert "Delete" in text(pilot)


async def test_a_click_presses_the_key() -> None:
    app = Keys()
    async with app.run_test(size=(80, 3)) as pilot:
        for x in (2, 13, 24, 31, 70):
            await pilot.click(KeyLine, offset=(x, 0))
        await pilot.pause()
        assert app.noted == ["archive", "delete", "help"]


class Filter(Input):
    BINDINGS = [bound("filter.keep", "keep")]  # noqa: RUF012 - as Textual has it

    def action_keep(self) -> None:
        """Keep it."""


class Typing(App[None]):
    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        yield Filter()
        yield KeyLine()


async def test_of_several_keys_the_first_one_of_the_table_is_offered() -> None:
    async with Typing().run_test(size=(40, 3)) as pilot:
        assert text(pilot).split() == ["⏎", "Keep"]


class Ordered(Keys):
    def compose(self) -> ComposeResult:
        yield KeyLine(["help"], first=["deletion", "archive"])

    BINDINGS = [  # noqa: RUF012 - as Textual has it
        Binding("m", "note('mark')", "Mark", id="mark"),
        Binding("a", "note('archive')", "Archive", id="archive"),
        Binding("d", "note('delete')", "Delete", id="deletion"),
    ]


@pytest.mark.parametrize(
    ("width", "shown"), [(80, " d Delete  a Archive  g Grey  m Mark"), (29, " d Delete  a Archive")]
)
async def test_what_a_screen_puts_first_stands_first_and_gives_way_last(width: int, shown: str) -> None:
    async with Ordered().run_test(size=(width, 3)) as pilot:
        assert text(pilot).rstrip() == f"{shown}  ? Help"
