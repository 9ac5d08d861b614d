"""The body of a request to create a snapshot; the dashboard in it is kept byte by byte."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from te_tui.demo.grafana.members import join, members
from te_tui.demo.grafana.refusals import plain

if TYPE_CHECKING:
    from te_tui.demo.grafana.refusals import Refusals

T = TypeVar("T")
_LONGEST = 250 * 365 * 86_400


class Creation(NamedTuple):
    """A snapshot to create, as the request body describes it.

    Attributes:
        dashboard: the dashboard to store, as JSON text.
        uid: the dashboard's uid; empty if it has none.
        dashboard_id: the dashboard's numeric id; 0 if it has none.
        name: the snapshot's name; empty if none is given.
        seconds: the time until the snapshot expires; 0 for never.
        key: the key to open it with; if empty, the server generates one.
        delete_key: the key to delete it with; if empty, the server generates one.
    """

    dashboard: str
    uid: str
    dashboard_id: int
    name: str
    seconds: int
    key: str
    delete_key: str


def read_creation(text: str, refusals: Refusals) -> Creation:
    """Read the body of a request to create a snapshot.

    Raises:
        Refusal: the body cannot be read, lacks a dashboard, or asks for a snapshot on another server.
    """
    try:
        parts = {name: value for name, value in members(text).items() if value != "null"}
        dashboard = members(parts.get("dashboard", "{}"))
        creation = Creation(
            parts.get("dashboard", ""),
            _loose(dashboard.get("uid"), str, ""),
            _loose(dashboard.get("id"), int, 0),
            _typed(parts, "name", ""),
            _typed(parts, "expires", 0),
            _typed(parts, "key", ""),
            _typed(parts, "deleteKey", ""),
        )
        external = _typed(parts, "external", False)
    except (ValueError, RecursionError):
        raise refusals.bad_body() from None
    if not creation.dashboard:
        raise refusals.bad_body("RequiredError")
    if creation.seconds > _LONGEST:
        raise refusals.bad_body()
    if external:
        raise plain(403, "External dashboard creation is disabled")
    return creation


def with_original_address(dashboard: str, uid: str) -> str:
    """Return a dashboard's JSON text with `originalUrl` set to the live dashboard's address, `/d/UID`."""
    parts = members(dashboard)
    try:
        stamp = members(parts.get("snapshot", "{}"))
    except ValueError:
        stamp = {}
    stamp["originalUrl"] = json.dumps(f"/d/{uid}")
    return join(parts | {"snapshot": join(stamp)})


def _typed(parts: dict[str, str], name: str, default: T) -> T:
    """Return the value of the member `name` of a JSON object; the default if there is no such member.

    Raises:
        ValueError: the value has another type than the default.
    """
    if name not in parts:
        return default
    value = json.loads(parts[name])
    if type(value) is not type(default):
        raise ValueError(name)
    return value.encode(errors="replace").decode() if isinstance(value, str) else value  # type: ignore[return-value]


def _loose(text: str | None, kind: type[T], default: T) -> T:
    """Parse a member's JSON text; return the default if it is None or its value is not of type `kind`."""
    value = None if text is None else json.loads(text)
    return value if type(value) is kind else default
