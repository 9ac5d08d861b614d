"""A time chart or a table with the present view of it, which keys change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, tzinfo
from functools import lru_cache, partial
from typing import Final, TypeAlias

from te_tui.models.content import TimeChart
from te_tui.render.charts.chart_tables import move_in_table as move_in_values
from te_tui.render.charts.chart_tables import values_page
from te_tui.render.charts.explore import ChartView, first_view
from te_tui.render.charts.explored import draw_explored, listed_at_once
from te_tui.render.charts.readings import Summaries, legend_order, summaries_of
from te_tui.render.table import Table, TableView, draw_table, move_in_table, table_page
from te_tui.render.text.picture import Picture
from te_tui.render.text.table_page import Move

Step: TypeAlias = Callable[[ChartView, TimeChart], ChartView]
"""From one look at a chart to the next."""

_WINDOWS_KEPT: Final = 32


class Exploration:
    """A time chart and the present view of it; it can draw any view, in any thread."""

    def __init__(self, chart: TimeChart) -> None:
        self.chart = chart
        self.view = first_view(chart)
        self._figures: Callable[[tuple[float, float] | None], Summaries] = lru_cache(_WINDOWS_KEPT)(
            partial(summaries_of, chart)
        )

    def take(self, step: Step) -> bool:
        """Change the view by a step; return False if that changes nothing."""
        before, self.view = self.view, step(self.view, self.chart)
        return self.view != before

    def legend(self) -> list[int]:
        """The indexes of the series in the order of the legend, from the top."""
        if self.view.order == "given" and self.view.cursor is None:
            return list(range(len(self.chart.series)))
        return legend_order(self.chart, self.view, self._figures(self.view.window))

    def listed_at_once(self, width: int, height: int) -> int:
        """How many series the legend shows at once in a picture of this size."""
        return listed_at_once(self.chart, self.view, width, height)

    @property
    def is_table(self) -> bool:
        """Whether the values are shown as a table now."""
        return self.view.face == "table"

    def turns(self, width: int, height: int) -> bool:  # noqa: ARG002 - as for tables
        """Whether there may be more columns than have room: to measure them takes too long for a footer."""
        return len(self.chart.series) > 1

    def move(self, move: Move, width: int, height: int, zone: tzinfo) -> bool:
        """Move through the table of values; return False if that changes nothing."""
        shown = [index for index in self.legend() if index not in self.view.hidden]
        page = values_page(self.chart, self.view, width, height, shown=shown, zone=zone).page
        return self.take(partial(move_in_values, move=move, page=page))

    def draw(
        self, view: ChartView, width: int, height: int, *, zone: tzinfo, now: datetime, ascii_only: bool
    ) -> Picture:
        """Draw a view of the chart, each line `width` cells."""
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


class TableExploration:
    """A widget that is a table, and the present view of it."""

    def __init__(self, table: Table, view: TableView) -> None:
        self.table = table
        self.view = view

    @property
    def is_table(self) -> bool:
        """True: the widget is a table."""
        return True

    def turns(self, width: int, height: int) -> bool:
        """Whether there are more columns than have room."""
        return table_page(self.table, self.view, width, height).last > 0

    def move(self, move: Move, width: int, height: int, zone: tzinfo) -> bool:  # noqa: ARG002 - as for charts
        """Move through the table; return False if that changes nothing."""
        page = table_page(self.table, self.view, width, height)
        before, self.view = self.view, move_in_table(self.view, self.table, move, page)
        return self.view != before

    def draw(
        self,
        view: TableView,
        width: int,
        height: int,
        *,
        zone: tzinfo,  # noqa: ARG002 - as for charts; the times of a table are texts
        now: datetime,  # noqa: ARG002
        ascii_only: bool,
    ) -> Picture:
        """Draw a view of the table, each line `width` cells."""
        return draw_table(self.table, view, width, height, ascii_only=ascii_only)
