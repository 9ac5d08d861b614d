"""A token that is looked for wherever it might have leaked to, around the real program."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from te_tui.demo import DemoOptions
from te_tui.demo.server import DemoServer
from tests.cli.answers import Answer, answering
from tests.e2e import program
from tests.e2e.program import COMMAND, DEADLINE, Program

CANARY = "canary-7f3a-token"
SNAPSHOT = "d28bb71f-5a47-4783-8f12-d4b115e61b0c"
GROUPS = (
    '{"accountGroups": [{"aid": "1", "accountGroupName": "One"}, {"aid": "2", "accountGroupName": "Two"}]}'
)

# Root may look into every process: without its capabilities it is an ordinary user, who looks into its own.
UNPRIVILEGED = ("setpriv", "--bounding-set=-all", "--inh-caps=-all") if os.geteuid() == 0 else ()

# Writes everything that libraries log to a file, asyncio's own remarks included.
LOGGING = """
import logging
logging.basicConfig(filename={path!r}, level=logging.DEBUG)
"""

# Runs te-tui with a method that fails while it has the token at hand: MODULE:CLASS:METHOD.
CRASHING = """
import importlib, sys
from te_tui.cli.start import start
from te_tui.credentials.secret import Secret

module, owner, method = sys.argv.pop(1).split(":")

def fail(self, *arguments, **options):
    held = [getattr(self, "_secret", None), getattr(self, "given", None)]
    revealed = [each.reveal() for each in held if isinstance(each, Secret)]
    raise RuntimeError("a mistake of ours")

setattr(getattr(importlib.import_module(module), owner), method, fail)
sys.exit(start())
"""
CRASHES = [
    "te_tui.cli.account.access:Access:find_token",
    "te_tui.sources.http.connection:PinnedAuth:auth_flow",
    "te_tui.sources.thousandeyes.source:ThousandEyes:account_groups",
]

# Tries the ways by which one process looks into another of the same user.
SPY = """
import ctypes, sys
pid = int(sys.argv[1])
for name in ("environ", "mem", "maps"):
    try:
        open(f"/proc/{pid}/{name}", "rb").close()
        print(name)
    except PermissionError:
        pass
if ctypes.CDLL(None).ptrace(16, pid, None, None) == 0:
    print("ptrace")
"""


def accepting(path: str) -> Answer:
    """Whoever comes is let in."""
    if path.startswith("/v7/account-groups"):
        return Answer(GROUPS)
    return Answer('{"dashboardSnapshots": []}')


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server that takes any token, a working folder, and the token in the environment."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    with answering(accepting) as address:
        monkeypatch.setenv("TE_BASE_URL", address)
        monkeypatch.setenv("TE_TOKEN", CANARY)
        monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
        yield address


@contextmanager
def exploring() -> Iterator[tuple[Program, int]]:
    """The explorer with the token in use, and its process."""
    with Program() as running:
        running.until("2 account groups")
        yield running, running.pid
        running.press("q")
        assert running.end() == 0


def files_with(text: str, folder: Path) -> list[Path]:
    """Files below a folder that hold a text, also where they hold it compressed."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if any(text.encode() in content for content in contents(path))]


def contents(path: Path) -> Iterator[bytes]:
    """What is in a file, and in each part of an archive."""
    yield path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as parts:
            yield from map(parts.read, parts.namelist())


def seen_by_a_spy(pid: int) -> set[str]:
    done = subprocess.run(
        [*UNPRIVILEGED, sys.executable, "-Sc", SPY, str(pid)], capture_output=True, text=True, check=True,
        timeout=DEADLINE,
    )  # fmt: skip
    return set(done.stdout.split())


@pytest.mark.usefixtures("url")
def test_a_session_of_the_explorer_leaves_the_token_nowhere(tmp_path: Path) -> None:
    with exploring() as (running, pid):
        shown = Path(f"/proc/{pid}")
        assert CANARY.encode() not in (shown / "cmdline").read_bytes()
        if os.access(shown / "environ", os.R_OK):
            assert CANARY.encode() not in (shown / "environ").read_bytes()
        children = (shown / "task" / str(pid) / "children").read_text().split()
        assert children == []
        running.press("?")
        running.until("esc closes · ")
        running.press("escape")
        running.until("2 account groups", without="esc closes · ")
    assert CANARY not in running.written
    assert files_with(CANARY, tmp_path) == []


