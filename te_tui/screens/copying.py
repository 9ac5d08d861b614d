"""The keys that copy the link or the id of a snapshot."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from textual.screen import Screen

from te_tui.sources.vendors import vendor_named
from te_tui.terminal.clipboard import TooLong, condition
from te_tui.widgets.bindings import bound

if TYPE_CHECKING:
    from te_tui.models.saved_test import SavedTest
    from te_tui.models.snapshot_row import SnapshotRow
    from te_tui.sources.base import RawSource

COPY_KEYS: Final = (
    bound("snapshot.copy_link", "copy('link')"),
    bound("snapshot.copy_id", "copy('id')"),
)
"""For an action `copy`."""

_SECONDS: Final = 20  # long enough to select it by hand


def copy(screen: Screen[None], row: SnapshotRow | SavedTest | None, what: str, source: RawSource) -> None:
    """Copy the link or id of a dashboard or test snapshot to the clipboard, and show it for 20 seconds.

    `what` is `link` or `id`; if the snapshot has none, a warning is shown.
    """
    if row is None:
        screen.notify("There is no snapshot to copy anything of.", severity="warning")
        return
    vendor = vendor_named(source.vendor)
    text = vendor.may_hand_on(row.link, source.host) if what == "link" else row.snapshot_id
    if not text:
        screen.notify(_missing(row, what, vendor.label), severity="warning", markup=False)
        return
    copy_shown(screen, text)


def copy_shown(screen: Screen[None], text: str) -> None:
    """Copy a text to the clipboard, and show it for 20 seconds, to be selected by hand if copying fails."""
    copy_text(screen, text, f"Copied, {condition(os.environ)}:\n{text}", seconds=_SECONDS)


def copy_text(
    screen: Screen[None], text: str, done: str, otherwise: str = "", *, seconds: float | None = None
) -> None:
    """Copy a text to the clipboard, and then show the notice `done` for `seconds` (None: the usual time).

    If the text is too long for the clipboard, show a warning instead, followed by the advice `otherwise`.
    """
    try:
        screen.app.copy_to_clipboard(text)
    except TooLong as error:
        screen.notify(f"Not copied: {error}. {otherwise}".rstrip(), severity="warning", markup=False)
    else:
        screen.app.clear_notifications()  # two links above each other hide what is read below
        screen.notify(done, timeout=seconds, markup=False)


def _missing(row: SnapshotRow | SavedTest, what: str, label: str) -> str:
    if what == "id":
        return "This snapshot came without an id."
    if row.link:
        return f"This snapshot's link leads to a host that does not belong to {label}, so it is not copied."
    return "This snapshot came without a link; Y copies its id."
