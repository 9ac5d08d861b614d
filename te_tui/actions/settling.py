"""Waiting until a new snapshot can be opened: it may be generated after the answer (api.md, section 3)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from typing import Final

from te_tui.models.snapshot import Snapshot
from te_tui.sources.base import SnapshotSource, Wait
from te_tui.sources.errors import NotFound, SourceError, Unavailable

_LONGEST_PAUSE: Final = 30.0
_PATIENCE: Final = 600.0  # seconds of pauses: large dashboards take minutes, and longer helps nobody


class NotSettled(SourceError):
    """The snapshot is made, but could not be opened in time."""


def pauses() -> Iterator[float]:
    """Pauses between tries: 1, 2, 4… seconds up to half a minute, for ten minutes in all."""
    pause, total = 1.0, 0.0
    while total < _PATIENCE:
        yield pause
        total += pause
        pause = min(pause * 2, _LONGEST_PAUSE)


async def until_readable(
    source: SnapshotSource,
    aid: str,
    snapshot_id: str,
    *,
    waiting: Callable[[Wait], None],
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> Snapshot:
    """Open a new snapshot, again and again until it opens; `waiting` is called before each pause.

    Raises:
        NotSettled: it could not be opened for ten minutes.
        SourceError: it may not be opened.
    """
    latest: SourceError | None = None
    for pause in pauses():
        try:
            return await source.snapshot(aid, snapshot_id)
        except NotFound as error:
            latest, reason = error, "the new snapshot cannot be opened yet"
        except Unavailable as error:
            latest, reason = error, "the new snapshot could not be asked for"
        waiting(Wait(pause, reason))
        await sleep(pause)
    sentence = f"Snapshot {snapshot_id} is made, but cannot be opened yet"
    raise NotSettled(sentence, "Open it later.", latest.problem if latest else None)
