"""The screens of timeline, compare and trend: stalls of the loop from the key until the answer is painted.

A timeline and both sides of a comparison have 1,000 series of 300 values; a trend has 50 series over 52
weeks of hours.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from te_tui.app import TeTui
from te_tui.cli.commands.explore import keep_stalls_short
from te_tui.models.snapshot import Snapshot
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.screens.analysis.answer import AnswerScreen
from te_tui.sources.thousandeyes.body.panel import Panel
from te_tui.sources.thousandeyes.body.panel_data import PanelData
from te_tui.sources.thousandeyes.body.points import PointGroup, Points
from te_tui.widgets.cursor_list import CursorList
from te_tui.widgets.picture_view import PictureView
from tests.analysis.planted import MIDNIGHT, between, noisy
from tests.benchmarks.in_charts import SIZE
from tests.benchmarks.in_explorer import first_rows, longest_stall
from tests.benchmarks.service import AID
from tests.screens.analysis.conftest import DAY, Change, Snapshots
from tests.screens.conftest import OPS, page
from tests.screens.conftest import row as one

_WIDGETS: Final = 20
_PLACES: Final = 50
_VALUES: Final = 300
_HOUR: Final = 3_600
_WEEK: Final = 7 * DAY
_WEEKS: Final = 52


async def timeline_screen() -> dict[str, float]:
    """Stalls from the key for the timeline of a snapshot, half of whose series change."""
    source = _Widgets()
    source.put_widgets("many", MIDNIGHT, lambda seed: between(150, 200, 60 if seed % 2 else 0))
    return await _stalls(source, "many", "t")


async def comparison_screen() -> dict[str, float]:
    """Stalls from the key for the comparison of two marked snapshots, half of whose series differ."""
    source = _Widgets()
    before = source.put_widgets("before", MIDNIGHT, lambda _seed: between(0, 0, 0))
    after = source.put_widgets("after", MIDNIGHT + _WEEK, lambda seed: between(0, 300, 40 if seed % 2 else 0))
    source.pages = {AID: [page(after, before)]}
    return await _stalls(source, None, "D", "space", "space")


async def trend_screen() -> dict[str, float]:
    """Stalls from the key for the trend of a widget in weekly snapshots, half of whose series step."""
    source = _Widgets()
    rows = [source.put_week(week, 40 if week >= _WEEKS // 2 else 0) for week in range(_WEEKS)]
    source.pages = {AID: [page(*reversed(rows))]}
    return await _stalls(source, f"week {_WEEKS - 1}", "T")


class _Widgets(Snapshots):
    """A source of large snapshots."""

    def __init__(self) -> None:
        super().__init__()
        self.groups = (OPS,)
        self.pages = {AID: []}

    def put_widgets(self, snapshot_id: str, start: int, change: Callable[[int], Change]) -> SnapshotRow:
        """Add a snapshot of a day with many widgets; `change` takes the number of a series."""
        row = one(snapshot_id, snapshot_id, start=datetime.fromtimestamp(start, UTC), duration=_VALUES * 300)
        self.opened[snapshot_id] = Snapshot(row, tuple(map(_panel, range(_WIDGETS))))
        for number in range(_WIDGETS):
            seeds = range(number * _PLACES, (number + 1) * _PLACES)
            self.own[snapshot_id, f"w{number}"] = _data(seeds, change, start, _VALUES, 300)
        self.pages = {AID: [page(row)]}
        return row

    def put_week(self, week: int, change: float) -> SnapshotRow:
        """Add a snapshot of a week with one widget, half of whose series have this change."""
        snapshot_id, start = f"week {week}", MIDNIGHT + (week - _WEEKS) * _WEEK
        row = one(snapshot_id, snapshot_id, start=datetime.fromtimestamp(start, UTC), duration=_WEEK)
        self.opened[snapshot_id] = Snapshot(row, (_panel(0),))
        self.own[snapshot_id, "w0"] = _data(
            range(_PLACES), lambda seed: between(0, 168, change if seed % 2 else 0), start, 168, _HOUR
        )
        return row


async def _stalls(source: Snapshots, snapshot_id: str | None, key: str, *before: str) -> dict[str, float]:
    """Stalls from a key for an answer until that is painted; and afterwards, over the same time, as noise."""
    app = TeTui(lambda _observer: source, aid=AID, snapshot_id=snapshot_id)
    keep_stalls_short()
    async with app.run_test(size=SIZE) as pilot:
        await app.workers.wait_for_complete()
        if snapshot_id is None:
            await first_rows(pilot)
        await pilot.press(*before)
        began = time.perf_counter()

        async def answered() -> None:
            app.simulate_key(key)
            while not isinstance(app.screen, AnswerScreen) or not app.screen.answered:
                await asyncio.sleep(0.01)
            found = app.screen.query(f"{CursorList.__name__}, {PictureView.__name__}").first()
            while not found.size.height:
                await asyncio.sleep(0.01)
            await app.workers.wait_for_complete()
            painted = asyncio.Event()
            found.call_after_refresh(painted.set)
            await painted.wait()

        stall, cpu = await longest_stall(answered)
        took = time.perf_counter() - began
        noise, _ = await longest_stall(lambda: asyncio.sleep(took))
        await pilot.pause()
    return {"stall": stall, "stall_cpu": cpu, "noise": noise}


def _panel(number: int) -> Panel:
    return Panel(
        widget_id=f"w{number}",
        title=f"Latency {number}",
        type="Time Series: Line",
        metric="NET_LATENCY",
        group_by="AGENT",
    )


def _data(seeds: range, change: Callable[[int], Change], start: int, count: int, bin_size: int) -> PanelData:
    times = tuple(range(start, start + count * bin_size, bin_size))
    return PanelData(
        bin_size=bin_size,
        points=tuple(
            Points(
                (PointGroup("AGENT", str(seed), f"place {seed}"),),
                times,
                tuple(noisy(100, 4, count, seed + start, change(seed))),
            )
            for seed in seeds
        ),
    )
