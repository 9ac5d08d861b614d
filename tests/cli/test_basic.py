"""Logging in by name and password (Basic), against an embedded Grafana below a path of its own."""

from __future__ import annotations

import base64
import io
import json
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import httpx
import keyring
import pytest

from te_tui.credentials.mask import TokenMask
from te_tui.credentials.secret import Secret
from te_tui.demo import GrafanaOptions
from te_tui.demo.options import GRAFANA_PERSON
from te_tui.demo.server import DemoServer
from te_tui.settings.file import load_settings
from te_tui.sources.http.connection import PinnedAuth
from te_tui.sources.http.origin import Origin
from tests.cli.conftest import NOW, Outcome, Run
from tests.credentials.keyrings import Memory, trusted

USER, PASSWORD = GRAFANA_PERSON
ENCODED = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
FORMS = (PASSWORD, ENCODED, ENCODED.rstrip("="), base64.b64encode(PASSWORD.encode()).decode())


@pytest.fixture(scope="module")
def grafana() -> Iterator[DemoServer]:
    with DemoServer(GrafanaOptions(now=NOW, snapshots=12, base_path="/grafana")) as running:
        yield running


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Memory:
    """What the operating system would keep."""
    memory = trusted(Memory())
    monkeypatch.setattr(keyring, "get_keyring", lambda: memory)
    return memory


def login(te_tui: Run, monkeypatch: pytest.MonkeyPatch, url: str, typed: str, *argv: str) -> Outcome:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
    return te_tui("login", "--profile", "ops", "--vendor", "grafana", "--base-url", url, *argv)


def test_a_password_is_verified_kept_and_used_with_the_name_of_its_user(
    te_tui: Run, monkeypatch: pytest.MonkeyPatch, grafana: DemoServer, kept: Memory, tmp_path: Path
) -> None:
    done = login(te_tui, monkeypatch, grafana.url, f"{PASSWORD}\n", "--user", USER)
    assert done.code == 0, done.err
    assert list(kept.tokens().values()) == [PASSWORD]
    assert load_settings(tmp_path / "settings.toml").profile("ops").user == USER
    listed = te_tui("ls", "--profile", "ops", "--json", "--limit", "3")
    assert (listed.code, len(listed.objects)) == (0, 3)
    written = "".join(path.read_text() for path in tmp_path.rglob("*") if path.is_file())
    assert not [form for form in FORMS if form in written + done.err + listed.out + listed.err]


def test_a_wrong_password_or_a_token_in_its_place_is_refused_and_not_kept(
    te_tui: Run, monkeypatch: pytest.MonkeyPatch, grafana: DemoServer, kept: Memory
) -> None:
    for typed in ("wrong-password", "demo-token"):
        refused = login(te_tui, monkeypatch, grafana.url, typed, "--user", USER)
        assert (refused.code, typed in refused.err) == (3, False)
    assert kept.tokens() == {}


@pytest.mark.parametrize(
    ("argv", "why"),
    [
        (("--user", "noor:vermeer"), "has a colon"),
        (("--user", "noor\x1b"), "cannot be printed"),
        (("--vendor", "thousandeyes", "--user", "noor"), "ThousandEyes takes tokens only"),
    ],
)
def test_a_name_that_cannot_be_sent_is_wrong_usage(te_tui: Run, argv: tuple[str, ...], why: str) -> None:
    refused = te_tui("login", "--profile", "ops", "--base-url", "http://127.0.0.1:1", *(
        () if "--vendor" in argv else ("--vendor", "grafana")
    ), *argv)  # fmt: skip
    assert refused.code == 2
    assert why in refused.err


def test_an_empty_name_lets_a_profile_take_tokens_again(
    te_tui: Run, monkeypatch: pytest.MonkeyPatch, grafana: DemoServer, kept: Memory, tmp_path: Path
) -> None:
    assert login(te_tui, monkeypatch, grafana.url, PASSWORD, "--user", USER).code == 0
    assert login(te_tui, monkeypatch, grafana.url, "demo-token", "--user", "").code == 0
    assert load_settings(tmp_path / "settings.toml").profile("ops").user is None
    assert te_tui("ls", "--profile", "ops", "--limit", "1").code == 0


def test_a_profile_of_thousandeyes_with_a_user_is_told(te_tui: Run, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('[profiles.ops]\nuser = "noor"\n')
    refused = te_tui("ls", "--profile", "ops", TE_TOKEN="canary-7f3a-token", TE_BASE_URL="http://127.0.0.1:1")
    assert (refused.code, "ThousandEyes takes tokens only" in refused.err) == (2, True)


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://grafana.example/api/org",
        "https://grafana.example/grafana2/api/org",
        "https://grafana.example:8443/grafana/api/org",
        "http://grafana.example/grafana/api/org",
        "https://other.example/grafana/api/org",
    ],
)
def test_name_and_password_go_to_no_other_host_and_no_other_path(elsewhere: str) -> None:
    auth = PinnedAuth(Secret(PASSWORD, USER), Origin.parse("https://grafana.example/grafana").below("/api"))

    def sent(url: str) -> str | None:
        request = httpx.Request("GET", url)
        next(auth.auth_flow(request))
        header: str | None = request.headers.get("Authorization")
        return header

    assert sent("https://grafana.example/grafana/api/org") == f"Basic {ENCODED}"
    assert sent(elsewhere) is None


def test_a_redirect_does_not_take_the_password_along(te_tui: Run, tmp_path: Path) -> None:
    asked: list[tuple[str, str | None]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append((self.path, self.headers.get("Authorization")))
            self.send_response_only(302)
            host = f"localhost:{self.server.server_port}"  # type: ignore[attr-defined]
            self.send_header("Location", f"http://{host}/login")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base class's name
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        serving = Thread(target=server.serve_forever, args=(0.01,))
        serving.start()
        base = f"http://127.0.0.1:{server.server_port}/grafana"
        (tmp_path / "settings.toml").write_text(
            f'[profiles.ops]\nvendor = "grafana"\nuser = "{USER}"\nbase_url = "{base}"\n'
        )
        try:
            refused = te_tui("ls", "--profile", "ops", GRAFANA_TOKEN=PASSWORD)
        finally:
            server.shutdown()
            serving.join()
    assert asked == [("/grafana/api/org", f"Basic {ENCODED}")]
    assert (refused.code, "leads to localhost" in refused.err) == (2, True)


@pytest.mark.parametrize("form", FORMS)
def test_a_password_is_masked_in_each_form_in_which_it_was_sent(form: str) -> None:
    mask = TokenMask()
    mask.add(Secret(PASSWORD, USER))
    for said in (form, json.dumps({"message": f"Basic {form}, {form}"}), f"<b>{form}</b>"):
        assert form.rstrip("=") not in mask.hide(said.encode()).decode()


def test_a_short_password_is_masked_where_it_stands_with_its_user() -> None:
    mask = TokenMask()
    mask.add(Secret("demo", "demo@example.com"))
    encoded = base64.b64encode(b"demo@example.com:demo")
    assert mask.hide(b"Basic " + encoded) == b"Basic [token]"
    assert mask.hide(b"demo@example.com:demo") == b"[token]"
    assert mask.hide(b"a demo") == b"a demo"
