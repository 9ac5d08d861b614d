"""Base class of the overview and of the screen of one widget: keys to archive and copy their snapshot."""

from __future__ import annotations

from typing import ClassVar, Final

from textual.binding import BindingType

from te_tui.screens.archiving import ARCHIVE_KEY, ask_to_archive
from te_tui.screens.copying import COPY_KEYS, copy
from te_tui.screens.explorer import EVIDENCE_KEYS, ZONE_KEY, ExplorerScreen
from te_tui.screens.selection import Selection
from te_tui.screens.session import Session
from te_tui.screens.snapshot.panel_feed import PanelFeed
from te_tui.widgets.bindings import bound

TREND_KEY: Final = bound("widget.trend", "trend")
"""For every screen with a chosen widget, and an action `trend`."""


class PanelScreen(ExplorerScreen):
    """Base class of a screen in a snapshot, with keys to archive the snapshot and to copy its link or id."""

    BINDINGS: ClassVar[list[BindingType]] = [ARCHIVE_KEY, *COPY_KEYS, *EVIDENCE_KEYS, ZONE_KEY]

    def __init__(self, session: Session, above: tuple[str, ...], feed: PanelFeed) -> None:
        super().__init__(session)
        self.above = above
        self.feed = feed

    def budget_renewed(self) -> None:
        """Fetch the widgets that were skipped while the request budget was low."""
        super().budget_renewed()
        self.feed.go_on()

    def action_archive(self) -> None:
        """Ask whether to archive the snapshot."""
        ask_to_archive(self, self.session, Selection([(self.feed.group, self.feed.row)]))

    def action_copy(self, what: str) -> None:
        """Copy the snapshot's link or id; `what` is `link` or `id`."""
        copy(self, self.feed.row, what, self.session.source)
