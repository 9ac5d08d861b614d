"""For the request log: how often Grafana's route "delete by delete key" has been called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers

if TYPE_CHECKING:
    from starlette.types import Scope

    from te_tui.demo.wire import Json

_ROUTE = "/api/snapshots-delete/"


class DeleteKeyCalls:
    """Adds to each log entry how often "delete by delete key" was called, and how the caller logged in."""

    def __init__(self) -> None:
        self._count = 0

    def describe(self, scope: Scope, entry: Json) -> Json:
        """Return a log entry with the number of calls and the kind of login, and without any delete key."""
        before, route, _ = entry["path"].partition(_ROUTE)
        self._count += bool(route)
        path = f"{before}{route}..." if route else entry["path"]
        scheme = Headers(scope=scope).get("authorization", "").partition(" ")[0].lower()
        return entry | {"path": path, "login": scheme or None, "deleteKeyCalls": self._count}
