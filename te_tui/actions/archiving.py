"""Archives of what is about to be deleted, in one folder."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from te_tui.actions.plan import Change, Group
from te_tui.archive.reader import verify
from te_tui.archive.writer import archive
from te_tui.files.private import FileTrouble
from te_tui.sources.base import SnapshotSource
from te_tui.sources.errors import SourceError


class Archives:
    """Archives snapshots of a source into a folder; `now` by the source's clock."""

    def __init__(self, source: SnapshotSource, folder: Path, now: Callable[[], datetime]) -> None:
        self._source = source
        self._folder = folder
        self._now = now

    async def archive(self, change: Change, group: Group) -> Path:
        """Archive the snapshot of a change; when this returns, the file is complete, on disk and verified.

        Raises:
            SourceError: it could not be read from the source, or what was written is damaged.
            FileTrouble: it could not be written.
        """
        done = await archive(
            self._source,
            change.aid,
            change.snapshot_id,
            self._folder,
            now=self._now(),
            group_name=group.name,
        )
        return done.path

    async def intact(self, archive: Path) -> bool:
        """Whether an archive is there, whole and undamaged."""
        try:
            await asyncio.to_thread(verify, archive)
        except (SourceError, FileTrouble):
            return False
        return True
