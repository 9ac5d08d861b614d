"""The promise of sending only what changes: the terminal shows what it would show if everything were sent."""

from __future__ import annotations

import pytest

from tests.terminal.pair import Pair
from tests.terminal.sessions import Session

pytestmark = pytest.mark.long


@pytest.mark.parametrize(
    ("columns", "lines", "updates"),
    [(20, 5, 5000), (60, 20, 3000), (80, 24, 1400), (120, 40, 500), (200, 50, 250)],
)
def test_a_random_session_looks_the_same_after_each_update(columns: int, lines: int, updates: int) -> None:
    session, pair = Session(columns, columns, lines), Pair(columns, lines, erases_in_colour=lines % 20 == 0)
    pair.take(session.everything())
    pair.assert_same()
    for number in range(1, updates + 1):
        if number % 300 == 0:
            wider = columns if number % 600 == 0 else columns + 7
            session.resize(wider, lines)
            pair.resize(wider, lines)
            pair.take(session.everything())
        pair.take(session.update())
        pair.assert_same()
        if not pair.differences.surface.cursor:
            pair.take(session.everything())
    assert pair.sent < pair.written
