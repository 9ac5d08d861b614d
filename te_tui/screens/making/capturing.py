"""The form that makes a snapshot of a live dashboard, whose queries te-tui sends itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import ClassVar, Final

from textual import work
from textual.app import ComposeResult

from te_tui.actions.copying import WHAT_CHANGES, Original, copy_request, described_copy
from te_tui.actions.names import proposed_name, read_name
from te_tui.actions.subjects import Subject, of_dashboards
from te_tui.actions.windows import NotAllowed, Window, checked, last_minute
from te_tui.models.request import Captured, CopyRequest
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
    """The typed request: a dashboard, a window, and the snapshot's name and expiry; None is never."""

    dashboard_id: str
    window: Window
    name: str
    expires: datetime | None


class CaptureScreen(MakingScreen[Wanted, Copied]):
    """Sends a dashboard's queries, shows what failed, makes a snapshot of the rest, and opens it."""

    TITLE_WORDS: ClassVar[str] = "Capture"
    KIND: ClassVar[str] = "dashboard"
    LOOK: ClassVar[str] = "It may have been made all the same: look in the list first (escape twice, then r)."

    _captured: tuple[str, Window, Captured] | None = None
    """The content of a dashboard over a window, which is asked for before a snapshot is made of it."""

    def compose_lines(self) -> ComposeResult:
        """Compose name, window and expiry."""
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
        """No limits: none are known."""
        return ()

    # The lines

    def lines_changed(self, subject: Subject) -> None:
        """Propose dates and a name for the dashboard."""
        try:
            window = self._window()
        except NotAllowed:
            return
        self.query_one(WindowLines).propose_dates(window, UTC)
        self.propose(proposed_name(subject.title, window, zone=UTC, now=self.begun))

    def _window(self) -> Window:
        return self.query_one(WindowLines).window(self.begun, UTC)

    def request(self, subject: Subject) -> Wanted:
        """The typed request."""
        window = checked(self._window(), self.session.now())
        chosen = self.query_one("#expires", Choice).option or ""
        expires = None if chosen == _NEVER else last_minute(self.begun) + _EXPIRIES[chosen]
        name = read_name(self.query_one("#name", Field).value)
        return Wanted(subject.subject_id, window, name, expires)

    def told(self, subject: Subject, request: Wanted) -> str:
        """The request in words; once captured, with the number of panels that have data."""
        now = self.session.now()
        if (captured := self._captured_for(request)) is not None:
            copy, original = self._copy(request, captured)
            return f"{described_copy(copy, original, zone=UTC, now=now)}. {WHAT_CHANGES}"
        window = format_window(request.window.start, request.window.end, zone=UTC, now=now)
        expires = format_time(request.expires, zone=UTC, now=now) if request.expires else _NEVER
        return f'"{request.name}" of dashboard {subject.title}, {window}, expires {expires}'

    def _copy(self, request: Wanted, captured: Captured) -> tuple[CopyRequest, Original]:
        """The request to make a snapshot of a capture, and the capture as its original."""
        words = f"dashboard {captured.title or request.dashboard_id}"
        original = Original(words, captured.evidence, captured.title, None, captured.panels)
        now, limits = self.session.now(), self.session.source.limits
        return copy_request(original, request.name, request.expires, now, limits=limits), original

    # Capturing, and then making it

    def action_make(self) -> None:
        """Send the dashboard's queries, which changes nothing; then make the snapshot, or ask whether to."""
        request = self._sum_up(refused="Not sent")
        if self.subject is None or request is None or self.sending:
            return
        if self._captured_for(request) is not None:
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
        window = request.window
        try:
            captured = await self.session.source.capture(
                str(self.group.aid), request.dashboard_id, window.start, window.end
            )
        except SourceError as error:
            self.stage = "form"
            self.query_one(Banner).show(str(error))
            return
        self._captured = (request.dashboard_id, window, captured)
        self.stage = "form"
        super().action_make()

    def _captured_for(self, request: Wanted) -> Captured | None:
        """The capture, if it is of the dashboard and window that are requested now; else None."""
        if self._captured is None or self._captured[:2] != (request.dashboard_id, request.window):
            return None
        return self._captured[2]

    def question(self, subject: Subject, request: Wanted) -> str | None:
        """The question whether to make a snapshot that lacks parts; None if it lacks none."""
        captured = self._captured_for(request)
        if captured is None or not captured.left_out:
            return None
        has, lacks = counted(captured.panels, "panel"), counted(len(captured.left_out), "part")
        return f'Create "{request.name}" with {has} of {subject.title}, without {lacks}?'

    def remarks(self) -> tuple[str, ...]:
        """The parts that the capture lacks, each with the reason."""
        left_out = self._captured[2].left_out if self._captured else ()
        return tuple(f"{one.title}: {one.why}" for one in left_out)

    async def send(self, request: Wanted) -> Copied:
        """Make a snapshot of the capture, and return it."""
        source, aid, window = self.session.source, str(self.group.aid), request.window
        captured = self._captured_for(request) or await source.capture(
            aid, request.dashboard_id, window.start, window.end
        )
        copy, _ = self._copy(request, captured)
        return await make_copy(source, aid, copy)

    def made(self, subject: Subject, request: Wanted, made: Copied) -> None:  # noqa: ARG002 - it says all
        """Add the new snapshot to the list, and open it."""
        self.session.news.publish(SnapshotMade(self.group.aid, made.row, self.session.source.host))
        self.open_made(OneSnapshot(self.group, str(made.row.snapshot_id), made.row, made.remark))
