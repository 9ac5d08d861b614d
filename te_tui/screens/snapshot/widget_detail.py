"""One widget, as large as the terminal; a chart over time is explored here."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

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
from te_tui.render.text.picture import Picture
from te_tui.render.text.times import format_window
from te_tui.render.text.typed_time import find_time
from te_tui.screens.countdown import Countdown
from te_tui.screens.destinations import OverTime
from te_tui.screens.explorer import COMMON_KEYS
from te_tui.screens.session import Session
from te_tui.screens.snapshot.chart_keys import AT_KEY, CHART_KEYS, LEGEND_KEYS, SERIES_KEYS
from te_tui.screens.snapshot.exploration import Exploration, Step, TableExploration
from te_tui.screens.snapshot.panel_feed import PanelFeed
from te_tui.screens.snapshot.panel_screen import TREND_KEY, PanelScreen
from te_tui.screens.snapshot.panel_view import PanelView
from te_tui.screens.snapshot.series_list import SeriesLine, SeriesList
from te_tui.screens.snapshot.table_keys import TABLE_KEYS, TABLE_MOVES
from te_tui.sources.errors import SourceError
from te_tui.widgets.bindings import bound
from te_tui.widgets.cells import Cell
from te_tui.widgets.frames import SideBySide
from te_tui.widgets.key_line import KeyLine
from te_tui.widgets.prompt import Prompt
from te_tui.widgets.row_list import RowList
from te_tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from te_tui.render.evidence import Evidence


class WidgetDetailScreen(PanelScreen):
    """One widget of a snapshot; the neighbours are one key away. `left` and `h` move in it, not out of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(key.binding for key in CHART_KEYS.values()),
        bound("chart.pick", "pick"),
        bound("chart.isolate", "isolate"),
        AT_KEY,
        *SERIES_KEYS,
        *LEGEND_KEYS,
        *TABLE_KEYS,
        bound("widget.next", "step(1)"),
        bound("widget.previous", "step(-1)"),
        TREND_KEY,
        bound("widget.retry", "retry"),
    ]

    picking: var[bool] = var(False, bindings=True)
    """Whether the list of series is open beside the chart."""

    failed: var[bool] = var(False, bindings=True)
    """Whether the widget could not be fetched."""

    def __init__(self, session: Session, above: tuple[str, ...], feed: PanelFeed, index: int) -> None:
        super().__init__(session, above, feed)
        self._index = index
        self._offered: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """Compose the widget alone, and the list of series for when it is asked for."""
        yield TopLine()
        with SideBySide(id="content"):
            yield PanelView(self.session.now, ascii_only=self.session.display.ascii_only)
            yield SeriesList(id="series", ascii_only=self.session.display.ascii_only)
        yield Prompt("@", "22:30, 11 Nov 03:00")
        yield KeyLine(COMMON_KEYS)

    def breadcrumb(self) -> tuple[str, ...]:
        """Where the snapshot is, and the widget."""
        return (*self.above, self.feed.panels[self._index].label)

    def on_mount(self) -> None:
        """Show the widget that was chosen."""
        self.feed.arrived.subscribe(self, self._take_in)
        self.query_one(PanelView).focus()
        self.action_step(0)

    def action_step(self, by: int) -> None:
        """Show a neighbour; after the last one comes the first."""
        self._index = (self._index + by) % len(self.feed.panels)
        self.feed.want(self._index)
        self._show()

    def action_trend(self) -> None:
        """Show the widget over all snapshots of its dashboard."""
        self.go(OverTime(self.feed.group, self.feed.snapshot, self.feed.panels[self._index]))

    def evidence(self) -> Evidence | None:
        """The widget as shown, and the exact values at the cursor."""
        from te_tui.render.evidence import Evidence, values_at_cursor
        from te_tui.screens.evidence import link_of, window_of

        row, exploration, session = self.feed.row, self._exploration, self.session
        picture = self.query_one(PanelView).drawn_panel()
        if exploration is None:
            values = Picture()
        else:
            zone = session.display.zone
            values = values_at_cursor(exploration.chart, exploration.view, zone, session.now())
        return Evidence(self.breadcrumb(), picture, window_of(row, session), values, link_of(row, session))

    def action_retry(self) -> None:
        """Fetch the data again."""
        self.feed.retry(self._index)

    def tells_wait(self, wait: Countdown) -> bool:
        """Whether the first line shows a wait: not those of widgets, as each shows its own."""
        return wait.wait.widget_id is None

    def wait_changed(self) -> None:
        """Count down while this widget waits."""
        if self.query(PanelView) and self.feed.outcome(self._index) is None:
            self.query_one(PanelView).show_panel(self.feed.exhibit(self._index))

    def zone_changed(self) -> None:
        """Tell the times of the widget anew."""
        if self.query(PanelView):
            self._show()

    def _take_in(self, index: int) -> None:
        if index == self._index:
            self._show()

    def _show(self) -> None:
        """Bring everything up to date: the picture, the list of series, the facts, and the keys on offer."""
        exhibit, exploration = self.feed.exhibit(self._index), self._exploration
        if exploration is not None:
            exhibit = replace(
                exhibit, look=exploration.view, draw_look=partial(exploration.draw, exploration.view)
            )
        elif (table := self.feed.table(self._index)) is not None:
            exhibit = replace(exhibit, look=table.view, draw_look=partial(table.draw, table.view))
        self.query_one(PanelView).show_panel(exhibit)
        self.picking = self.picking and exploration is not None and len(exploration.chart.series) > 1
        if self.picking and exploration is not None:
            self.query_one(SeriesList).show_series(exploration)
        number = f"{self.session.words.widget} {self._index + 1} of {len(self.feed.panels)}"
        self.facts = (Cell(number, "muted"), *(Cell(fact) for fact in _facts(exploration)))
        self.refresh_top_line()
        offered = (*_offered(exploration), str(self._table is not None))
        self.failed = isinstance(exhibit.outcome, SourceError)
        if offered != self._offered:
            # The footer is built anew for this, which takes longer than everything else a key does.
            self._offered = offered
            self.refresh_bindings()

    # Exploring a chart

    @property
    def _exploration(self) -> Exploration | None:
        return self.feed.exploration(self._index)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the keys that suit the chart or table shown, and retry only after a failure."""
        if action == "retry":
            return self.failed
        if action == "move_in_table":
            return self._table is not None and not self.picking
        if action not in {"explore", "pick", "isolate", "switch_series", "at", "scroll_legend"}:
            return super().check_action(action, parameters)
        exploration = self._exploration
        return exploration is not None and self._is_offered(action, parameters, exploration)

    def _is_offered(self, action: str, parameters: tuple[object, ...], exploration: Exploration) -> bool:
        """Whether something can be done with a chart as it is looked at now."""
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

    @property
    def _table(self) -> Exploration | TableExploration | None:
        """The table that is shown now: the widget itself, or the values of its chart."""
        shown = self._exploration or self.feed.table(self._index)
        return shown if shown is not None and shown.is_table else None

    def action_move_in_table(self, name: str) -> None:
        """Move through the table by rows or columns."""
        width, height = self.query_one(PanelView).room
        if (table := self._table) is not None and table.move(
            TABLE_MOVES[name], width, height, self.session.display.zone
        ):
            self._show()

    def why_not(self, action: str) -> str:
        """The reason why a key does nothing on the chart at hand."""
        exploration = self._exploration
        if action not in {"explore", "pick", "isolate", "switch_series", "at", "scroll_legend"}:
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
        """Type a time to go to."""
        self.query_one(Prompt).open()

    @on(Prompt.Entered)
    def _go_to_typed(self, message: Prompt.Entered) -> None:
        exploration = self._exploration
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
        self._take(partial(cursor_at, time=time))

    @on(Prompt.Cancelled)
    def _leave_prompt(self) -> None:
        self.query_one(Prompt).close()
        self.set_focus(self.query_one(PanelView))

    @on(PanelView.Clicked)
    def _go_to_clicked(self, message: PanelView.Clicked) -> None:
        exploration, picture = self._exploration, message.view.picture
        if exploration is None or exploration.view.face != "chart":
            return
        ascii_only = self.session.display.ascii_only
        share = pointed_share(picture, message.x, message.y, ascii_only=ascii_only)
        if share is not None:
            start, end = shown_window(exploration.view, exploration.chart)
            self._take(partial(cursor_at, time=start + share * (end - start)))

    # The legend

    @property
    def _legend_scrolls(self) -> bool:
        exploration = self._exploration
        if exploration is None or exploration.view.face != "chart" or exploration.view.multiples:
            return False
        return not self.picking and len(exploration.chart.series) > exploration.listed_at_once(
            *self.query_one(PanelView).room
        )

    def action_scroll_legend(self, lines: int) -> None:
        """Show other series of the legend."""
        if (exploration := self._exploration) is not None:
            room = exploration.listed_at_once(*self.query_one(PanelView).room)
            self._take(partial(scroll_legend, lines=lines, room=room))

    def action_explore(self, name: str) -> None:
        """Look at the chart in another way."""
        self._take(CHART_KEYS[name].step)

    def action_switch_series(self, place: int) -> None:
        """Switch the series at a place of the legend, counted from 1, off or on."""
        if (exploration := self._exploration) is not None:
            self._take(partial(toggle_series, index=exploration.legend()[place - 1]))

    def action_isolate(self) -> None:
        """Show the series under the cursor of the list alone; once more, show all."""
        if (line := self.query_one(SeriesList).cursor_row) is not None:
            self._take(partial(isolate_series, index=line.index))

    @on(RowList.Chosen, "#series")
    def _switch(self, message: RowList.Chosen[SeriesLine]) -> None:
        self._take(partial(toggle_series, index=message.row.index))

    def _take(self, step: Step) -> None:
        if (exploration := self._exploration) is not None and exploration.take(step):
            self._show()

    def action_pick(self) -> None:
        """Open the list of series, or close it."""
        self.picking = not self.picking
        self._show()

    def watch_picking(self, picking: bool) -> None:
        """Show the list of series and move into it, or hide it."""
        self.set_class(picking, "-picking")
        self.set_focus(self.query_one(SeriesList) if picking else self.query_one(PanelView))

    def action_up(self) -> None:
        """Close the list of series first, if it is open; then go back."""
        if self.picking:
            self.action_pick()
        else:
            super().action_up()


def _offered(exploration: Exploration | None) -> tuple[str, ...]:
    """The keys that a chart takes in its present look; the number of its series counts as well."""
    if exploration is None:
        return ()
    names = (name for name, key in CHART_KEYS.items() if key.applies(exploration))
    return (*names, str(len(exploration.chart.series)))


def _facts(exploration: Exploration | None) -> tuple[str, ...]:
    """In which ways a chart is not looked at as at first."""
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
