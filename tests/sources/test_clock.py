"""The service's clock is believed by several answers, told where it differs, and overflows nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from itertools import product
from types import SimpleNamespace
from typing import cast

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.actions.expiry import latest_expiry
from te_tui.actions.extension import By, Until, plan_extension
from te_tui.filters import parse
from te_tui.models.account_group import AccountGroup
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.render.text.times import expiry, format_time
from te_tui.render.text.zones import LocalZone
from te_tui.sources.base import SnapshotSource
from te_tui.sources.clock import ClockWatch, clock_doubt, server_now
from te_tui.sources.thousandeyes.abilities import LIMITS
from tests.sources.service import Service

YEARS = timedelta(days=730)
NONE: dict[str, list[str]] = {"tests": []}
ENDS = ("Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", "Sat, 01 Jan 1000 00:00:00 +1400")


def answer(date: str, **headers: str) -> httpx.Response:
    return httpx.Response(200, json=NONE, headers={"Date": date} | headers)


def dated(ahead: timedelta) -> str:
    return format_datetime(datetime.now(UTC) + ahead, usegmt=True)


def source_with(offset: timedelta) -> SnapshotSource:
    return cast(SnapshotSource, SimpleNamespace(clock_offset=offset, host="api.example"))


@pytest.mark.parametrize("lie", range(5))
async def test_one_answer_with_another_date_moves_no_clock_that_others_tell(
    service: Service, lie: int
) -> None:
    answers = [answer(dated(YEARS if number == lie else timedelta())) for number in range(5)]
    async with service.source(*answers) as source:
        for number in range(5):
            await source.tests("7")
            if number:
                assert abs(source.clock_offset) < timedelta(minutes=1)


async def test_a_clock_that_all_answers_tell_counts(service: Service) -> None:
    async with service.source(answer(dated(YEARS))) as source:
        for _ in range(3):
            await source.tests("7")
            assert YEARS - timedelta(minutes=1) < source.clock_offset <= YEARS


async def test_an_answer_out_of_a_cache_tells_no_time(service: Service) -> None:
    async with service.source(answer(dated(-YEARS), Age="5")) as source:
        await source.tests("7")
        assert source.clock_offset == timedelta()


@given(st.lists(st.timedeltas(), min_size=1, max_size=12))
def test_the_clock_that_counts_is_one_that_an_answer_told(offsets: list[timedelta]) -> None:
    watch = ClockWatch()
    for offset in offsets:
        watch.saw(offset)
    assert watch.offset in offsets[-5:]
    assert server_now(source_with(watch.offset)).tzinfo is UTC


@pytest.mark.parametrize(
    ("offset", "said"),
    [
        (timedelta(hours=5, minutes=59), None),
        (timedelta(hours=6), "6 h ahead of"),
        (timedelta(days=1), "24 h ahead of"),
        (-timedelta(hours=30), "30 h behind"),
        (timedelta(hours=47, minutes=29), "47 h ahead of"),
        (-timedelta(hours=48), "2 d behind"),
        (timedelta(days=364), "364 d ahead of"),
        (-timedelta(days=365), "1 y behind"),
        (YEARS, "2 y ahead of"),
    ],
)
def test_a_clock_that_differs_by_hours_is_told(offset: timedelta, said: str | None) -> None:
    doubt = clock_doubt(source_with(offset))
    assert (doubt is not None) == (said is not None)
    assert said is None or said in str(doubt)
    assert doubt is None or said is None or f"clock {said.removesuffix(' of')}" in doubt.summary
    assert doubt is None or doubt.is_grave == (abs(offset) > timedelta(days=1))


def test_nothing_overflows_at_the_ends_of_the_calendar() -> None:
    nows = [server_now(source_with(offset)) for offset in (timedelta.max, timedelta.min, timedelta())]
    assert nows[0] > nows[2] > nows[1]
    nows += [datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)]
    for now, expires in product(nows, [datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)]):
        row = SnapshotRow("s", "n", "7", None, None, expires, expires, expires, 2**60, None, None, None)
        for text in (
            "age>100y",
            "age<1h",
            "expires<100y",
            "expires>36500d",
            "expires:past",
            "created<2026-01-01",
        ):
            parse(text).matches(row, now)
        assert expiry(expires, now).text
        assert format_time(expires, zone=LocalZone(), now=now)
        assert row.end is None
        latest = latest_expiry(now, LIMITS)
        assert latest is not None
        assert latest.year <= date.max.year
    for now in nows[:3]:
        for extension in (By(timedelta(days=36_500)), Until(None)):
            plan_extension("h", [(AccountGroup("7"), row)], extension, now=now, limits=LIMITS)


@pytest.mark.parametrize("end", ENDS)
async def test_a_date_at_the_end_of_the_calendar_is_borne(service: Service, end: str) -> None:
    limited = httpx.Response(429, headers={"Date": end, "X-Organization-Rate-Limit-Reset": "1794387660"})
    creations = {"X-Dashboard-Snapshot-Rate-Limit-Reset": "3600"}
    async with service.source(limited, answer(end, **creations)) as source:
        await source.tests("7")
        server_now(source)
    assert all(0 <= nap <= 120 for nap in service.naps)
