"""A debugger that the same user runs takes no token out of the explorer's memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.answers import answering
from tests.e2e.program import COMMAND, DEADLINE, Program
from tests.e2e.test_leaks import CANARY, UNPRIVILEGED, accepting, files_with
from tests.system.packages import program

# Keeps the first line that it reads, and says so.
HOLDER = "token = input(); print('held', flush=True); input()"


def dump(pid: int, folder: Path) -> int:
    """Write the memory of a process into a folder with gcore, without root's capabilities; its exit code."""
    folder.mkdir()
    command = [*UNPRIVILEGED, program("gcore", "gdb"), "-o", str(folder / "core"), str(pid)]
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=DEADLINE, check=False)
    return done.returncode


def test_gcore_finds_the_token_in_a_plain_program_and_none_in_te_tui(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with subprocess.Popen(
        [*UNPRIVILEGED, sys.executable, "-Sc", HOLDER],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
    ) as plain:  # fmt: skip
        assert plain.stdin is not None
        assert plain.stdout is not None
        print(CANARY, file=plain.stdin)
        assert plain.stdout.readline() == "held\n"
        assert dump(plain.pid, tmp_path / "plain") == 0
        assert files_with(CANARY, tmp_path / "plain") != []
        plain.kill()

    with answering(accepting) as url:
        monkeypatch.setenv("TE_BASE_URL", url)
        monkeypatch.setenv("TE_TOKEN", CANARY)
        with Program(command=(*UNPRIVILEGED, *COMMAND)) as explorer:
            explorer.until("2 account groups")
            assert dump(explorer.pid, tmp_path / "te-tui") != 0
            explorer.press("q")
            assert explorer.end() == 0
    assert files_with(CANARY, tmp_path / "te-tui") == []
