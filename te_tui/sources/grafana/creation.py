"""New snapshots: the body of POST /api/snapshots, its answer, and the comparison of a copy with its original.

A dashboard is sent as the JSON text in which it came, so that no number, space or order in it changes. Of the
answer, only the key is used; the secret with which anybody can delete the snapshot, and the address with this
secret, are not shown or stored (safety rule 7).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from te_tui.credentials.secret import Secret
from te_tui.sources.grafana.values.json_values import dictionary
from te_tui.sources.reading.decode import NotReadable, parse
from te_tui.sources.reading.fields import text

_SPACE: Final = " \t\n\r"
_DECODER: Final = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class NewSnapshot:
    """A snapshot to be made.

    Attributes:
        dashboard: the dashboard with its data, as JSON text.
        name: the snapshot's name; None: Grafana chooses one.
        seconds: the snapshot's life in seconds; 0 is for ever.
        key: the snapshot's key; None: Grafana chooses one. A key is unique on the whole server, so that a
            request with a key can be repeated without making a second snapshot.
    """

    dashboard: bytes = field(repr=False)
    name: str | None = None
    seconds: int = 0
    key: str | None = None

    @property
    def body(self) -> bytes:
        """The body of the request. Grafana chooses the delete key: te-tui may not store such a secret."""
        told: dict[str, Any] = {"name": self.name, "expires": self.seconds, "key": self.key}
        members = [
            b'"dashboard":' + self.dashboard,
            *(f'"{name}":{json.dumps(value)}'.encode() for name, value in told.items() if value is not None),
        ]
        return b"{" + b",".join(members) + b"}"


class Created(NamedTuple):
    """A new snapshot's key, which may differ from the requested key, and its delete key, if any."""

    key: str
    delete_key: Secret | None


def read_created(body: bytes) -> Created:
    """Read the answer of POST /api/snapshots.

    Raises:
        NotReadable: the answer has no key.
    """
    sent = parse(body)
    key = text(sent.get("key")) if isinstance(sent, dict) else None
    if key is None:
        raise NotReadable("it names no key")
    secret = sent.get("deleteKey")
    return Created(key, Secret(secret) if isinstance(secret, str) and secret else None)


def dashboard_in(body: bytes) -> bytes:
    """The dashboard's JSON text in the answer for a snapshot, unchanged; it can be called in a thread.

    Raises:
        NotReadable: there is no dashboard, or an empty one, or the body is no strictly valid JSON.
    """
    try:
        found = _member(body.decode("utf-8-sig"), "dashboard")
    except (ValueError, RecursionError):
        raise NotReadable("it is no exact JSON, so that it cannot be sent as it came") from None
    if found is None or not found.startswith("{") or not found[1:-1].strip(_SPACE):
        raise NotReadable("its content is not in it")
    return found.encode()


def same_dashboard(one: bytes, other: bytes) -> bool:
    """Whether two dashboards are equal except for `snapshot.originalUrl`, which Grafana rewrites.

    Raises:
        NotReadable: one of the two is no JSON.
    """
    return bool(_without_address(parse(one)) == _without_address(parse(other)))


def _without_address(dashboard: Any) -> Any:
    if not isinstance(dashboard, dict):
        return dashboard
    stamp = dictionary(dashboard.get("snapshot"))
    return dashboard | {"snapshot": {name: stamp[name] for name in stamp if name != "originalUrl"}}


def _member(body: str, wanted: str) -> str | None:
    """The JSON text of an object's member `wanted` (the last, if repeated); None without this member."""
    place = _behind(body, _past_space(body, 0), "{")
    found = None
    while body[place : place + 1] != "}":
        name, end = _DECODER.raw_decode(body, place)
        start = _behind(body, _past_space(body, end), ":")
        _, end = _DECODER.raw_decode(body, start)
        found = body[start:end] if name == wanted else found
        place = _past_space(body, end)
        if body[place : place + 1] != "}":
            place = _behind(body, place, ",")
    return found


def _behind(body: str, place: int, sign: str) -> int:
    if body[place : place + 1] != sign:
        raise ValueError(f"no {sign} at {place}")
    return _past_space(body, place + 1)


def _past_space(body: str, place: int) -> int:
    while body[place : place + 1] and body[place] in _SPACE:
        place += 1
    return place
