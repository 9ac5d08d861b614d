"""Dashboard snapshots: list, open, create, extend, delete, and the data of their widgets."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from te_tui.demo.chance import draw
from te_tui.demo.thousandeyes.bodies import snapshot_row
from te_tui.demo.thousandeyes.cursors import read_cursor, write_cursor
from te_tui.demo.thousandeyes.hal import link, self_link
from te_tui.demo.thousandeyes.operations.resources import hal_response, resource
from te_tui.demo.thousandeyes.organization import find_dashboard
from te_tui.demo.thousandeyes.panels.difficult import BROKEN_PANEL, MISSING_PANEL
from te_tui.demo.thousandeyes.problems import Problem
from te_tui.demo.thousandeyes.requests import Fields, aid_of, base_of, object_in, years_after
from te_tui.demo.thousandeyes.snapshot_panels import detail_of
from te_tui.demo.thousandeyes.snapshots import Snapshot
from te_tui.demo.wire import Json

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.routing import Route

    from te_tui.demo.thousandeyes.service import Service


class DashboardSnapshots:
    """The API operations (kinds of requests) on dashboard snapshots that the embedded server offers."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def routes(self) -> list[Route]:
        """Return the routes of the operations."""
        one = "/dashboard-snapshots/{snapshot_id}"
        return [
            resource("/dashboard-snapshots", GET=self.list_page, POST=self.create),
            resource(one, GET=self.open, PATCH=self.extend, DELETE=self.delete),
            resource(f"{one}/widgets/{{widget_id}}", GET=self.widget_data),
        ]

    async def list_page(self, request: Request) -> Response:
        """Return a page of the list, newest first, and a link to the next page if any (api.md, section 8)."""
        aid = aid_of(request)
        self._require("View Snapshots")
        query = {
            name: request.query_params[name]
            for name in ("aid", "dashboardId")
            if name in request.query_params
        }
        dashboard_id = query.get("dashboardId")
        after = _after(request, aid, dashboard_id)
        store, size = self._service.store, self._service.options.page_size
        page, more = store.page(aid, dashboard_id, after, size)
        base = base_of(request)
        rows = [snapshot_row(snapshot, base) for snapshot in page]
        following = None
        if more:
            cursor = write_cursor(aid, dashboard_id, page[-1].rank)
            following = f"{base}/dashboard-snapshots?{urlencode(query | {'cursor': cursor})}"
        if self._service.options.by_pages:
            return hal_response({"dashboardSnapshots": rows, "pages": _pages(str(request.url), following)})
        links = self_link(str(request.url))
        if following is not None:
            links["next"] = link(following)
        return hal_response({"dashboardSnapshots": rows, "_links": links})

    async def create(self, request: Request) -> Response:
        """Make a snapshot of a dashboard for a past time window (api.md, section 3)."""
        aid = aid_of(request)
        self._require("Edit Snapshots")
        snapshot = self._read_new(aid, await object_in(request))
        budgets = self._service.budgets
        if not budgets.dashboard_snapshots.spend():
            return Response(status_code=429, headers=budgets.creation_headers())
        self._service.store.add(snapshot)
        href = f"{base_of(request)}/dashboard-snapshots/{snapshot.snapshot_id}"
        headers = {"Location": href, **budgets.creation_headers()}
        if self._service.options.location_only:
            return Response(status_code=201, headers=headers)
        return hal_response({"snapshotId": snapshot.snapshot_id, "_links": self_link(href)}, 201, headers)

    async def open(self, request: Request) -> Response:
        """Return a snapshot with its widgets; 404 for a short time after it was made (api.md, section 3)."""
        self._require("View Snapshots")
        snapshot = self._find(request)
        age = self._service.clock.now() - snapshot.created
        if snapshot.rank < 0 and age < timedelta(milliseconds=self._service.options.settle_ms):
            raise Problem(404, "The snapshot is being generated.")
        return hal_response(detail_of(snapshot, base_of(request)))

    async def extend(self, request: Request) -> Response:
        """Set a snapshot's expiry, from the field `snapshotExpirationDate` or its deprecated form."""
        self._require("Edit snapshots")
        snapshot = self._find(request)
        fields = Fields(await object_in(request))
        now = self._service.clock.now()
        modern = fields.expiry("snapshotExpirationDate", now)
        expires = modern or fields.expiry("expirationDate", now, old_style=True)
        fields.require_any(expires, "snapshotExpirationDate")
        fields.check()
        if expires is not None:
            self._service.store.extend(snapshot.snapshot_id, expires)
        return Response(status_code=204)

    async def delete(self, request: Request) -> Response:
        """Delete a snapshot for good."""
        self._require("Edit reports for all users in account group")
        self._service.store.delete(self._find(request).snapshot_id)
        return Response(status_code=204)

    async def widget_data(self, request: Request) -> Response:
        """Return the data of one widget (api.md, section 5)."""
        snapshot, widget_id = self._find(request), request.path_params["widget_id"]
        if snapshot.kind == "every-type" and widget_id == BROKEN_PANEL:
            raise Problem(500, "The data of this widget cannot be read.")
        if snapshot.kind == "every-type" and widget_id == MISSING_PANEL:
            raise Problem(404, "The data of this widget are gone.")
        path = f"/dashboard-snapshots/{snapshot.snapshot_id}/widgets/{quote(widget_id, safe='')}"
        # Drawing can take a while, and other requests need not wait for it.
        body = await run_in_threadpool(
            self._service.panel_bodies.data_of, snapshot, widget_id, base_of(request) + path
        )
        if body is None:
            raise Problem(404, "The snapshot has no such widget.")
        return hal_response(body)

    def _require(self, permission: str) -> None:
        """Answer "Access is denied" if the token lacks the permission (api.md, section 13)."""
        if permission in self._service.options.lacking:
            raise Problem(403, "Access is denied.")

    def _find(self, request: Request) -> Snapshot:
        """Return the snapshot that the request's path names; 404 if the account group does not have it."""
        snapshot = self._service.store.find(aid_of(request), request.path_params["snapshot_id"])
        if snapshot is None:
            raise Problem(404, "The snapshot does not exist in this account group.")
        return snapshot

    def _read_new(self, aid: str, body: dict[str, object]) -> Snapshot:
        """Return the new snapshot that a request body describes; refuse the request if a field is wrong."""
        now = self._service.clock.now()
        fields = Fields(body)
        name, dashboard_id = fields.text("displayName"), fields.text("dashboardId")
        start, end = fields.window(now)
        fields.flag("anonymizeData")
        expires = fields.expiry("expirationDate", now) or years_after(now, 1)
        dashboard = find_dashboard(aid, dashboard_id)
        if dashboard is None:
            fields.refuse("dashboardId", "is not a dashboard of this account group")
        fields.check()
        assert dashboard is not None  # noqa: S101 - checked above
        rank = self._service.store.next_rank()
        seed = self._service.options.seed
        number = draw(seed, "made", rank) << 64 | draw(seed, "made too", rank)
        return Snapshot(
            snapshot_id=str(uuid.UUID(int=number, version=4)),
            rank=rank,
            dashboard=dashboard,
            name=name,
            created=now,
            expires=expires,
            start=start,
            seconds=max(1, int((end - start).total_seconds())),
        )


def _pages(current: str, following: str | None) -> Json:
    """Return the links to this page and the next in the deprecated form (api.md, section 8)."""
    return {"current": current} if following is None else {"current": current, "next": following}


def _after(request: Request, aid: str, dashboard_id: str | None) -> int | None:
    """Return the rank (place in the list) after which the requested page starts; None for the first page."""
    cursor = request.query_params.get("cursor")
    if cursor is None:
        return None
    try:
        return read_cursor(cursor, aid, dashboard_id)
    except ValueError as error:
        raise Problem(400, "The cursor is invalid.", [("cursor", str(error))]) from error
