"""Harden the process before anything else, so that no token leaks (safety rules 5 and 6)."""

from __future__ import annotations

import ctypes
import resource
import sys
from collections.abc import MutableMapping

from te_tui.credentials.secret import Secret

# Each of these makes a library write secrets to a file: what is typed, what is shown, the keys of TLS.
_LEAKING = ("TEXTUAL", "TEXTUAL_LOG", "TEXTUAL_DEVTOOLS", "SSLKEYLOGFILE")
# What shells export of their own window; a library would believe it instead of asking the terminal.
_SIZES = ("COLUMNS", "LINES")
_PR_SET_DUMPABLE = 4


def harden(environment: MutableMapping[str, str]) -> None:
    """Remove variables that mislead libraries, and keep other processes from reading this one's memory.

    A crash leaves no core dump, and on Linux other processes of the same user can neither attach to this one
    nor read its environment.
    """
    for name in (*_LEAKING, *_SIZES):
        environment.pop(name, None)
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def take_token(environment: MutableMapping[str, str], variable: str) -> Secret | None:
    """Remove a variable from the environment and return the token in it; children do not inherit it.

    The memory that the system shows as a process's environment is overwritten as well.
    """
    token = environment.get(variable)
    if token is None:
        return None
    _overwrite(variable.encode())
    del environment[variable]
    return Secret(token)


def _overwrite(name: bytes) -> None:
    getenv = ctypes.CDLL(None).getenv
    getenv.restype = ctypes.c_void_p
    place = getenv(name)
    if place is not None:
        ctypes.memset(place, 0, len(ctypes.string_at(place)))
