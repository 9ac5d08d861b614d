"""Archiving from the explorer: asked first, then done by the app, because that outlives the screen."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial
from typing import Final

from textual.binding import Binding
from textual.message import Message
from textual.screen import Screen

from te_tui.models.account_group import AccountGroup
from te_tui.render.text.times import format_duration
from te_tui.screens.changes.confirming import ConfirmDialog
from te_tui.screens.explorer import Session
from te_tui.screens.selection import Selection

MANY: Final = 20
"""Work on more snapshots than these says what it costs before it is begun."""

_REQUESTS_EACH: Final = 7  # the snapshot and its widgets, of which nobody knows how many before it is opened
_REQUESTS_A_MINUTE: Final = 240  # where the source has not said

# Not in the footer, which has no room for it at 80 columns.
ARCHIVE_KEY: Final = Binding(
    "a",
    "archive",
    "Archive",
    show=False,
    tooltip="Archive this snapshot or the marked ones to files",
    id="snapshots.archive",
)


class ArchiveAsked(Message):
    """Somebody wants snapshots of one account group in files."""

    def __init__(self, group: AccountGroup, snapshot_ids: Sequence[str]) -> None:
        super().__init__()
        self.group = group
        self.snapshot_ids = snapshot_ids


class ArchiveDialog(ConfirmDialog):
    """Asks whether to archive; words that are typed into the wrong window have many an a."""

    def __init__(self, session: Session, selection: Selection) -> None:
        chosen = [(group, row.snapshot_id) for group, row in selection.chosen if row.snapshot_id]
        asked = ArchiveAsked(chosen[0][0], [snapshot_id for _, snapshot_id in chosen])
        super().__init__(
            session,
            "Archive",
            _question(selection, session),
            partial(self._begin, asked),
            [f"To {session.archives}"],
            selection=selection,
        )

    def _begin(self, asked: ArchiveAsked) -> None:
        self.app.post_message(asked)


def ask_to_archive(screen: Screen[None], session: Session, selection: Selection) -> None:
    """Ask whether to archive these, if there are any."""
    if not any(row.snapshot_id for _, row in selection.chosen):
        screen.notify("There is no snapshot here that can be archived.", severity="warning")
    elif screen.is_active:
        screen.app.push_screen(ArchiveDialog(session, selection))


def _question(selection: Selection, session: Session) -> str:
    number = len(selection.chosen)
    if number == 1:
        return f'Archive "{selection.chosen[0][1].label}"?'
    if number <= MANY:
        return f"Archive {number:,} snapshots?"
    return f"Archive {number:,} snapshots, {describe_cost(number * _REQUESTS_EACH, session)}?"


def describe_cost(requests: int, session: Session) -> str:
    """About how many requests something takes, and how long they take within the rate limit."""
    limit = session.budget.limit if session.budget else None
    minutes = math.ceil(requests / (limit or _REQUESTS_A_MINUTE))
    rounded = round(requests, -2) if requests >= 1000 else round(requests, -1)
    return f"about {rounded:,} requests, {format_duration(60 * minutes)} or more"
