"""Waiting until a new snapshot opens: the service may still be generating it (api.md, section 3)."""

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
    """The snapshot was made, but did not open within ten minutes."""


def pauses() -> Iterator[float]:
    """Pauses between tries, in seconds: 1, 2, 4… up to 30, for ten minutes in all."""
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
    """Try to open a new snapshot until it opens; `waiting` is called before each pause.

    Raises:
        NotSettled: the snapshot did not open within ten minutes.
        SourceError: opening failed for a reason other than "not found" or an unreachable service.
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
