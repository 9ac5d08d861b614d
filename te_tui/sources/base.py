"""The protocol of a source of snapshots: a vendor's API, or an archive of what it answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, Self

if TYPE_CHECKING:
    from datetime import datetime, timedelta
    from types import TracebackType

    from te_tui.credentials.secret import Secret
    from te_tui.models.account_group import AccountGroup
    from te_tui.models.dashboard import Dashboard, NetworkTest
    from te_tui.models.panels import Panel, PanelContent
    from te_tui.models.request import Captured, CopyRequest, SavedTestRequest, SnapshotRequest
    from te_tui.models.saved_test import SavedTest
    from te_tui.models.snapshot import Snapshot
    from te_tui.models.snapshot_row import SnapshotPages, SnapshotRow
    from te_tui.sources.abilities import Abilities, Limits


class Budget(NamedTuple):
    """How many requests are left in this window, which `resets` at an epoch (UTC; api.md, section 9)."""

    limit: int | None
    remaining: int | None
    resets: int | None


class Wait(NamedTuple):
    """A pause before a request is repeated, or a long wait for its answer.

    Attributes:
        seconds: How long the pause is, or how much longer the answer may take.
        reason: The reason, in a few words.
        silent: For how many seconds an answer has been awaited already; 0 for a pause.
        widget_id: The widget whose data wait, if nothing else has to wait.
        is_limit: Whether the rate limit is used up, so that all requests wait.
        is_retry: Whether the request has failed before.
    """

    seconds: float
    reason: str
    silent: float = 0.0
    widget_id: str | None = None
    is_limit: bool = False
    is_retry: bool = True

    def silence(self, since_told: float = 0.0) -> str:
        """Words for how long there has been no answer, and after how long it is given up."""
        so_far, longest = self.silent + since_told, self.silent + self.seconds
        return f"no answer for {so_far:,.0f} s (gives up at {longest:,.0f} s)"


class Compared(NamedTuple):
    """The present row of a snapshot, and whether its content equals the evidence it was compared with."""

    row: SnapshotRow
    is_same: bool


class Observer(Protocol):
    """Watches a source at work."""

    def budget_seen(self, budget: Budget) -> None:
        """Take note of the rate budget of the latest answer."""

    def creations_seen(self, budget: Budget) -> None:
        """Take note of how many dashboard snapshots may still be made this hour."""

    def waiting(self, wait: Wait | None) -> None:
        """Take note that the source pauses, or with None that it goes on."""

    async def give_way(self) -> None:
        """Wait while something is more urgent than reading an answer, which takes milliseconds."""


class RawSource(Protocol):
    """A source as archives use it: answers byte for byte; every method raises `SourceError` only.

    An answer that cannot be read is a failure; its error holds the answer, because archives keep it.
    """

    @property
    def vendor(self) -> str:
        """The name of the vendor whose answers these are."""

    @property
    def abilities(self) -> Abilities:
        """The abilities of the source."""

    @property
    def host(self) -> str:
        """The host that the snapshots come from, with the port where it is not the usual one."""

    async def raw_snapshot(self, aid: str, snapshot_id: str) -> bytes:
        """Fetch the body that describes one snapshot."""

    async def raw_panel_data(self, aid: str, snapshot_id: str, widget_id: str) -> bytes:
        """Fetch the body that holds what a widget of a snapshot showed."""


class SnapshotSource(RawSource, Protocol):
    """A source as screens and commands use it; every method raises `SourceError` only.

    `aid` names the account group and goes with every call (safety rule 15).
    """

    @property
    def name(self) -> str:
        """The name of the place that the snapshots come from, for people: a host name."""

    @property
    def limits(self) -> Limits:
        """The limits of the source, such as how long a snapshot may live."""

    @property
    def clock_offset(self) -> timedelta:
        """How far the source's clock is ahead of this machine's; zero until an answer has told it."""

    async def account_groups(self) -> tuple[AccountGroup, ...]:
        """List the account groups that can be entered."""

    def snapshots(self, aid: str, dashboard_id: str | None = None) -> SnapshotPages:
        """Stream the list page by page; the first page is given out before the second is asked for.

        With `dashboard_id`, a source may leave out the snapshots of other dashboards, but need not.
        """

    async def snapshot(self, aid: str, snapshot_id: str) -> Snapshot:
        """Open one snapshot."""

    async def panel_content(self, aid: str, snapshot_id: str, panel: Panel) -> PanelContent:
        """Fetch what a panel of a snapshot showed; the panel has to have an id."""

    async def dashboards(self, aid: str) -> tuple[Dashboard, ...]:
        """List the dashboards that a snapshot can be made of."""

    async def tests(self, aid: str) -> tuple[NetworkTest, ...]:
        """List the tests that a test snapshot can be made of."""

    async def create_snapshot(self, aid: str, request: SnapshotRequest) -> str:
        """Make a dashboard snapshot and return its id; it may take a while until it opens. Sent only once."""

    async def create_test_snapshot(self, aid: str, request: SavedTestRequest) -> SavedTest:
        """Make a test snapshot and return the answer. Sent only once."""

    async def copy_snapshot(self, aid: str, request: CopyRequest) -> str:
        """Make a snapshot from the evidence of another one, and return its id. Sent only once.

        The service may give it another id than the request names.
        """

    async def why_no_copy(self, aid: str, snapshot_id: str) -> str | None:
        """A clause on why a copy of a snapshot would be refused, as far as is known before; else None."""

    async def capture(self, aid: str, dashboard_id: str, start: datetime, end: datetime) -> Captured:
        """Capture a live dashboard over a stretch of time, to make a copy of; nothing is changed."""

    async def compared(self, aid: str, snapshot_id: str, evidence: bytes) -> Compared:
        """Open a copy, and compare its content with the evidence of its original."""

    async def set_expiry(self, aid: str, snapshot_id: str, expires: datetime) -> None:
        """Move the date on which a snapshot expires."""

    async def delete_snapshot(self, aid: str, snapshot_id: str) -> bool:
        """Ask to delete a snapshot for good; return whether the answer confirms that it is done.

        After any other answer, and after "not found" to a repeated request, try to open it to find out.
        """

    async def delete_by_delete_key(self, delete_key: Secret) -> bool:
        """Delete the snapshot of a delete key, asking once; return whether the answer says that it is done.

        No error holds the key, nor what the service said, which may repeat it.
        """

    async def aclose(self) -> None:
        """Let go of connections and files; the source is not used after it."""


class LiveSource(SnapshotSource, Protocol):
    """A source over the network, whose connections are closed behind ``async with``."""

    async def __aenter__(self) -> Self:
        """Begin to use the source."""

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close its connections."""
