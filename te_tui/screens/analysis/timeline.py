"""The screen with the timeline of a snapshot: a list row for each episode, in order of start."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo
from functools import partial
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from te_tui.analysis.background import in_background
from te_tui.analysis.timeline import Timeline, timeline
from te_tui.models.account_group import AccountGroup
from te_tui.models.snapshot import Snapshot
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.render.analysis.episode_chart import episode_chart, episode_view
from te_tui.render.analysis.figures import name_of
from te_tui.render.analysis.heading import heading
from te_tui.render.analysis.timeline import (
    Window,
    answer,
    describe_episode,
    describe_episode_in,
    draw_timeline,
    remarks,
    whole_window,
)
from te_tui.render.charts.explored import draw_explored
from te_tui.render.text.picture import Picture, above
from te_tui.screens.analysis.answer import AnswerScreen
from te_tui.screens.analysis.chart import ChartScreen
from te_tui.screens.analysis.lanes import Lane, lane_columns
from te_tui.screens.analysis.reading import Reading, read_all
from te_tui.screens.destinations import Destination, OneSnapshot
from te_tui.screens.session import Session
from te_tui.sources.panel_loader import may_pass
from te_tui.widgets.bindings import bound
from te_tui.widgets.columns import Column
from te_tui.widgets.notice import Banner
from te_tui.widgets.picture_view import PictureView
from te_tui.widgets.row_list import RowList

_COPIED = 100
"""Cells of a line of what is copied."""


class TimelineScreen(AnswerScreen):
    """The timeline of a snapshot: the episodes, times at which one of its series left its usual level."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("timeline.why", "why"),
    ]

    def __init__(self, session: Session, group: AccountGroup, snapshot: Snapshot) -> None:
        super().__init__(session, group)
        self._snapshot = snapshot
        self._found: Timeline | None = None
        self._trouble = ""

    def compose_found(self) -> ComposeResult:
        """Compose the list of episodes, and the chart of the episode under the cursor."""
        columns = lane_columns((), None, self.session.display.zone, self.app.size.width)
        yield RowList(columns, key=lambda lane: lane.place, marks=False, id="list")
        yield PictureView(id="chart")

    def breadcrumb(self) -> tuple[str, ...]:
        """The breadcrumb: profile or host, account group and snapshot."""
        return (*super().breadcrumb(), self.group.label, self._snapshot.row.label, "Timeline")

    def parent_destination(self) -> Destination | None:
        """The screen of the snapshot."""
        return OneSnapshot(self.group, self._snapshot.row.snapshot_id or "")

    async def find(self) -> None:
        """Fetch all widgets, and look for episodes."""
        self.say("Reading widgets…")
        reading = await self.once_built(
            read_all(self.session, str(self.group.aid), self._snapshot, self.count_fetched)
        )
        if len(reading.failures) == len(reading.outcomes) > 0:
            raise reading.failures[0]
        self.say("Looking for episodes…")
        self._found = await in_background(partial(_timeline_of, reading))
        self.failed, self._trouble = any(map(may_pass, reading.failures)), reading.trouble
        self._lanes.empty_words = "No episode."
        self._lanes.set_rows(Lane(index, episode) for index, episode in enumerate(self._found.episodes))
        await self.tell()

    async def tell(self) -> None:
        """Show the timeline as sentences and list rows."""
        if (found := self._found) is None:
            return
        told_for = None
        while (asked := (self.session.display.zone, self.size.width)) != told_for:
            told = await in_background(partial(_told, found, self._window(found), *asked))
            told_for = asked
        self._lanes.columns = told.columns
        if self.answered:
            self._show_chart()
        self.reveal(told.sentences, told.remarks, self._trouble)

    def _window(self, found: Timeline) -> Window:
        row = self._snapshot.row
        stated = (row.start.timestamp(), row.end.timestamp()) if row.start and row.end else None
        return whole_window(found, stated)

    @property
    def _lanes(self) -> RowList[Lane]:
        return self.query_one("#list", RowList)

    @on(RowList.Highlighted, "#list")
    def _show_chart(self) -> None:
        """Draw the series of the episode under the cursor, with its usual level."""
        lane = self._lanes.cursor_row
        self.query_one(Banner).hide()
        if self._trouble:
            self.query_one(Banner).show(self._trouble)
        if lane is None:
            return
        episode, display = lane.episode, self.session.display

        def draw(width: int, height: int) -> Picture:
            chart = episode_chart(episode)
            view = episode_view(chart, episode)
            return draw_explored(chart, view, width, height, zone=display.zone, ascii_only=display.ascii_only)

        self.query_one("#chart", PictureView).show(draw, aside=True)

    @on(RowList.Chosen, "#list")
    def _enlarge(self, message: RowList.Chosen[Lane]) -> None:
        episode = message.row.episode
        chart = episode_chart(episode)
        window = self._window(self._found) if self._found else None

        def sentence(zone: tzinfo) -> str:
            told = describe_episode_in(episode, window, zone)
            return f"{told} Why: {describe_episode(episode, zone)}."

        self.go_into(
            ChartScreen(
                self.session,
                (*self.breadcrumb(), name_of(episode.series)),
                chart,
                episode_view(chart, episode),
                sentence,
                self._snapshot.row,
            )
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable the key that explains an episode only if there is an episode."""
        if action == "why":
            return self._found is not None and bool(self._found.episodes)
        return super().check_action(action, parameters)

    def action_why(self) -> None:
        """Explain in a sentence why the values of the episode under the cursor count as an episode."""
        if (lane := self._lanes.cursor_row) is not None:
            why = describe_episode(lane.episode, self.session.display.zone)
            self.query_one(Banner).tell(f"{name_of(lane.episode.series)}: {why}.")

    def about(self) -> SnapshotRow | None:
        """The row of the snapshot whose timeline is shown, for its time span and link."""
        return self._snapshot.row

    def as_picture(self) -> Picture | None:
        """The text that `te-tui timeline` prints; None while there is no answer."""
        if self._found is None:
            return None
        drawn = draw_timeline(self._found, self._window(self._found), _COPIED, self.session.display.zone)
        return above(heading(self._snapshot.row, _COPIED, zone=self.session.display.zone), drawn)


class _Told(NamedTuple):
    """What the screen shows of a timeline: the columns of its list, sentences and remarks."""

    columns: tuple[Column[Lane], ...]
    sentences: list[str]
    remarks: list[str]


def _told(found: Timeline, window: Window, zone: tzinfo, width: int, _check: Callable[[], None]) -> _Told:
    return _Told(
        lane_columns(found.episodes, window, zone, width),
        list(answer(found, window, zone)),
        list(remarks(found, window, zone)),
    )


def _timeline_of(reading: Reading, check: Callable[[], None]) -> Timeline:
    panels = reading.panels(check)
    return timeline([one for panel in panels for one in panel.series or ()], check)
