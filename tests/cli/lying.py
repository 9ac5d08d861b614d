"""A service over plain values that may answer what is not so: its snapshots, its answers and its moments."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeAlias
from urllib.parse import parse_qs, urlsplit

AID = "1234"
Json: TypeAlias = dict[str, Any]
Reply: TypeAlias = tuple[int, Json | None]

NOT_FOUND: Reply = (404, {"title": "Not found", "status": 404})


def snapshot(snapshot_id: str, **more: Any) -> Json:
    """What the service says of a snapshot without widgets."""
    return {
        "snapshotId": snapshot_id,
        "snapshotName": f"Weekly {snapshot_id}",
        "aid": AID,
        "isShared": False,
        "isScheduled": True,
        "snapshotCreatedDate": "2024-01-01T00:00:00Z",
        "snapshotExpirationDate": "2029-01-01T00:00:00Z",
        "dashboard": {"dashboardId": "d1", "title": "NOC"},
        "widgets": [],
    } | more


class Service:
    """Answers from its attributes; threads of a server call it, one at a time.

    Attributes:
        snapshots: by id, in the order of the list.
        asked: how often each thing was asked for: method, and id, `list` or `groups`.
        before: called with that before it is answered.
        hold: the same, and may take its time while others are answered.
        delete: answers a DELETE in place of the service; None leaves it to the service.
        blind: whether the token sees no snapshot at all.
        page: rows of a page of the list.
        date: the time that it tells (UTC), if it tells one.
        retry_after: the seconds for which it tells to wait, if it does.
    """

    def __init__(self, *ids: str) -> None:
        self.snapshots = {one: snapshot(one) for one in ids}
        self.asked: Counter[tuple[str, str]] = Counter()
        self.before: Callable[[str, str], None] = lambda method, what: None
        self.hold: Callable[[str, str], None] = lambda method, what: None
        self.delete: Callable[[str], Reply] = self._delete
        self.blind = False
        self.page = 100
        self.date: datetime | None = None
        self.retry_after: int | None = None
        self._turn = threading.Lock()

    def count(self, method: str) -> int:
        """How often snapshots were asked for by this method."""
        return sum(n for (asked, what), n in self.asked.items() if asked == method and what in self._known())

    def _known(self) -> set[str]:
        return {what for _, what in self.asked} - {"list", "groups"}

    def answer(self, method: str, path: str, body: bytes) -> Reply:
        parts = urlsplit(path)
        what = parts.path.removeprefix("/v7/").removeprefix("dashboard-snapshots").strip("/") or "list"
        what = "groups" if what == "account-groups" else what
        self.hold(method, what)
        with self._turn:
            self.before(method, what)
            self.asked[method, what] += 1
            if what == "groups":
                return 200, {"accountGroups": [{"aid": AID, "accountGroupName": "Network Ops"}]}
            if what == "list":
                return 200, self._list(int(parse_qs(parts.query).get("cursor", ["0"])[0]))
            if self.blind or what not in self.snapshots:
                return NOT_FOUND
            return self._one(method, what, body)

    def _list(self, begin: int) -> Json:
        rows = [] if self.blind else list(self.snapshots.values())
        links = {}
        if len(rows) > begin + self.page:
            cursor = begin + self.page
            links["next"] = {"href": f"https://x/v7/dashboard-snapshots?aid={AID}&cursor={cursor}"}
        return {"dashboardSnapshots": rows[begin : begin + self.page], "_links": links}

    def _one(self, method: str, snapshot_id: str, body: bytes) -> Reply:
        if method == "DELETE":
            return self.delete(snapshot_id)
        if method == "PATCH":
            self.snapshots[snapshot_id] |= json.loads(body)
            return 204, None
        return 200, self.snapshots[snapshot_id]

    def _delete(self, snapshot_id: str) -> Reply:
        del self.snapshots[snapshot_id]
        return 204, None


@contextmanager
def served(service: Service, now: datetime | None = None) -> Iterator[str]:
    """Serve it; gives the base URL. Its clock stands at `now`, or else goes as this machine's."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # otherwise each answer takes 40 ms longer

        def date_time_string(self, timestamp: float | None = None) -> str:
            return format_datetime(now or datetime.now(UTC), usegmt=True)

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, said = service.answer(self.command, self.path, body)
            content = b"" if said is None else json.dumps(said).encode()
            self.send_response_only(status)  # without a date, the tests' clock counts
            if service.date is not None:
                self.send_header("Date", format_datetime(service.date, usegmt=True))
            if service.retry_after is not None:
                self.send_header("Retry-After", str(service.retry_after))
            self.send_header("Content-Type", "application/hal+json")
            if status != 204:
                self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_DELETE = do_PATCH = _answer  # noqa: N815 - the base class's names

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base class's name
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        serving = threading.Thread(target=server.serve_forever, args=(0.01,))
        serving.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            serving.join()