@pytest.mark.parametrize(
    "command", [("groups", "--debug"), ("ls", "--json", "--debug"), ("status", "--json")]
)
@pytest.mark.usefixtures("url")
def test_no_command_prints_or_writes_the_token(tmp_path: Path, command: tuple[str, ...]) -> None:
    done = subprocess.run([*COMMAND, *command], capture_output=True, timeout=DEADLINE, check=False)
    assert done.returncode == 0
    assert CANARY.encode() not in done.stdout + done.stderr
    assert files_with(CANARY, tmp_path) == []


@pytest.mark.usefixtures("url")
def test_what_libraries_log_at_debug_level_holds_no_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "everything.log"
    (tmp_path / "sitecustomize.py").write_text(LOGGING.format(path=str(log)))
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{os.environ['PYTHONPATH']}")
    monkeypatch.setenv("PYTHONASYNCIODEBUG", "1")
    done = subprocess.run([*COMMAND, "groups", "--debug"], capture_output=True, timeout=DEADLINE, check=False)
    assert done.returncode == 0
    with exploring():
        pass
    logged = log.read_text()
    assert {name for name in ("httpcore", "httpx", "asyncio") if f":{name}" in logged} == {
        "httpcore", "httpx", "asyncio",
    }  # fmt: skip
    assert files_with(CANARY, tmp_path) == []


@pytest.mark.parametrize("place", CRASHES)
@pytest.mark.usefixtures("url")
def test_a_crash_tells_no_token(tmp_path: Path, place: str) -> None:
    crashing = (sys.executable, "-c", CRASHING, place)
    with Program(command=crashing) as explorer:
        assert explorer.end() == 1
        assert "a mistake of ours" in explorer.written
        assert CANARY not in explorer.written
    for options in ((), ("--debug",)):
        done = subprocess.run(
            [*crashing, "groups", *options], capture_output=True, timeout=DEADLINE, check=False
        )
        assert done.returncode == 1
        assert b"a mistake of ours" in done.stderr
        assert CANARY.encode() not in done.stdout + done.stderr
    assert files_with(CANARY, tmp_path) == []


@pytest.mark.usefixtures("url")
def test_no_output_and_no_archive_holds_the_token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("te_tui.demo.thousandeyes.gate.TOKEN", CANARY)
    with DemoServer(DemoOptions(rate_limit=0)) as server:
        monkeypatch.setenv("TE_BASE_URL", server.url)
        for command in (
            ("ls", "--aid", "1234", "--csv"),
            ("show", SNAPSHOT),
            ("show", SNAPSHOT, "--json"),
            ("data", SNAPSHOT, "unpmg", "--csv"),
            ("archive", SNAPSHOT),
            ("extend", SNAPSHOT, "--by", "1d", "--yes", "--debug"),
            ("rm", SNAPSHOT, "--yes"),
        ):
            done = subprocess.run([*COMMAND, *command], capture_output=True, timeout=DEADLINE, check=False)
            assert done.returncode == 0, done.stderr
            assert CANARY.encode() not in done.stdout + done.stderr
    assert [path.suffix for path in tmp_path.rglob("*.tesnap")] == [".tesnap"]
    assert list(tmp_path.rglob("*.jsonl")) != []
    assert files_with(CANARY, tmp_path) == []


@pytest.mark.usefixtures("url")
def test_no_other_process_of_the_user_can_look_into_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "COMMAND", (*UNPRIVILEGED, *COMMAND))
    open_book = subprocess.Popen([*UNPRIVILEGED, sys.executable, "-Sc", "input()"], stdin=subprocess.PIPE)
    with open_book, exploring() as (_, pid):
        try:
            assert seen_by_a_spy(open_book.pid) >= {"environ", "maps"}, "the spy sees what can be seen"
            assert seen_by_a_spy(pid) == set()
        finally:
            open_book.kill()  # whoever was looked into stands still
