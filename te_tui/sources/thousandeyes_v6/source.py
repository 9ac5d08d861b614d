"""ThousandEyes API v6 as a source that makes test snapshots; it can neither list nor open them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TYPE_CHECKING, Final, NoReturn, Self

from te_tui.sources.errors import Rejected
from te_tui.sources.http.client import Client
from te_tui.sources.http.funnel import Dialect, Request
from te_tui.sources.thousandeyes_v6.abilities import ABILITIES, LIMITS
from te_tui.sources.thousandeyes_v6.failures import gone, read_failure
from te_tui.sources.thousandeyes_v6.saved_test import read_saved_test, saved_test_body

if TYPE_CHECKING:
    from datetime import datetime, timedelta
    from types import TracebackType

    import httpx

    from te_tui.credentials.secret import Secret
    from te_tui.models.account_group import AccountGroup
    from te_tui.models.dashboard import Dashboard, NetworkTest
    from te_tui.models.panels import Panel, PanelContent
    from te_tui.models.request import Captured, CopyRequest, SavedTestRequest, SnapshotRequest
    from te_tui.models.saved_test import SavedTest
    from te_tui.models.snapshot import Snapshot
    from te_tui.models.snapshot_row import SnapshotPage
    from te_tui.sources.base import Compared, Observer
    from te_tui.sources.http.origin import Origin
    from te_tui.sources.http.renewal import Renew
    from te_tui.sources.http.retry import Patience

_API_PATH: Final = "/v6"
_PER_FIVE_MINUTES: Final = "An organization makes at most 5 test snapshots in 5 minutes"
_PERMISSION: Final = "Create snapshot shares"


class ThousandEyesV6:
    """The live API; use it with ``async with``, which closes its connections.

    Args:
        origin: where requests go, and the only place where the token goes.
        secret: the token, or how to get it when the first request needs it.
        renew: gives another token when that one is not accepted; without it, that is an error.
        name: what people call this source (default: the host).
        observer: is told of waits.
        transport: replaces the network, in tests.
        patience: how often and how long to try.
        sleep: replaces the waiting, in tests.
    """

    vendor = "thousandeyes-v6"
    abilities = ABILITIES
    limits = LIMITS

    def __init__(
        self,
        origin: Origin,
        secret: Secret | Callable[[], Awaitable[Secret]],
        *,
        renew: Renew | None = None,
        name: str | None = None,
        observer: Observer | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
        patience: Patience | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.name = name or origin.label
        self.host = origin.label
        self._client = Client(
            origin.below(_API_PATH),
            secret,
            Dialect(read_failure, redirect=gone, accept="application/json"),
            renew=renew,
            observer=observer,
            transport=transport,
            patience=patience,
            sleep=sleep,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    @property
    def clock_offset(self) -> timedelta:
        """How far the service's clock is ahead of ours, from the Date of its latest answers."""
        return self._client.clock_offset

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def account_groups(self) -> tuple[AccountGroup, ...]:
        """None, as API v6 lists none here: GET /status.json tells whether it still answers."""
        await self._client.send(Request("look for API v6", "GET", "/status.json", {}), bytes)
        return ()

    async def create_test_snapshot(self, aid: str, request: SavedTestRequest) -> SavedTest:
        """POST /snapshot.json; without an account group, in the one that the token logs in to."""
        sending = Request(
            f"create the test snapshot {request.name}",
            "POST",
            "/snapshot.json",
            {"aid": aid} if aid else {},
            saved_test_body(request),
            _PER_FIVE_MINUTES,
            _PERMISSION,
        )
        return await self._client.send(sending, read_saved_test)

    # What API v6 cannot do is refused before anything is sent

    async def snapshots(self, aid: str, dashboard_id: str | None = None) -> AsyncIterator[SnapshotPage]:
        """Refuse."""
        _refuse("list snapshots")
        yield

    async def snapshot(self, aid: str, snapshot_id: str) -> Snapshot:
        """Refuse."""
        _refuse(f"open snapshot {snapshot_id}")

    async def panel_content(self, aid: str, snapshot_id: str, panel: Panel) -> PanelContent:
        """Refuse."""
        _refuse(f"open snapshot {snapshot_id}")

    async def raw_snapshot(self, aid: str, snapshot_id: str) -> bytes:
        """Refuse."""
        _refuse(f"open snapshot {snapshot_id}")

    async def raw_panel_data(self, aid: str, snapshot_id: str, widget_id: str) -> bytes:
        """Refuse."""
        _refuse(f"open snapshot {snapshot_id}")

    async def dashboards(self, aid: str) -> tuple[Dashboard, ...]:
        """Refuse."""
        _refuse("list dashboards")

    async def tests(self, aid: str) -> tuple[NetworkTest, ...]:
        """Refuse."""
        _refuse("list tests")

    async def create_snapshot(self, aid: str, request: SnapshotRequest) -> str:
        """Refuse."""
        _refuse(f"create the snapshot {request.name}")

    async def copy_snapshot(self, aid: str, request: CopyRequest) -> str:
        """Refuse."""
        _refuse(f"make {request.name or 'a snapshot'} again")

    async def capture(self, aid: str, dashboard_id: str, start: datetime, end: datetime) -> Captured:
        """Refuse."""
        _refuse(f"capture dashboard {dashboard_id}")

    async def compared(self, aid: str, snapshot_id: str, evidence: bytes) -> Compared:
        """Refuse."""
        _refuse(f"compare snapshot {snapshot_id}")

    async def set_expiry(self, aid: str, snapshot_id: str, expires: datetime) -> None:
        """Refuse."""
        _refuse(f"move the expiry of snapshot {snapshot_id}")

    async def delete_by_delete_key(self, delete_key: Secret) -> bool:
        """Refuse."""
        _refuse("delete by delete key")

    async def delete_snapshot(self, aid: str, snapshot_id: str) -> bool:
        """Refuse."""
        _refuse(f"delete snapshot {snapshot_id}")


def _refuse(what: str) -> NoReturn:
    sentence = f"Could not {what}: ThousandEyes API v6 only creates snapshots of tests"
    raise Rejected(sentence, "Use a profile of API v7.")
