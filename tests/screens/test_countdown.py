from __future__ import annotations

from datetime import timedelta

import pytest

from te_tui.screens.countdown import Countdown
from te_tui.sources.base import Wait
from tests.screens.conftest import NOW


@pytest.mark.parametrize(
    ("later", "told"),
    [
        (0, "retrying in 12 s"),
        (0.6, "retrying in 11 s"),
        (11, "retrying in 1 s"),
        (11.5, "retrying"),
        (99, "retrying"),
    ],
)
def test_what_is_left_of_a_wait_is_told_and_never_less_than_nothing(later: float, told: str) -> None:
    assert Countdown(Wait(11.5, "rate limit"), NOW).told(NOW + timedelta(seconds=later)) == told


@pytest.mark.parametrize(("later", "told"), [(0, "goes on in 12 s"), (99, "goes on in 1 s")])
def test_a_pause_behind_which_nothing_failed_is_no_retry(later: float, told: str) -> None:
    pause = Wait(11.5, "the rest of the rate limit is left to others", is_retry=False)
    assert Countdown(pause, NOW).told(NOW + timedelta(seconds=later)) == told
