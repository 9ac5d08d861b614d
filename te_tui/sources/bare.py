"""The base class of all sources: every operation is refused, unless a source overrides its method."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Self

from te_tui.sources.abilities import NO_LIMITS, READING, Abilities, Limits
from te_tui.sources.errors import Rejected

if TYPE_CHECKING:
    from datetime import datetime
    from types import TracebackType

    from te_tui.credentials.secret import Secret
    from te_tui.models.account_group import AccountGroup
    from te_tui.models.dashboard import Dashboard, NetworkTest
    from te_tui.models.panels import Panel, PanelContent
    from te_tui.models.request import Captured, CopyRequest, SavedTestRequest, SnapshotRequest
    from te_tui.models.saved_test import SavedTest
    from te_tui.models.snapshot import Snapshot
    from te_tui.models.snapshot_row import SnapshotPages
    from te_tui.sources.base import Compared
    from te_tui.sources.errors import SourceError


class BareSource:
    """Base class of all sources: refuses every method of `te_tui.sources.base.LiveSource`, and sends nothing.

    A subclass gives its name, host and vendor, and overrides the methods that it supports; `refusal` makes
    the error that all other methods raise.
    """

    name: str
    host: str
    vendor: str
    abilities: Abilities = READING
    limits: Limits = NO_LIMITS

    def refusal(self, what: str) -> SourceError:
        """The error for an operation that the source does not support; `what` completes "Could not …"."""
        return Rejected(f"Could not {what}: {self.name} cannot do that", "Do without.")

    @property
    def clock_offset(self) -> timedelta:
        """Zero: by default, the source's clock agrees with this machine's."""
        return timedelta()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Do nothing: there are no connections and no files."""

    async def account_groups(self) -> tuple[AccountGroup, ...]:
        """Refuse to list account groups."""
        raise self.refusal("list the account groups")

    async def snapshots(self, aid: str, dashboard_id: str | None = None) -> SnapshotPages:
        """Refuse to list snapshots."""
        raise self.refusal("list snapshots")
        yield  # makes it a stream

    async def snapshot(self, aid: str, snapshot_id: str) -> Snapshot:
        """Refuse to open a snapshot."""
        raise self.refusal(f"open snapshot {snapshot_id}")

    async def panel_content(self, aid: str, snapshot_id: str, panel: Panel) -> PanelContent:
        """Return the content that came with the panel; refuse if there is none."""
        if panel.content is None:
            raise self.refusal(f"fetch widget {panel.widget_id}")
        return panel.content

    async def raw_snapshot(self, aid: str, snapshot_id: str) -> bytes:
        """Refuse to fetch the body of a snapshot."""
        raise self.refusal(f"open snapshot {snapshot_id}")

    async def raw_panel_data(self, aid: str, snapshot_id: str, widget_id: str) -> bytes:
        """Refuse to fetch the body of a widget."""
        raise self.refusal(f"fetch widget {widget_id}")

    async def dashboards(self, aid: str) -> tuple[Dashboard, ...]:
        """Return no dashboards: snapshots cannot be made here."""
        return ()

    async def tests(self, aid: str) -> tuple[NetworkTest, ...]:
        """Return no tests: snapshots cannot be made here."""
        return ()

    async def create_snapshot(self, aid: str, request: SnapshotRequest) -> str:
        """Refuse to make a dashboard snapshot."""
        raise self.refusal(f"create the snapshot {request.name}")

    async def create_test_snapshot(self, aid: str, request: SavedTestRequest) -> SavedTest:
        """Refuse to make a test snapshot."""
        raise self.refusal(f"create the test snapshot {request.name}")

    async def copy_snapshot(self, aid: str, request: CopyRequest) -> str:
        """Refuse to copy a snapshot."""
        raise self.refusal(f"make {request.name or 'a snapshot'} again")

    async def why_no_copy(self, aid: str, snapshot_id: str) -> str | None:
        """Return a clause which says that this source makes no copies."""
        return "no copies are made here"

    async def capture(self, aid: str, dashboard_id: str, start: datetime, end: datetime) -> Captured:
        """Refuse to capture a live dashboard."""
        raise self.refusal(f"capture dashboard {dashboard_id}")

    async def compared(self, aid: str, snapshot_id: str, evidence: bytes) -> Compared:
        """Refuse to compare a snapshot."""
        raise self.refusal(f"compare snapshot {snapshot_id}")

    async def set_expiry(self, aid: str, snapshot_id: str, expires: datetime) -> None:
        """Refuse to move an expiry."""
        raise self.refusal(f"move the expiry of snapshot {snapshot_id}")

    async def delete_snapshot(self, aid: str, snapshot_id: str) -> bool:
        """Refuse to delete a snapshot."""
        raise self.refusal(f"delete snapshot {snapshot_id}")

    async def delete_by_delete_key(self, delete_key: Secret) -> bool:
        """Refuse to delete the snapshot of a delete key."""
        raise self.refusal("delete by delete key")
