"""A time chart or a table together with its present view, such as the cursor and zoom, which keys change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, tzinfo
from functools import lru_cache, partial
from typing import Final, NamedTuple, TypeAlias

from te_tui.models.content import TimeChart
from te_tui.render.charts.chart_tables import move_in_table as move_in_values
from te_tui.render.charts.chart_tables import values_page
from te_tui.render.charts.explore import ChartView, first_view
from te_tui.render.charts.explored import draw_explored, listed_at_once
from te_tui.render.charts.readings import Summaries, format_instant, legend_order, summaries_of
from te_tui.render.table import Table, TableView, cell_of, draw_table, move_in_table, table_page
from te_tui.render.text.picture import Picture
from te_tui.render.text.table_page import Move

Step: TypeAlias = Callable[[ChartView, TimeChart], ChartView]
"""From one look at a chart to the next."""

_WINDOWS_KEPT: Final = 32


class Copied(NamedTuple):
    """A text for the clipboard, and the words that tell the person what was copied."""

    text: str
    words: str


class Exploration:
    """A time chart and its present view: cursor, zoom, hidden series."""

    def __init__(self, chart: TimeChart) -> None:
        self.chart = chart
        self.view = first_view(chart)
        self._figures: Callable[[tuple[float, float] | None], Summaries] = lru_cache(_WINDOWS_KEPT)(
            partial(summaries_of, chart)
        )

    def take(self, step: Step) -> bool:
        """Change the view by a step, a function that returns the new view; False if nothing changed."""
        before, self.view = self.view, step(self.view, self.chart)
        return self.view != before

    def legend(self) -> list[int]:
        """The indices of the chart's series in the order of the legend, from the top."""
        if self.view.order == "given" and self.view.cursor is None:
            return list(range(len(self.chart.series)))
        return legend_order(self.chart, self.view, self._figures(self.view.window))

    def listed_at_once(self, width: int, height: int) -> int:
        """How many series fit into the legend of a picture of `width` terminal cells and `height` lines."""
        return listed_at_once(self.chart, self.view, width, height)

    @property
    def is_table(self) -> bool:
        """Whether the chart's values are shown as a table."""
        return self.view.face == "table"

    @property
    def has_cursor(self) -> bool:
        """Whether a cursor is shown; never among the figures, which sum up the whole time window."""
        return self.view.face != "figures" and self.view.cursor is not None

    @property
    def _shown(self) -> list[int]:
        return [index for index in self.legend() if index not in self.view.hidden]

    def at_cursor(self, zone: tzinfo, now: datetime, only: int | None = None) -> Copied | None:
        """What to copy at the cursor: the value of the series `only`, or of the cell chosen in the table.

        In a chart, if `only` is None, it is the values of all shown series. None if there is no value.
        """
        # Imported when it is asked for.
        from te_tui.render.evidence import values_at_cursor
        from te_tui.render.pictures import to_plain

        view, shown = self.view, self._shown if only is None else [only]
        instant = "" if view.cursor is None else format_instant(view.cursor, zone, now)
        if only is None and self.is_table:
            if view.column < 0:
                return Copied(instant, instant)
            shown = shown[min(view.column, len(shown) - 1) :][:1]
        hidden = frozenset(range(len(self.chart.series))).difference(shown)
        values = values_at_cursor(self.chart, replace(view, hidden=hidden), zone, now)
        if values is None or not values.texts:
            return None
        if len(shown) > 1:
            return Copied(to_plain(values.picture), f"{values.words}; x chooses one series")
        [text] = values.texts
        return Copied(text, f"{text} ({self.chart.series[shown[0]].label}, {instant})")

    def move(self, move: Move, width: int, height: int, zone: tzinfo) -> bool:
        """Move through the table of values, drawn in this size; return False if nothing changed."""
        page = values_page(self.chart, self.view, width, height, shown=self._shown, zone=zone).page
        return self.take(partial(move_in_values, move=move, page=page))

    def draw(
        self, view: ChartView, width: int, height: int, *, zone: tzinfo, now: datetime, ascii_only: bool
    ) -> Picture:
        """Draw the chart in the given view, each line `width` terminal cells wide."""
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
    """A table widget and its present view, such as the chosen cell."""

    def __init__(self, table: Table, view: TableView) -> None:
        self.table = table
        self.view = view

    @property
    def is_table(self) -> bool:
        """True: the widget is a table."""
        return True

    @property
    def has_cursor(self) -> bool:
        """Whether a cell is chosen."""
        return self.view.row is not None

    def at_cursor(self, zone: tzinfo, now: datetime, only: int | None = None) -> Copied | None:  # noqa: ARG002 - as for charts
        """The text of the chosen cell, to copy; None if the cell is empty."""
        text = cell_of(self.table, self.view)
        return Copied(text, text) if text else None

    def move(self, move: Move, width: int, height: int, zone: tzinfo) -> bool:  # noqa: ARG002 - as for charts
        """Move through the table, drawn in this size; return False if nothing changed."""
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
        """Draw the table in the given view, each line `width` terminal cells wide."""
        return draw_table(self.table, view, width, height, ascii_only=ascii_only)
