"""Hardening the process at its start, so that no token leaks (safety rules 5 and 6)."""

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
    """Remove environment variables that make libraries leak secrets or mistake the terminal's size.

    Also prevent core dumps, and on Linux keep other processes of the user from attaching to this process or
    reading its environment.
    """
    for name in (*_LEAKING, *_SIZES):
        environment.pop(name, None)
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def take_token(environment: MutableMapping[str, str], variable: str) -> Secret | None:
    """Remove the variable with a token from the environment, so no child inherits it; return the token.

    Return None if the variable is not set. The value is also overwritten in the memory from which other
    processes could read the environment that this process was started with.
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
