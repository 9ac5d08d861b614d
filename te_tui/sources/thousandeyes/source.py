"""ThousandEyes API v7 as a source of snapshots (api.md, section 2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import aclosing
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

from te_tui.models.account_group import AccountGroup
from te_tui.models.clean import clean
from te_tui.models.snapshot_row import SnapshotPage, SnapshotPages
from te_tui.sources.errors import NoId, Rejected, SourceError, Unavailable
from te_tui.sources.http.funnel import Dialect, Request
from te_tui.sources.http.live import LiveHttpSource
from te_tui.sources.http.paging import Peek, walk
from te_tui.sources.http.problems import may_be_done, unreadable, usual_failure
from te_tui.sources.reading.decode import Decoded
from te_tui.sources.thousandeyes import permissions
from te_tui.sources.thousandeyes.abilities import ABILITIES, LIMITS
from te_tui.sources.thousandeyes.address import API_PATH
from te_tui.sources.thousandeyes.body.account_groups import read_account_groups
from te_tui.sources.thousandeyes.body.snapshot_list import LIST, read_snapshot_page
from te_tui.sources.thousandeyes.headers import RATE_HEADERS
from te_tui.sources.thousandeyes.identity import (
    check_change,
    check_has_data,
    check_list,
    check_panel_data,
    check_snapshot,
)
from te_tui.sources.thousandeyes.links import PageNumber, find_cursor
from te_tui.sources.thousandeyes.location import located_id
from te_tui.sources.thousandeyes.words import WORDS

# A list needs nothing else of the models: the rest is imported where it is read.
if TYPE_CHECKING:
    from te_tui.models.dashboard import Dashboard, NetworkTest
    from te_tui.models.panels import Panel, PanelContent
    from te_tui.models.request import SavedTestRequest, SnapshotRequest
    from te_tui.models.saved_test import SavedTest
    from te_tui.models.snapshot import Snapshot
    from te_tui.sources.thousandeyes.body.panel_data import PanelData

T = TypeVar("T")

_CREATED = 201
_DELETED = 204
_PER_HOUR = "An organization makes at most 100 dashboard snapshots an hour"
_PER_FIVE_MINUTES = "An organization makes at most 5 test snapshots in 5 minutes"


class ThousandEyes(LiveHttpSource):
    """The live source of ThousandEyes API v7."""

    vendor = "thousandeyes"
    abilities = ABILITIES
    limits = LIMITS
    api_path = API_PATH
    dialect = Dialect(usual_failure(WORDS), RATE_HEADERS)

    def refusal(self, what: str) -> SourceError:
        """The error for operations that this API lacks, such as copying a snapshot."""
        next_step = "Make a snapshot of its dashboard with te-tui create."
        return Rejected(f"Could not {what}: ThousandEyes cannot do that", next_step)

    async def account_groups(self) -> tuple[AccountGroup, ...]:
        """GET /account-groups."""
        request = Request("list the account groups", "GET", "/account-groups", {})
        return (await self._send(request, read_account_groups, _has_list("accountGroups"))).value

    async def snapshots(self, aid: str, dashboard_id: str | None = None) -> SnapshotPages:
        """GET /dashboard-snapshots, page after page until there is no further cursor (api.md, section 8)."""
        what = f"list the snapshots of account group {aid}"
        base = {"aid": aid} if dashboard_id is None else {"aid": aid, "dashboardId": dashboard_id}

        async def fetch(cursor: str | None, peek: Peek | None) -> SnapshotPage:
            name = "page" if isinstance(cursor, PageNumber) else "cursor"
            params = base if cursor is None else {**base, name: cursor}
            request = Request(what, "GET", "/dashboard-snapshots", params, permission=permissions.LIST)
            return await self._send(request, read_snapshot_page, _is_a_list, peek)

        async with aclosing(walk(what, fetch, find_cursor)) as pages:
            async for page in pages:
                yield page

    async def snapshot(self, aid: str, snapshot_id: str) -> Snapshot:
        """GET /dashboard-snapshots/{snapshotId}."""
        from te_tui.sources.thousandeyes.body.snapshot import read_snapshot

        check = partial(check_snapshot, aid=aid, snapshot_id=snapshot_id)
        return await self._send(_opening(aid, snapshot_id), read_snapshot, check)

    async def panel_content(self, aid: str, snapshot_id: str, panel: Panel) -> PanelContent:
        """Fetch and decode what a widget showed; `panel` must come from a snapshot of ThousandEyes."""
        from te_tui.sources.thousandeyes.panels.shown import shown

        return shown(panel, await self.panel_data(aid, snapshot_id, panel.widget_id or ""))

    async def panel_data(self, aid: str, snapshot_id: str, widget_id: str) -> PanelData:
        """GET /dashboard-snapshots/{snapshotId}/widgets/{widgetId}."""
        from te_tui.sources.thousandeyes.body.panel_data import read_panel_data

        check = partial(check_panel_data, snapshot_id=snapshot_id, widget_id=widget_id)
        return await self._send(_fetching(aid, snapshot_id, widget_id), read_panel_data, check)

    async def raw_snapshot(self, aid: str, snapshot_id: str) -> bytes:
        """GET /dashboard-snapshots/{snapshotId}, and return the body byte for byte."""
        from te_tui.sources.thousandeyes.body.snapshot import read_snapshot

        check = partial(check_snapshot, aid=aid, snapshot_id=snapshot_id)
        return await self._send(_opening(aid, snapshot_id), _as_it_came(read_snapshot, check))

    async def raw_panel_data(self, aid: str, snapshot_id: str, widget_id: str) -> bytes:
        """GET /dashboard-snapshots/{snapshotId}/widgets/{widgetId}, and return the body byte for byte.

        Empty data is requested once more: the first server may not have had the data yet (safety rule 20).
        """
        from te_tui.sources.thousandeyes.body.panel_data import read_panel_data

        is_empty = False

        def check(data: PanelData) -> None:
            nonlocal is_empty
            check_has_data(data, snapshot_id, widget_id)
            is_empty = data.is_empty

        request, read = _fetching(aid, snapshot_id, widget_id), _as_it_came(read_panel_data, check)
        body = await self._send(request, read)
        return await self._send(request, read) if is_empty else body

    async def dashboards(self, aid: str) -> tuple[Dashboard, ...]:
        """GET /dashboards."""
        from te_tui.sources.thousandeyes.body.dashboards import read_dashboards

        request = Request("list the dashboards", "GET", "/dashboards", {"aid": aid})
        return (await self._send(request, read_dashboards)).value

    async def tests(self, aid: str) -> tuple[NetworkTest, ...]:
        """GET /tests."""
        from te_tui.sources.thousandeyes.body.dashboards import read_tests

        request = Request("list the tests", "GET", "/tests", {"aid": aid})
        return (await self._send(request, read_tests, _has_list("tests"))).value

    async def create_snapshot(self, aid: str, request: SnapshotRequest) -> str:
        """POST /dashboard-snapshots (api.md, section 3); return the new snapshot's id."""
        from te_tui.sources.thousandeyes.body.requests import snapshot_body
        from te_tui.sources.thousandeyes.body.snapshot import read_created_id

        what = f"create the snapshot {request.name}"
        located: str | None = None

        def seen(status: int, headers: Mapping[str, str]) -> None:
            nonlocal located
            location = headers.get("location", "") if status == _CREATED else ""
            located = located_id(location, self._origin.path)

        sending = Request(
            what,
            "POST",
            "/dashboard-snapshots",
            {"aid": aid},
            snapshot_body(request),
            _PER_HOUR,
            permissions.CREATE,
            seen,
        )
        try:
            snapshot_id = await self._send(sending, read_created_id) or located
        except Unavailable:  # an empty or broken body, and the id is in the headers all the same
            if located is None:
                raise
            snapshot_id = located
        if snapshot_id is None:
            raise may_be_done(unreadable(what, "the answer names no snapshot"))
        return snapshot_id

    async def create_test_snapshot(self, aid: str, request: SavedTestRequest) -> SavedTest:
        """POST /tests/{testId}/snapshot (api.md, section 3); return the facts of the new snapshot.

        The field `isPublic` is always sent.
        """
        from te_tui.sources.thousandeyes.body.requests import saved_test_body
        from te_tui.sources.thousandeyes.body.saved_test import read_saved_test

        what = f"create the test snapshot {request.name}"
        path = f"/tests/{_segment(what, request.test_id)}/snapshot"
        sending = Request(
            what,
            "POST",
            path,
            {"aid": aid},
            saved_test_body(request),
            _PER_FIVE_MINUTES,
            permissions.CREATE_TEST,
        )
        return await self._send(sending, read_saved_test)

    async def set_expiry(self, aid: str, snapshot_id: str, expires: datetime) -> None:
        """PATCH /dashboard-snapshots/{snapshotId}; the answer has no body."""
        from te_tui.sources.thousandeyes.body.requests import iso_seconds

        what = f"move the expiry of snapshot {snapshot_id}"
        body = {"snapshotExpirationDate": iso_seconds(expires)}
        path = _snapshot_path(what, snapshot_id)
        request = Request(what, "PATCH", path, {"aid": aid}, body, permission=permissions.EXTEND)
        await self._send(request, bytes, partial(check_change, snapshot_id=snapshot_id))

    async def delete_snapshot(self, aid: str, snapshot_id: str) -> bool:
        """DELETE /dashboard-snapshots/{snapshotId}; return whether the answer confirms it, by status 204.

        See api.md, section 2.
        """
        what = f"delete snapshot {snapshot_id}"
        path = _snapshot_path(what, snapshot_id)
        statuses: list[int] = []
        request = Request(
            what,
            "DELETE",
            path,
            {"aid": aid},
            permission=permissions.DELETE,
            seen=lambda status, _headers: statuses.append(status),
        )
        await self._send(request, bytes, partial(check_change, snapshot_id=snapshot_id))
        return statuses[-1] == _DELETED


