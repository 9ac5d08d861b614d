"""Fetching what an archive holds: the answers of the API without their secrets, a few at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from typing import Self

from te_tui.archive.manifest import AbsentPanel, Member
from te_tui.archive.secrets import blank_secrets
from te_tui.models.panel import Panel
from te_tui.sources.base import RawSource
from te_tui.sources.errors import NotFound
from te_tui.sources.few_at_once import few_at_once


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


async def collect(
    source: RawSource, aid: str, snapshot_id: str, panels: Iterable[Panel], done: Callable[[int], None]
) -> list[Part | AbsentPanel]:
    """Fetch the data of these widgets, in their order; `done` is told how many have arrived, after each.

    Raises:
        SourceError: the data of a widget could not be fetched, though the API may have them.
    """
    arrived = count(1)

    async def fetch(panel: Panel) -> Part | AbsentPanel:
        part = await _fetch(source, aid, snapshot_id, panel)
        done(next(arrived))
        return part

    asked = few_at_once(fetch)

    try:
        async with asyncio.TaskGroup() as tasks:
            fetching = [tasks.create_task(asked(panel)) for panel in panels]
    except ExceptionGroup as failed:
        # The first failure has cancelled the others: one of them says enough.
        raise failed.exceptions[0] from None
    return [task.result() for task in fetching]


async def _fetch(source: RawSource, aid: str, snapshot_id: str, panel: Panel) -> Part | AbsentPanel:
    if panel.widget_id is None:
        return AbsentPanel(None, "The widget has no id", "Its data cannot be asked for.")
    try:
        answer = await source.raw_panel_data(aid, snapshot_id, panel.widget_id)
    except NotFound as error:
        return AbsentPanel(panel.widget_id, error.sentence, error.next_step)
    return await Part.of(panel.widget_id, answer)
