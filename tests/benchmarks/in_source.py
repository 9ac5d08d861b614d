"""The source alone: listing, beside bare httpx and the official SDK, and the memory of what is listed."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Awaitable, Callable
from importlib import import_module
from typing import Any, Final

import httpx

from te_tui.credentials.secret import Secret
from te_tui.demo import LOGIN_TOKEN
from te_tui.filters import parse
from te_tui.screens.snapshots.listing import Listing
from te_tui.sources.http.origin import Origin
from te_tui.sources.thousandeyes.body.snapshot_list import read_snapshot_page
from te_tui.sources.thousandeyes.source import ThousandEyes
from tests.benchmarks.service import AID, NOW, PAGE, page

WORD: Final = "checkout"


async def listing(url: str) -> dict[str, float]:
    """All pages by the source, and by bare httpx that follows the cursors; times are in milliseconds."""
    own, bare = [], []
    for _ in range(2):
        bare.append(await _timed(lambda: _bare(url)))
        own.append(await _timed(lambda: _own(url)))
    return {"own": min(own), "bare": min(bare)}


async def official(url: str, count: str) -> dict[str, float]:
    """Milliseconds for each snapshot that is listed, by the source and by the official SDK."""
    core: Any = import_module("thousandeyes_sdk.core")
    dashboards: Any = import_module("thousandeyes_sdk.dashboards")
    client = core.ApiClient(core.Configuration(host=f"{url}/v7", access_token=LOGIN_TOKEN))
    pages = core.PaginationIterable(
        dashboards.DashboardSnapshotsApi(client).get_dashboard_snapshots,
        lambda page: page.dashboard_snapshots,
        aid=AID,
    )
    own = await _timed(lambda: _own(url))
    began = time.perf_counter()
    assert sum(1 for _ in pages) == int(count)
    took = (time.perf_counter() - began) * 1000
    return {"own": own / int(count), "sdk": took / int(count)}


async def memory() -> dict[str, float]:
    """Bytes that a snapshot takes in the list, with everything that the list keeps of it."""
    pages = 200
    kept = Listing(lambda: NOW)
    page(0, PAGE)
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for number in range(pages):
        kept.add(read_snapshot_page(page(number, pages * PAGE)))
    unfiltered = tracemalloc.get_traced_memory()[0] - before
    kept.expression = parse(WORD)
    kept.shown()
    filtered = tracemalloc.get_traced_memory()[0] - before
    return {"row": unfiltered / kept.total, "filtered": filtered / kept.total}


async def _timed(work: Callable[[], Awaitable[object]]) -> float:
    began = time.perf_counter()
    await work()
    return (time.perf_counter() - began) * 1000


async def _own(url: str) -> None:
    async with ThousandEyes(Origin.parse(url), Secret(LOGIN_TOKEN)) as source:
        rows = [row async for page in source.snapshots(AID) for row in page.rows]
    assert rows


async def _bare(url: str) -> None:
    rows = 0
    href: str | None = f"{url}/v7/dashboard-snapshots?aid={AID}"
    async with httpx.AsyncClient(
        headers={"Authorization": f"Bearer {LOGIN_TOKEN}"}, trust_env=False
    ) as client:
        while href is not None:
            body = (await client.get(href)).json()
            rows += len(body["dashboardSnapshots"])
            href = body["_links"].get("next", {}).get("href")
    assert rows
