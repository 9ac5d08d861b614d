"""Reading and writing files that only their owner can read; symbolic links are not followed."""

from __future__ import annotations

import errno
import os
import shlex
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

_FOLDER: Final = 0o700
_FILE: Final = 0o600
_OWN: Final = "TE_TUI_HOME moves te-tui's own folders"

NO_HOME: Final = Path("/dev/null/home")
"""Stands for the folder of a user whose home is not known: nothing can be there, nor be put there."""


class FileTrouble(Exception):
    """A file could not be read or written; the message names the file, the reason and the next step."""

    def __init__(self, did: str, path: Path, why: str) -> None:
        if path.is_relative_to(NO_HOME):
            sentence = f"Could not {did} {path.name}: no home folder is known to keep it in"
            super().__init__(f"{sentence}. Set TE_TUI_HOME to a folder for te-tui's own files.")
        else:
            super().__init__(f"Could not {did} {path}: {why}. Mend that, or name another place; {_OWN}.")
        self.path = path


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Give a `with` block a new file to write, which replaces `path` if the block ends without an exception.

    The block may read the file back. After the block, the file and its name are on the disk.

    Raises:
        FileTrouble: a folder or file could not be written.
    """
    with trouble("write", path):
        make_folder(path.parent)
        handle, beside = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    try:
        with trouble("write", path):
            with os.fdopen(handle, "w+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            Path(beside).replace(path)
            sync_folder(path.parent)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def write_private(path: Path, content: bytes) -> None:
    """Write a whole private file, replacing any file at `path`.

    Raises:
        FileTrouble: a folder or file could not be written.
    """
    with replacing(path) as file:
        file.write(content)


class Appending:
    """A file, readable by its owner only, to append lines to; `sync` waits until they are on the disk.

    Raises:
        FileTrouble: a folder or file could not be written; `append` and `sync` raise it, too.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with trouble("write", path):
            make_folder(path.parent)
            flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
            self._handle = os.open(path, flags, _FILE)
            sync_folder(path.parent)
        self._is_torn = False

    def append(self, line: bytes) -> None:
        """Append a line, given without its line feed; if the last write broke off, begin on a new line."""
        rest = memoryview(b"%s%s\n" % (b"\n" if self._is_torn else b"", line))
        self._is_torn = True
        with trouble("write", self.path):
            while rest:
                rest = rest[os.write(self._handle, rest) :]
        self._is_torn = False

    def sync(self) -> None:
        """Wait until all lines appended so far are on the disk; other threads may append meanwhile."""
        with trouble("write", self.path):
            os.fsync(self._handle)

    def close(self) -> None:
        """Close the file."""
        os.close(self._handle)


def read_private(path: Path, *, at_most: int, only_own: bool = False) -> bytes | None:
    """Read a whole file; None if the file does not exist.

    Args:
        only_own: whether to refuse a file that another user owns, can write or can replace.

    Raises:
        FileTrouble: the file cannot be read, is no regular file, or has more than `at_most` bytes.
    """
    try:
        # Opening a named pipe would wait for somebody to write into it.
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise FileTrouble("read", path, _reason(error)) from error
    with trouble("read", path), os.fdopen(handle, "rb") as file:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise FileTrouble("read", path, "it is no regular file")
        if only_own:
            _check_own(path, path, found)
            _check_own(path, path.parent, path.parent.stat())
        content = file.read(at_most + 1)
    if len(content) > at_most:
        raise FileTrouble("read", path, f"it has more than {at_most:,} bytes")
    return content


def _check_own(path: Path, part: Path, found: os.stat_result) -> None:
    """Raise `FileTrouble` unless `part` belongs to this user or to root, and nobody else can write it.

    `part` is the file `path` or its folder; ssh checks its own files in the same way. A folder with the
    sticky bit, such as /tmp, may be writable by others, because they cannot replace this user's files there.
    """
    what = "it" if part == path else "its folder"
    if found.st_uid not in {0, os.geteuid()}:
        raise FileTrouble("read", path, f"{what} belongs to another user (uid {found.st_uid})")
    mode = stat.S_IMODE(found.st_mode)
    if mode & (stat.S_IWGRP | stat.S_IWOTH) and not (stat.S_ISDIR(found.st_mode) and mode & stat.S_ISVTX):
        way = f"chmod go-w {shlex.quote(str(part))}"
        raise FileTrouble("read", path, f"others can write {what} (mode {mode:04o}; {way})")


def make_folder(folder: Path) -> None:
    """Make a folder and its missing parents, readable by their owner only; an existing folder is kept."""
    if folder.is_symlink():
        raise NotADirectoryError(None, "its folder is a symbolic link")
    if not folder.is_dir():
        _make_missing(folder)


def _make_missing(folder: Path) -> None:
    if not folder.parent.is_dir():
        _make_missing(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir(_FOLDER)
        sync_folder(folder.parent)


_NOT_FOR_FOLDERS: Final = {errno.EINVAL, errno.EBADF, errno.ENOTSUP, errno.ENOSYS}
"""Answers of vboxsf, some FUSE, old CIFS and others that bring no folder to the disk."""


def sync_folder(folder: Path) -> None:
    """Sync the list of a folder's files to the disk; do nothing if the file system cannot do so."""
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NOT_FOR_FOLDERS:
            raise
    finally:
        os.close(handle)


@contextmanager
def trouble(did: str, path: Path) -> Iterator[None]:
    """Turn an `OSError` in a `with` block into `FileTrouble` about `path`; `did` is a verb like "write"."""
    try:
        yield
    except OSError as error:
        raise FileTrouble(did, path, _reason(error)) from error


def _reason(error: OSError) -> str:
    if error.errno == errno.ELOOP:
        return "it is a symbolic link, which te-tui does not follow: others may change what it leads to"
    return error.strerror or type(error).__name__
