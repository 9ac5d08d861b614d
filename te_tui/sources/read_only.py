"""A source that cannot change anything, so that no key and no command gets round it (safety rule 14)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn, Self

from te_tui.sources.errors import ReadOnlyMode

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime, timedelta
    from types import TracebackType

    from te_tui.credentials.secret import Secret
    from te_tui.models.account_group import AccountGroup
    from te_tui.models.dashboard import Dashboard, NetworkTest
    from te_tui.models.panels import Panel, PanelContent
    from te_tui.models.request import Captured, CopyRequest, SavedTestRequest, SnapshotRequest
    from te_tui.models.saved_test import SavedTest
    from te_tui.models.snapshot import Snapshot
    from te_tui.models.snapshot_row import SnapshotPage
    from te_tui.sources.abilities import Abilities, Limits
    from te_tui.sources.base import Compared, SnapshotSource


class ReadOnly:
    """Another source, of which only the reading is left; what would change raises `ReadOnlyMode`."""

    def __init__(self, source: SnapshotSource) -> None:
        self._source = source

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    @property
    def name(self) -> str:
        """That of the source within."""
        return self._source.name

    @property
    def vendor(self) -> str:
        """That of the source within."""
        return self._source.vendor

    @property
    def abilities(self) -> Abilities:
        """Those of the source within, of which nothing may be used that changes."""
        return replace(self._source.abilities, changes=False)

    @property
    def limits(self) -> Limits:
        """Those of the source within."""
        return self._source.limits

    @property
    def host(self) -> str:
        """That of the source within."""
        return self._source.host

    @property
    def clock_offset(self) -> timedelta:
        """That of the source within."""
        return self._source.clock_offset

    async def account_groups(self) -> tuple[AccountGroup, ...]:
        """Read them from the source within."""
        return await self._source.account_groups()

    def snapshots(self, aid: str, dashboard_id: str | None = None) -> AsyncIterator[SnapshotPage]:
        """Stream them from the source within."""
        return self._source.snapshots(aid, dashboard_id)

    async def snapshot(self, aid: str, snapshot_id: str) -> Snapshot:
        """Read it from the source within."""
        return await self._source.snapshot(aid, snapshot_id)

    async def panel_content(self, aid: str, snapshot_id: str, panel: Panel) -> PanelContent:
        """Read them from the source within."""
        return await self._source.panel_content(aid, snapshot_id, panel)

    async def raw_snapshot(self, aid: str, snapshot_id: str) -> bytes:
        """Read it from the source within."""
        return await self._source.raw_snapshot(aid, snapshot_id)

    async def raw_panel_data(self, aid: str, snapshot_id: str, widget_id: str) -> bytes:
        """Read them from the source within."""
        return await self._source.raw_panel_data(aid, snapshot_id, widget_id)

    async def dashboards(self, aid: str) -> tuple[Dashboard, ...]:
        """Read them from the source within."""
        return await self._source.dashboards(aid)

    async def tests(self, aid: str) -> tuple[NetworkTest, ...]:
        """Read them from the source within."""
        return await self._source.tests(aid)

    async def create_snapshot(self, aid: str, request: SnapshotRequest) -> str:  # noqa: ARG002 - nothing is asked
        """Refuse."""
        refuse(f"create the snapshot {request.name}")

    async def create_test_snapshot(self, aid: str, request: SavedTestRequest) -> SavedTest:  # noqa: ARG002 - nothing is asked
        """Refuse."""
        refuse(f"create the test snapshot {request.name}")

    async def copy_snapshot(self, aid: str, request: CopyRequest) -> str:  # noqa: ARG002 - nothing is asked
        """Refuse."""
        refuse(f"make {request.name or 'a snapshot'} again")

    async def capture(self, aid: str, dashboard_id: str, start: datetime, end: datetime) -> Captured:
        """Read it from the source within."""
        return await self._source.capture(aid, dashboard_id, start, end)

    async def compared(self, aid: str, snapshot_id: str, evidence: bytes) -> Compared:
        """Compare it in the source within."""
        return await self._source.compared(aid, snapshot_id, evidence)

    async def set_expiry(self, aid: str, snapshot_id: str, expires: datetime) -> None:  # noqa: ARG002 - nothing is asked
        """Refuse."""
        refuse(f"move the expiry of snapshot {snapshot_id}")

    async def delete_snapshot(self, aid: str, snapshot_id: str) -> bool:  # noqa: ARG002 - nothing is asked
        """Refuse."""
        refuse(f"delete snapshot {snapshot_id}")

    async def delete_by_delete_key(self, delete_key: Secret) -> bool:  # noqa: ARG002 - nothing is asked
        """Refuse."""
        refuse("delete by delete key")

    async def aclose(self) -> None:
        """Let go of the source within."""
        await self._source.aclose()


def refuse(what: str) -> NoReturn:
    """Say no; `what` completes "Could not …"."""
    next_step = "Start it without --read-only, and with a profile that does not say read_only = true."
    raise ReadOnlyMode(f"Could not {what}: te-tui is in read-only mode", next_step)
