"""Locking a file, so that no second process works on it."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from te_tui.files.private import FileTrouble


class Held(Exception):
    """Another process or thread has locked the file; the message names the file."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is in use by another te-tui.")
        self.path = path


class Hold:
    """An exclusive lock on an existing file, kept until `release`, or until the process ends.

    Raises:
        Held: the file is locked already.
        FileTrouble: there is no such file, or it cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        try:
            # Written to by nobody here: NFS locks only what is open for writing.
            self._handle = os.open(path, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
        except OSError as error:
            raise FileTrouble("open", path, error.strerror or type(error).__name__) from error
        lock(self._handle, path)

    def release(self) -> None:
        """Unlock the file, by closing it."""
        os.close(self._handle)


def lock(handle: int, path: Path) -> None:
    """Lock an open file against other processes and threads; if that fails, close it. Errors name `path`.

    Raises:
        Held: the file is locked already.
        FileTrouble: the file cannot be locked, for example because its file system has no locks.
    """
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        if isinstance(error, BlockingIOError):
            raise Held(path) from None
        raise FileTrouble("lock", path, error.strerror or type(error).__name__) from error
