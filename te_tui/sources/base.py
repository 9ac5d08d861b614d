"""The protocol of a source, from which snapshots are read: a vendor's API, or an archive on disk."""

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
    """The state of a rate limit; a field is None if the service does not send it (api.md, section 9).

    Attributes:
        limit: The requests that are allowed in one time window.
        remaining: The requests that are left in the current window.
        resets: The end of the current window, in epoch seconds.
    """

    limit: int | None
    remaining: int | None
    resets: int | None


class Wait(NamedTuple):
    """A delay to tell the person: a pause before a request is repeated, or a service that is slow to answer.

    Attributes:
        seconds: The seconds of the pause, or for which te-tui still waits for the answer.
        reason: The reason, in a few words.
        silent: The seconds that te-tui has waited for the answer so far; 0 for a pause.
        widget_id: The widget whose data is delayed; None if the delay is not for a widget alone.
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
        """A text on how long there has been no answer: `no answer for 20 s (gives up at 60 s)`.

        `since_told` is how many seconds ago this wait was reported.
        """
        so_far, longest = self.silent + since_told, self.silent + self.seconds
        return f"no answer for {so_far:,.0f} s (gives up at {longest:,.0f} s)"


class Compared(NamedTuple):
    """A snapshot's row as it is now, and whether its content is the same as in an earlier answer."""

    row: SnapshotRow
    is_same: bool


class Observer(Protocol):
    """Protocol of the object that a source tells about rate limits and waits.

    Before the source decodes an answer, it also lets more urgent work of this object go first (`give_way`).
    """

    def budget_seen(self, budget: Budget) -> None:
        """Receive the state of the rate limit from the latest answer."""

    def creations_seen(self, budget: Budget) -> None:
        """Receive how many dashboard snapshots may still be made this hour."""

    def waiting(self, wait: Wait | None) -> None:
        """Receive the wait that delays the source; None: the source no longer waits."""

    async def give_way(self) -> None:
        """Wait until more urgent work, such as a typed key, is done; a source calls it before decoding."""


class RawSource(Protocol):
    """Protocol of a source for archiving, which returns the bodies of answers unchanged.

    Its methods raise no errors but `SourceError`. If an answer cannot be decoded, the error holds it, because
    it is archived, too.
    """

    @property
    def vendor(self) -> str:
        """The name of the vendor that gave the answers."""

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
    """Protocol of a source for screens and commands; its methods raise no errors but `SourceError`.

    `aid` is the id of the account group, which every request names (safety rule 15).
    """

    @property
    def name(self) -> str:
        """The name of the source for people, such as its host name."""

    @property
    def limits(self) -> Limits:
        """The limits of the source, such as how long a snapshot may live."""

    @property
    def clock_offset(self) -> timedelta:
        """How far the source's clock is ahead of this machine's; zero until an answer has a date."""

    async def account_groups(self) -> tuple[AccountGroup, ...]:
        """List the account groups of this source; a live source has those that the token can see."""

    def snapshots(self, aid: str, dashboard_id: str | None = None) -> SnapshotPages:
        """Stream the list of snapshots page by page; further pages are requested after the first was used.

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
        """Make a dashboard snapshot and return its id; a failed request is not tried again.

        It may take a while until the snapshot can be opened.
        """

    async def create_test_snapshot(self, aid: str, request: SavedTestRequest) -> SavedTest:
        """Make a test snapshot and return its facts from the answer; a failed request is not tried again."""

    async def copy_snapshot(self, aid: str, request: CopyRequest) -> str:
        """Make a snapshot from the archived answer of another snapshot, and return the id of the new one.

        A failed request is not tried again. The id may differ from the id in the request.
        """

    async def why_no_copy(self, aid: str, snapshot_id: str) -> str | None:
        """The reason, as a clause, why copying a snapshot would be refused; None if no reason is known."""

    async def capture(self, aid: str, dashboard_id: str, start: datetime, end: datetime) -> Captured:
        """Fetch what a live dashboard shows from `start` to `end`, as the content for a new snapshot.

        Nothing is changed at the service.
        """

    async def compared(self, aid: str, snapshot_id: str, evidence: bytes) -> Compared:
        """Open a snapshot, such as a copy, and compare its content with `evidence`, an earlier answer."""

    async def set_expiry(self, aid: str, snapshot_id: str, expires: datetime) -> None:
        """Move the date on which a snapshot expires."""

    async def delete_snapshot(self, aid: str, snapshot_id: str) -> bool:
        """Request the deletion of a snapshot for good; return whether the answer confirms it.

        False means that the outcome is unknown, such as after a repeated request with the answer "not found".
        Try to open the snapshot to find out.
        """

    async def delete_by_delete_key(self, delete_key: Secret) -> bool:
        """Delete the snapshot of a delete key, with one request; return whether the answer confirms it.

        A delete key is a secret that allows deleting one snapshot without a token. Errors hold neither the
        key nor the service's answer, which may repeat the key.
        """

    async def aclose(self) -> None:
        """Close connections and files; the source must not be used afterwards."""


class LiveSource(SnapshotSource, Protocol):
    """Protocol of a source over the network; ``async with`` closes its connections at the end."""

    async def __aenter__(self) -> Self:
        """Begin to use the source."""

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the source's connections."""
