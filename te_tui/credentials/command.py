"""A token that a command prints: `op read …`, `vault kv get …`, `age -d …`."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
from contextlib import suppress
from typing import IO, Final, cast

from te_tui.credentials.deadline import Late, Threw, within
from te_tui.credentials.secret import Secret, WrongToken
from te_tui.credentials.store import Trouble

_DEADLINE: Final = 30.0  # seconds: a password manager may ask for a finger
_MOST: Final = 8_192  # bytes; a token is far shorter


class TokenCommand:
    """A profile's `token_command`, run without a shell and without a terminal; what it prints is never shown.

    Args:
        command: the words, quoted as in a shell.
        loopback: whether the token is for this machine, where a short one will do.
        deadline: in seconds.
    """

    name = "command"
    label = "token_command"

    def __init__(self, command: str, *, loopback: bool, deadline: float = _DEADLINE) -> None:
        self._command = command
        self._loopback = loopback
        self._deadline = deadline

    def ask(self) -> Secret:
        """Run it.

        Raises:
            Trouble: it cannot be run, failed, took too long, or printed something else.
        """
        try:
            words = shlex.split(self._command)
        except ValueError:
            raise _trouble("has a quotation that does not end") from None
        if not words:
            raise _trouble("is empty")
        try:
            # The words are the owner's own, from settings that nobody else can write.
            process = subprocess.Popen(  # noqa: S603 - no shell
                words,
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                start_new_session=True,
            )  # fmt: skip
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or type(error).__name__
            raise _trouble(f"cannot be run ({why})") from None
        try:
            return self._read(process)
        finally:
            _end(process)
            process.wait()

    def _read(self, process: subprocess.Popen[bytes]) -> Secret:
        try:
            printed, code = within(self._deadline, lambda: _outcome(process))
        except Late as late:
            raise _trouble(f"did not end within {late} seconds") from None
        except Threw as threw:
            raise _trouble(f"failed ({threw})") from None
        if code != 0:
            raise _trouble(f"failed with exit code {code}")
        try:
            return Secret.parse(printed.decode("ascii", "replace"), loopback=self._loopback)
        except WrongToken as error:
            raise _trouble(f"printed no token: {error}") from None


def _outcome(process: subprocess.Popen[bytes]) -> tuple[bytes, int]:
    # Closed here and not after the deadline: whoever ran away from the process may hold the other end.
    with cast("IO[bytes]", process.stdout) as output:
        printed = output.read(_MOST)
    return printed, process.wait()


def _end(process: subprocess.Popen[bytes]) -> None:
    """End what still runs of it, children included, so that nobody waits for its output."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _trouble(said: str) -> Trouble:
    return Trouble(said, "Run it by hand and mend it in the settings; TE_TOKEN does for a single command.")
