"""Archiving a snapshot: all is fetched, written aside and read back, and only then gets its name.

Another te-tui may archive the same snapshot meanwhile, or delete it when its archive is complete. So what was
fetched is merged with the archives that exist by the time when it is to get its name, under a lock.
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
    """An archive that is whole on the disk.

    `kept` says that an earlier archive was kept, because there was nothing to add. `seen` is the manifest as
    it would be by the present answers alone: a kept archive may lack less. `snapshot` is the snapshot as it
    was last opened during this archiving.
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

    A widget whose data the API says do not exist, also when it is asked again, is recorded as absent. Where
    it answers something else than data, and no retry helps, that answer is kept, and the manifest says what
    is missing: the archive is incomplete then. So it is where the snapshot's own answer does not tell all
    widgets, or where it cannot be confirmed that one is absent. Trouble that passes makes no archive.

    What valid archives of the snapshot hold is kept and not fetched again, because snapshots never change.
    Only where they hold an empty answer, the widget is asked for again. An archive is replaced only by a
    better one, which has all of its data. One that was complete does not count as such where the API by now
    has data, or widgets, that it lacked then.

    Args:
        source: where the snapshot is.
        aid: its account group.
        snapshot_id: its id.
        folder: where the archive goes; made if it is missing.
        now: the current time, aware.
        group_name: what people call the account group, where that is known.
        told: is told of each widget that is done.
        sleep: replaces the waiting, in tests.

    Raises:
        SourceError: something could not be fetched, or what was written cannot be read back.
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
    """The valid archives of the snapshot before anything is fetched; forgotten drafts are removed."""
    clear_drafts(folder, DRAFT)
    return look(folder, identity, snapshot.row.name).archives


def _held(known: tuple[Archive, ...]) -> set[str | None]:
    """The ids of the widgets that archives have data of."""
    return {widget_id for archive in known for widget_id in archive.widgets_with_data()}


def _named(snapshot: Snapshot, known: tuple[Archive, ...]) -> list[str]:
    """The ids of all widgets of a snapshot: those that it has now, and those in archives of before."""
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
    """Merge what was fetched with the archives there now, and save it unless they hold all of it already.

    Runs to its end in a thread.

    Raises:
        Held: another process is archiving this snapshot just now.
        FileTrouble: it could not be written; nothing has changed then.
        BadArchive: what was written cannot be read back; nothing has changed then.
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
