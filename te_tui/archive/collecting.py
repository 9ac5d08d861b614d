"""Fetching what an archive holds: the answers of the API without their secrets, a few at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from typing import Final, Self, TypeAlias

from te_tui.archive.manifest import AbsentPanel, Member, UnfetchedPanel
from te_tui.archive.secrets import blank_secrets
from te_tui.models.panel import Panel
from te_tui.sources.base import RawSource
from te_tui.sources.errors import NotFound, SourceError
from te_tui.sources.few_at_once import few_at_once

# What is said of the widget itself, and would be said tomorrow: answers of the contract (section 9), and
# bodies that are no data. All else is trouble that passes: a limit, a token, a proxy, maintenance.
_LASTING: Final = {400, 403, 410, 422, 500, 501, *range(200, 300)}


@dataclass(frozen=True, slots=True)
class Part:
    """An answer of the API without its secrets, whose names are `blanked`; None is the snapshot's own."""

    widget_id: str | None
    body: bytes
    blanked: tuple[str, ...]

    @classmethod
    async def of(cls, widget_id: str | None, answer: bytes) -> Self:
        """Take the secrets out, in a thread, because an answer may be large."""
        return cls(widget_id, *await asyncio.to_thread(blank_secrets, answer))

    def member(self, name: str) -> Member:
        """How a manifest describes this part under a name of its own."""
        return Member(name, len(self.body), sha256(self.body).hexdigest(), self.widget_id, self.blanked)


@dataclass(frozen=True, slots=True)
class Instead:
    """What the API answered with this HTTP status in the place of a widget's data, after all retries."""

    status: int
    error: SourceError
    part: Part

    def described(self, name: str) -> UnfetchedPanel:
        """How a manifest describes it, with the answer under a name of its own."""
        return UnfetchedPanel(self.status, self.error.sentence, self.error.next_step, self.part.member(name))


Piece: TypeAlias = Part | Instead | AbsentPanel
"""What came of one widget."""


async def collect(
    source: RawSource, aid: str, snapshot_id: str, panels: Iterable[Panel], done: Callable[[int], None]
) -> list[Piece]:
    """Fetch the data of these widgets, in their order; `done` is told how many have arrived, after each.

    Raises:
        SourceError: the data of a widget could not be fetched, and may be there when that trouble is over.
    """
    arrived = count(1)

    async def fetch(panel: Panel) -> Piece:
        piece = await _fetch(source, aid, snapshot_id, panel)
        done(next(arrived))
        return piece

    asked = few_at_once(fetch)

    try:
        async with asyncio.TaskGroup() as tasks:
            fetching = [tasks.create_task(asked(panel)) for panel in panels]
    except ExceptionGroup as failed:
        # The first failure has cancelled the others: one of them says enough.
        raise failed.exceptions[0] from None
    return [task.result() for task in fetching]


async def _fetch(source: RawSource, aid: str, snapshot_id: str, panel: Panel) -> Piece:
    if panel.widget_id is None:
        return AbsentPanel(None, "The widget has no id", "Its data cannot be asked for.")
    try:
        answer = await source.raw_panel_data(aid, snapshot_id, panel.widget_id)
    except NotFound as error:
        return AbsentPanel(panel.widget_id, error.sentence, error.next_step)
    except SourceError as error:
        said = error.answer
        if said is None or said.status not in _LASTING:
            raise
        return Instead(said.status, error, await Part.of(panel.widget_id, said.body))
    return await Part.of(panel.widget_id, answer)
