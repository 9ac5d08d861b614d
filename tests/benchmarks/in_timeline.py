"""The screen of a timeline of 1,000 series: the stalls of the loop until the answer is painted."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from typing import Final

from te_tui.app import TeTui
from te_tui.cli.commands.explore import collect_in_small_steps
from te_tui.models.snapshot import Snapshot
from te_tui.sources.thousandeyes.body.panel import Panel
from te_tui.sources.thousandeyes.body.panel_data import PanelData
from te_tui.sources.thousandeyes.body.points import PointGroup, Points
from te_tui.widgets.row_list import RowList
from tests.analysis.planted import MIDNIGHT, between, noisy
from tests.benchmarks.in_charts import SIZE
from tests.benchmarks.in_explorer import longest_stall, painted
from tests.benchmarks.service import AID
from tests.screens.conftest import OPS, page
from tests.screens.conftest import row as one
from tests.screens.fake_source import FakeSource

_WIDGETS: Final = 20
_PLACES: Final = 50
_VALUES: Final = 300


async def timeline_screen() -> dict[str, float]:
    """Stalls from the key for the timeline until its lanes are painted; and afterwards, as noise."""
    source = _source()
    app = TeTui(lambda _observer: source, aid=AID, snapshot_id="many")
    collect_in_small_steps()
    async with app.run_test(size=SIZE) as pilot:
        await app.workers.wait_for_complete()
        began = time.perf_counter()

        async def lanes() -> None:
            app.simulate_key("t")
            while not (found := app.screen.query("#list")) or not found.only_one(RowList).size.height:
                await asyncio.sleep(0.01)
            await app.workers.wait_for_complete()
            await painted(found.only_one(RowList))

        stall, cpu = await longest_stall(lanes)
        took = time.perf_counter() - began
        noise, _ = await longest_stall(lambda: asyncio.sleep(took))
        await pilot.pause()
    return {"stall": stall, "stall_cpu": cpu, "noise": noise}


def _source() -> FakeSource:
    """One snapshot of a day, half of whose series change."""
    source = FakeSource()
    start = datetime.fromtimestamp(MIDNIGHT, UTC)
    row = one("many", "Many", start=start, duration=_VALUES * 300)
    panels = [
        Panel(
            widget_id=f"w{number}",
            title=f"Latency {number}",
            type="Time Series: Line",
            metric="NET_LATENCY",
            group_by="AGENT",
        )
        for number in range(_WIDGETS)
    ]
    source.groups = (OPS,)
    source.pages = {AID: [page(row)]}
    source.opened = {"many": Snapshot(row, tuple(panels))}
    source.data = {f"w{number}": _data(number) for number in range(_WIDGETS)}
    return source


def _data(number: int) -> PanelData:
    times = tuple(range(MIDNIGHT, MIDNIGHT + _VALUES * 300, 300))
    series = range(number * _PLACES, (number + 1) * _PLACES)
    return PanelData(
        bin_size=300,
        points=tuple(
            Points((PointGroup("AGENT", str(seed), f"place {seed}"),), times, tuple(_values(seed)))
            for seed in series
        ),
    )


def _values(seed: int) -> list[float]:
    half = _VALUES // 2
    return noisy(100, 4, _VALUES, seed, between(half, half + _VALUES // 6, 60 if seed % 2 else 0))
