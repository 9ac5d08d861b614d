"""A service that says the token wherever it can."""

from __future__ import annotations

import json
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOKEN = "canary/7f3a+token=="
BASIC = b64encode(f"me@example.com:{TOKEN}".encode()).decode()
ESCAPED = "".join(f"\\u{ord(sign):04x}" for sign in TOKEN)
FORMS = (TOKEN, BASIC, ESCAPED, ESCAPED.replace("\\", "\\\\"), TOKEN.replace("/", "\\/"))

SAID = f"Authorization: Bearer {TOKEN} Basic {BASIC}"
LINK = {"href": f"https://api.thousandeyes.com/v7/x?access_token={TOKEN}"}
ROW: dict[str, Any] = {
    "snapshotId": "s1",
    "snapshotName": f"named {TOKEN}",
    "aid": "7",
    "snapshotCreatedDate": "2026-11-20T00:00:00Z",
    "snapshotExpirationDate": "2027-11-20T00:00:00Z",
    "dashboard": {"dashboardId": TOKEN, "title": SAID},
    "_links": {"appLink": LINK},
}
WIDGET = {"id": "w1", "type": "List", "title": f"widget {SAID}", "metric": TOKEN}
DATA = {"data": {"rows": [{f"column {TOKEN}": SAID}], "status": SAID}, "_links": {"self": LINK}}
PROBLEM = {
    "title": f"title {TOKEN}",
    "detail": f"You sent {SAID}",
    "errors": [{"field": f"header {TOKEN}", "message": SAID, "code": TOKEN}],
    "message": SAID,
    "messageId": TOKEN,
}
GROUP = {"aid": "7", "accountGroupName": SAID, "organizationName": TOKEN}
GOOD: dict[str, Any] = {
    "/v7/account-groups": {
        "accountGroups": [{"aid": "7", "accountGroupName": SAID, "organizationName": TOKEN}]
    },
    "/v7/dashboard-snapshots": {"dashboardSnapshots": [ROW]},
    "/v7/dashboard-snapshots/s1": ROW | {"widgets": [WIDGET]},
    "/v7/dashboard-snapshots/s1/widgets/w1": DATA,
}
TARGET = {"refId": "A", "expr": TOKEN, "datasource": {"uid": "u1", "type": "prometheus"}}
FIELDS = [{"name": "Time", "type": "time"}, {"name": SAID, "type": "number", "labels": {TOKEN: TOKEN}}]
FRAME = {"schema": {"name": SAID, "refId": "A", "fields": FIELDS}, "data": {"values": [[1763600000000], [1]]}}
PANEL = {"id": 1, "type": "timeseries", "title": SAID, "description": TOKEN}
BOARD = {"title": SAID, "uid": "uid1", "time": {"from": "2026-11-20T00:00:00Z", "to": "2026-11-20T01:00:00Z"}}
DATES = {"created": "2026-11-20T00:00:00Z", "expires": "2027-11-20T00:00:00Z"}
LISTED = {"key": "k1", "name": SAID, "orgId": 1, "external": True, "externalUrl": f"https://{TOKEN}.example/"}
GOOD |= {
    "/api/org": {"id": 1, "name": SAID},
    "/api/health": {"version": "11.0.0", "database": TOKEN},
    "/api/dashboard/snapshots": [LISTED | DATES],
    "/api/snapshots/k1": {
        "meta": {"isSnapshot": True, "slug": TOKEN} | DATES,
        "dashboard": BOARD | {"panels": [PANEL | {"snapshotData": [FRAME]}]},
    },
    "/api/search": [{"uid": "uid1", "title": TOKEN, "type": "dash-db"}],
    "/api/dashboards/uid/uid1": {"dashboard": BOARD | {"panels": [PANEL | {"targets": [TARGET]}]}},
    "/api/snapshot/shared-options": {"snapshotEnabled": True, "externalSnapshotName": TOKEN},
}
CHANGED: dict[str, Any] = {
    "/api/snapshots": {"key": "k1", "deleteKey": f"of {TOKEN}", "url": TOKEN, "deleteUrl": TOKEN},
    "/api/snapshots/k1": {"message": f"deleted {SAID}"},
    "/api/ds/query": {"results": {"A": {"status": 500, "error": SAID}}},
}
"""What Grafana answers to all but GET; ThousandEyes answers nothing."""


class Reflecting(BaseHTTPRequestHandler):
    """Answers what is right for reading, and with problems where it is told to; the token is in all of it."""

    status = 200
    page = json.dumps(PROBLEM)
    escaped = False
    accepted: str | None = None
    """The only token that is let in, and is said beside the first one then; None lets everybody in."""

    def _answer(self) -> None:
        status = self.status
        if self.accepted and self.headers["Authorization"] != f"Bearer {self.accepted}":
            status = 401
        path = self.path.partition("?")[0]
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if status == 200 and self.command != "GET" and path not in CHANGED:
            body, status = "", 204
        elif status == 200:
            body = json.dumps(GOOD[path] if self.command == "GET" else CHANGED[path])
        else:
            body = self.page
        if self.accepted and status == 200:
            body = body.replace(TOKEN, f"{TOKEN} {self.accepted}")
        if self.escaped:
            body = body.replace(TOKEN, ESCAPED)
        self.send_response(status, f"said {TOKEN}")
        self.send_header("X-Token", TOKEN)
        self.send_header("Location", f"https://elsewhere.example/?token={TOKEN}")
        self.send_header("WWW-Authenticate", SAID)
        self.send_header("Retry-After", TOKEN)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    do_GET = do_PATCH = do_DELETE = do_POST = _answer  # noqa: N815 - the base class's names

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base class's name
        pass


@contextmanager
def reflecting_service() -> Iterator[tuple[type[Reflecting], str]]:
    """The service: how it answers, to be set before each request, and its address."""
    handler = type("Handler", (Reflecting,), {})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,)).start()
        try:
            yield handler, f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


def assert_silent(text: str) -> None:
    """The token stands nowhere in a text, however it is written."""
    for form in FORMS:
        assert form not in text
