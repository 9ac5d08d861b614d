"""Opening the source that a command line names: the live API or an archive."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from te_tui.cli.account.access import AccountOptions, check_reads
from te_tui.cli.account.target import archive_of, snapshot_id_of
from te_tui.cli.remarks import Remarks
from te_tui.credentials.secret import Secret
from te_tui.sources.base import LiveSource, Observer, SnapshotSource
from te_tui.sources.http.origin import Origin

if TYPE_CHECKING:
    from te_tui.archive.source import ArchiveSource
    from te_tui.sources.http.renewal import Renew
    from te_tui.sources.vendor import Vendor


def open_source(account: AccountOptions, observer: Observer, *, only_creates: bool = False) -> LiveSource:
    """Open the live API for a command; the token is searched for when the first request needs it.

    With --read-only or a read-only profile, the source refuses changes. `only_creates` says that the command
    neither lists nor opens snapshots.

    Raises:
        WrongUsage: the command needs to list or open snapshots, and the vendor cannot.
    """
    access = account.access
    if not only_creates:
        check_reads(access, account.settings)
    read_only = account.read_only or access.profile.read_only
    return source_at(access.vendor, access.origin, access.secret, observer, access.name, read_only=read_only)


def open_target(target: str, account: AccountOptions, remarks: Remarks) -> tuple[SnapshotSource, str]:
    """Open the source of a target: an archive file or the live API; return it and the snapshot's id.

    What an archive lacks is reported on stderr.

    Raises:
        WrongUsage: the target is neither an id nor an address of a snapshot.
        NotFound, BadArchive, FileTrouble: the archive file cannot be used.
    """
    path = archive_of(target)
    if path is None:
        return open_source(account, remarks), snapshot_id_of(
            target, account.access.vendor, account.access.origin.url
        )
    archive = archive_at(path, remarks)
    return archive, archive.snapshot_id


def archive_at(path: Path, remarks: Remarks) -> ArchiveSource:
    """Open an archive file, and report on stderr what it lacks.

    Raises:
        NotFound, BadArchive, FileTrouble: the file cannot be used.
    """
    from te_tui.archive.source import ArchiveSource

    archive = ArchiveSource.at(path)
    if archive.gaps:
        remarks.say(f"{archive.name} is incomplete: {archive.gaps}")
    return archive


def source_at(
    vendor: Vendor,
    origin: Origin,
    secret: Secret | Callable[[], Awaitable[Secret]],
    observer: Observer,
    name: str,
    *,
    read_only: bool,
    renew: Renew | None = None,
) -> LiveSource:
    """Open a source of a vendor's API.

    Args:
        vendor: the vendor of the API.
        origin: the address that requests go to.
        secret: the token, or a function that finds it when the first request needs it.
        observer: receives the states of the rate limit, and the waiting times.
        name: what the source is called in messages, such as the profile's name.
        read_only: whether the source refuses changes.
        renew: returns another token when one is refused; if it is None, a refused token is an error.
    """
    # Imported here because httpx and pydantic take longer than all the rest of a start.
    from te_tui.sources.read_only import ReadOnly

    source = vendor.open(origin, secret, renew=renew, name=name, observer=observer)
    return ReadOnly(source) if read_only else source
