"""A source in memory that counts what it is asked, an archiver beside it, and a power that can be cut."""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from te_tui.actions.outcome import Outcome, Progress
from te_tui.actions.plan import Change, Chosen, PlannedGroup
from te_tui.actions.steps import ArchivedRow
from te_tui.files.private import Appending
from te_tui.models.account_group import AccountGroup
from te_tui.models.snapshot import Snapshot
from te_tui.models.snapshot_row import SnapshotPage, SnapshotPages, SnapshotRow
from te_tui.sources.errors import NotFound
from tests.screens.fake_source import FakeSource

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
GROUP = AccountGroup("1234", "Network Ops")
SOON = NOW + timedelta(days=2)
LATER = NOW + timedelta(days=32)


def row(snapshot_id: str | None, expires: datetime | None = SOON, *, aid: str | None = "1234") -> SnapshotRow:
    return SnapshotRow(
        snapshot_id, f"Snapshot {snapshot_id}", aid, None, None, None, expires, None, None, None, None, None
    )


def chosen(ids: Iterable[str], expires: datetime | None = SOON) -> list[Chosen]:
    return [(GROUP, row(snapshot_id, expires)) for snapshot_id in ids]


class PowerCut(BaseException):
    """Everything stops here."""


class Power:
    """Lasts for so many uses, and then is off for good; None is for ever."""

    def __init__(self, uses: int | None = None) -> None:
        self._left = uses

    def use(self) -> None:
        if self._left is not None:
            if self._left == 0:
                raise PowerCut
            self._left -= 1

    @property
    def on(self) -> bool:
        return self._left != 0


class Remote(FakeSource):
    """Snapshots with their expiries; power may be cut before a request arrives and before its answer does."""

    def __init__(self, ids: Iterable[str], expires: datetime | None = SOON) -> None:
        super().__init__()
        self.groups = (GROUP,)
        self.expiries: dict[str, datetime | None] = dict.fromkeys(ids, expires)
        self.requests: Counter[tuple[str, str]] = Counter()
        self.power = Power()

    def count(self, method: str) -> Counter[str]:
        return Counter({key: n for (asked, key), n in self.requests.items() if asked == method})

    async def snapshot(self, aid: str, snapshot_id: str) -> Snapshot:
        await self._request("GET", aid, snapshot_id)
        self.power.use()
        return Snapshot(row(snapshot_id, self.expiries[snapshot_id]), ())

    async def set_expiry(self, aid: str, snapshot_id: str, expires: datetime) -> None:
        await self._request("PATCH", aid, snapshot_id)
        self.expiries[snapshot_id] = expires
        self.power.use()

    async def snapshots(self, aid: str, dashboard_id: str | None = None) -> SnapshotPages:
        self.power.use()
        self.requests["LIST", aid] += 1
        await self._answer(f"LIST {aid}")
        there = self.expiries.items() if aid == "1234" else ()
        rows = tuple(row(snapshot_id, expires) for snapshot_id, expires in there)
        self.power.use()
        yield SnapshotPage(rows, None)

    async def delete_snapshot(self, aid: str, snapshot_id: str) -> bool:
        await self._request("DELETE", aid, snapshot_id)
        del self.expiries[snapshot_id]
        self.power.use()
        return True

    async def _request(self, method: str, aid: str, snapshot_id: str) -> None:
        self.power.use()
        self.requests[method, snapshot_id] += 1
        await self._answer(f"{method} {snapshot_id}")
        if aid != "1234" or snapshot_id not in self.expiries:
            raise NotFound(f"Could not {method} {snapshot_id}", "Check the id.")


class Shelf:
    """An archiver whose archives are written in two parts, and outlive a power cut like files."""

    def __init__(self, remote: Remote) -> None:
        self._remote = remote
        self.archives: dict[str, str] = {}

    async def archive(self, change: Change, group: PlannedGroup) -> ArchivedRow:
        opened = await self._remote.snapshot(change.aid, change.snapshot_id)
        self.archives[change.snapshot_id] = "half"
        self._remote.power.use()
        self.archives[change.snapshot_id] = "whole"
        return ArchivedRow(Path(change.snapshot_id), opened.row)

    async def evidence(self, archive: Path) -> bytes:
        return archive.name.encode()

    async def intact(self, change: Change, archive: Path) -> bool:
        return self.archives.get(archive.name) == "whole"


class FlickeringFile(Appending):
    """A journal's file that power may leave without a line, or with half of it; not synced, which is slow."""

    power = Power()

    def append(self, line: bytes) -> None:
        self.power.use()
        half = len(line) // 2
        os.write(self._handle, line[:half])
        self.power.use()
        os.write(self._handle, line[half:] + b"\n")

    def sync(self) -> None:
        pass


class Watcher:
    """An observer that writes everything down."""

    def __init__(self) -> None:
        self.progress: list[Progress] = []
        self.outcomes: dict[int, Outcome] = {}

    def progressed(self, progress: Progress) -> None:
        self.progress.append(progress)

    def settled(self, place: int, outcome: Outcome) -> None:
        assert place not in self.outcomes
        self.outcomes[place] = outcome


async def until(condition: Callable[[], bool]) -> None:
    """Let others work until something is so."""
    for _ in range(100_000):
        if condition():
            return
        await asyncio.sleep(0)
    raise AssertionError("it did not come to that")


async def at_once(seconds: float) -> None:
    """Wait for nothing."""
