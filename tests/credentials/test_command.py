"""A command that prints a token, and all that it can do instead."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from te_tui.credentials.command import TokenCommand
from te_tui.credentials.store import Trouble

TOKEN = "canary-7f3a-token"


def printing(code: str, *, deadline: float = 20) -> TokenCommand:
    """A command of a few words of Python."""
    return TokenCommand(shlex.join([sys.executable, "-Sc", code]), loopback=False, deadline=deadline)


def trouble_of(command: TokenCommand) -> str:
    with pytest.raises(Trouble) as trouble:
        command.ask()
    assert "canary" not in f"{trouble.value}{trouble.value.next_step}"
    assert "TE_TOKEN" in trouble.value.next_step
    return trouble.value.said


def test_what_it_prints_is_the_token() -> None:
    assert printing(f"print('{TOKEN}')").ask().reveal() == TOKEN


def test_no_shell_reads_it(tmp_path: Path) -> None:
    command = TokenCommand(f"echo {TOKEN};touch$(id)>{tmp_path}/x", loopback=False)
    assert "printed no token" in trouble_of(TokenCommand("echo canary & id | cat", loopback=False))
    assert command.ask().reveal() == f"{TOKEN};touch$(id)>{tmp_path}/x"
    assert list(tmp_path.iterdir()) == []


def test_it_has_no_terminal_and_what_it_says_is_not_shown(capfd: pytest.CaptureFixture[str]) -> None:
    code = "import os, sys; sys.stderr.write('canary'); print('alone' * 2 * (os.getsid(0) == os.getpid()))"
    assert printing(code).ask().reveal() == "alonealone"
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("", "is empty"),
        ("'canary", "has a quotation that does not end"),
        ("/no/such/canary", "cannot be run (No such file or directory)"),
        ("echo canary\0", "cannot be run (ValueError)"),
        ("false", "failed with exit code 1"),
        ("true", "printed no token: a token is 8 to 1,024 visible ASCII characters; this has 0"),
        ("echo canary token", "printed no token"),
        (f"{sys.executable} -Sc \"print('canary-one\\ncanary-two')\"", "printed no token"),
        (f"{sys.executable} -Sc \"print('canary' * 834)\"", "this has 5,004"),
        (
            f"{sys.executable} -Sc \"import sys; sys.stdout.buffer.write(b'canary-t\\xc3\\xb6ken')\"",
            "holds others",
        ),
        (f"{sys.executable} -Sc \"while True: print('canary')\"", "failed"),
    ],
)
def test_what_goes_wrong_is_told_without_a_word_of_the_output(command: str, said: str) -> None:
    assert said in trouble_of(TokenCommand(command, loopback=False))


def test_one_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []

    class Recorded(subprocess.Popen[bytes]):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Recorded)
    command = TokenCommand("sh -c 'sleep 1000 & sleep 1000'", loopback=False, deadline=0.01)
    assert trouble_of(command) == "did not end within 0.01 seconds"
    assert [process.returncode for process in started] == [-signal.SIGKILL]


def test_who_runs_away_with_its_output_holds_nobody_up() -> None:
    code = f"import subprocess; print('{TOKEN}'); subprocess.Popen(['sleep', '99'], start_new_session={{}})"
    for elsewhere in (True, False):
        assert printing(code.format(elsewhere), deadline=60).ask().reveal() == TOKEN


def test_one_that_closes_its_output_is_waited_for() -> None:
    assert (
        printing(f"import os, time; os.write(1, b'{TOKEN}'); os.close(1); time.sleep(0.1)").ask().reveal()
        == TOKEN
    )
    assert trouble_of(printing("import os; os.close(1); os._exit(3)")) == "failed with exit code 3"


@pytest.mark.parametrize("number", [None, signal.SIGTERM, signal.SIGHUP])
def test_an_interrupted_program_leaves_no_command_behind(
    tmp_path: Path, number: signal.Signals | None
) -> None:
    """As at ctrl+c, or by a signal: the program ends while a thread of it waits for the command."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    # It waits in one system call, as the event loop does: sys.stdin.read() makes several, and does not see a
    # signal that comes between them.
    code = f"""
import select, sys
from te_tui.credentials.command import TokenCommand, end_with_signals
from te_tui.credentials.deadline import _started
end_with_signals()
_started(TokenCommand("sh -c 'exec 3>{pipe}; echo up >&3; sleep 999 & sleep 999'", loopback=False).ask)
while not select.select([sys.stdin], [], [], 0.1)[0]:
    pass
sys.exit(130)
"""
    program = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE)
    with pipe.open() as held:
        assert held.readline() == "up\n"
        if number is not None:
            program.send_signal(number)
            program.wait()
        program.communicate(b"")
        assert held.read() == ""  # the end of all who have the pipe open
    assert program.returncode == (130 if number is None else -number)


def test_a_signal_that_the_shell_has_ignored_stays_so() -> None:
    code = """
import signal
from te_tui.credentials.command import end_with_signals
signal.signal(signal.SIGHUP, signal.SIG_IGN)
end_with_signals()
signal.raise_signal(signal.SIGHUP)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_on_loopback_a_short_token_will_do() -> None:
    assert TokenCommand("echo demo", loopback=True).ask().reveal() == "demo"
