"""Opening an archive: the whole file is checked before any of it is used, and nothing is extracted to disk.

The file may come from anywhere. It is read into memory once, so that exactly the verified bytes are used.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from te_tui.archive.container import BadContainer, Container
from te_tui.archive.digest import agrees
from te_tui.archive.manifest import MANIFEST, Manifest, Member, WrongManifest, read_manifest
from te_tui.files.private import FileTrouble, read_private
from te_tui.models.limits import LIMITS
from te_tui.models.snapshot import Snapshot
from te_tui.sources.errors import BadArchive, NotFound
from te_tui.sources.reading.decode import NotReadable
from te_tui.sources.vendors import vendor_named

_ANOTHER_COPY: Final = "Use another copy of it, or archive the snapshot again."


@dataclass(frozen=True, slots=True)
class Archive:
    """A verified archive in memory.

    Attributes:
        path: the file that it was read from.
        manifest: its manifest.
        snapshot: the snapshot in it.
        has_digest: whether the manifest has a digest of its own, which older archives lack.
    """

    path: Path
    manifest: Manifest
    snapshot: Snapshot
    has_digest: bool
    _container: Container

    def body(self, member: Member) -> bytes:
        """The bytes of one file in the archive, which is an answer of the API."""
        return self._container.read(member.name)

    def widgets_with_data(self) -> set[str | None]:
        """The ids of the widgets whose archived data have values.

        Data without values do not count, as they do not prove that the widget has none (safety rule 20).
        """
        is_empty = vendor_named(self.manifest.vendor).is_empty
        return {member.widget_id for member in self.manifest.panels if not is_empty(self.body(member))}


def verify(path: Path) -> Manifest:
    """Check every byte of an archive against its manifest, and return the manifest.

    Raises:
        NotFound: there is no such file.
        BadArchive: it is no archive, or a damaged one.
        FileTrouble: it cannot be read.
    """
    return open_archive(path).manifest


def open_archive(path: Path) -> Archive:
    """Read a whole archive and verify it; raises as `verify` does."""
    try:
        special = path.exists() and not path.is_file()
    except OSError as error:
        raise FileTrouble("read", path, error.strerror or "it cannot be reached") from error
    if special:
        raise _bad(path, "it is no file")
    content = read_private(path, at_most=LIMITS.file)
    if content is None:
        raise NotFound(f"There is no archive {path}", "Check the path.")
    return check(path, content)


def check(path: Path, content: bytes) -> Archive:
    """Verify the bytes of an archive that is, or will be, at `path`; return the archive.

    Raises:
        BadArchive: it is no archive, or a damaged one.
    """
    if len(content) > LIMITS.file:
        raise _bad(path, f"it has more than {LIMITS.file:,} bytes")
    try:
        container = Container(content)
        manifest, has_digest = _manifest(container)
        snapshot = _snapshot(container, manifest)
        for member in manifest.members[1:]:
            _read(container, member)
    except WrongManifest as error:
        raise _bad(path, str(error), error.next_step) from error
    except (BadContainer, NotReadable) as error:
        raise _bad(path, str(error)) from error
    return Archive(path, manifest, snapshot, has_digest, container)


def _manifest(container: Container) -> tuple[Manifest, bool]:
    """Read and check the manifest; return it, and whether it has a digest of its own."""
    if MANIFEST not in container.sizes:
        raise BadContainer("it has no manifest")
    if container.sizes[MANIFEST] > LIMITS.manifest:
        raise BadContainer(f"its manifest has more than {LIMITS.manifest:,} bytes")
    body = container.read(MANIFEST)
    manifest = read_manifest(body)
    promised = {member.name: member.size for member in manifest.members}
    if promised != {name: size for name, size in container.sizes.items() if name != MANIFEST}:
        raise BadContainer("its members are not those of its manifest")
    return manifest, agrees(body)


def _snapshot(container: Container, manifest: Manifest) -> Snapshot:
    vendor = vendor_named(manifest.vendor)
    snapshot = vendor.read_snapshot(_read(container, manifest.snapshot), manifest.snapshot_id)
    if snapshot.row.snapshot_id != manifest.snapshot_id:
        raise BadContainer("it holds another snapshot than its manifest says")
    if vendor.abilities.embeds_data:
        return snapshot
    held = {member.widget_id for member in manifest.members[1:]} | {one.widget_id for one in manifest.absent}
    if not all(panel.widget_id in held for panel in snapshot.panels):
        raise BadContainer("the data of a widget is missing")
    return snapshot


def _read(container: Container, member: Member) -> bytes:
    """Inflate a member and check its SHA-256."""
    body = container.read(member.name)
    if hashlib.sha256(body).hexdigest() != member.sha256:
        raise BadContainer(f"{member.name} is not as it was archived")
    return body


def _bad(path: Path, why: str, next_step: str = _ANOTHER_COPY) -> BadArchive:
    return BadArchive(f"The archive {path.name} cannot be used: {why}", next_step)
