"""The form for a copy of a snapshot, for vendors that allow one, such as Grafana."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import replace
from datetime import UTC, timedelta
from typing import ClassVar, Final

from textual.app import ComposeResult

from te_tui.actions.copying import (
    WHAT_CHANGES,
    Original,
    copy_request,
    describe_copy,
    original_of,
)
from te_tui.actions.subjects import Subject
from te_tui.actions.windows import NotAllowed, last_minute
from te_tui.models.account_group import AccountGroup
from te_tui.models.request import CopyRequest
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.screens.destinations import OneSnapshot
from te_tui.screens.making.copied import Copied, make_copy
from te_tui.screens.making.form import MakingScreen
from te_tui.screens.news import SnapshotMade
from te_tui.screens.session import Session
from te_tui.widgets.cells import Cell
from te_tui.widgets.form import Choice, Field

_AS_BEFORE: Final = "as the original"
_NEVER: Final = "never"
_DAY: Final = timedelta(days=1)
_EXPIRIES: Final = {"30 d": 30 * _DAY, "90 d": 90 * _DAY, "1 y": 365 * _DAY}


class CopyScreen(MakingScreen[CopyRequest, Copied]):
    """The form that copies a snapshot and opens the copy; it proposes the original's name and expiry."""

    TITLE_WORDS: ClassVar[str] = "Copy"
    KIND: ClassVar[str] = "snapshot"
    LOOK: ClassVar[str] = "It may have been made all the same: look in the list first (escape, then r)."

    def __init__(self, session: Session, group: AccountGroup, row: SnapshotRow) -> None:
        super().__init__(session, group)
        self._row = row
        self._original: Original | None = None

    @property
    def picks(self) -> bool:
        """False: the snapshot to copy is already chosen."""
        return False

    def compose_lines(self) -> ComposeResult:
        """Compose the lines for name and expiry."""
        expiries = (_AS_BEFORE, *_EXPIRIES, *((_NEVER,) if self._may_last_for_ever else ()))
        yield Field("Name", id="name")
        yield Choice("Expires in", expiries, id="expires", ascii_only=self.session.display.ascii_only)

    @property
    def _may_last_for_ever(self) -> bool:
        return self.session.source.abilities.never_expires

    async def subjects(self) -> tuple[Subject, ...]:
        """Load the snapshot to copy, with its content, and return it as the only choice."""
        source, aid = self.session.source, str(self.group.aid)
        self._original = await original_of(source, aid, self._row)
        return (Subject("snapshot", str(self._row.snapshot_id), self._row.label),)

    def limits(self) -> tuple[Cell, ...]:
        """An empty tuple: Grafana states no limits on new snapshots."""
        return ()

    def lines_changed(self, subject: Subject) -> None:  # noqa: ARG002 - there is only one
        """Propose a name like that of the original."""
        if self._original is not None:
            self.propose(self._original.proposed_name)

    def request(self, subject: Subject) -> CopyRequest:  # noqa: ARG002 - there is only one
        """The request typed into the form; raises `NotAllowed` if it is not valid."""
        if self._original is None:
            raise NotAllowed("The original is not loaded")
        now = self.session.now()
        chosen = self.query_one("#expires", Choice).option or ""
        expires = self._original.proposed_expiry(now)
        if chosen == _NEVER:
            expires = None
        elif chosen in _EXPIRIES:
            expires = last_minute(self.begun) + _EXPIRIES[chosen]
        name = self.query_one("#name", Field).value
        return copy_request(self._original, name, expires, now, limits=self.session.source.limits)

    def told(self, subject: Subject, request: CopyRequest) -> str:  # noqa: ARG002 - there is only one
        """The request in words, and how the copy will differ from the original."""
        if self._original is None:
            return ""
        original = replace(self._original, words="the original")  # whose name stands above
        described = describe_copy(request, original, zone=UTC, now=self.session.now())
        return f"{described}. {WHAT_CHANGES}"

    def send(self, request: CopyRequest) -> Awaitable[Copied]:
        """Make the copy, and check that it is as requested."""
        return make_copy(self.session.source, str(self.group.aid), request, self.describe_link)

    def made(self, subject: Subject, request: CopyRequest, made: Copied) -> None:  # noqa: ARG002 - it says all
        """Report the copy to the snapshot list, and open it."""
        self.session.news.publish(SnapshotMade(self.group.aid, made.row, self.session.source.host))
        self.open_made(OneSnapshot(self.group, str(made.row.snapshot_id), made.row, made.remark))
