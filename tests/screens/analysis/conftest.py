"""Snapshots whose widgets have series with planted changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from te_tui.models.panels import Panel as AnyPanel
from te_tui.models.panels import PanelContent
from te_tui.models.snapshot import Snapshot
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.sources.thousandeyes.body.panel import Panel
from te_tui.sources.thousandeyes.body.panel_data import PanelData
from te_tui.sources.thousandeyes.body.points import PointGroup, Points
from tests.analysis.planted import MIDNIGHT, noisy
from tests.screens.conftest import number, page, row
from tests.screens.fake_source import FakeSource

DAY = 86_400
Change = Callable[[int], float]

LATENCY = Panel(
    widget_id="w0",
    title="Latency, by agent",
    type="Time Series: Line",
    metric="NET_LATENCY",
    group_by="AGENT",
)
NUMBER = Panel(widget_id="w1", title="Loss", type="Number")


class Snapshots(FakeSource):
    """A source whose snapshots have data of their own, by snapshot and widget."""

    def __init__(self) -> None:
        super().__init__()
        self.own: dict[tuple[str, str], PanelData] = {}

    async def panel_content(self, aid: str, snapshot_id: str, panel: AnyPanel) -> PanelContent:
        self.data[str(panel.widget_id)] = self.own[snapshot_id, str(panel.widget_id)]
        return await super().panel_content(aid, snapshot_id, panel)

    def put(
        self, snapshot_id: str, data: PanelData, start: int = MIDNIGHT, seconds: int = DAY
    ) -> SnapshotRow:
        """Add a snapshot with a line chart and a number."""
        begin = datetime.fromtimestamp(start, UTC)
        one = row(snapshot_id, f"Snapshot {snapshot_id}", start=begin, duration=seconds)
        self.opened[snapshot_id] = Snapshot(one, (LATENCY, NUMBER))
        self.own[snapshot_id, "w0"] = data
        self.own[snapshot_id, "w1"] = number(3)
        return one


def latencies(
    changes: Mapping[str, Change],
    start: int = MIDNIGHT,
    *,
    count: int = 288,
    bin_size: int = 300,
    seed: int = 1,
) -> PanelData:
    """Latencies around 100 ms, a series for each place, each with its change."""
    times = tuple(range(start, start + count * bin_size, bin_size))
    return PanelData(
        bin_size=bin_size,
        points=tuple(
            Points(
                (PointGroup("AGENT", name, name),), times, tuple(noisy(100, 2, count, seed + place, change))
            )
            for place, (name, change) in enumerate(changes.items())
        ),
    )


def quiet(_index: int) -> float:
    """No change."""
    return 0.0


class Endless:
    """A computation that goes on until its check raises.

    Attributes:
        begun: set by the first call.
        ended: set once it was ended.
    """

    def __init__(self) -> None:
        self.begun, self.ended = threading.Event(), threading.Event()

    def __call__(self, *_values: object, check: Callable[[], None], **_named: object) -> None:
        """Compute for ever."""
        self.begun.set()
        try:
            while True:
                check()
                self.ended.wait(0.001)  # lets the screen have the interpreter
        finally:
            self.ended.set()


@pytest.fixture
def source(source: FakeSource) -> Snapshots:
    """Network Ops without any snapshot yet."""
    made = Snapshots()
    made.groups = tuple(replace(group) for group in source.groups)
    made.pages = {"1234": [page()], "99": [page()]}
    return made
