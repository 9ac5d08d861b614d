"""A source over plain values, whose answers can be held back, and can be failures."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

from te_tui.credentials.secret import Secret
from te_tui.models.account_group import AccountGroup
from te_tui.models.dashboard import Dashboard, NetworkTest
from te_tui.models.panels import Panel, PanelContent
from te_tui.models.request import Captured, CopyRequest, SavedTestRequest, SnapshotRequest
from te_tui.models.saved_test import SavedTest
from te_tui.models.snapshot import Snapshot
from te_tui.models.snapshot_row import SnapshotPage, SnapshotPages
from te_tui.sources.base import Compared, Observer
from te_tui.sources.errors import NotFound, SourceError
from te_tui.sources.thousandeyes.abilities import ABILITIES, LIMITS
from te_tui.sources.thousandeyes.body.panel_data import PanelData
from te_tui.sources.thousandeyes.panels.shown import shown


class FakeSource:
    """Answers from its attributes.

    What is asked for has a name: `groups`, `page 0`, `dashboards`, `tests`, `create`, `create test`, the
    id of a snapshot or of a widget; `extend` and `delete` with the id of a snapshot.

    Attributes:
        pages: by account group.
        opened: snapshots by id.
        data: by widget id.
        raw: the bodies of snapshots and widgets, by id; their names are `raw` and the id.
        new_id: of the next snapshot that is made.
        saved_test: what comes of a test snapshot, instead of what was asked for.
        created, created_tests: what was to be made.
        changes: what was to be changed: method, account group and snapshot.
        errors: raised in the place of an answer, by name.
        gates: hold an answer back until they are set, by name.
        asked: how often each thing was asked for.
        cancelled: what nobody waited for any longer.
        most_at_once: the largest number of widgets that were under way together.
    """

    name = "demo"
    host = "demo"
    vendor = "thousandeyes"
    abilities = ABILITIES
    limits = LIMITS
    clock_offset = timedelta()

    def __init__(self) -> None:
        self.observer: Observer | None = None
        self.groups: tuple[AccountGroup, ...] = ()
        self.pages: dict[str, list[SnapshotPage]] = {}
        self.opened: dict[str, Snapshot] = {}
        self.data: dict[str, PanelData] = {}
        self.raw: dict[str, bytes] = {}
        self.known_dashboards: tuple[Dashboard, ...] = ()
        self.known_tests: tuple[NetworkTest, ...] = ()
        self.new_id = "new"
        self.saved_test: SavedTest | None = None
        self.created: list[SnapshotRequest] = []
        self.created_tests: list[SavedTestRequest] = []
        self.changes: list[str] = []
        self.errors: dict[str, SourceError] = {}
        self.gates: dict[str, asyncio.Event] = {}
        self.asked: Counter[str] = Counter()
        self.cancelled: list[str] = []
        self.most_at_once = 0
        self.closed = False
        self._under_way = 0

    def hold(self, *names: str) -> None:
        """Hold these answers back until `release`."""
        self.gates |= {name: asyncio.Event() for name in names}

    def release(self, *names: str) -> None:
        """Let answers go; without names, all of them."""
        for name in names or tuple(self.gates):
            self.gates[name].set()

    async def account_groups(self) -> tuple[AccountGroup, ...]:
        await self._answer("groups")
        return self.groups

    async def snapshots(self, aid: str, dashboard_id: str | None = None) -> SnapshotPages:
        for number, page in enumerate(self.pages[aid]):
            await self._answer(f"page {number}")
            yield page
        await self._answer(f"page {len(self.pages[aid])}")

    async def snapshot(self, aid: str, snapshot_id: str) -> Snapshot:
        await self._answer(snapshot_id)
        try:
            return self.opened[snapshot_id]
        except KeyError:
            raise NotFound(f"There is no snapshot {snapshot_id}", "Check the id.") from None

    async def panel_content(self, aid: str, snapshot_id: str, panel: Panel) -> PanelContent:
        widget_id = str(panel.widget_id)
        with self._counted():
            await self._answer(widget_id)
        return shown(panel, self.data[widget_id])

    async def raw_snapshot(self, aid: str, snapshot_id: str) -> bytes:
        await self._answer(f"raw {snapshot_id}")
        return self.raw[snapshot_id]

    async def raw_panel_data(self, aid: str, snapshot_id: str, widget_id: str) -> bytes:
        with self._counted():
            await self._answer(f"raw {widget_id}")
        return self.raw[widget_id]

    async def dashboards(self, aid: str) -> tuple[Dashboard, ...]:
        await self._answer("dashboards")
        return self.known_dashboards

    async def tests(self, aid: str) -> tuple[NetworkTest, ...]:
        await self._answer("tests")
        return self.known_tests

    async def create_snapshot(self, aid: str, request: SnapshotRequest) -> str:
        self.created.append(request)
        await self._answer("create")
        return self.new_id

    async def create_test_snapshot(self, aid: str, request: SavedTestRequest) -> SavedTest:
        self.created_tests.append(request)
        await self._answer("create test")
        link = "https://x.share.thousandeyes.com/1" if request.public else "https://app.thousandeyes.com/1"
        return self.saved_test or SavedTest("vfeyq", request.name, not request.public, 0, 3600, link)

    async def copy_snapshot(self, aid: str, request: CopyRequest) -> str:
        self.changes.append(f"POST {aid} {request.snapshot_id}")
        await self._answer(f"copy {request.snapshot_id}")
        return request.snapshot_id or self.new_id

    async def why_no_copy(self, aid: str, snapshot_id: str) -> str | None:
        return None

    async def capture(self, aid: str, dashboard_id: str, start: datetime, end: datetime) -> Captured:
        await self._answer("capture")
        return Captured(b"{}", dashboard_id, 0, ())

    async def compared(self, aid: str, snapshot_id: str, evidence: bytes) -> Compared:
        return Compared((await self.snapshot(aid, snapshot_id)).row, is_same=True)

    async def set_expiry(self, aid: str, snapshot_id: str, expires: datetime) -> None:
        self.changes.append(f"PATCH {aid} {snapshot_id}")
        await self._answer(f"extend {snapshot_id}")
        before = await self.snapshot(aid, snapshot_id)
        self.opened[snapshot_id] = replace(before, row=before.row._replace(expires=expires))

    async def delete_by_delete_key(self, delete_key: Secret) -> bool:
        raise NotImplementedError("the explorer never does this")

    async def delete_snapshot(self, aid: str, snapshot_id: str) -> bool:
        self.changes.append(f"DELETE {aid} {snapshot_id}")
        await self._answer(f"delete {snapshot_id}")
        self.opened.pop(snapshot_id, None)
        self.pages = {
            group: [
                page._replace(rows=tuple(row for row in page.rows if row.snapshot_id != snapshot_id))
                for page in pages
            ]
            for group, pages in self.pages.items()
        }
        return True

    async def aclose(self) -> None:
        self.closed = True

    async def pause(self, seconds: float) -> None:
        """Sleep for no time, or until `pause` is released."""
        await self._answer("pause")

    async def _answer(self, name: str) -> None:
        self.asked[name] += 1
        try:
            if name in self.gates:
                await self.gates[name].wait()
        except asyncio.CancelledError:
            self.cancelled.append(name)
            raise
        if name in self.errors:
            raise self.errors[name]

    @contextmanager
    def _counted(self) -> Iterator[None]:
        self._under_way += 1
        self.most_at_once = max(self.most_at_once, self._under_way)
        try:
            yield
        finally:
            self._under_way -= 1
