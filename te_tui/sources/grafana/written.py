"""Dashboards as JSON text: finding one in a file, and replacing its uid; all else stays as written."""

from __future__ import annotations

import json
from typing import Final

from te_tui.sources.grafana.values.json_values import text_at
from te_tui.sources.reading.decode import NotReadable, parse

_PANELS: Final = frozenset({"panels", "rows", "elements"})


def evidence_in(content: bytes) -> bytes:
    """The evidence of a snapshot in a file: Grafana's answer, a request's body, or a dashboard alone.

    Raises:
        NotReadable: it is none of these.
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
    """The uid of a dashboard, which is JSON text; None where it has none."""
    return text_at(parse(dashboard), "uid") or None


def with_uid(dashboard: bytes, uid: str) -> bytes:
    """The JSON text of a dashboard, with another uid.

    Of members with the same name the last one counts, for Grafana as for every reader, so that the new uid is
    put behind all other members.
    """
    return dashboard.rstrip()[:-1] + b',"uid":' + json.dumps(uid).encode() + b"}"
