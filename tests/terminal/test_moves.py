from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.terminal.moves import Spot, move
from tests.terminal.emulator import Emulator

COLUMNS, LINES = 130, 45
LINE, COLUMN = st.integers(0, LINES - 1), st.integers(0, COLUMNS - 1)


@given(LINE, COLUMN, LINE, COLUMN)
def test_a_move_arrives(from_line: int, from_column: int, line: int, column: int) -> None:
    terminal = Emulator(COLUMNS, LINES)
    terminal.take(f"\x1b[{from_line + 1};{from_column + 1}H")
    terminal.take(move(Spot(from_line, from_column), line, column))
    assert terminal.spot == (line, column)
    assert not terminal.scrolled


@given(LINE, LINE, COLUMN)
def test_a_move_arrives_from_behind_the_last_column(from_line: int, line: int, column: int) -> None:
    terminal = Emulator(COLUMNS, LINES)
    terminal.take(f"\x1b[{from_line + 1};{COLUMNS}Hx")
    terminal.take(move(Spot(from_line, None), line, column))
    assert terminal.spot == (line, column)


@pytest.mark.parametrize(
    ("here", "there", "sequence"),
    [
        (None, (0, 0), "\x1b[H"),
        (None, (4, 0), "\x1b[5H"),
        ((4, 7), (4, 7), ""),
        ((4, 7), (4, 5), "\b\b"),
        ((4, 7), (4, 8), "\x1b[C"),
        ((4, 7), (4, 0), "\r"),
        ((4, 7), (5, 0), "\r\v"),
        ((4, 7), (5, 7), "\v"),
        ((4, 70), (39, 80), "\x1b[40;81H"),
    ],
)
def test_the_shortest_way_is_taken(
    here: tuple[int, int] | None, there: tuple[int, int], sequence: str
) -> None:
    assert move(Spot(*here) if here else None, *there) == sequence
