"""The age at which an answer is too old to base a change on, and a check against the list (safety rule 19).

A cache between te-tui and a service may open a snapshot as it was an hour ago, although its id has since been
given to another snapshot. The list of its account group is not answered out of caches; so where opened
answers may be, each change asks it as well.
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
    """The rows of a list by id, one or more each, the time of the request, and whether it may hide a row."""

    asked: float
    rows: dict[str, list[SnapshotRow]]
    hides_rows: bool


class Lists:
    """The lists of a source's account groups, read anew where they are not fresh.

    Args:
        source: the source.
        clock: seconds that pass; replaced in tests.
    """

    def __init__(self, source: SnapshotSource, clock: Callable[[], float] = seconds_passing) -> None:
        self._source = source
        self._clock = clock
        self._lists: dict[str, _List] = {}
        self._reading = asyncio.Lock()

    async def differences(self, plan: Plan, change: Change) -> tuple[str, ...]:
        """The differences in creation and expiry between the list and a plan, as clauses.

        There are none where opened answers are never cached, where the list does not show the snapshot, or
        where the token may not list.

        Raises:
            SourceError: the list failed, or the snapshot's row, or a date in it, could not be read.
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
    """A row of which only its dates are known: what else differs in lists and opened answers is no change."""
    return row._replace(aid=None, name=None, shared=None, scheduled=None)
