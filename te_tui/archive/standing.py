"""Finding a snapshot's archives in a folder, even if the snapshot was renamed after some were made."""

from __future__ import annotations

import os
from itertools import chain, count
from pathlib import Path
from typing import Final, NamedTuple

from te_tui.archive.manifest import SUFFIX, Manifest, UnknownFormat
from te_tui.archive.reader import Archive, open_archive
from te_tui.files import drafts
from te_tui.files.places import file_stem
from te_tui.files.private import FileTrouble, trouble
from te_tui.sources.errors import BadArchive, NotFound

DRAFT: Final = f"{SUFFIX}{drafts.SUFFIX}"
"""How the names of drafts of archives end."""

_ASIDE: Final = ".damaged"


class Identity(NamedTuple):
    """What tells a snapshot from others: its host, account group and id, but not its name, which may change.

    Where people can choose ids, a new snapshot may get the id of a deleted one. Then `content`, the SHA-256
    of the snapshot's answer, tells them apart; elsewhere it is empty.
    """

    host: str
    aid: str
    snapshot_id: str
    content: str = ""

    @property
    def place(self) -> str:
        """The identity as one text, its fields joined by slashes."""
        return "/".join(filter(None, self))

    @property
    def digest(self) -> str:
        """The hash at the end of the file names of all archives of the snapshot, before the suffix."""
        return file_stem("", self.place)

    def is_of(self, manifest: Manifest) -> bool:
        """Whether this manifest belongs to an archive of the snapshot."""
        if (manifest.host, manifest.aid, manifest.snapshot_id) != (self.host, self.aid, self.snapshot_id):
            return False
        return self.content in {"", manifest.snapshot.sha256}


class Standing(NamedTuple):
    """The archives of a snapshot in a folder.

    Attributes:
        path: the path of the fullest archive, or the path for a new archive if there is none.
        archives: the valid archives, the fullest first.
    """

    path: Path
    archives: tuple[Archive, ...]


def look(folder: Path, identity: Identity, name: str | None) -> Standing:
    """Find and verify the archives of a snapshot in a folder; `name` is the snapshot's present name.

    Raises:
        FileTrouble: an archive cannot be read, or the path for a new archive is taken by an archive of
            another snapshot or of a newer te-tui.
    """
    wanted = folder / f"{file_stem(name or '', identity.place)}{SUFFIX}"
    found = [archive for path in _paths(folder, identity) if (archive := _valid(path, identity, wanted))]
    found.sort(key=_fullness, reverse=True)
    return Standing(found[0].path if found else wanted, tuple(found))


def draft_of(folder: Path, identity: Identity) -> drafts.Draft:
    """Open the temporary file for an archive, locked against other writers; raises as `Draft` does."""
    return drafts.Draft(folder / f".{identity.digest}{DRAFT}")


def put_damaged_aside(standing: Standing) -> None:
    """Rename a damaged archive that the new archive would replace, because parts of it may be readable.

    Raises:
        FileTrouble: the damaged archive cannot be renamed.
    """
    if not standing.archives and standing.path.is_file():
        with trouble("rename", standing.path):
            standing.path.rename(_free(standing.path))


def _free(path: Path) -> Path:
    """An unused path to rename a damaged archive to: with the suffix `.damaged`, `.damaged2` and so on."""
    numbered = (path.with_suffix(f"{_ASIDE}{number}") for number in chain(("",), count(2)))
    return next(one for one in numbered if not os.path.lexists(one))


def _paths(folder: Path, identity: Identity) -> list[Path]:
    digest = identity.digest
    paths = folder.glob(f"*{digest}{SUFFIX}")
    return sorted(path for path in paths if path.stem == digest or path.stem.endswith(f"-{digest}"))


def _valid(path: Path, identity: Identity, wanted: Path) -> Archive | None:
    """The archive at a path if it is valid and of this snapshot; else None.

    `wanted` is the path for a new archive, which must not replace the archive of something else.

    Raises:
        FileTrouble: the file cannot be read; or it is at `wanted`, and is an archive of another snapshot or
            of a newer te-tui.
    """
    try:
        archive = open_archive(path)
    except (NotFound, BadArchive) as error:
        if path == wanted and isinstance(error.__cause__, UnknownFormat):
            raise FileTrouble("write", path, "the archive of a newer te-tui is there") from None
        return None
    if identity.is_of(archive.manifest):
        return archive
    if path == wanted:
        raise FileTrouble("write", path, "the archive of another snapshot is there")
    return None


def _fullness(archive: Archive) -> tuple[int, int, int]:
    manifest = archive.manifest
    return len(manifest.panels), -manifest.gaps, manifest.widgets
