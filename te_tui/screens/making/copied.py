"""Copying a snapshot: making a new snapshot with the same content, and checking it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from te_tui.actions.copying import expected_copy, listed_row
from te_tui.models.request import CopyRequest
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.sources.base import SnapshotSource
from te_tui.sources.errors import SourceError


class Copied(NamedTuple):
    """The copy of a snapshot: its row, and a sentence on whether it came out as requested."""

    row: SnapshotRow
    remark: str


async def make_copy(
    source: SnapshotSource, aid: str, request: CopyRequest, describe_link: Callable[[str | None], str]
) -> Copied:
    """Make a new snapshot with the content in `request`, read it back, and compare.

    `describe_link` returns a sentence on the new snapshot's link, which may be None.

    Raises:
        SourceError: the copy was not made, or it is unknown whether it was.
    """
    snapshot_id = await source.copy_snapshot(aid, request)
    row = expected_copy(request, snapshot_id, aid, source.vendor)
    try:
        compared = await source.compared(aid, snapshot_id, request.evidence)
        row = compared.row._replace(name=request.name)
        listed = await listed_row(source, aid, snapshot_id)
    except SourceError as error:
        return Copied(row, f"Created, but could not be looked at: {error}")
    if not compared.is_same:
        return Copied(row, "Created, but its content differs from what was sent.")
    missing = "" if listed else " This server does not list it: keep the link."
    return Copied(listed or row, f"Created. {describe_link(row.link)}{missing}")
