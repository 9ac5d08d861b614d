"""Asking for many things, a few at once."""

from __future__ import annotations

import asyncio
from contextlib import aclosing

import pytest

from te_tui.sources.errors import NotFound
from te_tui.sources.few_at_once import in_order
from te_tui.sources.http.pace import AT_ONCE
from tests.actions.remote import until


class Desk:
    """Answers later numbers first, as far as it is asked for them."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.left: list[int] = []
        self.gates: dict[int, asyncio.Event] = {}

    async def ask(self, number: int) -> int:
        self.asked.append(number)
        gate = self.gates[number] = asyncio.Event()
        try:
            await gate.wait()
        except asyncio.CancelledError:
            self.left.append(number)
            raise
        if number == 13:
            raise NotFound("There is no 13", "Take another.")
        return number * 10


async def test_what_comes_of_many_comes_in_their_order_and_a_few_are_asked_at_once() -> None:
    desk, came = Desk(), list[int]()

    async def collect() -> None:
        async with aclosing(in_order(desk.ask, range(9))) as answers:
            async for answer in answers:
                came.append(answer)

    collecting = asyncio.create_task(collect())
    while not collecting.done():
        await asyncio.sleep(0)
        waiting = [number for number, gate in desk.gates.items() if not gate.is_set()]
        assert len(waiting) <= AT_ONCE
        if len(waiting) == min(AT_ONCE, 9 - len(desk.asked) + len(waiting)) and waiting:
            desk.gates[max(waiting)].set()
    assert came == [number * 10 for number in range(9)]


async def test_a_failure_ends_it_and_nobody_is_left_asking() -> None:
    desk = Desk()

    async def collect() -> list[int]:
        async with aclosing(in_order(desk.ask, range(13, 40))) as answers:
            return [answer async for answer in answers]

    collecting = asyncio.create_task(collect())
    await until(lambda: len(desk.asked) == AT_ONCE)
    desk.gates[13].set()
    with pytest.raises(NotFound, match="There is no 13"):
        await collecting
    assert desk.left == [14, 15, 16, 17][: len(desk.left)]
    assert len(desk.asked) <= AT_ONCE + 1
