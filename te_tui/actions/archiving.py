"""Archiving snapshots into a folder before they are deleted, or recreated with a later expiry."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from te_tui.actions.plan import Change, PlannedGroup
from te_tui.actions.steps import ArchivedRow
from te_tui.archive.collecting import Sleep
from te_tui.archive.gaps import describe_gaps
from te_tui.archive.manifest import Manifest
from te_tui.archive.reader import open_archive, verify
from te_tui.archive.writer import archive
from te_tui.files.private import FileTrouble
from te_tui.sources.base import SnapshotSource
from te_tui.sources.clock import seconds_passing
from te_tui.sources.errors import NotEnough, SourceError
from te_tui.sources.vendors import vendor_named


class Archives:
    """Archives a source's snapshots into a folder before they are deleted, or recreated with a later expiry.

    Args:
        source: the source that has the snapshots.
        folder: the folder for the archives.
        now: returns the time by the source's clock.
        warn: called with a sentence about widgets without data in an archive.
        sleep: waits for a number of seconds; tests replace it.
        clock: returns monotonic seconds; tests replace it.
    """

    def __init__(
        self,
        source: SnapshotSource,
        folder: Path,
        now: Callable[[], datetime],
        warn: Callable[[str], None],
        sleep: Sleep = asyncio.sleep,
        clock: Callable[[], float] = seconds_passing,
    ) -> None:
        self._source = source
        self._folder = folder
        self._now = now
        self._warn = warn
        self._sleep = sleep
        self._clock = clock

    async def archive(self, change: Change, group: PlannedGroup) -> ArchivedRow:
        """Archive the snapshot of a change; when this returns, the archive is on the disk and verified.

        Raises:
            SourceError: the snapshot could not be fetched, or its archive is damaged or lacks too much for
                the snapshot to be deleted.
            FileTrouble: the archive could not be written.
        """
        begun = self._clock()
        done = await archive(
            self._source,
            change.aid,
            change.snapshot_id,
            self._folder,
            now=self._now(),
            group_name=group.name,
            sleep=self._sleep,
        )
        _must_be_enough(done.manifest, change)
        # What an archive of before does not lack, the API may have by now.
        _must_be_enough(done.seen, change)
        if done.manifest.absent:
            self._warn(f"{change.label}: {_without_data(done.manifest)}, and its archive has none of them")
        row = done.snapshot.counted_row
        known = max(row.panels or 0, done.manifest.widgets)
        return ArchivedRow(done.path, row._replace(panels=known), self._clock() - begun)

    async def evidence(self, archive: Path) -> bytes:
        """Verify an archive, and return the API's answer for the snapshot that it holds.

        Raises:
            SourceError: the archive is damaged, or does not exist any more.
            FileTrouble: the archive cannot be read.
        """

        def read() -> bytes:
            opened = open_archive(archive)
            return opened.body(opened.manifest.snapshot)

        return await asyncio.to_thread(read)

    async def intact(self, change: Change, archive: Path) -> bool:
        """Whether an archive is undamaged, holds the change's snapshot, and has enough data to delete it."""
        try:
            manifest = await asyncio.to_thread(verify, archive)
            _must_be_enough(manifest, change)
        except (SourceError, FileTrouble):
            return False
        place = (manifest.host, manifest.aid, manifest.snapshot_id)
        return place == (self._source.host, change.aid, change.snapshot_id)


def _must_be_enough(manifest: Manifest, change: Change) -> None:
    """Raise `NotEnough` if an archive has gaps, or if none of its widgets has data."""
    if manifest.gaps:
        why = describe_gaps(manifest)
    elif manifest.absent and not manifest.panels:
        why = _without_data(manifest)
    else:
        return
    label = vendor_named(manifest.vendor).label
    if change.new is not None:
        sentence = f"The archive of {change.label} is not enough to make it again: {why}"
        raise NotEnough(sentence, f"Look at it in {label}; it is as it was.")
    sentence = f"The archive of {change.label} is not enough to delete it: {why}"
    raise NotEnough(
        sentence, f"Look at it in {label}; only --no-archive, or the key a in the dialog, deletes it."
    )


def _without_data(manifest: Manifest) -> str:
    absent, there = len(manifest.absent), len(manifest.panels)
    return f"{absent:,} of {absent + there:,} widgets have no data"
