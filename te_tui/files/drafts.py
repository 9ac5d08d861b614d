"""Drafts: hidden temporary files, locked by their writer, that are renamed when they are complete."""

from __future__ import annotations

import os
import re
import stat
import time
from contextlib import suppress
from pathlib import Path
from typing import Final, Self

from te_tui.files.holding import Held, lock
from te_tui.files.private import FileTrouble, make_folder, sync_folder, trouble

SUFFIX: Final = ".part"

_FILE: Final = 0o600
_LONG_AGO: Final = 24 * 3600  # seconds: te-tui once wrote without a lock, and never for so long
_RANDOM: Final = re.compile(r"\.[a-z0-9_]{8}\.part")
_HEADER: Final = 30  # bytes before the name of a zip file's first member
_FIRST: Final = b"manifest.json"


class Draft:
    """A temporary file, readable by its owner only; the end of its `with` block deletes it.

    It is kept if `become` renamed it before. Its writer holds a lock on it: a draft without one was left
    behind by a killed writer, and is overwritten.

    Args:
        path: the draft's hidden name; writers that must exclude each other use the same name.

    Raises:
        Held: another process, or another thread, is writing the draft.
        FileTrouble: the draft cannot be written.

    Attributes:
        file: the open file, for writing and for reading back.
    """

    def __init__(self, path: Path) -> None:
        with trouble("write", path):
            make_folder(path.parent)
        self._path = path
        self.file = os.fdopen(_locked(path), "w+b")
        self._named = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        # The name goes first: as long as the file has it, the lock is what it stands for.
        if not self._named:
            with suppress(OSError):
                self._path.unlink()
        with suppress(OSError):  # what was written was flushed, or is not wanted
            self.file.close()

    def become(self, path: Path) -> None:
        """Rename the draft to `path` in the same folder, replacing any file there, and sync file and folder.

        Raises:
            FileTrouble: the draft could not be written or renamed.
        """
        with trouble("write", path):
            self.file.flush()
            os.fsync(self.file.fileno())
            self._path.replace(path)
            self._named = True
            sync_folder(path.parent)


def clear_drafts(folder: Path, ending: str) -> None:
    """Delete the drafts that killed writers left in a folder; keep drafts that are being written.

    Files of other programs in the folder are kept, too.

    Args:
        folder: the folder.
        ending: the suffix of the drafts' names, such as `.tesnap.part`.
    """
    with suppress(OSError):
        for entry in list(os.scandir(folder)):
            is_draft = entry.name.startswith(".") and entry.name.endswith(ending)
            if is_draft or _is_of_an_old_te_tui(entry):
                with suppress(Held, FileTrouble), Draft(folder / entry.name):
                    pass


def _is_of_an_old_te_tui(entry: os.DirEntry[str]) -> bool:
    """Whether a file is an unfinished archive of an old te-tui, which used random names and no locks."""
    if not _RANDOM.fullmatch(entry.name) or not entry.is_file(follow_symlinks=False):
        return False
    if time.time() - entry.stat(follow_symlinks=False).st_mtime <= _LONG_AGO:
        return False
    with Path(entry.path).open("rb") as file:
        begin = file.read(_HEADER + len(_FIRST))
    return begin in {b"", begin[:_HEADER] + _FIRST}


def _locked(path: Path) -> int:
    """Open or create a draft's file, lock it, and empty it; return its file descriptor."""
    while True:
        with trouble("write", path):
            flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
            handle = os.open(path, flags, _FILE)
        lock(handle, path)
        if _has_name(handle, path):
            break
        os.close(handle)  # it got its name, or was taken away, while it was being opened
    try:
        with trouble("write", path):
            _must_be_ours(os.fstat(handle))
            os.fchmod(handle, _FILE)
            os.ftruncate(handle, 0)
    except BaseException:
        os.close(handle)
        raise
    return handle


def _has_name(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.lstat())
    except FileNotFoundError:
        return False


def _must_be_ours(found: os.stat_result) -> None:
    """Raise `FileExistsError` unless the file is regular, owned by this user, and has no second hard link."""
    if not stat.S_ISREG(found.st_mode) or found.st_uid != os.geteuid() or found.st_nlink != 1:
        raise FileExistsError(None, "another file is in its place")
