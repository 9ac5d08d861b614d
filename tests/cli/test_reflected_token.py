"""A service that says the token wherever it can: te-tui says it nowhere."""

from __future__ import annotations

import json
import threading
from base64 import b64encode
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

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


class Reflecting(BaseHTTPRequestHandler):
    """Answers what is right for reading, and with problems where it is told to; the token is in all of it."""

    status = 200
    page = json.dumps(PROBLEM)
    escaped = False

    def _answer(self) -> None:
        if self.status == 200 and self.command != "GET":
            body, status = "", 204
        elif self.status == 200:
            body, status = json.dumps(GOOD[self.path.partition("?")[0]]), 200
        else:
            body, status = self.page, self.status
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


@pytest.fixture
def reflecting() -> Iterator[tuple[type[Reflecting], str]]:
    handler = type("Handler", (Reflecting,), {})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,)).start()
        try:
            yield handler, f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


COMMANDS = (
    ("groups",),
    ("ls", "--aid", "7"),
    ("ls", "--json", "--aid", "7"),
    ("ls", "--csv", "--aid", "7"),
    ("show", "s1"),
    ("show", "s1", "--json"),
    ("data", "s1", "w1", "--json"),
    ("data", "s1", "w1", "--csv"),
    ("archive", "s1"),
    ("extend", "s1", "--by", "30d", "--yes"),
    ("rm", "s1", "--yes"),
)


@pytest.mark.parametrize("escaped", [False, True])
@pytest.mark.parametrize("status", [200, 302, 403, 503])
@pytest.mark.usefixtures("without_waiting")
def test_a_token_that_the_service_says_is_said_and_kept_nowhere(
    te_tui: Run, reflecting: tuple[type[Reflecting], str], tmp_path: Path, status: int, *, escaped: bool
) -> None:
    handler, url = reflecting
    handler.status, handler.escaped = status, escaped
    masked = False
    for command in COMMANDS:
        ended = te_tui(*command, "--debug", TE_BASE_URL=url, TE_TOKEN=TOKEN)
        assert ended.code != 1, ended.err
        assert_silent(ended.out + ended.err)
        masked = masked or "[token]" in ended.out + ended.err
    assert masked or status == 302
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert (len(written) > 0) == (status == 200)
    for path in written:
        assert_silent(path.read_bytes().decode("latin-1"))


@pytest.mark.parametrize("page", [f"<html>{SAID}</html>", SAID, json.dumps([TOKEN]), TOKEN * 400])
@pytest.mark.usefixtures("without_waiting")
def test_a_page_in_the_place_of_an_answer_says_no_token(
    te_tui: Run, reflecting: tuple[type[Reflecting], str], page: str
) -> None:
    handler, url = reflecting
    handler.status, handler.page = 403, page
    for command in COMMANDS:
        ended = te_tui(*command, "--debug", TE_BASE_URL=url, TE_TOKEN=TOKEN)
        assert_silent(ended.out + ended.err)


def assert_silent(text: str) -> None:
    for form in FORMS:
        assert form not in text
