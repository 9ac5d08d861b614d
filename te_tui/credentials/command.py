"""A token that a command prints, such as `op read …`, `vault kv get …` or `age -d …`."""

from __future__ import annotations

import atexit
import errno
import os
import selectors
import shlex
import signal
import subprocess
import time
from contextlib import suppress
from threading import RLock
from types import FrameType
from typing import IO, Final, cast

from te_tui.credentials.secret import Secret, WrongToken
from te_tui.credentials.store import Trouble

_DEADLINE: Final = 30.0  # seconds: a password manager may ask for a finger
_LOOK_INTERVAL: Final = 0.02  # seconds: a process that ends tells nobody who does not wait for it alone
_MOST: Final = 8_192  # bytes; a token is far shorter


class TokenCommand:
    """A profile's `token_command`, which runs without a shell or terminal; its output is never shown.

    Args:
        command: the command line, quoted as in a shell.
        loopback: whether the token is for a server on this machine; then a short token is accepted.
        deadline: how long the command may take, in seconds.
    """

    name = "command"
    label = "token_command"

    def __init__(self, command: str, *, loopback: bool, deadline: float = _DEADLINE) -> None:
        self._command = command
        self._loopback = loopback
        self._deadline = deadline

    def ask(self) -> Secret:
        """Run the command and take the token from its output.

        Raises:
            Trouble: the command cannot be run, failed, took too long, or printed no token.
        """
        try:
            words = shlex.split(self._command)
        except ValueError:
            raise _trouble("has a quotation that does not end") from None
        if not words:
            raise _trouble("is empty")
        try:
            process = _COMMANDS.start(words)
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or type(error).__name__
            raise _trouble(f"cannot be run ({why})") from None
        try:
            return self._read(process)
        finally:
            _COMMANDS.end(process)

    def _read(self, process: subprocess.Popen[bytes]) -> Secret:
        printed = _printed(process, self._deadline)
        if printed is None:
            raise _trouble(f"did not end within {self._deadline:g} seconds")
        if len(printed) > _MOST:
            raise _trouble("failed: it printed more than a token")
        if process.returncode != 0:
            raise _trouble(f"failed with exit code {process.returncode}")
        try:
            return Secret.parse(printed.decode("ascii", "replace"), loopback=self._loopback)
        except WrongToken as error:
            raise _trouble(f"printed no token: {error}") from None


def _printed(process: subprocess.Popen[bytes], deadline: float) -> bytes | None:
    """Read what a process prints until it ends, or has printed too much; None if it takes too long.

    Reading ends with the process even if the output stays open, because a child process may keep it open
    forever.
    """
    end = time.monotonic() + deadline
    printed = b""
    with cast("IO[bytes]", process.stdout) as output, selectors.DefaultSelector() as selector:
        os.set_blocking(output.fileno(), False)
        selector.register(output, selectors.EVENT_READ)
        while True:
            has_ended = process.poll() is not None  # looked at first: what it printed before is there by now
            while selector.get_map() and (part := output.read(_MOST)) is not None:
                printed += part
                if not part:
                    selector.unregister(output)
                if len(printed) > _MOST:
                    return printed
            if has_ended:
                return printed
            if time.monotonic() >= end:
                return None
            if selector.get_map():
                selector.select(_LOOK_INTERVAL)
            else:
                time.sleep(_LOOK_INTERVAL)


class _Commands:
    """The token commands that are running, so that none of them outlives te-tui."""

    def __init__(self) -> None:
        self._lock = RLock()  # a signal may come while its thread has it
        self._running: set[subprocess.Popen[bytes]] = set()
        self._is_over = False

    def start(self, words: list[str]) -> subprocess.Popen[bytes]:
        """Start a command; OSError if it cannot be started, or te-tui is ending."""
        with self._lock:
            if self._is_over:
                raise OSError(errno.ECANCELED, "te-tui ends")
            # The words come from settings that only their owner can write.
            process = subprocess.Popen(  # noqa: S603 - no shell
                words,
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                start_new_session=True,
            )  # fmt: skip
            self._running.add(process)
            return process

    def end(self, process: subprocess.Popen[bytes]) -> None:
        """Kill a command and its child processes if they still run, and wait until the command has ended."""
        _kill(process)
        process.wait()
        with self._lock:
            self._running.discard(process)

    def end_all(self) -> None:
        """Kill all running commands; from now on, no command can be started."""
        with self._lock:
            self._is_over = True
            for process in self._running:
                _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


_COMMANDS: Final = _Commands()
atexit.register(_COMMANDS.end_all)


def end_with_signals() -> None:
    """Install handlers that kill the running commands before SIGTERM or SIGHUP ends te-tui.

    Call it in the main thread. If a signal is ignored, as under nohup, it stays ignored.
    """
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end_by)


def _end_by(number: int, _frame: FrameType | None) -> None:
    _COMMANDS.end_all()
    signal.signal(number, signal.SIG_DFL)
    signal.raise_signal(number)


def _trouble(said: str) -> Trouble:
    return Trouble(said, "Run it by hand and mend it in the settings; TE_TOKEN does for a single command.")
