"""Finds a dashboard in a file, and replaces its uid; all other bytes of its JSON stay as they are."""

from __future__ import annotations

import json
from typing import Final

from te_tui.sources.grafana.values.json_values import text_at
from te_tui.sources.reading.decode import NotReadable, parse

_PANELS: Final = frozenset({"panels", "rows", "elements"})


def evidence_in(content: bytes) -> bytes:
    """Find the dashboard for a new snapshot in a file.

    The file holds Grafana's answer, the body of a request, or a dashboard alone. Returns JSON text with a
    member `dashboard`.

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
    """The JSON text of a dashboard with another uid, otherwise unchanged.

    The new uid is put last: if a name occurs twice, JSON readers take the last value.
    """
    return dashboard.rstrip()[:-1] + b',"uid":' + json.dumps(uid).encode() + b"}"
