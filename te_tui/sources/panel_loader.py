"""Fetching the content of one snapshot's widgets: a few at once, the widgets in view first."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeAlias

from te_tui.models.panels import PanelContent
from te_tui.models.snapshot import Snapshot
from te_tui.sources.base import SnapshotSource
from te_tui.sources.errors import NoId, NotLoggedIn, SourceError
from te_tui.sources.http.pace import AT_ONCE

Outcome: TypeAlias = PanelContent | SourceError

PanelCache: TypeAlias = dict[tuple[str, str, str], PanelContent]
"""Data by account group, snapshot and widget; a snapshot never changes, so it holds for a session."""


def content_in(outcome: Outcome | None) -> PanelContent | None:
    """The content in a panel's outcome; None if it is not fetched yet, or if fetching it failed."""
    return None if outcome is None or isinstance(outcome, SourceError) else outcome


def may_pass(outcome: Outcome | None) -> bool:
    """Whether a panel failed to load for a reason that may go away, so that trying again makes sense."""
    return isinstance(outcome, SourceError) and not outcome.lasts


class PanelLoader:
    """Loads the content of a snapshot's panels.

    `outcomes` has an entry for each panel: None until it is loaded, then its content or the error.

    Args:
        source: the source of the snapshot.
        aid: the account group of the snapshot.
        snapshot: the snapshot whose panels are loaded.
        cache: panels fetched since te-tui started; they are not fetched again, and new ones are added.
    """

    def __init__(self, source: SnapshotSource, aid: str, snapshot: Snapshot, cache: PanelCache) -> None:
        self._source = source
        self._aid = aid
        self.snapshot = snapshot
        self._cache = cache
        self._preferred: tuple[int, ...] = (0,)
        self.outcomes: list[Outcome | None] = [self._known(index) for index in range(len(snapshot.panels))]

    def prefer(self, *indexes: int) -> None:
        """Fetch the panels with these indexes next, in this order, before all others."""
        self._preferred = indexes

    def forget_failure(self, index: int) -> bool:
        """Mark a failed panel to be fetched again; return False if it had not failed."""
        failed = isinstance(self.outcomes[index], SourceError)
        if failed:
            self.outcomes[index] = None
        return failed

    async def run(self, loaded: Callable[[int], None], *, all_of_them: Callable[[], bool]) -> None:
        """Fetch all panels that have no outcome yet; call `loaded` with the index of each when it is done.

        `all_of_them` is called before each fetch; if it returns False, only preferred panels are fetched.
        """
        # Each run has its own: one that begins while another is being cancelled fetches what that one drops.
        under_way: set[int] = set()

        async def work() -> None:
            while (index := self._next(under_way, everything=all_of_them())) is not None:
                under_way.add(index)
                outcome = self.outcomes[index] = await self._fetch(index)
                under_way.discard(index)
                loaded(index)
                if isinstance(outcome, NotLoggedIn):
                    for other in self._fail_others(index, outcome, under_way):
                        loaded(other)

        async with asyncio.TaskGroup() as tasks:
            for _ in range(AT_ONCE):
                tasks.create_task(work())

    def _next(self, under_way: set[int], *, everything: bool) -> int | None:
        candidates = (*self._preferred, *range(len(self.outcomes))) if everything else self._preferred
        for index in candidates:
            if index < len(self.outcomes) and self.outcomes[index] is None and index not in under_way:
                return index
        return None

    def _fail_others(self, failed: int, error: NotLoggedIn, under_way: set[int]) -> list[int]:
        """Record a refused token as the outcome of all panels not requested yet; return their indexes."""
        labels = [panel.label for panel in self.snapshot.panels]
        left = [i for i, outcome in enumerate(self.outcomes) if outcome is None and i not in under_way]
        for index in left:
            same = NotLoggedIn(error.sentence, error.next_step, error.problem)
            same.name("widget", f'"{labels[failed]}"', labels[index])
            self.outcomes[index] = same
        return left

    async def _fetch(self, index: int) -> Outcome:
        key = self._key(index)
        if key is None:
            return NoId.of_widget()
        aid, snapshot_id, widget_id = key
        panel = self.snapshot.panels[index]
        try:
            content = self._cache[key] = await self._source.panel_content(aid, snapshot_id, panel)
        except SourceError as error:
            error.name("widget", widget_id, panel.label)
            return error
        return content

    def _known(self, index: int) -> PanelContent | None:
        key = self._key(index)
        return self._cache.get(key) if key else None

    def _key(self, index: int) -> tuple[str, str, str] | None:
        snapshot_id, widget_id = self.snapshot.row.snapshot_id, self.snapshot.panels[index].widget_id
        return (self._aid, snapshot_id, widget_id) if snapshot_id and widget_id else None
