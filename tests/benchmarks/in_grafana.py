"""A Grafana: its list, which comes in one body, and a snapshot of many megabytes, beside httpx and json."""

from __future__ import annotations

import json
import time
import tracemalloc
from collections.abc import Awaitable, Callable
from typing import Any, Final

import httpx

from te_tui.credentials.secret import Secret
from te_tui.demo import LOGIN_TOKEN
from te_tui.sources.grafana.opened import read_snapshot
from te_tui.sources.grafana.source import Grafana
from te_tui.sources.http.origin import Origin
from tests.benchmarks.in_explorer import longest_stall

_AID: Final = "1"
_HUGE: Final = "Every host, minute by minute"
_HEADERS: Final = {"Authorization": f"Bearer {LOGIN_TOKEN}"}
_TURNS: Final = 3


async def grafana_list(url: str) -> dict[str, float]:
    """All rows by the source and by bare httpx, in milliseconds; and the longest stall of the loop."""
    own, bare = [], []
    for _ in range(_TURNS):
        bare.append(await _timed(lambda: _fetched(f"{url}/api/dashboard/snapshots?limit=20000")))
        own.append(await _timed(lambda: _listed(url)))
    stall, cpu = await longest_stall(lambda: _listed(url))
    return {"own": min(own), "bare": min(bare), "stall": stall, "stall_cpu": cpu}


async def grafana_body(url: str) -> dict[str, float]:
    """The snapshot of 20 MB likewise, and the memory of what was read for each byte of its body."""
    rows = await _fetched(f"{url}/api/dashboard/snapshots?limit=20000")
    key = next(row["key"] for row in rows if row["name"].startswith(_HUGE))
    own, bare = [], []
    for _ in range(_TURNS):
        bare.append(await _timed(lambda: _fetched(f"{url}/api/snapshots/{key}")))
        own.append(await _timed(lambda: _opened(url, key)))
    stall, cpu = await longest_stall(lambda: _opened(url, key))
    async with httpx.AsyncClient(headers=_HEADERS, trust_env=False, timeout=60) as client:
        body = (await client.get(f"{url}/api/snapshots/{key}")).content
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    opened = read_snapshot(body, key)
    kept, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert opened.panels
    size = len(body)
    return {
        "own": min(own), "bare": min(bare), "stall": stall, "stall_cpu": cpu,
        "memory": (peak - before) / size, "kept": (kept - before) / size, "size": size,
    }  # fmt: skip


async def _timed(work: Callable[[], Awaitable[object]]) -> float:
    began = time.perf_counter()
    await work()
    return (time.perf_counter() - began) * 1000


async def _listed(url: str) -> None:
    async with Grafana(Origin.parse(url), Secret(LOGIN_TOKEN)) as source:
        assert [row async for page in source.snapshots(_AID) for row in page.rows]


async def _opened(url: str, key: str) -> None:
    async with Grafana(Origin.parse(url), Secret(LOGIN_TOKEN)) as source:
        assert (await source.snapshot(_AID, key)).panels


async def _fetched(url: str) -> Any:
    async with httpx.AsyncClient(headers=_HEADERS, trust_env=False, timeout=60) as client:
        return json.loads((await client.get(url)).content)
