"""The form that captures a live dashboard: te-tui sends its queries, and makes a snapshot of the answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import ClassVar, Final

from textual import work
from textual.app import ComposeResult

from te_tui.actions.copying import WHAT_CHANGES, Original, copy_request
from te_tui.actions.names import describe_name, proposed_name, read_name
from te_tui.actions.subjects import Subject, of_dashboards
from te_tui.actions.windows import NotAllowed, Window, checked, last_minute
from te_tui.models.request import Captured
from te_tui.models.words import counted
from te_tui.render.text.times import format_time, format_window
from te_tui.screens.destinations import OneSnapshot
from te_tui.screens.making.copied import Copied, make_copy
from te_tui.screens.making.form import MakingScreen
from te_tui.screens.making.window_lines import WindowLines
from te_tui.screens.news import SnapshotMade
from te_tui.sources.errors import SourceError
from te_tui.widgets.cells import Cell
from te_tui.widgets.form import Choice, Field
from te_tui.widgets.notice import Banner, Notice

_NEVER: Final = "never"
_DAY: Final = timedelta(days=1)
_EXPIRIES: Final = {"30 d": 30 * _DAY, "90 d": 90 * _DAY, "1 y": 365 * _DAY}


@dataclass(frozen=True, slots=True)
class Wanted:
    """The snapshot wanted, as typed into the form; `expires` is None if it is never to expire."""

    dashboard_id: str
    window: Window
    name: str
    expires: datetime | None

    @property
    def captured_from(self) -> tuple[str, Window]:
        """The dashboard's id and the time window: the key under which the captured data are kept."""
        return self.dashboard_id, self.window


class CaptureScreen(MakingScreen[Wanted, Copied]):
    """The form that captures a live dashboard: it sends the queries, and makes a snapshot of the answers.

    If some queries fail, it shows them, and asks whether to make the snapshot without them.
    """

    TITLE_WORDS: ClassVar[str] = "Capture"
    KIND: ClassVar[str] = "dashboard"
    LOOK: ClassVar[str] = "It may have been made all the same: look in the list first (escape twice, then r)."

    _captured: Mapping[tuple[str, Window], Captured] = MappingProxyType({})
    """The content of a dashboard over a window, which is asked for before a snapshot is made of it."""

    def compose_lines(self) -> ComposeResult:
        """Compose the lines for name, time window and expiry."""
        plain = self.session.display.ascii_only
        lasting = (_NEVER,) if self.session.source.abilities.never_expires else ()
        yield Field("Name", id="name")
        yield WindowLines(ascii_only=plain)
        expiries = (*_EXPIRIES, *lasting)
        yield Choice("Expires in", expiries, id="expires", chosen=len(expiries) - 1, ascii_only=plain)

    async def subjects(self) -> tuple[Subject, ...]:
        """The dashboards of the account group."""
        return of_dashboards(await self.session.source.dashboards(str(self.group.aid)))

    def limits(self) -> tuple[Cell, ...]:
        """An empty tuple: the vendor states no limit on new snapshots."""
        return ()

    # The lines

    def lines_changed(self, subject: Subject) -> None:
        """Propose a name, and in the fields for dates the window's start and end."""
        try:
            window = self._window()
        except NotAllowed:
            return
        self.query_one(WindowLines).propose_dates(window, UTC)
        self.propose(proposed_name(subject.title, window, zone=UTC, now=self.begun))

    def _window(self) -> Window:
        return self.query_one(WindowLines).window(self.begun, UTC)

    def request(self, subject: Subject) -> Wanted:
        """The request typed into the form; raises `NotAllowed` if it is not valid."""
        window = checked(self._window(), self.session.now())
        chosen = self.query_one("#expires", Choice).option or ""
        expires = None if chosen == _NEVER else last_minute(self.begun) + _EXPIRIES[chosen]
        name = read_name(self.query_one("#name", Field).value)
        return Wanted(subject.subject_id, window, name, expires)

    def told(self, subject: Subject, request: Wanted) -> str:
        """The request in words, who can see the snapshot, and, once captured, its number of panels."""
        now = self.session.now()
        window = format_window(request.window.start, request.window.end, zone=UTC, now=now)
        expires = format_time(request.expires, zone=UTC, now=now) if request.expires else _NEVER
        captured = self._captured.get(request.captured_from)
        much = f", {counted(captured.panels, 'panel')}" if captured else ""
        what = describe_name(request.name, "dashboard", subject.title, window)
        return f"{what}{much}, expires {expires}. {WHAT_CHANGES}"

    # Capturing, and then making it

    def action_make(self) -> None:
        """Send the dashboard's queries; if some fail, ask whether to go on; then make the snapshot."""
        request = self._sum_up(refused="Not sent")
        if self.subject is None or request is None or self.sending:
            return
        if request.captured_from in self._captured:
            super().action_make()
            return
        self.query_one(Banner).hide()
        self.query_one(Notice).say(
            f"Asking the queries of {self.subject.title}…", f"{self.way_out.capitalize()}."
        )
        self.stage = "notice"
        self._capture(request)

    @work(exclusive=True, group="making", description="ask the queries of a live dashboard")
    async def _capture(self, request: Wanted) -> None:
        window, source = request.window, self.session.source
        try:
            captured = await source.capture(
                str(self.group.aid), request.dashboard_id, window.start, window.end
            )
        except SourceError as error:
            self.stage = "form"
            self.query_one(Banner).show(str(error))
            return
        self._captured = {request.captured_from: captured}
        self.stage = "form"
        super().action_make()

    def question(self, subject: Subject, request: Wanted) -> str | None:
        """The question whether to make the snapshot although some queries failed; None if none did."""
        captured = self._captured[request.captured_from]
        if not captured.left_out:
            return None
        has, lacks = counted(captured.panels, "panel"), counted(len(captured.left_out), "part")
        return f'Create "{request.name}" with {has} of {subject.title}, without {lacks}?'

    def remarks(self) -> tuple[str, ...]:
        """The parts of the dashboard that could not be captured, each with the reason."""
        return tuple(
            f"{one.title}: {one.why}" for captured in self._captured.values() for one in captured.left_out
        )

    async def send(self, request: Wanted) -> Copied:
        """Make a snapshot of the captured data."""
        captured = self._captured[request.captured_from]
        words = f"dashboard {captured.title or request.dashboard_id}"
        original = Original(words, captured.evidence, captured.title, None, captured.panels)
        source, now = self.session.source, self.session.now()
        copy = copy_request(original, request.name, request.expires, now, limits=source.limits)
        return await make_copy(source, str(self.group.aid), copy, self.describe_link)

    def made(self, subject: Subject, request: Wanted, made: Copied) -> None:  # noqa: ARG002 - it says all
        """Report the new snapshot to the snapshot list, and open it."""
        self.session.news.publish(SnapshotMade(self.group.aid, made.row, self.session.source.host))
        self.open_made(OneSnapshot(self.group, str(made.row.snapshot_id), made.row, made.remark))
