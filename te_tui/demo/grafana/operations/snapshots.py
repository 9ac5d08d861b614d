"""Snapshots: list, create, open, delete by key, delete by delete key."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta, timezone
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.routing import Route

from te_tui.demo.chance import draw, key_text
from te_tui.demo.grafana.access import ANONYMOUS, Caller
from te_tui.demo.grafana.like import pattern_of
from te_tui.demo.grafana.operations.bodies import text_in
from te_tui.demo.grafana.operations.creation import Creation, read_creation, with_original_address
from te_tui.demo.grafana.refusals import JSON, json_response, plain
from te_tui.demo.grafana.snapshots import DELETE_KEY_CANARY, NEVER, Snapshot
from te_tui.demo.wire import Json, encode, iso

if TYPE_CHECKING:
    from starlette.requests import Request

    from te_tui.demo.grafana.service import Service

DELETED = "Snapshot deleted. It might take an hour before it's cleared from any CDN caches."
_DEFAULT_LIMIT = 1000
_LARGEST = 2**63 - 1
_UNNAMED = "Unnamed snapshot"
_BERLIN = timezone(timedelta(hours=1))
_NO_TIME = "0001-01-01T00:00:00Z"


class Snapshots:
    """The API operations (kinds of requests) on snapshots that the embedded Grafana offers."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._lists = 0

    def routes(self) -> list[Route]:
        """Return the routes of the operations."""
        one = "/api/snapshots/{key}"
        return [
            Route("/api/snapshots", self.create, methods=["POST"]),
            Route("/api/snapshots/", self.open_without_key, methods=["GET"]),
            Route("/api/dashboard/snapshots", self.list_rows, methods=["GET"]),
            Route(one, self.open, methods=["GET"]),
            Route(one, self.delete, methods=["DELETE"]),
            Route("/api/snapshots-delete/{delete_key}", self.delete_by_delete_key, methods=["GET"]),
        ]

    async def list_rows(self, request: Request) -> Response:
        """Return a JSON array of at most `limit` snapshots whose name matches the LIKE pattern `query`."""
        caller = self._service.access.caller(request)
        query = request.query_params.get("query", "")
        limit = _limit(request.query_params.get("limit", ""))
        return json_response(await run_in_threadpool(self._list, caller, query, limit))

    async def create(self, request: Request) -> Response:
        """Create a snapshot from the dashboard in the request, and return its keys."""
        service = self._service
        caller = service.access.caller_if_any(request)
        if caller is None and service.options.public_mode:
            caller = ANONYMOUS
        elif service.access.caller(request).edits is False and service.version.has_permissions:
            raise service.refusals.missing_permission("snapshots:create")
        assert caller is not None  # noqa: S101 - the check above raised
        wanted = await run_in_threadpool(read_creation, await text_in(request, service), service.refusals)
        # In one turn of the event loop: two requests at once cannot both find a key free.
        made, delete_key = self._make(caller, wanted)
        service.store.add(made, delete_key)
        root = service.root_of(request)
        body: Json = {
            "deleteKey": delete_key,
            "deleteUrl": f"{root}/api/snapshots-delete/{quote(delete_key, safe='')}",
            "key": made.key,
            "url": f"{root}/dashboard/snapshot/{quote(made.key, safe='')}",
        }
        return json_response(body | ({"id": made.number} if service.version.tells_ids else {}))

    async def open_without_key(self, _: Request) -> Response:
        """Return an error for a request to open a snapshot without a key."""
        raise plain(400, "Empty snapshot key")

    async def open(self, request: Request) -> Response:
        """Return a snapshot to anyone who has its key."""
        service = self._service
        snapshot = self._found(request.path_params["key"])
        if snapshot.expires <= service.clock.now():
            raise plain(404, "Dashboard snapshot not found")
        dashboard = await run_in_threadpool(service.contents.text_of, snapshot)
        body = b'{"meta":' + encode(self._meta(snapshot)) + b',"dashboard":' + dashboard + b"}"
        headers = {"Content-Type": JSON, "Cache-Control": "public, max-age=3600"}
        return Response(body, headers=headers)

    async def delete(self, request: Request) -> Response:
        """Delete a snapshot by its key."""
        service = self._service
        caller = service.access.caller(request)
        if not caller.edits and service.version.editors_delete | service.version.has_permissions:
            raise service.refusals.missing_permission("snapshots:delete")
        snapshot = self._found(request.path_params["key"])
        if snapshot.org_id != caller.org_id:
            raise plain(401, "OrgID mismatch")
        if not self._may_delete(caller, snapshot):
            raise plain(403, "Access denied to this snapshot")
        service.store.delete(snapshot)
        return json_response({"message": DELETED, "id": snapshot.number})

    async def delete_by_delete_key(self, request: Request) -> Response:
        """Delete a snapshot by its delete key; the method is GET, as in Grafana."""
        service = self._service
        if not service.options.public_mode:
            service.access.caller(request)
        snapshot = service.store.find_by_delete_key(request.path_params["delete_key"])
        if snapshot is None:
            raise service.refusals.unknown_key()
        service.store.delete(snapshot)
        return json_response(
            {"message": DELETED} | ({"id": snapshot.number} if service.version.tells_ids else {})
        )

    def _found(self, key: str) -> Snapshot:
        """Return the snapshot with this key; raise a `Refusal` if there is none."""
        snapshot = self._service.store.find(key)
        if snapshot is None:
            raise self._service.refusals.unknown_key()
        return snapshot

    def _may_delete(self, caller: Caller, snapshot: Snapshot) -> bool:
        """Return whether the caller may delete a snapshot.

        Administrators and the user who made it may, and so may an editor if editors may write its dashboard.
        If the dashboard no longer exists, any caller may.
        """
        if caller.is_admin or snapshot.user_id == caller.user_id:
            return True
        dashboard = self._service.directory.find_number(snapshot.org_id, snapshot.dashboard_id)
        return dashboard is None or (caller.edits and dashboard.editors_write)

    def _list(self, caller: Caller, query: str, limit: int) -> bytes:
        """Return the list as JSON, sorted by id unless the option `shuffle` is set."""
        pattern = pattern_of(query or "%")
        seen = self._service.store.seen_by(caller)
        found = (snapshot for snapshot in seen if pattern.fullmatch(snapshot.name))
        rows = [self._row(snapshot) for snapshot in islice(found, limit)]
        if self._service.options.shuffle:
            self._lists += 1
            seed = draw("shuffle", self._service.options.seed, self._lists)
            random.Random(seed).shuffle(rows)  # noqa: S311 - an order, no secret
        return encode(rows)

    def _row(self, snapshot: Snapshot) -> Json:
        """Return a snapshot as an entry of the list."""
        created = self._date(snapshot.created)
        return {
            "id": snapshot.number,
            "name": snapshot.name,
            "key": snapshot.key,
            "orgId": snapshot.org_id,
            "userId": snapshot.user_id,
            "external": bool(snapshot.external_url),
            "externalUrl": snapshot.external_url,
            "expires": self._date(snapshot.expires),
            "created": created,
            "updated": created,
        }

    def _meta(self, snapshot: Snapshot) -> Json:
        """Return the member `meta` of an opened snapshot, next to `dashboard`: its dates and permissions."""
        meta: Json = {
            "type": "snapshot",
            "isSnapshot": True,
            "canSave": False,
            "canEdit": False,
            "canStar": False,
            "slug": "",
            "expires": self._date(snapshot.expires),
            "created": self._date(snapshot.created),
        }
        if self._service.version.number < 8:
            return meta
        return meta | {
            "canAdmin": False,
            "canDelete": False,
            "url": "",
            "updated": _NO_TIME,
            "updatedBy": "",
            "createdBy": "",
            "version": 0,
            "hasAcl": False,
            "isFolder": False,
            "folderId": 0,
            "folderUid": "",
            "folderTitle": "",
            "folderUrl": "",
            "provisioned": False,
            "provisionedExternalId": "",
            "annotationsPermissions": None,
        }

    def _date(self, moment: datetime) -> str:
        """Format a moment in UTC; versions below 8 format it in the server's time zone, UTC+1."""
        return iso(moment) if self._service.version.number >= 8 else moment.astimezone(_BERLIN).isoformat()

    def _make(self, caller: Caller, wanted: Creation) -> tuple[Snapshot, str]:
        """Return the new snapshot and its delete key; raise a `Refusal` if either key is already in use.

        Versions from 11 on also refuse a dashboard that does not exist in the organization.
        """
        service = self._service
        dashboard = wanted.dashboard
        if service.version.needs_dashboard:
            if service.directory.find(caller.org_id, wanted.uid) is None:
                raise plain(400, "Dashboard not found")
            dashboard = with_original_address(dashboard, wanted.uid)
        number = service.store.next_number()
        key = wanted.key or key_text("made", service.options.seed, number)
        drawn = DELETE_KEY_CANARY + key_text("made to delete", service.options.seed, number)[:17]
        delete_key = wanted.delete_key or drawn
        if service.store.find(key) or service.store.find_by_delete_key(delete_key):
            raise service.refusals.existing_key()
        created = service.clock.now().astimezone(UTC).replace(microsecond=0)
        life = timedelta(seconds=wanted.seconds) if wanted.seconds > 0 else NEVER
        made = Snapshot(
            number,
            key,
            caller.org_id,
            caller.user_id,
            wanted.name or _UNNAMED,
            created,
            created + life,
            wanted.uid,
            wanted.dashboard_id,
            text=dashboard.encode(),
        )
        return made, delete_key


def _limit(text: str) -> int:
    """Return the limit of a list; if `text` is empty, 0 or not a 64-bit number, the default of 1,000."""
    limit = int(text) if text.isascii() and text.isdecimal() and len(text) < 20 else 0
    return limit if 0 < limit <= _LARGEST else _DEFAULT_LIMIT
