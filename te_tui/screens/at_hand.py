"""Snapshots that an analysis can read: live ones, and those in the folder of archives."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from te_tui.models.snapshot_row import SnapshotRow
from te_tui.sources.errors import NotFound, SourceError

if TYPE_CHECKING:
    from te_tui.archive.source import ArchiveSource


class AtHand(NamedTuple):
    """A snapshot that can be read: its row, and the archive that contains it, or None if it is live."""

    row: SnapshotRow
    archive: ArchiveSource | None = None

    def opened(self, row: SnapshotRow) -> AtHand:
        """The snapshot with all that its opened `row` tells, such as a window that its list lacks."""
        told = {name: value for name, value in row._asdict().items() if value is not None}
        return self._replace(row=self.row._replace(**told))


async def archived(folder: Path | None, host: str, aid: str, *, any_port: bool = False) -> list[AtHand]:
    """The archived snapshots of a host and account group, newest archive first.

    With `any_port`, the port of the host does not matter; the demo has another one at each start.
    """
    found = []
    for source in await asyncio.to_thread(_archives, folder) if folder else ():
        if source.host == host or (any_port and _name(source.host) == _name(host)):
            with suppress(NotFound):  # of another account group
                found.append(AtHand((await source.snapshot(aid, source.snapshot_id)).row, source))
    return found


def _name(host: str) -> str:
    return host.rpartition(":")[0] or host


def _archives(folder: Path) -> list[ArchiveSource]:
    """The readable archives in a folder, the newest first; damaged archives and other files are left out."""
    # Reading archives is imported where there may be some.
    from te_tui.archive.folders import archives_in
    from te_tui.archive.source import ArchiveSource
    from te_tui.files.private import FileTrouble

    found: list[ArchiveSource] = []
    for path in archives_in(folder).archives:
        with suppress(SourceError, FileTrouble):
            found.append(ArchiveSource.at(path))
    return sorted(found, key=lambda source: source.archived, reverse=True)
