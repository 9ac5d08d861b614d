"""Fetching the data of all widgets of a snapshot for an analysis."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from te_tui.analysis.series import PanelSeries
from te_tui.models.panel_series import series_of
from te_tui.models.snapshot import Snapshot
from te_tui.render.text.damage import describe_damage
from te_tui.screens.explorer import tries_again
from te_tui.screens.session import Session
from te_tui.sources.base import SnapshotSource
from te_tui.sources.errors import SourceError
from te_tui.sources.panel_loader import Outcome, PanelLoader, content_in


class Reading(NamedTuple):
    """A snapshot, and for each of its widgets, in order, the fetched data or the error."""

    snapshot: Snapshot
    outcomes: tuple[Outcome | None, ...]

    def panels(self, check: Callable[[], None]) -> list[PanelSeries]:
        """The series of all widgets; takes long for large widgets, so call it in a thread.

        Args:
            check: Called before each widget; it raises an exception to stop the work.
        """
        found = []
        for panel, outcome in zip(self.snapshot.panels, self.outcomes, strict=True):
            check()
            found.append(series_of(panel, content_in(outcome)))
        return found

    @property
    def failures(self) -> list[SourceError]:
        """The errors of the widgets that could not be fetched."""
        return [outcome for outcome in self.outcomes if isinstance(outcome, SourceError)]

    @property
    def trouble(self) -> str:
        """Sentences on widgets that could not be fetched, and on damaged data; empty if there are none."""
        label, parts = self.snapshot.row.label, []
        if failures := self.failures:
            of = f"{len(failures):,} of {len(self.outcomes):,} widgets of {label}"
            parts.append(f"{of} could not be fetched{tries_again(failures)}: {failures[0]}")
        contents = filter(None, map(content_in, self.outcomes))
        damage = [*self.snapshot.damage, *(place for one in contents for place in one.damage)]
        if damage:
            parts.append(f"{describe_damage(damage, f' of {label}')}.")
        return " ".join(parts)


async def read_all(
    session: Session,
    aid: str,
    snapshot: Snapshot,
    arrived: Callable[[int, int], None],
    archive: SnapshotSource | None = None,
) -> Reading:
    """Fetch the data of every widget, a few at a time; data in the session's cache are not fetched again.

    Args:
        session: The session, whose source is asked unless there is an `archive`.
        aid: The id of the account group.
        snapshot: The snapshot that has the widgets.
        arrived: Called with the number of widgets fetched so far, and their total.
        archive: The archive to read the snapshot from; None reads it from the session's source.
    """
    # What an archive holds may differ from what is live under the same ids.
    source, cache = (archive, {}) if archive else (session.source, session.panels)
    loader = PanelLoader(source, aid, snapshot, cache)
    count = len(snapshot.panels)

    def tell(_index: int) -> None:
        arrived(sum(outcome is not None for outcome in loader.outcomes), count)

    await loader.run(tell, all_of_them=lambda: True)
    return Reading(snapshot, tuple(loader.outcomes))
