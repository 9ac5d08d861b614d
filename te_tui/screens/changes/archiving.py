"""The dialog that asks before snapshots are archived, because the key `a` may have been typed by mistake."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from te_tui.models.account_group import AccountGroup
from te_tui.screens.archiving import ArchiveAsked
from te_tui.screens.confirming import ConfirmDialog
from te_tui.screens.cost import MANY, describe_cost
from te_tui.screens.dialog import Asking
from te_tui.screens.selection import Selection
from te_tui.screens.session import Session
from te_tui.screens.sessions import Part

_REQUESTS_EACH: Final = 7  # the snapshot and about six widgets: their number is known once it is open


class ArchiveDialog(ConfirmDialog):
    """Asks whether to archive a selection of snapshots.

    If the snapshots come from several sources, `parts` has those of each source with its session.
    """

    def __init__(self, session: Session, selection: Selection, parts: Sequence[Part] = ()) -> None:
        asked = [one for part in parts or (Part(session, selection),) for one in _by_group(part)]
        super().__init__(
            session,
            Asking("Archive", "Nothing was archived", "snapshots.archive"),
            _question(selection, session),
            partial(self._begin, asked),
            [f"To {session.places.archives}"],
            selection=selection,
        )

    def _begin(self, asked: Sequence[ArchiveAsked]) -> None:
        for one in asked:
            self.app.post_message(one)


def _by_group(part: Part) -> list[ArchiveAsked]:
    """The messages that have the app archive the snapshots of one source, one for each account group."""
    ids: dict[AccountGroup, list[str]] = {}
    for group, row in part.selection.chosen:
        if row.snapshot_id:
            ids.setdefault(group, []).append(row.snapshot_id)
    return [ArchiveAsked(part.session, group, snapshot_ids) for group, snapshot_ids in ids.items()]


def _question(selection: Selection, session: Session) -> str:
    number = len(selection.chosen)
    if number == 1:
        return f'Archive "{selection.chosen[0][1].label}"?'
    if number <= MANY:
        return f"Archive {number:,} snapshots?"
    return f"Archive {number:,} snapshots, {describe_cost(number * _REQUESTS_EACH, session)}?"
