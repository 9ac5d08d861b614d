"""News: changes that concern several of the explorer's screens; every open screen gets them."""

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
    """The screens' first line has to change: a pause, the request budget or the work under way is new."""


class ZoneChanged(NamedTuple):
    """The person has switched all times to another time zone."""


class ChangeSettled(NamedTuple):
    """The extension or deletion of one snapshot has ended, with this outcome."""

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
        """Whether this snapshot has a new expiry; False if a new snapshot, under a new link, has it."""
        is_itself = self.plan.action == "extend" and self.plan.way is not Extension.NEW_LINK
        return is_itself and self.outcome.kind == "done"

    def extended(self, row: SnapshotRow) -> SnapshotRow:
        """The row with its new expiry, and its new creation time if the snapshot had to be made again."""
        made = self.outcome.made
        if made is None:
            return row._replace(expires=self.change.new)
        return row._replace(created=made.created, expires=made.expires)


class SnapshotMade(NamedTuple):
    """A snapshot was made in an account group of a host; sent again with the full row once it can be read."""

    aid: str | None
    row: SnapshotRow
    host: str


News: TypeAlias = StandingChanged | ZoneChanged | ChangeSettled | SnapshotMade


class Reader(Protocol):
    """Interface of an open screen, which receives news."""

    @property
    def app(self) -> App[object]:
        """The app of the screen."""

    def take_news(self, news: News) -> None:
        """Update the screen to what has changed."""


class NewsBoard:
    """Passes news on to its readers: the screens that have subscribed, in the order of their subscription."""

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
        """Pass news on to all open screens; screens that are closing get none, as widgets may be gone."""
        for reader in tuple(self._readers):
            if is_open(reader):
                reader.take_news(news)


def is_open(reader: Reader) -> bool:
    """Whether a screen is still in the app's stack of screens, on top or covered."""
    app = reader.app
    screens: Sequence[object] = app.screen_stack if app.is_running else ()
    return reader in screens
