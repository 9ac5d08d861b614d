"""Archiving a snapshot: fetch everything, write a draft, verify it, and rename it to its final name.

Meanwhile, another te-tui may archive the same snapshot, and delete it once it is archived. So just before the
renaming, the fetched answers are merged, under a lock, with the archives that exist by then.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias

from te_tui.archive.collecting import Collected, Collecting, Sleep, panels_of
from te_tui.archive.manifest import Manifest
from te_tui.archive.merging import Labels, Merged, merge
from te_tui.archive.packing import write_archive
from te_tui.archive.reader import Archive
from te_tui.archive.standing import DRAFT, Identity, Standing, draft_of, look, put_damaged_aside
from te_tui.files.drafts import clear_drafts
from te_tui.files.holding import Held
from te_tui.files.private import FileTrouble
from te_tui.models.snapshot import Snapshot
from te_tui.sources.base import RawSource

_LOOK_AGAIN: Final = 0.05  # seconds: another one writes an archive for about as long
_LOOKS: Final = 1200  # a minute: one that takes longer may have been stopped, with ctrl+z for instance

Told: TypeAlias = Callable[[Snapshot, int], None]
"""Is told which snapshot is being archived, and how many of its widgets are done."""


@dataclass(frozen=True, slots=True)
class Archived:
    """The result of archiving a snapshot: its archive, which is on the disk.

    Attributes:
        kept: whether an earlier archive was left as it is, because there was nothing to add to it.
        seen: the manifest as it would be with the snapshot's present answer, which may be less complete than
            an archived one, so that it has more gaps than `manifest`.
        snapshot: the snapshot as the API last returned it.
    """

    path: Path
    manifest: Manifest
    kept: bool
    seen: Manifest
    snapshot: Snapshot


async def archive(
    source: RawSource,
    aid: str,
    snapshot_id: str,
    folder: Path,
    *,
    now: datetime,
    group_name: str | None = None,
    told: Told = lambda snapshot, done: None,  # noqa: ARG005 - nobody listens
    sleep: Sleep = asyncio.sleep,
) -> Archived:
    """Archive a snapshot with the data of all its widgets.

    A widget without data is recorded as such if the API says so repeatedly. An error that no retry would
    change is kept in the archive, which is then incomplete, as its manifest says. It is also incomplete if
    the snapshot's answer does not name all widgets, or if it cannot be confirmed that a widget has no data.
    After a temporary error, no archive is made.

    Data in valid archives of the snapshot are kept and not fetched again, because snapshots never change;
    only a widget with an empty answer is requested again. An archive is replaced only by a fuller archive,
    which has all of its data. Even a complete archive is replaced if the API has more data by now.

    Args:
        source: the source that has the snapshot.
        aid: the id of the snapshot's account group.
        snapshot_id: the snapshot's id.
        folder: the folder for the archive; made if it is missing.
        now: the current time, timezone-aware.
        group_name: the account group's name, if it is known.
        told: called with the snapshot and the number of widgets done, at first and after each widget.
        sleep: waits for a number of seconds; tests replace it.

    Raises:
        SourceError: an answer could not be fetched, or the written archive cannot be read back.
        FileTrouble: the archive could not be written.
    """
    done = 0

    def count() -> None:
        nonlocal done
        done += 1
        told(first.snapshot, done)

    collecting = Collecting(source, aid, snapshot_id, count, sleep)
    first = await collecting.open()
    content = first.part.member("").sha256 if source.abilities.ids_are_chosen else ""
    identity = Identity(source.host, aid, snapshot_id, content)
    known = await asyncio.to_thread(_known, folder, identity, first.snapshot)
    held = await asyncio.to_thread(_held, known)
    named = () if source.abilities.embeds_data else dict.fromkeys(_named(first.snapshot, known))
    wanted = [one for one in named if one not in held]
    done = max(len(panels_of(first.snapshot)) - len(wanted), 0)
    told(first.snapshot, done)
    collected = await collecting.fetch(first, wanted)
    labels = Labels(identity, source.vendor, source.abilities.embeds_data, group_name, now)
    place = partial(_place, folder, identity, collected, known, labels)
    for _ in range(_LOOKS):
        try:
            return await asyncio.to_thread(place)
        except Held:
            await sleep(_LOOK_AGAIN)
    why = "another te-tui, which may be stopped, has been writing this archive there for a minute"
    raise FileTrouble("write", folder, why)


def _known(folder: Path, identity: Identity, snapshot: Snapshot) -> tuple[Archive, ...]:
    """The snapshot's valid archives in the folder; unfinished files that killed writers left are deleted."""
    clear_drafts(folder, DRAFT)
    return look(folder, identity, snapshot.row.name).archives


def _held(known: tuple[Archive, ...]) -> set[str | None]:
    """The ids of the widgets whose data these archives hold."""
    return {widget_id for archive in known for widget_id in archive.widgets_with_data()}


def _named(snapshot: Snapshot, known: tuple[Archive, ...]) -> list[str]:
    """The ids of all widgets that the snapshot or its earlier archives name; ids may be repeated."""
    ids = [panel.widget_id for panel in panels_of(snapshot)]
    for archive in known:
        ids += [member.widget_id for member in archive.manifest.panels]
        ids += [one.widget_id for one in archive.manifest.absent]
        ids += [one.answer.widget_id for one in archive.manifest.unfetched]
    return [one for one in ids if one is not None]


def _place(
    folder: Path,
    identity: Identity,
    collected: Collected,
    known: tuple[Archive, ...],
    labels: Labels,
) -> Archived:
    """Merge the fetched answers with the archives now in the folder; save the result if it adds anything.

    As it runs in a thread, a cancellation does not interrupt it.

    Raises:
        Held: another process is archiving this snapshot just now.
        FileTrouble: the archive could not be written; nothing has changed then.
        BadArchive: the written archive cannot be read back; nothing has changed then.
    """

    def now() -> tuple[Standing, Merged]:
        standing = look(folder, identity, collected.snapshot.row.name)
        return standing, merge(collected, standing.archives or known, labels)

    def kept(standing: Standing, merged: Merged) -> Archived | None:
        if not standing.archives or merged.tells_more_than(standing.archives[0]):
            return None
        manifest = standing.archives[0].manifest
        return Archived(standing.path, manifest, kept=True, seen=merged.seen, snapshot=collected.last)

    # Where nothing is to be written, the folder need not be writable.
    if done := kept(*now()):
        return done
    with draft_of(folder, identity) as draft:
        standing, merged = now()
        if done := kept(standing, merged):
            return done
        write_archive(draft, standing.path, merged.manifest, merged.bodies)
        put_damaged_aside(standing)
        draft.become(standing.path)
    return Archived(standing.path, merged.manifest, kept=False, seen=merged.seen, snapshot=collected.last)
