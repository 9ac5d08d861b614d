"""`te-tui rm --delete-key` deletes what a delete key is of; the key is asked for, and kept nowhere."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from te_tui.credentials.secret import Secret
from te_tui.demo import LOGIN_TOKEN, GrafanaOptions
from te_tui.demo.server import DemoServer
from te_tui.sources.errors import NotFound, SourceError, Unreachable
from te_tui.sources.grafana.source import Grafana
from te_tui.sources.http.origin import Origin
from tests.cli.conftest import NOW, Outcome, Run
from tests.demo.grafana.servers import UID, client_of
from tests.sources.grafana.test_source import answering

DELETE_KEY = "deleteKeyCanary-of-the-weekly"

Rm = Callable[..., Outcome]


class Terminal(io.StringIO):
    """Standard input that is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log"


@pytest.fixture(params=[6, 13])
def server(request: pytest.FixtureRequest, log: Path) -> Iterator[DemoServer]:
    """A Grafana with a snapshot `weekly`, whose delete key is known."""
    options = GrafanaOptions(now=NOW, snapshots=20, base_path="/grafana", log=log, version=request.param)
    with DemoServer(options) as running:
        with client_of(running) as client:
            sent = {"dashboard": {"uid": UID, "id": 11, "panels": []}, "name": "Weekly", "key": "weekly"}
            client.post("/api/snapshots", json=sent | {"deleteKey": DELETE_KEY}).raise_for_status()
        yield running


