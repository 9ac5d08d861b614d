"""Several requests that wait at once."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest

from te_tui.credentials.secret import Secret
from te_tui.sources.errors import NotFound, Rejected, Unreadable
from te_tui.sources.http.origin import Origin
from te_tui.sources.thousandeyes.source import ThousandEyes
from tests.sources.service import Recorder, Service


async def test_the_end_of_one_wait_does_not_hide_another() -> None:
    answered: set[str] = set()
    gates = {1.0: asyncio.Event(), 60.0: asyncio.Event()}
    told = Recorder()

    def answer(request: httpx.Request) -> httpx.Response:
        snapshot_id = request.url.path.rpartition("/")[2]
        if snapshot_id in answered:
            return httpx.Response(200, json={"tests": []})
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


async def test_an_answer_is_read_once_nothing_is_more_urgent(service: Service) -> None:
    service.observer.free.clear()
    async with service.source(httpx.Response(200, json={"tests": []})) as source:
        asked = asyncio.create_task(source.tests("7"))
        for _ in range(1_000):  # turns of the loop, of which a request needs a few
            await asyncio.sleep(0)
        assert service.asked
        assert not asked.done()
        service.observer.free.set()
        assert await asked == ()


async def test_the_source_learns_how_far_the_clock_of_the_service_is_ahead(service: Service) -> None:
    ahead = {"Date": format_datetime(datetime.now(UTC) + timedelta(days=40), usegmt=True)}
    answers = (
        httpx.Response(200, json={"tests": []}),
        httpx.Response(200, json={"tests": []}, headers=ahead),
        httpx.Response(404),
    )
    async with service.source(*answers) as source:
        await source.tests("7")
        assert source.clock_offset == timedelta()
        await source.tests("7")
        assert timedelta(days=40) - timedelta(minutes=1) < source.clock_offset <= timedelta(days=40)
        before = source.clock_offset
        with pytest.raises(NotFound):
            await source.tests("7")
        assert source.clock_offset == before


@pytest.mark.parametrize("status", [202, 205, 206, 207, 226])
async def test_a_success_that_may_be_a_part_of_the_answer_is_asked_for_again_and_then_refused(
    service: Service, status: int
) -> None:
    part = httpx.Response(status, json={"tests": []})
    async with service.source(part, httpx.Response(200, json={"tests": []})) as source:
        assert await source.tests("7") == ()
        assert len(service.asked) == 2
    async with service.source(*[part] * 9) as source:
        with pytest.raises(Unreadable, match=f"HTTP {status} may be a part of it"):
            await source.tests("7")


async def test_an_answer_that_a_proxy_has_changed_counts(service: Service) -> None:
    async with service.source(httpx.Response(203, json={"tests": []})) as source:
        assert await source.tests("7") == ()


async def test_an_answer_that_leads_nowhere_is_not_said_to_lead_elsewhere(service: Service) -> None:
    async with service.source(httpx.Response(304)) as source:
        with pytest.raises(Rejected, match="HTTP 304 without an address, so that"):
            await source.tests("7")
