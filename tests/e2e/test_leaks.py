"""A token that is looked for wherever it might have leaked to, around the real program."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.answers import Answer, answering
from tests.e2e import program
from tests.e2e.program import COMMAND, DEADLINE, Program

CANARY = "canary-7f3a-token"
GROUPS = (
    '{"accountGroups": [{"aid": "1", "accountGroupName": "One"}, {"aid": "2", "accountGroupName": "Two"}]}'
)

# Root may look into every process: without its capabilities it is an ordinary user, who looks into its own.
UNPRIVILEGED = ("setpriv", "--bounding-set=-all", "--inh-caps=-all") if os.geteuid() == 0 else ()

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
    """Files below a folder that hold a text."""
    return [path for path in folder.rglob("*") if path.is_file() and text.encode() in path.read_bytes()]


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
        running.until("Filter expressions")
        running.press("escape")
        running.until("2 account groups", without="Filter expressions")
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
def test_no_other_process_of_the_user_can_look_into_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "COMMAND", (*UNPRIVILEGED, *COMMAND))
    open_book = subprocess.Popen([*UNPRIVILEGED, sys.executable, "-Sc", "input()"], stdin=subprocess.PIPE)
    with open_book, exploring() as (_, pid):
        try:
            assert seen_by_a_spy(open_book.pid) >= {"environ", "maps"}, "the spy sees what can be seen"
            assert seen_by_a_spy(pid) == set()
        finally:
            open_book.kill()  # whoever was looked into stands still
