"""Base class of the screens on which a person explores a chart over time or a table."""

from __future__ import annotations

import os
from abc import abstractmethod
from functools import partial
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.reactive import var

from te_tui.render.charts.explore import (
    cursor_at,
    isolate_series,
    scroll_legend,
    shown_window,
    toggle_series,
)
from te_tui.render.charts.frame import pointed_share
from te_tui.render.series.timeline import extent
from te_tui.render.text.times import format_window
from te_tui.render.text.typed_time import find_time
from te_tui.render.text.width import shortened
from te_tui.screens.copying import copy_text
from te_tui.screens.explorer import ExplorerScreen
from te_tui.screens.exploring.chart_keys import AT_KEY, CHART_KEYS, LEGEND_KEYS, SERIES_KEYS
from te_tui.screens.exploring.exploration import Exploration, Step, TableExploration
from te_tui.screens.exploring.series_list import SeriesLine, SeriesList
from te_tui.screens.exploring.table_keys import TABLE_KEYS, TABLE_MOVES
from te_tui.terminal.clipboard import condition
from te_tui.widgets.bindings import bound
from te_tui.widgets.frames import SideBySide
from te_tui.widgets.picture_view import PictureView
from te_tui.widgets.prompt import Prompt
from te_tui.widgets.row_list import RowList

_ACTIONS = frozenset({"explore", "pick", "isolate", "switch_series", "at", "scroll_legend"})


_LONGEST: Final = 120
"""The most cells of a copied text that a notice shows."""


