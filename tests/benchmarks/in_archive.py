"""Archiving: sixty snapshots by `ArchiveRun`, beside bare httpx with the same requests, four at a time."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

import httpx

from te_tui.actions.archive_run import ArchiveRun, Trouble, Wanted
from te_tui.actions.outcome import Progress
from te_tui.archive.writer import Archived, Told, archive
from te_tui.credentials.secret import Secret
from te_tui.demo import LOGIN_TOKEN
from te_tui.sources.http.origin import Origin
from te_tui.sources.thousandeyes.source import ThousandEyes
from tests.benchmarks.service import AID, NOW

COUNT: Final = 60
FEW: Final = 4


async def archiving(url: str) -> dict[str, float]:
    """Milliseconds until sixty snapshots are archived, and until bare httpx has fetched the same."""
    async with httpx.AsyncClient(base_url=f"{url}/v7", headers=_HEADERS, trust_env=False) as client:
        ids = await _ids(client)
        paths = [path for snapshot_id in ids for path in await _paths(client, snapshot_id)]
    return {"bare": await _timed(lambda: _bare(url, paths)), "own": await _timed(lambda: _own(url, ids))}


_HEADERS: Final = {"Authorization": f"Bearer {LOGIN_TOKEN}"}


class _Unwatched:
    def progressed(self, progress: Progress, name: str, part: str) -> None:
        pass

    def settled(self, wanted: Wanted, ended: Archived | Trouble) -> None:
        assert isinstance(ended, Archived), ended


async def _ids(client: httpx.AsyncClient) -> list[str]:
    body = (await client.get("/dashboard-snapshots", params={"aid": AID})).json()
    # The first ones are special: one of them has a widget that always fails.
    return [row["snapshotId"] for row in body["dashboardSnapshots"]][10 : 10 + COUNT]


async def _paths(client: httpx.AsyncClient, snapshot_id: str) -> list[str]:
    opening = f"/dashboard-snapshots/{snapshot_id}"
    body = (await client.get(opening, params={"aid": AID})).json()
    widgets = body.get("widgets") or body["dashboard"]["widgets"]
    return [opening, *(f"{opening}/widgets/{widget['id']}" for widget in widgets)]


async def _bare(url: str, paths: list[str]) -> None:
    left = iter(paths)

    async def fetch() -> None:
        for path in left:
            (await client.get(path, params={"aid": AID})).raise_for_status()

    async with httpx.AsyncClient(base_url=f"{url}/v7", headers=_HEADERS, trust_env=False) as client:
        await asyncio.gather(*(fetch() for _ in range(FEW)))


async def _own(url: str, ids: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with ThousandEyes(Origin.parse(url), Secret(LOGIN_TOKEN)) as source:

            async def archive_one(wanted: Wanted, told: Told) -> Archived:
                return await archive(source, AID, wanted.snapshot_id, Path(folder), now=NOW, told=told)

            run = ArchiveRun(archive_one, _Unwatched())
            run.add(map(Wanted, ids))
            report = await run.run()
    assert len(report.done) == COUNT


async def _timed(work: Callable[[], Awaitable[object]]) -> float:
    began = time.perf_counter()
    await work()
    return (time.perf_counter() - began) * 1000