def _is_a_list(page: SnapshotPage) -> None:
    check_list(page.damage, LIST)


def _has_list(member: str) -> Callable[[Decoded[Any]], None]:
    """Make a check that raises NotReadable if an answer lacks the list `member`."""
    return lambda decoded: check_list(decoded.damage, member)


def _opening(aid: str, snapshot_id: str) -> Request:
    what = f"open snapshot {snapshot_id}"
    return Request(what, "GET", _snapshot_path(what, snapshot_id), {"aid": aid}, permission=permissions.OPEN)


def _fetching(aid: str, snapshot_id: str, widget_id: str) -> Request:
    what = f"fetch widget {widget_id}"
    path = f"{_snapshot_path(what, snapshot_id)}/widgets/{_segment(what, widget_id)}"
    # It is computed from millions of results.
    return Request(what, "GET", path, {"aid": aid}, silence=30.0, widget_id=widget_id)


def _as_it_came(read: Callable[[bytes], T], check: Callable[[T], None]) -> Callable[[bytes], bytes]:
    """Return a function that checks a body with `read` and `check`, and returns it byte for byte."""

    def keep(body: bytes) -> bytes:
        check(read(body))
        return body

    return keep


def _snapshot_path(what: str, snapshot_id: str) -> str:
    return f"/dashboard-snapshots/{_segment(what, snapshot_id)}"


def _segment(what: str, text: str) -> str:
    """Encode an id as one segment of a URL path; raise NoId for text that cannot be an id."""
    if text in {"", ".", ".."} or clean(text) != text:
        raise NoId(f"Could not {what}: this is no id", "Check the id.")
    return quote(text, safe="")
