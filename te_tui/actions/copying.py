"""Copies: new snapshots with the content of another snapshot, of an archive or of a file."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Final

from te_tui.actions.expiry import check_expiry
from te_tui.actions.names import LONGEST_NAME, read_name
from te_tui.models.clean import clean
from te_tui.models.request import CopyRequest
from te_tui.models.snapshot_row import Publication, SnapshotRow
from te_tui.models.words import counted
from te_tui.render.text.times import format_time
from te_tui.sources.abilities import Limits
from te_tui.sources.base import SnapshotSource
from te_tui.sources.errors import Refused, Rejected

WHAT_CHANGES: Final = (
    "It gets a link of its own, which opens it without a login, and counts as created now, by you"
)
"""The difference between a copy and its original, as a sentence without its stop."""


@dataclass(frozen=True, slots=True)
class Original:
    """The snapshot, archive or file that a copy is made of.

    Attributes:
        words: its description for people, such as `archive x.tesnap`.
        evidence: its content: the API's answer for the snapshot, or the same data from a file.
        name: its name, if known.
        expires: its expiry; None if the expiry is unknown, or the original never expires.
        panels: the number of its panels.
    """

    words: str
    evidence: bytes = field(repr=False)
    name: str | None
    expires: datetime | None
    panels: int

    def proposed_expiry(self, now: datetime) -> datetime | None:
        """The original's expiry if it is in the future; else None, so that the copy never expires."""
        return self.expires if self.expires is not None and self.expires > now else None

    @property
    def proposed_name(self) -> str:
        """The original's name, or else its `words`, cut to the longest allowed length."""
        return clean(self.name or self.words).strip()[:LONGEST_NAME] or "Copy"


def copy_request(
    original: Original,
    name: str,
    expires: datetime | None,
    now: datetime,
    *,
    limits: Limits,
    dashboard_id: str | None = None,
) -> CopyRequest:
    """Build the request for a copy; `expires` is None for a copy that never expires.

    Raises:
        NotAllowed: the name or the expiry is not allowed.
    """
    if expires is not None:
        check_expiry(expires, now, limits)
    return CopyRequest(original.evidence, read_name(name), expires, dashboard_id=dashboard_id)


def describe_copy(request: CopyRequest, original: Original, *, zone: tzinfo, now: datetime) -> str:
    """Describe the request for a copy in a phrase: name, panels, original, expiry and dashboard."""
    expires = "expires never"
    if request.expires is not None:
        expires = f"expires {format_time(request.expires, zone=zone, now=now)}"
    parts = (
        f'"{request.name}", {counted(original.panels, "panel")} of {original.words}',
        expires,
        f"as one of dashboard {request.dashboard_id}" if request.dashboard_id else "",
    )
    return ", ".join(filter(None, parts))


def expected_copy(request: CopyRequest, snapshot_id: str, aid: str, vendor: str) -> SnapshotRow:
    """The row to show for a copy that was just made, until the service's list includes it."""
    return SnapshotRow(
        snapshot_id=snapshot_id,
        name=request.name,
        aid=aid,
        shared=None,
        scheduled=None,
        created=None,
        expires=request.expires,
        start=None,
        duration=None,
        dashboard_id=None,
        dashboard_title=None,
        link_form=None,
        publication=Publication(vendor),
    )


async def original_of(source: SnapshotSource, aid: str, row: SnapshotRow) -> Original:
    """Open an existing snapshot and read its content, so that a copy can be made of it.

    Raises:
        Rejected: the snapshot's content is on another server, or the snapshot has expired.
        SourceError: the snapshot could not be opened.
    """
    snapshot_id = str(row.snapshot_id)
    snapshot = await source.snapshot(aid, snapshot_id)
    if not snapshot.has_list:
        raise Rejected(f"Could not copy snapshot {snapshot_id}: its content is not here", "Copy another one.")
    evidence = await source.raw_snapshot(aid, snapshot_id)
    expires = None if row.never_expires else row.expires
    name = row.name or snapshot.row.name or snapshot.row.dashboard_title
    return Original(f"snapshot {snapshot_id}", evidence, name, expires, len(snapshot.panels))


async def listed_row(source: SnapshotSource, aid: str, snapshot_id: str) -> SnapshotRow | None:
    """The row of a snapshot in the list of its account group; None if the list has no such row.

    Raises:
        SourceError: the list could not be fetched; `Refused` or `Rejected` if the token may not list it.
    """
    async with aclosing(source.snapshots(aid)) as pages:
        async for page in pages:
            for row in page.rows:
                if row.snapshot_id == snapshot_id:
                    return row
    return None


async def is_listed(source: SnapshotSource, aid: str, snapshot_id: str) -> bool:
    """Whether a new snapshot is in the list; True also if the token may not list snapshots.

    Raises:
        SourceError: the list could not be fetched.
    """
    try:
        return await listed_row(source, aid, snapshot_id) is not None
    except (Refused, Rejected):
        return True  # a token may create what it may not list
