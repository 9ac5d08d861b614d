"""The form for a snapshot of a dashboard."""

from __future__ import annotations

from collections.abc import Awaitable
from datetime import UTC, datetime, timedelta, tzinfo
from typing import ClassVar, Final

from textual import work
from textual.app import ComposeResult

from te_tui.actions.creation import describe_snapshot, differences, expected_row, snapshot_request
from te_tui.actions.names import proposed_name
from te_tui.actions.settling import until_readable
from te_tui.actions.subjects import Subject, of_dashboards
from te_tui.actions.windows import NotAllowed, Window, last_minute, read_zone
from te_tui.models.request import SnapshotRequest
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.screens.destinations import OneSnapshot
from te_tui.screens.making.form import MakingScreen
from te_tui.screens.making.window_lines import WindowLines
from te_tui.screens.news import SnapshotMade
from te_tui.sources.base import Budget, Wait
from te_tui.sources.errors import SourceError
from te_tui.widgets.cells import Cell
from te_tui.widgets.form import Choice, Field
from te_tui.widgets.notice import Notice

_DAY: Final = timedelta(days=1)
_EXPIRIES: Final = {
    "30 d": 30 * _DAY,
    "90 d": 90 * _DAY,
    "1 y": 365 * _DAY,
    "2 y": 2 * 365 * _DAY,
    "5 y": 5 * 365 * _DAY,
}
_FEW: Final = 10


def _is_over(budget: Budget, now: datetime) -> bool:
    """Whether the hour is over for which the API said how many snapshots may still be made."""
    return budget.resets is not None and budget.resets <= now.timestamp()


class NewSnapshotScreen(MakingScreen[SnapshotRequest, str]):
    """The form for a snapshot of a dashboard; makes it, waits until it can be opened, and opens it.

    The snapshot list shows it as soon as it is made, and all its facts once it can be read.
    """

    TITLE_WORDS: ClassVar[str] = "New snapshot"
    KIND: ClassVar[str] = "dashboard"
    LOOK: ClassVar[str] = "It may have been made all the same: look in the list first (escape twice, then r)."

    def compose_lines(self) -> ComposeResult:
        """Compose the lines for name, time window, expiry, anonymising and time zone."""
        plain = self.session.display.ascii_only
        yield Field("Name", id="name")
        yield WindowLines(ascii_only=plain)
        yield Choice("Expires in", tuple(_EXPIRIES), id="expires", chosen=2, ascii_only=plain)
        yield Choice("Anonymise", ("no", "yes"), id="anonymise", ascii_only=plain)
        yield Field("Time zone", id="zone", placeholder="UTC, or a name such as Europe/Berlin")

    async def subjects(self) -> tuple[Subject, ...]:
        """The dashboards of the account group."""
        return of_dashboards(await self.session.source.dashboards(str(self.group.aid)))

    def limits(self) -> tuple[Cell, ...]:
        """How many snapshots may still be made this hour; empty as long as no answer has said so."""
        left = self.session.creations
        if left is None or left.remaining is None or left.limit is None or _is_over(left, self.session.now()):
            return ()
        told = f"{left.remaining:,} of {left.limit:,} new snapshots left this hour"
        return (Cell(told, "warning" if left.remaining <= _FEW else "muted"),)

    # The lines

    def lines_changed(self, subject: Subject) -> None:
        """Propose a name, and in the fields for dates the window's start and end."""
        lines = self.query_one(WindowLines)
        try:
            zone = self._zone()
            lines.tell_zone(zone)
            window = self._window()
        except NotAllowed:
            return
        lines.propose_dates(window, zone)
        self.propose(proposed_name(subject.title, window, zone=zone, now=self.begun))

    def request(self, subject: Subject) -> SnapshotRequest:
        """The request typed into the form; raises `NotAllowed` if it is not valid."""
        now = self.session.now()
        zone = self._zone()
        return snapshot_request(
            subject.subject_id,
            self.query_one("#name", Field).value,
            self._window(),
            now,
            limits=self.session.source.limits,
            expires=last_minute(self.begun) + _EXPIRIES[self._choice("expires")],
            anonymize=self._choice("anonymise") == "yes",
            time_zone=str(zone) if self._zone_text() else None,
        )

    def told(self, subject: Subject, request: SnapshotRequest) -> str:
        """The exact request in words, for the person to read before it is sent."""
        return describe_snapshot(request, subject.title, zone=self._zone(), now=self.session.now())

    def _window(self) -> Window:
        return self.query_one(WindowLines).window(self.begun, self._zone())

    def _zone(self) -> tzinfo:
        name = self._zone_text()
        return read_zone(name) if name else UTC

    def _zone_text(self) -> str:
        return self.query_one("#zone", Field).value.strip()

    def _choice(self, line: str) -> str:
        return self.query_one(f"#{line}", Choice).option or ""

    # Making it

    def send(self, request: SnapshotRequest) -> Awaitable[str]:
        """Make the snapshot, and return its id."""
        return self.session.source.create_snapshot(str(self.group.aid), request)

    def made(self, subject: Subject, request: SnapshotRequest, made: str) -> None:
        """Report the new snapshot to the snapshot list, and wait until it can be opened."""
        row = expected_row(request, made, str(self.group.aid), subject.title)
        self.session.news.publish(SnapshotMade(self.group.aid, row, self.session.source.host))
        self.query_one(Notice).say(f"{row.label} is created.", "Waiting until it can be opened…")
        self._open(request, row)

    @work(exclusive=True, group="making", description="wait until the new snapshot can be opened")
    async def _open(self, request: SnapshotRequest, row: SnapshotRow) -> None:
        asked = 0

        def waiting(wait: Wait) -> None:
            nonlocal asked
            asked += 1
            self.query_one(Notice).say(
                f"{row.label} is created.",
                f"Asked so far: {asked:,}; next in {wait.seconds:,.0f} s, because {wait.reason}.\n"
                "escape leaves it to itself: it stays in the list.",
            )

        source, aid = self.session.source, str(self.group.aid)
        try:
            snapshot = await until_readable(source, aid, str(row.snapshot_id), waiting=waiting)
        except SourceError as error:
            self.query_one(Notice).say_failed(
                f"{row.label} is created, but could not be opened.",
                f"{error}\nIt is in the list; {self.way_out}.",
            )
            return
        self.session.news.publish(SnapshotMade(self.group.aid, snapshot.row, self.session.source.host))
        others = ", ".join(differences(request, snapshot.row))
        came = f"Created, but differs from your request: {others}." if others else "Created."
        remark = f"{came} {self.describe_link(snapshot.row.link)}"
        self.open_made(OneSnapshot(self.group, str(row.snapshot_id), snapshot.row, remark))
