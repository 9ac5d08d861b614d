"""Writing an archive as a private zip file, and verifying what was written."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, Final

from te_tui.archive.manifest import MANIFEST, Manifest, write_manifest
from te_tui.archive.reader import check
from te_tui.files.drafts import Draft
from te_tui.files.private import trouble

_UNIX: Final = 3  # so that the mode counts, whatever system wrote the file


def write_archive(draft: Draft, path: Path, manifest: Manifest, bodies: Iterable[bytes]) -> None:
    """Write an archive into `draft`, a temporary file, and verify it; the caller renames it to `path`.

    `bodies` are in the manifest's order. Error messages name `path`.

    Raises:
        FileTrouble: the draft could not be written.
        BadArchive: the written draft cannot be read back.
    """
    with trouble("write", path):
        _pack(draft.file, manifest, bodies)
        draft.file.seek(0)
        content = draft.file.read()
    check(path, content)


def _pack(file: BinaryIO, manifest: Manifest, bodies: Iterable[bytes]) -> None:
    with zipfile.ZipFile(file, "w") as zipped:
        zipped.writestr(_entry(MANIFEST), write_manifest(manifest))
        for member, body in zip(manifest.members, bodies, strict=True):
            zipped.writestr(_entry(member.name), body)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = _UNIX
    entry.external_attr = (stat.S_IFREG | 0o600) << 16
    return entry
