"""What expires soon stands out: in 16 colours, without any, and in ASCII."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from rich.color import ColorSystem

from te_tui.render.text.times import expiry
from te_tui.screens.snapshots.columns import snapshot_columns
from te_tui.widgets.cells import Cell
from tests.screens.conftest import NOW, explorer, row, rows, until_shown
from tests.screens.fake_source import FakeSource

RED, YELLOW = {1, 9}, {3, 11}


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
async def test_of_sixteen_colours_the_urgent_one_is_red_and_bold_and_the_next_one_yellow(
    source: FakeSource, theme: str
) -> None:
    app = explorer(source)
    async with app.run_test() as pilot:
        app.theme = theme
        await until_shown(pilot, "5 snapshots")
        urgent, later = (rows(pilot).component_style(f"row-list--{role}") for role in ("error", "warning"))
        assert urgent.bold
        assert urgent.color
        assert urgent.color.downgrade(ColorSystem.STANDARD).number in RED
        assert later.color
        assert later.color.downgrade(ColorSystem.STANDARD).number in YELLOW


def test_every_creation_has_its_minute_whatever_the_year_and_room_for_it() -> None:
    created = snapshot_columns(lambda: NOW, UTC)[2]
    for year, told in ((NOW.year, "11 Oct 03:12"), (NOW.year - 1, f"11 Oct {NOW.year - 1} 03:12")):
        assert created.cell(row("a", created=datetime(year, 10, 11, 3, 12, tzinfo=UTC))) == Cell(told)
        assert len(told) <= created.least


@pytest.mark.parametrize(
    ("days", "mark", "ascii_mark", "role"),
    [(2, "▲", "!!", "error"), (20, "△", "!", "warning"), (90, "", "", "plain"), (-3, "×", "x", "muted")],
)
def test_each_urgency_has_a_mark_of_its_own_also_in_ascii(
    days: int, mark: str, ascii_mark: str, role: str
) -> None:
    expires = NOW + timedelta(days=days, hours=1)
    for ascii_only, wanted in ((False, mark), (True, ascii_mark)):
        columns = snapshot_columns(lambda: NOW, UTC, ascii_only=ascii_only)
        cell = columns[3].cell(row("a", expires=expires))
        assert isinstance(cell, Cell)
        assert (cell.text.endswith(wanted), cell.role) == (True, role)
        assert expiry(expires, NOW).mark(ascii_only=ascii_only) == wanted
