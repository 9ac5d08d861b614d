"""Comparing planned changes with the list of snapshots, which is never out of date (safety rule 19).

A cache between te-tui and a service may return a snapshot as it was an hour ago, even if it was deleted since
and its id given to another snapshot. The lists of account groups are never cached. So where a source's
snapshots may come out of a cache, each change is also compared with the list.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Final, NamedTuple

from te_tui.actions.comparison import differences
from te_tui.actions.plan import Change, Plan
from te_tui.models.snapshot_row import SnapshotRow
from te_tui.sources.base import SnapshotSource
from te_tui.sources.clock import seconds_passing
from te_tui.sources.errors import Refused, Rejected
from te_tui.sources.http.problems import unreadable

FRESH: Final = 10.0
"""Seconds for which an answer is good enough to delete by."""


class _List(NamedTuple):
    """An account group's list: when it was requested, its rows by id, and whether rows may be missing."""

    asked: float
    rows: dict[str, list[SnapshotRow]]
    hides_rows: bool


class Lists:
    """The snapshot lists of a source's account groups, fetched again when older than `FRESH` seconds.

    Args:
        source: the source.
        clock: returns monotonic seconds; tests replace it.
    """

    def __init__(self, source: SnapshotSource, clock: Callable[[], float] = seconds_passing) -> None:
        self._source = source
        self._clock = clock
        self._lists: dict[str, _List] = {}
        self._reading = asyncio.Lock()

    async def differences(self, plan: Plan, change: Change) -> tuple[str, ...]:
        """How the list's dates for a snapshot, creation and expiry, differ from the plan, as clauses.

        Empty if they are equal, or cannot be compared: the list does not show the snapshot, or the token may
        not list snapshots. Empty also if the source's snapshots never come out of a cache: then nothing is
        compared.

        Raises:
            SourceError: the list could not be fetched, or the snapshot's row or dates could not be read.
        """
        if not self._source.abilities.opens_from_caches:
            return ()
        listed = await self._listed(change.aid)
        rows = listed.rows.get(change.snapshot_id, [])
        what = f"compare {change.label} with the list"
        if not rows and listed.hides_rows:
            raise unreadable(what, "it does not show it, and one of its rows could not be read")
        for row in rows:
            if lost := sorted(row.unreadable & {"created", "expires"}):
                raise unreadable(what, f"the date {lost[0]} of its row could not be read")
            if why := differences(replace(plan, filter=None), change, _only_dates(row)):
                return why
        return ()

    async def _listed(self, aid: str) -> _List:
        async with self._reading:
            known = self._lists.get(aid)
            if known is None or self._clock() - known.asked > FRESH:
                asked = self._clock()
                known = self._lists[aid] = await self._read(aid, asked)
        return known

    async def _read(self, aid: str, asked: float) -> _List:
        try:
            pages = [page async for page in self._source.snapshots(aid)]
        except (Refused, Rejected):
            return _List(asked, {}, hides_rows=False)  # a token may delete what it may not list
        rows: dict[str, list[SnapshotRow]] = {}
        for row in (row for page in pages for row in page.rows if row.snapshot_id):
            rows.setdefault(str(row.snapshot_id), []).append(row)
        return _List(asked, rows, any(page.hides_rows for page in pages))


def _only_dates(row: SnapshotRow) -> SnapshotRow:
    """The row reduced to its dates, because a list and an opened snapshot may differ in the other fields."""
    return row._replace(aid=None, name=None, shared=None, scheduled=None)
