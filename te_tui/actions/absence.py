"""Whether snapshots are gone that do not open, or were deleted, by their list (safety rules 20 and 21).

A token that has lost its rights is told of every snapshot that there is none. So what is not found is gone
only while the same token sees another snapshot in that account group.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import aclosing
from typing import NamedTuple

from te_tui.models.snapshot_row import SnapshotPage
from te_tui.sources.base import SnapshotSource
from te_tui.sources.errors import NotFound
from te_tui.sources.few_at_once import in_order
from te_tui.sources.http.problems import unreadable


class Look(NamedTuple):
    """Which of some deleted snapshots are there all the same, and whether the list shows anything at all."""

    there: frozenset[str]
    shows_any: bool


async def sees_others(source: SnapshotSource, aid: str, ids: Collection[str]) -> bool:
    """Whether the list of an account group shows a snapshot beside these.

    Raises:
        SourceError: it cannot be listed.
    """
    not_these = {one.casefold() for one in ids}
    async with aclosing(source.snapshots(aid)) as pages:
        async for page in pages:
            if any(row.snapshot_id and row.snapshot_id.casefold() not in not_these for row in page.rows):
                return True
    return False


async def still_there(source: SnapshotSource, aid: str, ids: Collection[str], *, by_list: bool) -> Look:
    """Which of some snapshots that were deleted are there all the same.

    The list of their account group tells. Where that takes more requests than there are snapshots, each is
    opened, unless it has to be the list; and so it is where the list shows nothing, which decides nothing.

    Raises:
        SourceError: that cannot be told.
    """
    if len(ids) == 1 and not by_list:
        return Look(await those_that_open(source, aid, ids), shows_any=False)
    wanted = {one.casefold(): one for one in ids}
    found: frozenset[str] = frozenset()
    number = rows = 0
    async with aclosing(source.snapshots(aid)) as pages:
        async for page in pages:
            _must_be_whole(aid, page)
            listed = {row.snapshot_id.casefold() for row in page.rows if row.snapshot_id}
            found |= {wanted[one] for one in listed & wanted.keys()}
            number += 1
            rows += len(listed)
            if number >= len(ids) and page.cursor is not None and not by_list:
                return Look(found | await those_that_open(source, aid, set(ids) - found), rows > 0)
    return Look(found if rows else await those_that_open(source, aid, ids), rows > 0)


async def those_that_open(source: SnapshotSource, aid: str, ids: Collection[str]) -> frozenset[str]:
    """Which of some snapshots open.

    Raises:
        SourceError: that cannot be told.
    """

    async def if_it_opens(snapshot_id: str) -> str | None:
        try:
            await source.snapshot(aid, snapshot_id)
        except NotFound:
            return None
        return snapshot_id

    return frozenset([one async for one in in_order(if_it_opens, sorted(ids)) if one is not None])


def _must_be_whole(aid: str, page: SnapshotPage) -> None:
    """A page with damaged rows proves the absence of no snapshot."""
    if page.hides_rows or any(row.snapshot_id is None for row in page.rows):
        what = f"list the snapshots of account group {aid}"
        raise unreadable(what, "rows could not be read, so the list may be incomplete")
