"""Read-only mode: a wrapper of a source that refuses all changes, whatever requests them (safety rule 14)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from te_tui.sources.bare import BareSource
from te_tui.sources.errors import ReadOnlyMode

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from te_tui.models.account_group import AccountGroup
    from te_tui.models.dashboard import Dashboard, NetworkTest
    from te_tui.models.panels import Panel, PanelContent
    from te_tui.models.request import Captured
    from te_tui.models.snapshot import Snapshot
    from te_tui.models.snapshot_row import SnapshotPages
    from te_tui.sources.base import Compared, SnapshotSource
    from te_tui.sources.errors import SourceError


class ReadOnly(BareSource):
    """Wraps a source, and forwards only calls that read; every call for a change raises `ReadOnlyMode`."""

    def __init__(self, source: SnapshotSource) -> None:
        self._source = source
        self.name = source.name
        self.host = source.host
        self.vendor = source.vendor
        self.abilities = replace(source.abilities, changes=False)
        self.limits = source.limits

    def refusal(self, what: str) -> SourceError:
        """The error for a change in read-only mode; `what` completes "Could not …"."""
        return refused(what)

    @property
    def clock_offset(self) -> timedelta:
        """How far the clock of the wrapped source is ahead of this machine's."""
        return self._source.clock_offset

    async def account_groups(self) -> tuple[AccountGroup, ...]:
        """List the account groups of the wrapped source."""
        return await self._source.account_groups()

    def snapshots(self, aid: str, dashboard_id: str | None = None) -> SnapshotPages:
        """Stream the list of snapshots of the wrapped source."""
        return self._source.snapshots(aid, dashboard_id)

    async def snapshot(self, aid: str, snapshot_id: str) -> Snapshot:
        """Open a snapshot of the wrapped source."""
        return await self._source.snapshot(aid, snapshot_id)

    async def panel_content(self, aid: str, snapshot_id: str, panel: Panel) -> PanelContent:
        """Fetch what a panel showed, from the wrapped source."""
        return await self._source.panel_content(aid, snapshot_id, panel)

    async def raw_snapshot(self, aid: str, snapshot_id: str) -> bytes:
        """Fetch the answer for a snapshot, byte for byte, from the wrapped source."""
        return await self._source.raw_snapshot(aid, snapshot_id)

    async def raw_panel_data(self, aid: str, snapshot_id: str, widget_id: str) -> bytes:
        """Fetch the answer for a widget, byte for byte, from the wrapped source."""
        return await self._source.raw_panel_data(aid, snapshot_id, widget_id)

    async def dashboards(self, aid: str) -> tuple[Dashboard, ...]:
        """List the dashboards of the wrapped source."""
        return await self._source.dashboards(aid)

    async def tests(self, aid: str) -> tuple[NetworkTest, ...]:
        """List the tests of the wrapped source."""
        return await self._source.tests(aid)

    async def why_no_copy(self, aid: str, snapshot_id: str) -> str | None:
        """Ask the wrapped source why it would refuse a copy of a snapshot; None: no reason is known."""
        return await self._source.why_no_copy(aid, snapshot_id)

    async def capture(self, aid: str, dashboard_id: str, start: datetime, end: datetime) -> Captured:
        """Fetch what a live dashboard shows from `start` to `end`, from the wrapped source."""
        return await self._source.capture(aid, dashboard_id, start, end)

    async def compared(self, aid: str, snapshot_id: str, evidence: bytes) -> Compared:
        """Let the wrapped source compare a snapshot's content with `evidence`, an answer stored earlier."""
        return await self._source.compared(aid, snapshot_id, evidence)

    async def aclose(self) -> None:
        """Close the wrapped source."""
        await self._source.aclose()


def refused(what: str) -> ReadOnlyMode:
    """The error of read-only mode, which says how to start without it; `what` completes "Could not …"."""
    next_step = "Start it without --read-only, and with a profile that does not say read_only = true."
    return ReadOnlyMode(f"Could not {what}: te-tui is in read-only mode", next_step)
