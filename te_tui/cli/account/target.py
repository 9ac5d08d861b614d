"""Reading a target, which names a snapshot: its id, a link that contains the id, or an archive file."""

from __future__ import annotations

from pathlib import Path

from te_tui.cli.exits import WrongUsage
from te_tui.sources.vendor import NamesNoSnapshot, Vendor

_ARCHIVE = ".tesnap"


def archive_of(target: str) -> Path | None:
    """The archive file that a target names, judged by its suffix; None for an id or an address."""
    path = Path(target)
    return path if path.suffix.lower() == _ARCHIVE and "://" not in target else None


def snapshot_id_of(target: str, vendor: Vendor, base: str) -> str:
    """The id of the snapshot that a target names: the id in an address, or else the target itself.

    `base` is the base address of the profile.

    Raises:
        WrongUsage: the target is no id, an address that names no snapshot, or a file that is no archive.
    """
    if _is_file(target):
        raise WrongUsage(f"{target} is not a te-tui archive ({_ARCHIVE}).")
    named = _named_by(target.strip(), vendor, base)
    # Looked at last, because an address can spell anything in %-codes.
    if not named or not named.isprintable():
        raise WrongUsage("A snapshot's id is neither empty nor holds what cannot be printed.")
    return named


def _is_file(target: str) -> bool:
    """Whether a target is an existing file, and was meant as one: it has a suffix or a folder."""
    path = Path(target)
    return target.isprintable() and bool(path.suffix or path.parent.name) and path.exists()


def _named_by(target: str, vendor: Vendor, base: str) -> str:
    if "://" not in target:
        return target
    try:
        return vendor.snapshot_id_in(target, base)
    except NamesNoSnapshot as error:
        raise WrongUsage(str(error)) from None
