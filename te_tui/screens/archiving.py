"""Archiving from a screen: a dialog asks first; the app does the work, which goes on if the screen closes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from textual.message import Message

from te_tui.models.account_group import AccountGroup
from te_tui.screens.destinations import Archiving
from te_tui.screens.session import Session
from te_tui.widgets.bindings import bound

if TYPE_CHECKING:
    from te_tui.screens.explorer import ExplorerScreen
    from te_tui.screens.selection import Selection
    from te_tui.screens.sessions import Part

# Not in the footer, which has no room for it at 80 columns.
ARCHIVE_KEY: Final = bound("snapshots.archive", "archive")


class ArchiveAsked(Message):
    """Asks the app to archive snapshots of one account group, read from the session's source."""

    def __init__(self, session: Session, group: AccountGroup, snapshot_ids: Sequence[str]) -> None:
        super().__init__()
        self.session = session
        self.group = group
        self.snapshot_ids = snapshot_ids


def ask_to_archive(
    screen: ExplorerScreen, session: Session, selection: Selection, parts: Sequence[Part] = ()
) -> None:
    """Open the dialog that asks whether to archive a selection; if the selection is empty, show a warning.

    If the snapshots come from several sources, `parts` has those of each source with its session.
    """
    if any(row.snapshot_id for _, row in selection.chosen):
        screen.go(Archiving(selection, tuple(parts)), session=session)
    else:
        screen.notify("There is no snapshot here that can be archived.", severity="warning")
