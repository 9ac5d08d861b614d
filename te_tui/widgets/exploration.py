"""One time chart while somebody explores it: how it is looked at now, and the figures counted for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, tzinfo
from functools import lru_cache, partial
from typing import Final, TypeAlias

from te_tui.render.charts.explore import ChartView, first_view
from te_tui.render.charts.explored import draw_explored
from te_tui.render.charts.readings import Summaries, ranked, summaries_of
from te_tui.render.text.picture import Picture
from te_tui.render.values import TimeChart

Step: TypeAlias = Callable[[ChartView, TimeChart], ChartView]
"""From one look at a chart to the next."""

_WINDOWS_KEPT: Final = 32


class Exploration:
    """A chart and the present look at it; pictures are drawn of any look, in any thread."""

    def __init__(self, chart: TimeChart) -> None:
        self.chart = chart
        self.view = first_view(chart)
        self._figures: Callable[[tuple[int, int] | None], Summaries] = lru_cache(_WINDOWS_KEPT)(
            partial(summaries_of, chart)
        )

    def take(self, step: Step) -> bool:
        """Take a step; False if that changes nothing."""
        before, self.view = self.view, step(self.view, self.chart)
        return self.view != before

    def legend(self) -> list[int]:
        """The indexes of the series, as the legend has them from top to bottom."""
        if self.view.order == "given":
            return list(range(len(self.chart.series)))
        return ranked(self._figures(self.view.window), self.view.order)

    def draw(
        self, view: ChartView, width: int, height: int, *, zone: tzinfo, now: datetime, ascii_only: bool
    ) -> Picture:
        """Draw a look at the chart, each line `width` cells."""
        return draw_explored(
            self.chart,
            view,
            width,
            height,
            zone=zone,
            now=now,
            ascii_only=ascii_only,
            summaries=self._figures(view.window),
        )
