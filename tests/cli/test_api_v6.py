"""Test snapshots by ThousandEyes API v6: a vendor of its own that does nothing else."""

from __future__ import annotations

import base64
import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import keyring
import pytest

from te_tui.demo import LOGIN_TOKEN, Fault
from te_tui.demo.options import V6_USER
from te_tui.demo.server import DemoServer
from te_tui.settings.file import load_settings
from tests.cli.conftest import Outcome, Run, Serve
from tests.credentials.keyrings import Memory, trusted

WINDOW = ("--from", "2018-10-06T00:00:00", "--to", "2018-10-06T02:00:00")
EVIDENCE = ("create-test-snapshot", "--test", "202701", "--name", "Evidence", *WINDOW)

LINK = {
    "displayName": "Evidence", "linkId": "abcde", "testId": 20, "sourceTestId": 202701, "uid": 7,
    "startRoundId": 1538784000, "endRoundId": 1538791200, "roundId": 1538784000,
    "shareDate": "2018-10-07 09:00:00", "extraParams": None,
    "viewUrl": "https://abcde.share.thousandeyes.com/view/tests/",
}  # fmt: skip


@dataclass
class Lying:
    """A server that answers each request alike, and what it was asked."""

    status: int = 201
    body: str = json.dumps({"link": LINK, "test": []})
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    url: str = ""


@contextmanager
def lying(**changes: Any) -> Iterator[Lying]:
    """Serve it; the demo never lies."""
    told = Lying(**changes)

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            sent = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            told.asked.append((f"{self.command} {self.path}", dict(self.headers), sent))
            self.send_response_only(told.status)
            for name, value in told.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(told.body)))
            self.end_headers()
            self.wfile.write(told.body.encode())

        do_GET = do_POST = do_PATCH = do_DELETE = _answer  # noqa: N815 - the base class's names

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base class's name
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        serving = Thread(target=server.serve_forever, args=(0.01,))
        serving.start()
        told.url = f"http://127.0.0.1:{server.server_port}"
        try:
            yield told
        finally:
            server.shutdown()
            serving.join()


@pytest.fixture
def server(serve: Serve) -> DemoServer:
    return serve(now=None)


def legacy(te_tui: Run, tmp_path: Path, url: str, *argv: str, user: str = V6_USER) -> Outcome:
    """Run a command with a profile of API v6."""
    named = f'user = "{user}"\n' if user else ""
    (tmp_path / "settings.toml").write_text(
        f'[profiles.legacy]\nvendor = "thousandeyes-v6"\nbase_url = "{url}"\n{named}'
        '[profiles.work]\naid = "7"\n'
    )
    return te_tui(*argv, "--profile", "legacy", TE_TOKEN=LOGIN_TOKEN)


@pytest.mark.parametrize("user", [V6_USER, ""])
def test_a_private_test_snapshot_is_made_with_a_name_and_password_or_a_token(
    te_tui: Run, tmp_path: Path, server: DemoServer, user: str
) -> None:
    made = legacy(te_tui, tmp_path, server.url, *EVIDENCE, user=user)
    assert made.code == 0, made.err
    assert made.lines[1] == "https://app.thousandeyes.com/view/tests/"
    for said in ("unsupported by the vendor since 27 May 2025", "it expires about", "it is private"):
        assert said in made.err
    assert "contradicts" not in made.err
    assert LOGIN_TOKEN not in made.out + made.err


def test_a_public_one_is_a_share_link(te_tui: Run, tmp_path: Path, server: DemoServer) -> None:
    made = legacy(te_tui, tmp_path, server.url, *EVIDENCE, "--public", "--json")
    assert made.code == 0, made.err
    (told,) = made.objects
    assert told["link"] == f"https://{told['id']}.share.thousandeyes.com/view/tests/"
    assert (told["privacy"], told["sourceTestId"]) == ("public", "202701")
    assert "anyone with the link" in made.err