class ExploringScreen(ExplorerScreen):
    """Base class of a screen with a chart or table to explore; `left` and `h` move in it, not back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("chart.copy_value", "copy_value"),
        *(key.binding for key in CHART_KEYS.values()),
        bound("chart.pick", "pick"),
        bound("chart.isolate", "isolate"),
        AT_KEY,
        *SERIES_KEYS,
        *LEGEND_KEYS,
        *TABLE_KEYS,
    ]

    picking: var[bool] = var(False, bindings=True)
    """Whether the list of series is open beside the chart."""

    @property
    @abstractmethod
    def exploration(self) -> Exploration | None:
        """The chart over time with its present view; None if the screen shows something else."""

    @property
    def table(self) -> Exploration | TableExploration | None:
        """The table shown now, which may be the table of a chart's values; None if no table is shown."""
        exploration = self.exploration
        return exploration if exploration is not None and exploration.is_table else None

    @property
    def has_cursor(self) -> bool:
        """Whether the chart or table shown now has a cursor."""
        shown = self.exploration or self.table
        return shown is not None and shown.has_cursor

    @property
    @abstractmethod
    def room(self) -> tuple[int, int]:
        """The space for the chart: its width in terminal cells, its height in lines."""

    @abstractmethod
    def show_look(self) -> None:
        """Draw the chart or table as it is now viewed, and update the rest of the screen to match."""

    def compose_explored(self, view: PictureView) -> ComposeResult:
        """Compose the view of the chart, with the list of series and the prompt for a time still hidden."""
        with SideBySide(id="content"):
            yield view
            yield SeriesList(id="series", ascii_only=self.session.display.ascii_only)
        yield Prompt("@", "22:30, 11 Nov 03:00")

    def show_series(self) -> None:
        """Update the list of series, or close it if there is only one series."""
        exploration = self.exploration
        self.picking = self.picking and exploration is not None and len(exploration.chart.series) > 1
        if self.picking and exploration is not None:
            self.query_one(SeriesList).show_series(exploration)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable the actions that apply to the shown chart or table."""
        if action == "move_in_table":
            return self.table is not None and not self.picking
        if action == "copy_value":
            return self.has_cursor
        if action not in _ACTIONS:
            return super().check_action(action, parameters)
        exploration = self.exploration
        return exploration is not None and self._is_offered(action, parameters, exploration)

    def _is_offered(self, action: str, parameters: tuple[object, ...], exploration: Exploration) -> bool:
        if action == "scroll_legend":
            return self._legend_scrolls
        if action == "at":
            return exploration.view.face != "figures"
        if action == "explore":
            return CHART_KEYS[str(parameters[0])].applies(exploration)
        series = len(exploration.chart.series)
        if action == "switch_series":
            return isinstance(parameters[0], int) and parameters[0] <= series > 1
        return series > 1 and (self.picking or action != "isolate")

    def action_move_in_table(self, name: str) -> None:
        """Move through the table by the named move, such as `down`."""
        width, height = self.room
        if (table := self.table) is not None and table.move(
            TABLE_MOVES[name], width, height, self.session.display.zone
        ):
            self.show_look()

    def why_not(self, action: str) -> str:
        """A sentence on why an action does nothing on the shown chart."""
        exploration = self.exploration
        if action == "copy_value":
            return "Which value? The arrow keys move a cursor in a chart or table."
        if action not in _ACTIONS:
            return super().why_not(action)
        if exploration is None:
            return "Only a chart over time can do that."
        if exploration.view.face != "chart":
            return "Not in this view; t goes on to the chart."
        if len(exploration.chart.series) < 2 and action != "explore":
            return "This chart has one series."
        return "Not now: it needs a cursor (left, right), a zoom (+), or more series."

    # Going to a time

    def action_at(self) -> None:
        """Open the prompt for a time to go to."""
        self.query_one(Prompt).open()

    @on(Prompt.Entered)
    def _go_to_typed(self, message: Prompt.Entered) -> None:
        exploration = self.exploration
        if exploration is None or not message.text.strip():
            self._leave_prompt()
            return
        view, chart, zone = exploration.view, exploration.chart, self.session.display.zone
        first, last = extent(chart)
        time = find_time(message.text, (first, last), last if view.cursor is None else view.cursor, zone)
        if time is None:
            window = format_window(first, last, zone=zone, now=self.session.now())
            self.query_one(Prompt).remark(f"not in {window}")
            return
        self._leave_prompt()
        self.take(partial(cursor_at, time=time))

    @on(Prompt.Cancelled)
    def _leave_prompt(self) -> None:
        self.query_one(Prompt).close()
        self.set_focus(self.query_one(PictureView))

    @on(PictureView.Clicked)
    def _go_to_clicked(self, message: PictureView.Clicked) -> None:
        exploration, picture = self.exploration, message.view.picture
        if exploration is None or exploration.view.face != "chart":
            return
        ascii_only = self.session.display.ascii_only
        share = pointed_share(picture, message.x, message.y, ascii_only=ascii_only)
        if share is not None:
            start, end = shown_window(exploration.view, exploration.chart)
            self.take(partial(cursor_at, time=start + share * (end - start)))

    def action_copy_value(self) -> None:
        """Copy the value at the cursor; in a chart with several series, copy those of all shown series.

        While the list of series is open, only the value of the series under its cursor is copied.
        """
        line = self.query_one(SeriesList).cursor_row if self.picking else None
        shown, zone, now = self.exploration or self.table, self.session.display.zone, self.session.now()
        copied = shown.at_cursor(zone, now, line.index if line else None) if shown is not None else None
        if copied is None:
            self.notify("There is no value at the cursor.", severity="warning")
            return
        done = f"Copied, {condition(os.environ)}: {shortened(copied.words, _LONGEST)}"
        copy_text(self, copied.text, done, otherwise="E writes it to a file.")

    # The legend

    @property
    def _legend_scrolls(self) -> bool:
        exploration = self.exploration
        if exploration is None or exploration.view.face != "chart" or exploration.view.multiples:
            return False
        return not self.picking and len(exploration.chart.series) > exploration.listed_at_once(*self.room)

    def action_scroll_legend(self, lines: int) -> None:
        """Scroll the legend down by `lines`; if negative, up."""
        if (exploration := self.exploration) is not None:
            self.take(partial(scroll_legend, lines=lines, room=exploration.listed_at_once(*self.room)))

    def action_explore(self, name: str) -> None:
        """Change the chart's view as the chart key with this name does, such as `zoom_in`."""
        self.take(CHART_KEYS[name].step)

    def action_switch_series(self, place: int) -> None:
        """Show or hide the series at position `place` of the legend, counted from 1."""
        if (exploration := self.exploration) is not None:
            self.take(partial(toggle_series, index=exploration.legend()[place - 1]))

    def action_isolate(self) -> None:
        """Show only the series under the cursor of the series list; if pressed again, show all."""
        if (line := self.query_one(SeriesList).cursor_row) is not None:
            self.take(partial(isolate_series, index=line.index))

    @on(RowList.Chosen, "#series")
    def _switch(self, message: RowList.Chosen[SeriesLine]) -> None:
        self.take(partial(toggle_series, index=message.row.index))

    def take(self, step: Step) -> None:
        """Change the view by a step, a function that returns the new view, and draw it."""
        if (exploration := self.exploration) is not None and exploration.take(step):
            self.show_look()

    def action_pick(self) -> None:
        """Open or close the list of series."""
        self.picking = not self.picking
        self.show_look()

    def watch_picking(self, picking: bool) -> None:
        """Show the list of series and focus it, or hide it and focus the chart."""
        self.set_class(picking, "-picking")
        self.set_focus(self.query_one(SeriesList) if picking else self.query_one(PictureView))

    def action_up(self) -> None:
        """Close the list of series if it is open; otherwise go back."""
        if self.picking:
            self.action_pick()
        else:
            super().action_up()


def offered(exploration: Exploration | None) -> tuple[str, ...]:
    """The names of the chart's keys that can do something now, followed by the number of series.

    A screen compares it with an earlier result, to see whether anything has changed. It is empty without a
    chart.
    """
    if exploration is None:
        return ()
    names = (name for name, key in CHART_KEYS.items() if key.applies(exploration))
    return (*names, str(len(exploration.chart.series)))


def look_facts(exploration: Exploration | None) -> tuple[str, ...]:
    """How a chart's view differs from its first view: `zoomed`, `2 hidden`; empty without a chart."""
    if exploration is None:
        return ()
    view = exploration.view
    facts = (
        "zoomed" if view.window else "",
        f"by {view.order}" if view.order != "given" else "",
        "logarithmic" if view.logarithmic else "",
        f"{len(view.hidden):,} hidden" if view.hidden else "",
    )
    return tuple(filter(None, facts))
