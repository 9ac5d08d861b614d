"""Checking that snapshots that were deleted, or do not open, are really gone (safety rules 20 and 21).

A token that has lost its rights gets "not found" for every snapshot. So a snapshot that is not found counts
as gone only while the same token sees another snapshot in the same account group.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import aclosing
from typing import NamedTuple

from te_tui.models.snapshot_row import SnapshotPage
from te_tui.sources.base import SnapshotSource
from te_tui.sources.errors import NotFound
from te_tui.sources.few_at_once import in_order
from te_tui.sources.finding import spelled
from te_tui.sources.http.problems import unreadable


class Look(NamedTuple):
    """What a check for deleted snapshots found.

    Attributes:
        there: the ids of the deleted snapshots that still exist.
        shows_any: whether the account group's list shows any snapshot; an empty list proves nothing.
    """

    there: frozenset[str]
    shows_any: bool


async def sees_others(source: SnapshotSource, aid: str, ids: Collection[str]) -> bool:
    """Whether the list of an account group shows any snapshot whose id is not among `ids`.

    Raises:
        SourceError: the account group cannot be listed.
    """
    not_these = {spelled(source, one) for one in ids}
    async with aclosing(source.snapshots(aid)) as pages:
        async for page in pages:
            listed = (row.snapshot_id for row in page.rows if row.snapshot_id)
            if any(spelled(source, one) not in not_these for one in listed):
                return True
    return False


async def still_there(source: SnapshotSource, aid: str, ids: Collection[str], *, by_list: bool) -> Look:
    """Find out which of these deleted snapshots still exist, with as few requests as possible.

    Usually they are looked up in their account group's list. If `ids` has a single id, or fewer ids than the
    list has pages, opening them is cheaper, and they are opened instead, unless `by_list` is set. They are
    also opened if the list is empty, because an empty list proves nothing.

    Raises:
        SourceError: the list or a snapshot could not be fetched, or rows of the list could not be read.
    """
    if len(ids) == 1 and not by_list:
        return Look(await ids_that_open(source, aid, ids), shows_any=False)
    wanted = {spelled(source, one): one for one in ids}
    found: frozenset[str] = frozenset()
    number = rows = 0
    async with aclosing(source.snapshots(aid)) as pages:
        async for page in pages:
            _must_be_whole(aid, page)
            listed = {spelled(source, row.snapshot_id) for row in page.rows if row.snapshot_id}
            found |= {wanted[one] for one in listed & wanted.keys()}
            number += 1
            rows += len(listed)
            if number >= len(ids) and page.cursor is not None and not by_list:
                return Look(found | await ids_that_open(source, aid, set(ids) - found), rows > 0)
    return Look(found if rows else await ids_that_open(source, aid, ids), rows > 0)


async def ids_that_open(source: SnapshotSource, aid: str, ids: Collection[str]) -> frozenset[str]:
    """Open each snapshot, and return the ids of the snapshots that open.

    Raises:
        SourceError: a request failed for a reason other than "not found".
    """

    async def if_it_opens(snapshot_id: str) -> str | None:
        try:
            await source.snapshot(aid, snapshot_id)
        except NotFound:
            return None
        return snapshot_id

    return frozenset([one async for one in in_order(if_it_opens, sorted(ids)) if one is not None])


def _must_be_whole(aid: str, page: SnapshotPage) -> None:
    """Raise `Unreadable` for a page with damaged rows, because it cannot prove that a snapshot is absent."""
    if page.hides_rows or any(row.snapshot_id is None for row in page.rows):
        what = f"list the snapshots of account group {aid}"
        raise unreadable(what, "rows could not be read, so the list may be incomplete")
