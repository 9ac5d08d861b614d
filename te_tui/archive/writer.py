"""Archiving a snapshot: all is fetched, written aside, read back, and only then there under its name."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from te_tui import __version__
from te_tui.archive.collecting import Instead, Part, collect
from te_tui.archive.manifest import SUFFIX, WITH_GAPS, AbsentPanel, Manifest
from te_tui.archive.packing import write_archive
from te_tui.archive.reader import Archive, open_archive
from te_tui.files.places import file_stem
from te_tui.files.private import FileTrouble
from te_tui.models.snapshot import Snapshot, read_snapshot
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.sources.base import RawSource
from te_tui.sources.errors import BadArchive, NotFound, Unreadable

# What of an answer says which widgets there are: where that cannot be read, nobody knows what is missing.
_NAMES_WIDGETS: Final = re.compile(r"dashboard|(dashboard\.)?widgets(\[[0-9]+\](\.id)?)?")

Told: TypeAlias = Callable[[Snapshot, int], None]
"""Is told which snapshot is being archived, and how many of its widgets are done."""


@dataclass(frozen=True, slots=True)
class Archived:
    """An archive that is whole on the disk; `kept` if there was nothing to add to one made before.

    `seen` is how it would be described by what the API answered this time: a kept one may lack less.
    `snapshot` is what the API answered when it was opened this time, for the last time.
    """

    path: Path
    manifest: Manifest
    kept: bool
    seen: Manifest
    snapshot: Snapshot


class _Place(NamedTuple):
    """Where a snapshot is."""

    host: str
    aid: str
    snapshot_id: str


async def archive(
    source: RawSource,
    aid: str,
    snapshot_id: str,
    folder: Path,
    *,
    now: datetime,
    group_name: str | None = None,
    told: Told = lambda snapshot, done: None,  # noqa: ARG005 - nobody listens
) -> Archived:
    """Archive a snapshot with the data of all its widgets.

    A widget whose data the API says do not exist is recorded as absent. Where it answers something else than
    data, and no retry helps, that answer is kept, and the manifest says what is missing: the archive is
    incomplete then, and so it is where the snapshot's own answer does not tell all widgets. Trouble that
    passes makes no archive.

    What a valid archive in the same place holds is kept and not fetched again, because snapshots never
    change. It is replaced by a better one only. One that was complete is not any more where the API has by
    now data, or widgets, that it lacked then.

    Args:
        source: where the snapshot is.
        aid: its account group.
        snapshot_id: its id.
        folder: where the archive goes; made if it is missing.
        now: the current time, aware.
        group_name: what people call the account group, where that is known.
        told: is told of each widget that is done.

    Raises:
        SourceError: something could not be fetched, or what was written cannot be read back.
        FileTrouble: the archive could not be written.
    """
    place = _Place(source.host, aid, snapshot_id)
    answer = await source.raw_snapshot(aid, snapshot_id)
    snapshot = read_snapshot(answer)
    _must_be(snapshot_id, snapshot.row)
    path = folder / f"{file_stem(snapshot.row.name or '', '/'.join(place))}{SUFFIX}"
    known = await asyncio.to_thread(_known, path, place)
    held = await asyncio.to_thread(_panels_of, known) if known else []
    ids = {part.widget_id for part in held}
    wanted = [panel for panel in snapshot.panels if panel.widget_id not in ids]
    before = len(snapshot.panels) - len(wanted)
    told(snapshot, before)
    pieces = await collect(source, aid, snapshot_id, wanted, lambda done: told(snapshot, before + done))
    fetched = [piece for piece in pieces if isinstance(piece, Part)]
    instead = [piece for piece in pieces if isinstance(piece, Instead)]
    described, panels = await Part.of(None, answer), [*held, *fetched]
    manifest = Manifest(
        version=__version__,
        archived=now.astimezone(UTC).replace(microsecond=0),
        host=source.host,
        aid=aid,
        group_name=group_name,
        snapshot_id=snapshot_id,
        snapshot_name=snapshot.row.name,
        created=snapshot.row.created,
        expires=snapshot.row.expires,
        snapshot=described.member("snapshot.json"),
        # Names of strangers never become paths.
        panels=tuple(part.member(f"widgets/{number:04}.json") for number, part in enumerate(panels, 1)),
        absent=tuple(piece for piece in pieces if isinstance(piece, AbsentPanel)),
        unfetched=tuple(piece.described(f"unfetched/{number:04}") for number, piece in enumerate(instead, 1)),
        unreadable=_unreadable(snapshot),
    )
    if manifest.gaps:
        manifest = replace(manifest, format=WITH_GAPS)
    if known and not _is_better(manifest, known.manifest):
        return Archived(path, known.manifest, kept=True, seen=manifest, snapshot=snapshot)
    bodies = [part.body for part in (described, *panels, *(piece.part for piece in instead))]
    await asyncio.to_thread(write_archive, path, manifest, bodies)
    return Archived(path, manifest, kept=False, seen=manifest, snapshot=snapshot)


def _unreadable(snapshot: Snapshot) -> tuple[str, ...]:
    """The places in an answer where a widget may be that cannot be told from it."""
    if snapshot.layout and not snapshot.panels:
        return ("widgets",)  # they have their places, but are not listed
    return tuple(filter(_NAMES_WIDGETS.fullmatch, snapshot.damage))


def _is_better(manifest: Manifest, known: Manifest) -> bool:
    """Whether an archive, which has all data of another one of the same snapshot, tells more than that."""
    if manifest.widgets > known.widgets:
        return True
    if len(manifest.unreadable) > len(known.unreadable):
        return False
    return len(manifest.panels) > len(known.panels) or manifest.gaps < known.gaps


def _must_be(snapshot_id: str, row: SnapshotRow) -> None:
    """An answer that does not describe the snapshot is no ground to delete it on."""
    if row.snapshot_id != snapshot_id:
        named = f"snapshot {row.snapshot_id}" if row.snapshot_id else "no snapshot"
        sentence = f"Could not archive snapshot {snapshot_id}: the answer describes {named}"
        raise Unreadable(sentence, "Check the base URL and any proxy in between.")


def _known(path: Path, place: _Place) -> Archive | None:
    """The valid archive that is there already; a damaged one will be replaced."""
    try:
        known = open_archive(path)
    except (NotFound, BadArchive):
        return None
    manifest = known.manifest
    if (manifest.host, manifest.aid, manifest.snapshot_id) != place:
        raise FileTrouble("write", path, "the archive of another snapshot is there")
    return known


def _panels_of(known: Archive) -> list[Part]:
    """The data of widgets that an archive holds."""
    return [Part(m.widget_id, known.body(m), m.blanked) for m in known.manifest.panels]