def test_the_request_is_that_of_the_reference(te_tui: Run, tmp_path: Path) -> None:
    with lying() as server:
        made = legacy(te_tui, tmp_path, server.url, *EVIDENCE, "--public", "--aid", "1234")
    assert made.code == 0, made.err
    ((line, headers, body),) = server.asked
    assert line == "POST /v6/snapshot.json?aid=1234"
    encoded = base64.b64encode(f"{V6_USER}:{LOGIN_TOKEN}".encode()).decode()
    assert headers["Authorization"] == f"Basic {encoded}"
    assert (headers["Accept"], headers["Content-Type"]) == ("application/json", "application/json")
    assert body == (
        b'{"testId":202701,"displayName":"Evidence","from":"2018-10-06T00:00:00",'
        b'"to":"2018-10-06T02:00:00","isPublic":1}'
    )
    assert made.lines == ["abcde", LINK["viewUrl"]]


def test_a_share_link_in_the_place_of_a_private_one_is_told(te_tui: Run, tmp_path: Path) -> None:
    with lying() as server:
        made = legacy(te_tui, tmp_path, server.url, *EVIDENCE)
    assert (made.code, made.lines[0]) == (5, "abcde")
    assert "private was asked for, but the answer says public: anyone with the link can see it" in made.err


@pytest.mark.parametrize(
    "view",
    ["http://abcde.share.thousandeyes.com/view/", "https://thousandeyes.com.evil.example/", "x", None, 7],
)
def test_a_link_that_leads_elsewhere_is_not_handed_on(te_tui: Run, tmp_path: Path, view: object) -> None:
    with lying(body=json.dumps({"link": LINK | {"viewUrl": view}})) as server:
        made = legacy(te_tui, tmp_path, server.url, *EVIDENCE)
    assert (made.code, made.lines) == (5, ["abcde"])
    assert "does not say who can see it" in made.err


@pytest.mark.parametrize(
    ("status", "headers"),
    [(301, {"Location": "https://elsewhere.example/v7"}), (302, {}), (404, {}), (410, {})],
)
def test_a_version_that_is_gone_is_told_with_the_way_on(
    te_tui: Run, tmp_path: Path, status: int, headers: dict[str, str]
) -> None:
    with lying(status=status, headers=headers, body="<html>gone</html>") as server:
        refused = legacy(te_tui, tmp_path, server.url, *EVIDENCE)
    assert (refused.code, refused.out, len(server.asked)) == (6, "", 1)
    assert f"API v6 no longer answers here (HTTP {status}). Use a profile of API v7" in refused.err
    assert len(refused.err.splitlines()[-1:]) == 1


@pytest.mark.parametrize(
    "body", ["<?xml version='1.0'?><te><link/></te>", "<html>", "[]", '{"link": {}}', '{"link": [', ""]
)
def test_an_answer_that_cannot_be_read_may_have_made_one(te_tui: Run, tmp_path: Path, body: str) -> None:
    with lying(body=body) as server:
        refused = legacy(te_tui, tmp_path, server.url, *EVIDENCE)
    assert (refused.code, len(server.asked)) == (6, 1)
    assert "It may have been created all the same" in refused.err
    assert ("XML or a page" in refused.err) == body.startswith("<")


@pytest.mark.parametrize(
    ("status", "body", "code", "why"),
    [
        (400, '{"errorMessage": "Wrong window"}', 2, "Wrong window"),
        (400, '{"httpStatus": 400, "errors": ["bad date"], "path": "/v6"}', 2, "bad date"),
        (400, "<error>no</error>", 2, "HTTP 400"),
        (401, '{"errorMessage": "locked"}', 3, "The token is not accepted"),
        (403, "{}", 3, '"Create snapshot shares" is missing'),
        (429, "", 6, "at most 5 test snapshots in 5 minutes"),
        (500, "", 6, "It may have been created all the same"),
        (503, "", 6, "It may have been created all the same"),
    ],
)
def test_each_refusal_is_one_sentence_and_the_request_is_sent_once(
    te_tui: Run, tmp_path: Path, status: int, body: str, code: int, why: str
) -> None:
    with lying(status=status, body=body) as server:
        refused = legacy(te_tui, tmp_path, server.url, *EVIDENCE, "--quiet")
    assert (refused.code, len(server.asked), len(refused.err.splitlines())) == (code, 1, 1)
    assert why in refused.err


