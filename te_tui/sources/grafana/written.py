"""Dashboards as JSON text: finding a dashboard in a file, and replacing its uid without other changes."""

from __future__ import annotations

import json
from typing import Final

from te_tui.sources.grafana.values.json_values import text_at
from te_tui.sources.reading.decode import NotReadable, parse

_PANELS: Final = frozenset({"panels", "rows", "elements"})


def evidence_in(content: bytes) -> bytes:
    """Find the material for a snapshot in a file: Grafana's answer, a request's body, or a bare dashboard.

    Returns JSON text with a member `dashboard`.

    Raises:
        NotReadable: the file holds none of these.
    """
    content = content.removeprefix(b"\xef\xbb\xbf")
    sent = parse(content)
    if isinstance(sent, dict):
        if isinstance(sent.get("dashboard"), dict):
            return content
        if _PANELS & sent.keys():
            return b'{"dashboard":' + content + b"}"
    raise NotReadable("it holds neither a dashboard nor its panels")


def uid_in(dashboard: bytes) -> str | None:
    """The uid of a dashboard, given as JSON text; None without a uid."""
    return text_at(parse(dashboard), "uid") or None


def with_uid(dashboard: bytes, uid: str) -> bytes:
    """The JSON text of a dashboard with another uid.

    The new uid is added as the last member: of members with the same name, JSON readers take the last.
    """
    return dashboard.rstrip()[:-1] + b',"uid":' + json.dumps(uid).encode() + b"}"
