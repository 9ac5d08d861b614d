"""The program in a terminal of its own, begun as a fork of a process that has all of te-tui imported.

A start takes most of a second of a core, nearly all of it for imports, and a fork a few milliseconds. From
its arguments to its end the program is the real one. How it starts is for `test_start`, `test_signals`,
`test_terminals`, `test_pipes` and `test_leaks`, which begin it as a shell does.
"""

from __future__ import annotations

import atexit
import fcntl
import gc
import json
import os
import pkgutil
import pty
import select
import signal
import socket
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import te_tui
from te_tui.cli.start import start
from tests.e2e.program import COMMAND, Process, Program

_HERE: Final = Path(__file__).parents[2]
_LENGTH: Final = struct.Struct("!I")
_DESCRIPTORS: Final = 3  # of a program: its terminal, what it holds until it ends, and where its end is told


class ForkedProgram(Program):
    """`te-tui` in a terminal of its own; see `Program`. Another command begins as a shell begins it."""

    def _begin(
        self, command: Sequence[str], terminal: int, held: int, environment: Mapping[str, str]
    ) -> Process:
        program, argv = tuple(command[: len(COMMAND)]), command[len(COMMAND) :]
        if program != COMMAND:
            return super()._begin(command, terminal, held, environment)
        return _nest().fork(argv, environment, terminal, held)


class Fork:
    """A program that was begun by a fork, as far as `subprocess.Popen` would say of it.

    Args:
        told: a pipe with the number of its process, and how it ended when it has.
    """

    def __init__(self, told: int) -> None:
        self._told = open(told, "rb", buffering=0)  # noqa: SIM115 - closed when the end was read
        self._code: int | None = None
        self.pid = self._number()

    def poll(self) -> int | None:
        """The exit code, or None while it runs."""
        return self._ended_within(0)

    def wait(self, timeout: float | None = None) -> int:
        """The exit code, after waiting for it for so many seconds."""
        code = self._ended_within(timeout)
        if code is None:
            raise subprocess.TimeoutExpired(COMMAND, timeout or 0)
        return code

    def send_signal(self, sig: int) -> None:
        """Send a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, sig)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def _ended_within(self, seconds: float | None) -> int | None:
        if self._code is None and select.select([self._told], [], [], seconds)[0]:
            self._code = self._number()
            self._told.close()
        return self._code

    def _number(self) -> int:
        said = self._told.read(_LENGTH.size)
        assert said, "the program was not begun"
        return int(_LENGTH.unpack(said)[0]) - 2**31


class _Nest:
    """The process that forks; it ends with this one."""

    def __init__(self) -> None:
        # Its own terminal, so that it begins as the programs do, which have one.
        self._master, slave = pty.openpty()
        self._line, other = socket.socketpair()
        inherited = {name: value for name, value in os.environ.items() if name != "COVERAGE_PROCESS_CONFIG"}
        self._process = subprocess.Popen(
            [*COMMAND[:-1], __name__, str(other.fileno())],
            cwd=_HERE, stdin=slave, stdout=slave, stderr=slave, env=inherited,
            pass_fds=[other.fileno()], start_new_session=True,
        )  # fmt: skip
        os.close(slave)
        other.close()
        atexit.register(self._end)

    def fork(self, argv: Sequence[str], environment: Mapping[str, str], terminal: int, held: int) -> Fork:
        """Begin the program on a terminal, with a descriptor that it holds until it ends."""
        told, telling = os.pipe()
        message = json.dumps([[*argv], {**environment}, str(Path.cwd())]).encode()
        socket.send_fds(self._line, [_LENGTH.pack(len(message))], [terminal, held, telling])
        self._line.sendall(message)
        os.close(telling)
        return Fork(told)

    def _end(self) -> None:
        self._line.close()
        self._process.wait()
        os.close(self._master)


_nest = cache(_Nest)


def _bring_up(line: socket.socket) -> None:
    """Fork for each message, until there are no more."""
    while (asked := socket.recv_fds(line, _LENGTH.size, _DESCRIPTORS))[0]:
        length, descriptors = _LENGTH.unpack(asked[0])[0], asked[1]
        message = b""
        while len(message) < length:
            message += line.recv(length - len(message))
        if os.fork() == 0:
            line.close()
            _keep(json.loads(message), *descriptors)
        for descriptor in descriptors:
            os.close(descriptor)
        _reap()


def _reap() -> None:
    """Let the keepers go that have ended."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _keep(wanted: Any, terminal: int, held: int, telling: int) -> None:
    """Fork once more, and tell how that ends, from the process that may wait for it."""
    child = os.fork()
    if child == 0:
        os.close(telling)
        _become(terminal, *wanted)
    for descriptor in (0, 1, 2, terminal, held):
        os.close(descriptor)
    os.write(telling, _LENGTH.pack(child + 2**31))
    _, status = os.waitpid(child, 0)
    os.write(telling, _LENGTH.pack(os.waitstatus_to_exitcode(status) + 2**31))
    os._exit(0)


def _become(terminal: int, argv: list[str], environment: dict[str, str], folder: str) -> None:
    """Be the program on that terminal, until this process ends."""
    os.setsid()
    for number in (0, 1, 2):
        os.dup2(terminal, number)
    os.close(terminal)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.chdir(folder)
    sys.argv[1:] = argv
    sys.exit(start())


def _import_everything() -> None:
    for module in pkgutil.walk_packages(te_tui.__path__, "te_tui."):
        if module.name != "te_tui.__main__":
            import_module(module.name)
    gc.freeze()


if __name__ == "__main__":
    _import_everything()
    with socket.socket(fileno=int(sys.argv[1])) as listening:
        _bring_up(listening)
    _reap()
