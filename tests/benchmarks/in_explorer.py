"""The explorer without a terminal, over real HTTP: stalls of its loop, and what a key of the filter takes."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Final

from textual.pilot import Pilot

from te_tui.app import TeTui
from te_tui.cli.commands.explore import keep_stalls_short
from te_tui.credentials.secret import Secret
from te_tui.demo import LOGIN_TOKEN
from te_tui.filters import parse
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.screens.snapshot.panel_view import PanelView
from te_tui.sources.http.origin import Origin
from te_tui.sources.thousandeyes.source import ThousandEyes
from te_tui.widgets.row_list import RowList
from tests.benchmarks.in_charts import SIZE, month
from tests.benchmarks.service import AID, NOW

WORD: Final = "checkout"


@asynccontextmanager
async def explorer(url: str, snapshot_id: str | None = None) -> AsyncIterator[Pilot[None]]:
    """The explorer without a terminal, over real HTTP."""
    app = TeTui(
        lambda observer: ThousandEyes(Origin.parse(url), Secret(LOGIN_TOKEN), observer=observer),
        aid=AID,
        snapshot_id=snapshot_id,
    )
    keep_stalls_short()
    async with app.run_test(size=SIZE) as pilot:
        yield pilot


class Stalls:
    """How long the event loop has had no time for others, at most: by the clock, and computing."""

    def __init__(self) -> None:
        self.longest = (0.0, 0.0)

    async def watch(self) -> None:
        """Look every millisecond, until cancelled."""
        last = _times()
        while True:
            await asyncio.sleep(0.001)
            now = _times()
            self.longest = max(self.longest[0], now[0] - last[0]), max(self.longest[1], now[1] - last[1])
            last = now


async def longest_stall(done: Callable[[], Awaitable[object]]) -> tuple[float, float]:
    """The longest stall of the loop until something is done, in milliseconds of both kinds."""
    stalls = Stalls()
    watching = asyncio.create_task(stalls.watch())
    await done()
    watching.cancel()
    return stalls.longest


def _times() -> tuple[float, float]:
    return time.perf_counter() * 1000, time.thread_time() * 1000


async def first_rows(pilot: Pilot[None]) -> RowList[SnapshotRow]:
    """The list, once its first rows are on the screen and nothing is to be painted any more."""
    while not (found := pilot.app.screen.query("#snapshots")) or not found.only_one(RowList).rows:
        await asyncio.sleep(0.001)
    rows = found.only_one(RowList)
    while not rows.size.height:
        await asyncio.sleep(0.001)
    await painted(rows)
    return rows


async def rows_of(pilot: Pilot[None], count: int) -> RowList[SnapshotRow]:
    """The list, once it holds that many rows and nothing is loading."""
    rows = await first_rows(pilot)
    while len(rows.rows) < count:
        await asyncio.sleep(0.01)
    await pilot.app.workers.wait_for_complete()
    await painted(rows)
    return rows


async def painted(rows: RowList[SnapshotRow]) -> None:
    """Wait until what has changed is on the screen."""
    done = asyncio.Event()
    rows.call_after_refresh(done.set)
    await done.wait()


async def streaming(url: str, count: str) -> dict[str, float]:
    """Stalls from the first rows on the screen to the last; before those; and afterwards, as noise."""
    async with explorer(url) as pilot:
        _, start_cpu = await longest_stall(lambda: first_rows(pilot))
        began = time.perf_counter()
        stall, cpu = await longest_stall(lambda: rows_of(pilot, int(count)))
        took = time.perf_counter() - began
        noise, _ = await longest_stall(lambda: asyncio.sleep(took))
    return {"stall": stall, "stall_cpu": cpu, "start_cpu": start_cpu, "noise": noise}


async def filtering(url: str, count: str) -> dict[str, float]:
    """A word typed into the filter and deleted again: from each key until the filtered list is painted."""
    async with explorer(url) as pilot:
        rows = await rows_of(pilot, int(count))
        everything = list(rows.rows)
        texts = [WORD[:end] for end in range(1, len(WORD) + 1)]
        texts += [text[:-1] for text in reversed(texts)]
        wanted = {text: sum(map(bool, map(parse(text).test(NOW), everything))) for text in set(texts)}
        await pilot.press("slash")
        shown, show = 0, rows.set_rows

        def counted(new: list[SnapshotRow]) -> None:
            nonlocal shown
            shown += 1
            show(new)

        setattr(rows, "set_rows", counted)  # noqa: B010 - mypy knows that methods are not to be replaced
        clock, cpu = [], []
        for place, text in enumerate(texts):
            before, began = shown, _times()
            pilot.app.simulate_key(text[-1] if place < len(WORD) else "backspace")
            while shown == before or len(rows.rows) != wanted[text]:
                await asyncio.sleep(0.001)
            await painted(rows)
            ended = _times()
            clock.append(ended[0] - began[0])
            cpu.append(ended[1] - began[1])
    return {
        "key": statistics.median(clock),
        "key_cpu": statistics.median(cpu),
        "worst_cpu": max(cpu),
        "typed_cpu": statistics.median(cpu[: len(WORD)]),
        "deleted_cpu": statistics.median(cpu[len(WORD) :]),
    }


async def opening(url: str) -> dict[str, float]:
    """Stalls while the widget of 100,000 points is opened; and afterwards, over the same time, as noise."""
    snapshot_id = month().snapshot_id

    async with explorer(url, snapshot_id) as pilot:
        began = time.perf_counter()

        async def drawn() -> None:
            while not (views := pilot.app.screen.query(PanelView)) or views.first().virtual_size.height < 10:
                await asyncio.sleep(0.01)
            await pilot.app.workers.wait_for_complete()

        stall, cpu = await longest_stall(drawn)
        took = time.perf_counter() - began
        noise, _ = await longest_stall(lambda: asyncio.sleep(took))
    return {"stall": stall, "stall_cpu": cpu, "noise": noise}
