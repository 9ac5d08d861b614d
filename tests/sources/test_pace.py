"""How many requests are under way, and how fast they may go."""

from __future__ import annotations

import asyncio
import time

import httpx
import pytest

from te_tui.credentials.secret import Secret
from te_tui.sources.base import Budget
from te_tui.sources.http.origin import Origin
from te_tui.sources.http.pace import AT_ONCE, Pace, pause_before_next, sparing
from te_tui.sources.http.retry import LONGEST_TOLD
from te_tui.sources.thousandeyes.source import ThousandEyes
from tests.actions.remote import until
from tests.sources.service import Recorder


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
    assert pause_before_next(budget, 0, 1000.0) == 0.0


def test_the_last_tenth_waits_for_the_next_window() -> None:
    assert pause_before_next(Budget(240, 24, 1030), 0, 1000.0) == 30.0


def test_what_is_under_way_is_as_good_as_used() -> None:
    assert pause_before_next(Budget(240, 27, 1030), 2, 1000.0) == 0.0
    assert pause_before_next(Budget(240, 27, 1030), 3, 1000.0) == 30.0


@pytest.mark.parametrize(
    ("remaining", "resets", "pause"),
    [
        (24, 1030, 30), (25, 1030, 0), (0, 1030, 30), (24, 1000, 0), (24, 1001, 1),
        (24, 1120, 120), (24, 1121, 120), (24, 1000 + LONGEST_TOLD, 120), (24, 1001 + LONGEST_TOLD, 0),
    ],
)  # fmt: skip
def test_a_pause_lasts_until_the_window_ends_if_that_is_soon(
    remaining: int, resets: int, pause: float
) -> None:
    assert pause_before_next(Budget(240, remaining, resets), 0, 1000.0) == pause


def test_a_window_that_ends_in_a_year_is_not_waited_for() -> None:
    assert pause_before_next(Budget(240, 0, 10**9), 0, 1000.0) == 0.0


async def test_an_answer_that_was_overtaken_gives_nothing_back() -> None:
    naps: list[float] = []

    async def nap(wait: object) -> None:
        naps.append(1)

    pace = Pace(nap, lambda: 1000.0)
    for budget in (Budget(240, 24, 1030), Budget(240, 26, 1030), Budget(240, None, 1030)):
        pace.seen(budget)
    with sparing():
        async with pace.turn():
            pass
    assert naps
    pace.seen(Budget(240, 239, 1090))  # another window
    with sparing():
        async with pace.turn():
            pass
    assert len(naps) == 1


class Line:
    """A source whose requests are held back, each in a window of the rate limit."""

    def __init__(self, remaining: int = 240) -> None:
        self.under_way = self.asked = self.most = 0
        self.remaining = remaining
        self.open = asyncio.Event()
        self.window_over = asyncio.Event()
        self.observer = Recorder()
        self.source = ThousandEyes(
            Origin.parse("http://127.0.0.1:9"),
            Secret("token-of-a-test"),
            observer=self.observer,
            transport=httpx.MockTransport(self._answer),
            sleep=self._nap,
        )

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        self.asked += 1
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        await self.open.wait()
        self.under_way -= 1
        self.remaining -= 1
        prefix, resets = "X-Organization-Rate-Limit-", int(time.time()) + 60
        headers = {
            f"{prefix}Limit": "240",
            f"{prefix}Remaining": str(self.remaining),
            f"{prefix}Reset": str(resets),
        }
        return httpx.Response(200, json={"tests": []}, headers=headers)

    async def _nap(self, seconds: float) -> None:
        await self.window_over.wait()
        self.remaining = 240

    async def settled(self) -> None:
        """Let everybody go as far as they can."""
        for _ in range(1_000):
            await asyncio.sleep(0)


async def test_at_most_four_requests_are_under_way_whoever_asks() -> None:
    line = Line()
    async with line.source as source:
        asking = [asyncio.create_task(source.snapshot("1", str(number))) for number in range(20)]
        with sparing():
            asking += [asyncio.create_task(source.snapshot("1", str(number))) for number in range(20)]
        await until(lambda: line.asked == AT_ONCE)
        await line.settled()
        assert line.asked == AT_ONCE
        line.open.set()
        await asyncio.gather(*asking)
    assert (line.most, line.asked) == (AT_ONCE, 40)


async def test_sparing_work_leaves_the_last_tenth_of_the_window_to_others() -> None:
    line = Line(remaining=30)
    line.open.set()
    async with line.source as source:
        await source.tests("1")  # which tells the budget: 29 of 240
        with sparing():
            work = [asyncio.create_task(source.snapshot("1", str(number))) for number in range(20)]
        await until(lambda: bool(line.observer.waits))
        await line.settled()
        assert line.remaining == 24
        (wait,) = line.observer.waits  # told once, however many wait
        assert wait is not None
        assert "others need" in wait.reason
        assert 0 < wait.seconds <= 61
        await source.tests("1")  # somebody who looks around need not wait
        assert line.remaining == 23
        line.window_over.set()
        await asyncio.gather(*work)
    assert line.observer.waits[-1] is None
