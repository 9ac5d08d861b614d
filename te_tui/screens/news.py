"""News for the explorer's screens: every open screen gets them, even if another screen covers it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

from te_tui.sources.abilities import Extension

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import App

    from te_tui.actions.outcome import Outcome
    from te_tui.actions.plan import Change, Plan
    from te_tui.models.snapshot_row import SnapshotRow


class StandingChanged(NamedTuple):
    """A screen's first line has to change: for a wait, the request budget or the progress of work."""


class ZoneChanged(NamedTuple):
    """The person has switched all times to another time zone."""


class ChangeSettled(NamedTuple):
    """The extension or deletion of one snapshot has ended."""

    plan: Plan
    change: Change
    outcome: Outcome

    @property
    def is_gone(self) -> bool:
        """Whether the snapshot no longer exists: deleted by this change, or already deleted elsewhere."""
        is_deleted = self.plan.action == "delete" and self.outcome.kind == "done"
        return is_deleted or self.outcome.kind == "gone"

    @property
    def is_extended(self) -> bool:
        """Whether this snapshot got a new expiry; False if it was made again, under a new link."""
        is_itself = self.plan.action == "extend" and self.plan.way is not Extension.NEW_LINK
        return is_itself and self.outcome.kind == "done"

    def extended(self, row: SnapshotRow) -> SnapshotRow:
        """The row with its new expiry; if the snapshot was made again, with its new creation time, too."""
        made = self.outcome.made
        if made is None:
            return row._replace(expires=self.change.new)
        return row._replace(created=made.created, expires=made.expires)


class SnapshotMade(NamedTuple):
    """A snapshot was made in an account group of a host, or further facts about it have arrived."""

    aid: str | None
    row: SnapshotRow
    host: str


News: TypeAlias = StandingChanged | ZoneChanged | ChangeSettled | SnapshotMade


class Reader(Protocol):
    """Interface of a screen that receives news while it is open."""

    @property
    def app(self) -> App[object]:
        """The app of the screen."""

    def take_news(self, news: News) -> None:
        """Receive a piece of news, and show it."""


class NewsBoard:
    """Passes news on to its readers, in the order in which they subscribed."""

    def __init__(self) -> None:
        self._readers: list[Reader] = []

    def subscribe(self, reader: Reader) -> None:
        """Add a reader for all news from now on."""
        self._readers.append(reader)

    def unsubscribe(self, reader: Reader) -> None:
        """Remove a reader."""
        if reader in self._readers:
            self._readers.remove(reader)

    def publish(self, news: News) -> None:
        """Pass news on to every open screen, but not to closing screens, whose widgets may be gone."""
        for reader in tuple(self._readers):
            if is_open(reader):
                reader.take_news(news)


def is_open(reader: Reader) -> bool:
    """Whether a screen is still in the app's stack of screens, on top or covered."""
    app = reader.app
    screens: Sequence[object] = app.screen_stack if app.is_running else ()
    return reader in screens
