"""Live dashboards: search, open, save."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import Route

from te_tui.demo.chance import short_id
from te_tui.demo.grafana.operations.bodies import object_in
from te_tui.demo.grafana.refusals import json_response, plain

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from te_tui.demo.grafana.directory import Dashboard
    from te_tui.demo.grafana.service import Service
    from te_tui.demo.wire import Json


class Dashboards:
    """The API operations (kinds of requests) on live dashboards that the embedded Grafana offers."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def routes(self) -> list[Route]:
        """Return the routes at which clients call these operations."""
        return [
            Route("/api/search", self.search, methods=["GET"]),
            Route("/api/dashboards/uid/{uid}", self.open, methods=["GET"]),
            Route("/api/dashboards/db", self.save, methods=["POST"]),
        ]

    async def search(self, request: Request) -> Response:
        """Return the live dashboards whose title contains `query`."""
        caller = self._service.access.caller(request)
        part = request.query_params.get("query", "").casefold()
        found = self._service.directory.all_of(caller.org_id)
        return json_response([self._row(each) for each in found if part in each.title.casefold()])

    async def open(self, request: Request) -> Response:
        """Return a live dashboard with its queries."""
        caller = self._service.access.caller(request)
        dashboard = self._service.directory.find(caller.org_id, request.path_params["uid"])
        if dashboard is None:
            raise plain(404, "Dashboard not found")
        meta: Json = {
            "type": "db",
            "canSave": caller.is_admin or (caller.edits and dashboard.editors_write),
            "slug": dashboard.uid,
            "url": self._path(dashboard),
            "folderTitle": dashboard.folder or "General",
            "isSnapshot": False,
        }
        return json_response({"meta": meta, "dashboard": dashboard.body})

    async def save(self, request: Request) -> Response:
        """Save a dashboard; replace an existing one only if the body sets `overwrite`."""
        caller = self._service.access.caller(request)
        if not caller.edits:
            raise self._service.refusals.missing_permission("dashboards:create")
        body = await object_in(request, self._service)
        match body:
            case {"dashboard": {"title": str()} as dashboard}:
                uid = dashboard.get("uid") or short_id("saved", dashboard["title"])
            case _:
                raise self._service.refusals.bad_body()
        if not isinstance(uid, str):
            raise self._service.refusals.bad_body()
        directory = self._service.directory
        if directory.find(caller.org_id, uid) is not None and body.get("overwrite") is not True:
            raise plain(412, "A dashboard with the same uid already exists")
        saved = directory.save(caller.org_id, uid, dashboard)
        reply = {
            "id": saved.number,
            "uid": saved.uid,
            "url": self._path(saved),
            "status": "success",
            "version": 1,
        }
        return json_response(reply)

    def _row(self, dashboard: Dashboard) -> Json:
        """Return a dashboard as an entry of the search results."""
        row: Json = {
            "id": dashboard.number,
            "uid": dashboard.uid,
            "title": dashboard.title,
            "uri": f"db/{dashboard.uid}",
            "url": self._path(dashboard),
            "type": "dash-db",
            "tags": list(dashboard.tags),
            "isStarred": False,
        }
        return row | ({"folderTitle": dashboard.folder} if dashboard.folder else {})

    def _path(self, dashboard: Dashboard) -> str:
        """Return the path at which a browser shows the dashboard."""
        return f"{self._service.options.base_path}/d/{dashboard.uid}/{dashboard.uid}"
