"""Locking a file, so that no second process works on it."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from te_tui.files.private import FileTrouble


class Held(Exception):
    """Another process holds the file; the message names the file."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is in use by another te-tui.")
        self.path = path


class Hold:
    """A lock on a file: this process has it alone until `release`, or until the process ends, killed or not.

    Raises:
        Held: another process holds the file.
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
        """Release the file for others."""
        os.close(self._handle)


def lock(handle: int, path: Path) -> None:
    """Lock an open file against all other processes and threads; if that fails, close it.

    Raises:
        Held: the file is locked already.
        FileTrouble: the file cannot be locked, as on a file system without locks.
    """
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        if isinstance(error, BlockingIOError):
            raise Held(path) from None
        raise FileTrouble("lock", path, error.strerror or type(error).__name__) from error
