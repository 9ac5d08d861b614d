"""Describing in words what an archive lacks."""

from __future__ import annotations

from typing import Final

from te_tui.archive.manifest import Manifest
from te_tui.models.limits import parts_told

_SHOWN: Final = 3


def describe_gaps(manifest: Manifest) -> str:
    """What an archive lacks and why, as a sentence without full stop; empty if the archive is complete."""
    of_all = f"of {manifest.widgets:,} widgets"
    said = []
    if manifest.unfetched:
        why = ", ".join(dict.fromkeys(_told_status(one.status) for one in manifest.unfetched))
        said.append(f"{len(manifest.unfetched):,} {of_all} could not be fetched: {why}")
    if manifest.nameless:
        said.append(f"{manifest.nameless:,} {of_all} without an id, so its data could not be asked for")
    if lost := manifest.unreadable:
        places = ", ".join(lost[:_SHOWN]) + (", …" if len(lost) > _SHOWN else "")
        said.append(f"{parts_told(lost)} of the answer cannot be read: {places}")
    return "; ".join(said)


def _told_status(status: int) -> str:
    if status == 404:
        return "it could not be confirmed that there are no data (HTTP 404)"
    return f"HTTP {status}" if status >= 300 else "the answer is no data"