@pytest.fixture
def rm(te_tui: Run, server: DemoServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Rm:
    """Run `te-tui rm`, with this on standard input."""

    def run(*argv: str, typed: str = DELETE_KEY, at_terminal: bool = False) -> Outcome:
        piped = io.TextIOWrapper(io.BytesIO(typed.encode()))
        monkeypatch.setattr(sys, "stdin", Terminal() if at_terminal else piped)
        environment = {"GRAFANA_URL": server.url, "GRAFANA_TOKEN": LOGIN_TOKEN}
        home = str(tmp_path / "home")
        return te_tui("rm", *argv, "--vendor", "grafana", **environment, TE_TUI_HOME=home)

    return run


def calls(log: Path) -> int:
    """How often the route of delete keys was asked."""
    return int(json.loads(log.read_text().splitlines()[-1])["deleteKeyCalls"])


def is_there(server: DemoServer) -> bool:
    with client_of(server) as client:
        return client.get("/api/snapshots/weekly").status_code == 200


@pytest.mark.parametrize("form", ["{key}\n", "{url}/api/snapshots-delete/{key}"])
def test_a_piped_key_deletes_and_is_nowhere_afterwards(
    rm: Rm, server: DemoServer, log: Path, tmp_path: Path, form: str
) -> None:
    done = rm("--delete-key", "--yes", typed=form.format(key=DELETE_KEY, url=server.url))
    assert (done.code, done.out) == (0, "")
    assert "is not archived: this cannot be undone" in done.err
    assert not is_there(server)
    assert calls(log) == 1
    again = rm("--delete-key", "--yes")
    assert (again.code, "no snapshot has it" in again.err) == (4, True)
    kept = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    said = [text.encode() for one in (done, again) for text in (one.out, one.err)]
    assert not [one for one in (*kept, *said) if b"deleteKeyCanary" in one]


def test_a_key_is_typed_unseen(rm: Rm, server: DemoServer, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def prompt(words: str) -> str:
        asked.append(words)
        return DELETE_KEY

    monkeypatch.setattr("te_tui.cli.masked.getpass", prompt)
    assert rm("--delete-key", "--yes", at_terminal=True).code == 0
    assert asked == ["Delete key: "]
    assert not is_there(server)


@pytest.mark.parametrize(
    "argv",
    [("--delete-key", DELETE_KEY), (f"--delete-key={DELETE_KEY}",), ("--delete-key", "--yes", DELETE_KEY),
     (DELETE_KEY, "--delete-key")],
)  # fmt: skip
def test_a_key_as_an_argument_is_refused_and_not_repeated(
    rm: Rm, server: DemoServer, log: Path, argv: tuple[str, ...]
) -> None:
    refused = rm(*argv)
    assert refused.code == 2
    assert "takes no delete key as an argument" in refused.err
    assert DELETE_KEY not in refused.err + refused.out
    assert (is_there(server), calls(log)) == (True, 0)


@pytest.mark.parametrize(
    ("argv", "typed", "code"),
    [
        (("--yes", "--read-only"), DELETE_KEY, 3),
        ((), DELETE_KEY, 2),
        (("--dry-run",), DELETE_KEY, 2),
        (("--resume",), DELETE_KEY, 2),
        (("--yes",), "", 2),
        (("--yes",), "https://elsewhere.example/api/snapshots-delete/" + DELETE_KEY, 2),
        (("--yes",), "deleteKeyCanary-of-nothing", 4),
    ],
    ids=["read-only", "nobody to ask", "dry run", "resume", "nothing", "another Grafana", "unknown"],
)
def test_what_deletes_nothing(
    rm: Rm, server: DemoServer, log: Path, argv: tuple[str, ...], typed: str, code: int
) -> None:
    refused = rm("--delete-key", *argv, typed=typed)
    assert refused.code == code, refused.err
    assert "deleteKeyCanary" not in refused.err
    assert is_there(server)
    assert calls(log) == (1 if code == 4 else 0)


def test_no_other_command_asks_that_route(te_tui: Run, server: DemoServer, log: Path, tmp_path: Path) -> None:
    environment = {
        "GRAFANA_URL": server.url, "GRAFANA_TOKEN": LOGIN_TOKEN, "TE_TUI_HOME": str(tmp_path / "home"),
    }  # fmt: skip
    for argv in (
        ("ls",), ("show", "weekly"), ("data", "weekly", "--json"), ("archive", "weekly"), ("status",),
        ("extend", "weekly", "--until", "2027-01-01", "--yes"), ("rm", "weekly", "--yes"),
        ("show", f"{server.url}/api/snapshots-delete/{DELETE_KEY}"),
        ("rm", f"{server.url}/api/snapshots-delete/{DELETE_KEY}", "--yes"),
    ):  # fmt: skip
        said = te_tui(*argv, "--vendor", "grafana", **environment)
        assert DELETE_KEY not in said.err + said.out
    assert calls(log) == 0


def test_a_vendor_without_delete_keys_says_so(te_tui: Run) -> None:
    refused = te_tui("rm", "--delete-key", "--yes", TE_TOKEN="demo-token")
    assert (refused.code, "ThousandEyes has none" in refused.err) == (2, True)


async def test_what_the_service_says_of_a_short_key_is_not_repeated() -> None:
    source = answering(lambda _: httpx.Response(500, json={"message": "no such thing as abc"}))
    with pytest.raises(SourceError) as failed:
        await source.delete_by_delete_key(Secret("abc"))
    assert "abc" not in f"{failed.value} {failed.value!r} {failed.value.problem} {failed.value.answer}"
    source = answering(lambda _: httpx.Response(404, json={"message": "no such thing as abc"}))
    with pytest.raises(NotFound) as unknown:
        await source.delete_by_delete_key(Secret("abc"))
    assert "abc" not in f"{unknown.value} {unknown.value!r}"


async def test_it_is_asked_once_and_any_key_is_one_part_of_the_path() -> None:
    asked: list[bytes] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.raw_path)
        raise httpx.ReadError("dropped")

    transport = httpx.MockTransport(answer)
    source = Grafana(Origin.parse("http://127.0.0.1:9"), Secret("token-1234"), transport=transport)
    with pytest.raises(Unreachable) as failed:
        await source.delete_by_delete_key(Secret("a b?é"))
    assert asked == [b"/api/snapshots-delete/a%20b%3F%C3%A9"]
    assert failed.value.perhaps_done


@pytest.mark.parametrize("body", [b"<html>login</html>", b""])
async def test_only_words_in_json_say_that_it_is_done(body: bytes) -> None:
    source = answering(lambda _: httpx.Response(200, content=body))
    assert not await source.delete_by_delete_key(Secret("deleteKeyCanary-1"))
