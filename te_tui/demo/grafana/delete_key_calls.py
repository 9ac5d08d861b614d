"""The number of calls to Grafana's route "delete by delete key", for the request log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers

if TYPE_CHECKING:
    from starlette.types import Scope

    from te_tui.demo.wire import Json

_ROUTE = "/api/snapshots-delete/"


class DeleteKeyCalls:
    """Counts the calls that delete by delete key; adds the count and the kind of login to each log entry."""

    def __init__(self) -> None:
        self._count = 0

    def describe(self, scope: Scope, entry: Json) -> Json:
        """Return a log entry with the count and the kind of login added, and the delete key removed."""
        before, route, _ = entry["path"].partition(_ROUTE)
        self._count += bool(route)
        path = f"{before}{route}..." if route else entry["path"]
        scheme = Headers(scope=scope).get("authorization", "").partition(" ")[0].lower()
        return entry | {"path": path, "login": scheme or None, "deleteKeyCalls": self._count}
