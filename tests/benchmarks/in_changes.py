"""Changing: sixty extensions by `Runner` beside bare httpx, and the requests that checks of deletions add."""

from __future__ import annotations

import asyncio
import json
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import httpx

from te_tui.actions.archiving import Archives
from te_tui.actions.deletion import plan_deletion
from te_tui.actions.extension import Until, plan_extension
from te_tui.actions.journal import Journal
from te_tui.actions.outcome import Outcome, Progress
from te_tui.actions.plan import Chosen, Plan
from te_tui.actions.runner import Runner
from te_tui.credentials.secret import Secret
from te_tui.demo import LOGIN_TOKEN
from te_tui.models.account_group import AccountGroup
from te_tui.sources.clock import server_now
from te_tui.sources.http.origin import Origin
from te_tui.sources.thousandeyes.abilities import LIMITS
from te_tui.sources.thousandeyes.source import ThousandEyes
from tests.benchmarks.service import AID, NOW

COUNT: Final = 60
FEW: Final = 4
_OURS: Final = date(2031, 6, 1)
_THEIRS: Final = "2031-07-01T00:00:00Z"
_HEADERS: Final = {"Authorization": f"Bearer {LOGIN_TOKEN}"}


async def changing(url: str, log: str) -> dict[str, float]:
    """Milliseconds of sixty extensions, and requests that the checks of a deletion add for each snapshot."""
    async with ThousandEyes(Origin.parse(url), Secret(LOGIN_TOKEN)) as source:
        rows = [row async for page in source.snapshots(AID) for row in page.rows]
        now = server_now(source)
    ends = [row for row in rows[10:] if row.expires and row.expires < datetime(2031, 1, 1, tzinfo=UTC)]
    chosen: list[Chosen] = [(AccountGroup(AID), row) for row in ends[:COUNT]]
    extending = plan_extension(Origin.parse(url).label, chosen, Until(_OURS), now=now, limits=LIMITS)
    own = await _timed(lambda: _own(url, extending))
    bare = await _timed(lambda: _bare(url, [str(row.snapshot_id) for _, row in chosen]))
    figures = {"own": own, "bare": bare}
    for name, archive in (("checks", True), ("checks_alone", False)):
        chosen = [(AccountGroup(AID), row) for row in ends[COUNT * (2 - archive) :][:COUNT]]
        before = len(_requests(log))
        await _own(url, plan_deletion(extending.host, chosen, now=now, archive=archive))
        asked = _requests(log)[before:]
        read = [one["path"] for one in asked if one["method"] == "GET"]
        looks = [path for path in read if "/dashboard-snapshots" in path and "/widgets/" not in path]
        figures[name] = len(looks) / len(chosen) - archive  # each archive opens its snapshot once
    return figures


def _requests(log: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in Path(log).read_text().splitlines()]


class _Unwatched:
    def progressed(self, progress: Progress) -> None:
        pass

    def settled(self, place: int, outcome: Outcome) -> None:
        assert outcome.kind == "done", outcome


async def _own(url: str, plan: Plan) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with ThousandEyes(Origin.parse(url), Secret(LOGIN_TOKEN)) as source:
            archives = Archives(source, Path(folder) / "archives", lambda: NOW, lambda _: None)
            with Journal.begin(Path(folder), plan) as journal:
                report = await Runner(source, archives, journal, _Unwatched()).run()
    assert len(report.done) == len(plan.changes) == COUNT, report


async def _bare(url: str, ids: list[str]) -> None:
    left = iter(ids)

    async def extend() -> None:
        for snapshot_id in left:
            path, body = f"/dashboard-snapshots/{snapshot_id}", {"snapshotExpirationDate": _THEIRS}
            for method, sent in (("GET", None), ("PATCH", body), ("GET", None)):
                answer = await client.request(method, path, params={"aid": AID}, json=sent)
                answer.raise_for_status()

    async with httpx.AsyncClient(base_url=f"{url}/v7", headers=_HEADERS, trust_env=False) as client:
        await client.get("/account-groups")
        await asyncio.gather(*(extend() for _ in range(FEW)))


async def _timed(work: Callable[[], Awaitable[object]]) -> float:
    began = time.perf_counter()
    await work()
    return (time.perf_counter() - began) * 1000
