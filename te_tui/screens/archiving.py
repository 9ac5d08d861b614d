"""Archiving from the explorer: a screen asks, and the app has it done, because that outlives the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.binding import Binding
from textual.message import Message

from te_tui.models.account_group import AccountGroup

# Not in the footer, which has no room for it at 80 columns.
ARCHIVE_KEY: Final = Binding(
    "a",
    "archive",
    "Archive",
    show=False,
    tooltip="Keep this snapshot, or the marked ones, in files",
    id="snapshots.archive",
)


class ArchiveAsked(Message):
    """Somebody wants snapshots of one account group in files."""

    def __init__(self, group: AccountGroup, snapshot_ids: Sequence[str]) -> None:
        super().__init__()
        self.group = group
        self.snapshot_ids = snapshot_ids
