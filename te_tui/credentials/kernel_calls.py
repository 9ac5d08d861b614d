"""System calls of the Linux kernel's own keyring: keys in memory, for one user, for a limited time.

A key is in the user's keyring (`@u`). A process can read it only if that keyring is linked to the session's
(`@s`). The kernel forgets a key when its time is over, or when the machine restarts. See keyrings(7).
"""

from __future__ import annotations

import ctypes
import errno
import os
from typing import Final

# The numbers of add_key and keyctl.
_NUMBERS: Final = {"x86_64": (248, 250), "aarch64": (217, 219)}

_GET_KEYRING_ID, _LINK, _UNLINK, _SEARCH, _READ, _SET_TIMEOUT = 0, 8, 9, 10, 11, 15
_SESSION, _USER = -3, -4
_TYPE: Final = b"user"
_GONE: Final = {errno.ENOKEY, errno.EKEYEXPIRED, errno.EKEYREVOKED}
_LARGEST: Final = 4_096  # bytes of a key that is read


def open_user_keyring() -> None:
    """Make the user's keys readable for this process, by a link from its session's keyring to the user's.

    Raises:
        OSError: the kernel has no keyrings, or does not let this process use them.
    """
    _keyctl(_GET_KEYRING_ID, _USER, 1)
    _keyctl(_LINK, _USER, _SESSION)


def write_key(name: str, content: bytes, seconds: int) -> None:
    """Store a key for a number of seconds; it replaces a key of the same name.

    Raises:
        OSError: the kernel refuses.
    """
    add_key, _ = _numbers()
    size = ctypes.c_size_t(len(content))
    key = _call(add_key, _TYPE, name.encode(), content, size, ctypes.c_long(_USER))
    _keyctl(_SET_TIMEOUT, key, seconds)


def read_key(name: str) -> bytes | None:
    """The content of a key; None if there is no such key, or if it has expired.

    Raises:
        OSError: the kernel refuses.
    """
    try:
        key = _find(name)
        buffer = ctypes.create_string_buffer(_LARGEST)
        size = _keyctl(_READ, key, buffer, _LARGEST)
    except OSError as error:
        if error.errno in _GONE:
            return None
        raise
    return buffer.raw[: min(size, _LARGEST)]


def remove_key(name: str) -> None:
    """Delete a key.

    Raises:
        OSError: there is no such key, or the kernel refuses.
    """
    _keyctl(_UNLINK, _find(name), _USER)


def _find(name: str) -> int:
    return _keyctl(_SEARCH, _USER, _TYPE, name.encode(), 0)


def _keyctl(operation: int, *arguments: int | bytes | ctypes.Array[ctypes.c_char]) -> int:
    _, keyctl = _numbers()
    wide = (ctypes.c_long(each) if isinstance(each, int) else each for each in arguments)
    return _call(keyctl, ctypes.c_long(operation), *wide)


def _call(number: int, *arguments: object) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    result = int(libc.syscall(ctypes.c_long(number), *arguments))
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result


def _numbers() -> tuple[int, int]:
    try:
        return _NUMBERS[os.uname().machine]
    except KeyError:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS)) from None
