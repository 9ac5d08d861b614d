"""Information about the server itself, the organization and the caller."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import Route

from te_tui.demo.grafana.access import ORGANIZATIONS
from te_tui.demo.grafana.refusals import json_response, plain

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from te_tui.demo.grafana.service import Service

_COMMIT = "4c0ffee1d0"


class AboutServer:
    """The API operations (kinds of requests) that describe the server, the organization and the caller."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def routes(self) -> list[Route]:
        """Return the routes of the operations."""
        return [
            Route("/api/health", self.health, methods=["GET"]),
            Route("/api/frontend/settings", self.settings, methods=["GET"]),
            Route("/api/snapshot/shared-options", self.shared_options, methods=["GET"]),
            Route("/api/org", self.organization, methods=["GET"]),
            Route("/api/user", self.user, methods=["GET"]),
        ]

    async def health(self, request: Request) -> Response:
        """Return the database's health and the version; from version 11 on, the latter only with a login."""
        version = self._service.version
        known = not version.has_permissions or "authorization" in request.headers
        told = {"commit": _COMMIT, "version": version.text} if known else {}
        return json_response({"database": "ok"} | told)

    async def settings(self, request: Request) -> Response:
        """Return the settings that Grafana's web pages load."""
        self._service.access.caller(request)
        build = {
            "version": self._service.version.text,
            "commit": _COMMIT,
            "edition": "Open Source",
            "env": "production",
            "hideVersion": False,
        }
        return json_response({"buildInfo": build, "appSubUrl": self._service.options.base_path})

    async def shared_options(self, request: Request) -> Response:
        """Return where snapshots can be shared: on this server only, not on an external one."""
        self._service.access.caller(request)
        outside = {"externalEnabled": False, "externalSnapshotName": "", "externalSnapshotURL": ""}
        return json_response(
            outside | ({"snapshotEnabled": True} if self._service.version.number >= 9 else {})
        )

    async def organization(self, request: Request) -> Response:
        """Return the caller's organization."""
        org_id = self._service.access.caller(request).org_id
        return json_response({"id": org_id, "name": ORGANIZATIONS[org_id], "address": {}})

    async def user(self, request: Request) -> Response:
        """Return the user who sent the request; 404 if a token sent it, because a token is not a user."""
        caller = self._service.access.caller(request)
        if not request.headers["authorization"].lower().startswith("basic"):
            raise plain(404, "user not found")
        return json_response({"id": caller.user_id, "login": "admin", "orgId": caller.org_id})
