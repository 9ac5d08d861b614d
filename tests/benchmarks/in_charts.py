"""The chart of 100,000 points: building it, beside plotext, and painting it again."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

from textual.app import App, ComposeResult
from textual.geometry import Region

from te_tui.demo import DemoOptions
from te_tui.demo.thousandeyes.bodies import snapshot_detail
from te_tui.demo.thousandeyes.snapshot_panels import PanelBodies, panels_of
from te_tui.demo.thousandeyes.snapshots import MONTH_NAME, Catalogue
from te_tui.models.content import TimeChart
from te_tui.render.pictures import draw
from te_tui.screens.snapshot.panel_view import PanelState, PanelView
from te_tui.sources.thousandeyes.body.panel import Panel
from te_tui.sources.thousandeyes.body.panel_data import PanelData, read_panel_data
from te_tui.sources.thousandeyes.body.snapshot import read_snapshot
from te_tui.sources.thousandeyes.panels.shown import ShownPanel
from tests.benchmarks.service import AID, NOW
from tests.render.reading import drawing_of, own

SIZE: Final = (120, 40)


def month() -> Any:
    """The demo's snapshot with 100,000 points, as the server knows it."""
    catalogue = Catalogue(DemoOptions(), datetime.now(UTC))
    return next(one for place in range(10) if (one := catalogue.snapshot_at(AID, place)).name == MONTH_NAME)


def month_panel() -> tuple[Panel, PanelData]:
    """Its widget, as the explorer reads it."""
    snapshot = month()
    detail = snapshot_detail(snapshot, panels_of(snapshot), "http://127.0.0.1")
    panel = read_snapshot(json.dumps(detail).encode()).panels[0]
    body = PanelBodies(1).data_of(snapshot, str(panel.widget_id), "http://127.0.0.1")
    assert body is not None
    return own(panel), read_panel_data(body)


async def chart() -> dict[str, float]:
    """Building the chart, plotext's way with all points, and painting it again."""
    import plotext

    panel, data = month_panel()
    drawing = drawing_of(panel, data)
    assert isinstance(drawing, TimeChart)
    width, height = SIZE[0], SIZE[1] - 5
    own = [_milliseconds(lambda: draw(drawing_of(panel, data), width, height=height)) for _ in range(5)]

    def with_plotext() -> None:
        plotext.clear_figure()
        plotext.plotsize(width, height)
        for series in drawing.series:
            pairs = zip(series.times, series.values, strict=True)
            times, values = zip(*((when, value) for when, value in pairs if value is not None), strict=True)
            plotext.plot(times, values, marker="braille")
        plotext.build()

    theirs = [_milliseconds(with_plotext) for _ in range(2)]
    return {
        "own": statistics.median(own),
        "plotext": min(theirs),
        "points": sum(len(series.times) for series in drawing.series),
        "repaint": await _repaint(PanelState(panel, ShownPanel(panel, data), drawing)),
    }


async def _repaint(state: PanelState) -> float:
    class OneView(App[None]):
        def compose(self) -> ComposeResult:
            yield PanelView(lambda: NOW)

    async with OneView().run_test(size=SIZE) as pilot:
        view = pilot.app.query_one(PanelView)
        view.show_panel(state)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        everything = Region(0, 0, *SIZE)
        assert view.virtual_size.height > 10
        return statistics.median(_milliseconds(lambda: view.render_lines(everything)) for _ in range(200))


def _milliseconds(work: Callable[[], object]) -> float:
    """What the work computes: a shared machine's clock tells more about the others."""
    began = time.thread_time()
    work()
    return (time.thread_time() - began) * 1000