def test_the_demo_says_no_as_well(te_tui: Run, tmp_path: Path, serve: Serve) -> None:
    gone = serve(now=None, v6_gone=410)
    assert legacy(te_tui, tmp_path, gone.url, *EVIDENCE).code == 6
    lacking = serve(now=None, lacking=("Create snapshot shares",))
    assert legacy(te_tui, tmp_path, lacking.url, *EVIDENCE).code == 3
    failing = serve(now=None, faults=(Fault("503"),))
    assert "may have been created" in legacy(te_tui, tmp_path, failing.url, *EVIDENCE).err


@pytest.mark.parametrize(
    "command",
    [
        ("ls",), ("ls", "--tests"), ("groups",), ("show", "s1"), ("data", "s1", "w1"), ("archive", "s1"),
        ("expiring",),
        ("extend", "s1", "--by", "30d", "--yes"), ("rm", "s1", "--yes"),
        ("prune", "--filter", "age>90d", "--yes"), ("timeline", "s1"), ("compare", "s1", "s2"),
        ("create", "--dashboard", "d", "--name", "n", "--last", "6h"),
    ],
)  # fmt: skip
def test_what_it_cannot_do_is_refused_before_any_request(
    te_tui: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    with lying() as server:
        refused = legacy(te_tui, tmp_path, server.url, *command)
    assert (refused.code, refused.out, server.asked) == (2, "", [])
    assert "ThousandEyes API v6 can only create snapshots of tests" in refused.err
    assert "use a profile of ThousandEyes, such as --profile" in refused.err


def test_a_test_is_named_by_its_number_and_a_dry_run_sends_nothing(te_tui: Run, tmp_path: Path) -> None:
    with lying() as server:
        refused = legacy(te_tui, tmp_path, server.url, *EVIDENCE, "--test", "Checkout")
        dry = legacy(te_tui, tmp_path, server.url, *EVIDENCE, "--dry-run", "--json")
    assert (refused.code, "Name the test by its id" in refused.err) == (2, True)
    assert (dry.objects[0]["testId"], dry.objects[0]["isPublic"], server.asked) == (202701, 0, [])


def test_a_profile_is_made_with_the_name_and_what_was_not_tried_is_told(
    te_tui: Run, tmp_path: Path, server: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = trusted(Memory())
    monkeypatch.setattr(keyring, "get_keyring", lambda: kept)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LOGIN_TOKEN.encode())))
    argv = ("login", "--vendor", "thousandeyes-v6", "--user", V6_USER, "--profile", "legacy")
    done = te_tui(*argv, "--base-url", f"{server.url}/v6/snapshot.json")
    assert done.code == 0, done.err
    assert "it was not tried" in done.err
    profile = load_settings(tmp_path / "settings.toml").profile("legacy")
    assert (profile.vendor, profile.user, profile.base_url) == ("thousandeyes-v6", V6_USER, server.url)
    assert te_tui(*EVIDENCE, "--profile", "legacy").code == 0


def test_a_login_to_a_version_that_is_gone_keeps_nothing(
    te_tui: Run, tmp_path: Path, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = trusted(Memory())
    monkeypatch.setattr(keyring, "get_keyring", lambda: kept)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LOGIN_TOKEN.encode())))
    url = serve(v6_gone=301).url
    refused = te_tui("login", "--vendor", "thousandeyes-v6", "--profile", "legacy", "--base-url", url)
    assert (refused.code, kept.tokens()) == (6, {})
    assert "API v6 no longer answers here" in refused.err
