"""How fast a run may go."""

from __future__ import annotations

import pytest

from te_tui.actions.pace import pause_before_next
from te_tui.sources.base import Budget


@pytest.mark.parametrize(
    "budget",
    [
        None,
        Budget(None, None, None),
        Budget(240, 5, None),
        Budget(240, None, 1100),
        Budget(None, 0, 1100),
        Budget(240, 25, 1100),
        Budget(240, 0, 999),
    ],
)
def test_there_is_no_pause_while_enough_is_left_or_nothing_is_known(budget: Budget | None) -> None:
    assert pause_before_next(budget, 1000.0) == 0.0


def test_the_last_tenth_waits_for_the_next_window() -> None:
    assert pause_before_next(Budget(240, 24, 1030), 1000.0) == 30.0


def test_a_window_that_ends_in_a_year_is_not_waited_for() -> None:
    assert pause_before_next(Budget(240, 0, 10**9), 1000.0) == 120.0
