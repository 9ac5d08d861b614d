"""Several requests that wait at once."""

from __future__ import annotations

import asyncio

import httpx

from te_tui.credentials.secret import Secret
from te_tui.sources.origin import Origin
from te_tui.sources.thousandeyes import ThousandEyes
from tests.sources.service import Recorder


async def test_the_end_of_one_wait_does_not_hide_another() -> None:
    answered: set[str] = set()
    gates = {1.0: asyncio.Event(), 60.0: asyncio.Event()}
    told = Recorder()

    def answer(request: httpx.Request) -> httpx.Response:
        snapshot_id = request.url.path.rpartition("/")[2]
        if snapshot_id in answered:
            return httpx.Response(200, json={})
        answered.add(snapshot_id)
        return httpx.Response(429, headers={"Retry-After": snapshot_id})

    async def sleep(seconds: float) -> None:
        await gates[seconds].wait()

    async with ThousandEyes(
        Origin.parse("http://127.0.0.1:9"),
        Secret("token-of-a-test"),
        observer=told,
        transport=httpx.MockTransport(answer),
        sleep=sleep,
    ) as source:
        short, long = (asyncio.create_task(source.snapshot("1", seconds)) for seconds in ("1", "60"))
        for _ in range(1_000):  # turns of the loop, of which two requests need a few
            if len(told.waits) < 2:
                await asyncio.sleep(0)
        gates[1.0].set()
        await short
        assert [wait.seconds if wait else None for wait in told.waits] == [1, 60, 60]
        gates[60.0].set()
        await long
        assert told.waits[-1] is None
