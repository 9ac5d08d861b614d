from __future__ import annotations

from datetime import timedelta

import pytest

from te_tui.actions.outcome import Progress
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


@pytest.mark.parametrize(("later", "left"), [(0, 11.5), (11, 0.5), (99, 0)])
def test_a_pause_is_part_of_the_time_that_is_left_of_a_run(later: float, left: float) -> None:
    now = NOW + timedelta(seconds=later)
    pause = Countdown(Wait(11.5, "others need the rest of the rate limit", is_retry=False), NOW)
    awaited = Countdown(Wait(11.5, "no answer", silent=3.0), NOW)
    assert (pause.pause_left(now), awaited.pause_left(now)) == (left, 0)
    assert Progress(9, 3, 0, 26.0).paused(left).seconds_left == 26.0 + left
    assert Progress(9, 0, 0).paused(left).seconds_left is None


@pytest.mark.parametrize(("later", "told"), [(0, "goes on in 12 s"), (99, "goes on in 1 s")])
def test_a_pause_behind_which_nothing_failed_is_no_retry(later: float, told: str) -> None:
    pause = Wait(11.5, "others need the rest of the rate limit", is_retry=False)
    assert Countdown(pause, NOW).told(NOW + timedelta(seconds=later)) == told
