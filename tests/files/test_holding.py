"""A file belongs to one process at a time."""

from __future__ import annotations

import errno
import fcntl
import os
from pathlib import Path

import pytest

from te_tui.files.holding import Held, Hold
from te_tui.files.private import FileTrouble


def test_a_file_that_is_held_is_refused_until_it_is_let_go(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch()
    hold = Hold(path)
    with pytest.raises(Held, match="file is in use by another te-tui"):
        Hold(path)
    hold.release()
    Hold(path).release()


def test_what_is_not_there_or_a_symbolic_link_cannot_be_held(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to(tmp_path / "file")
    for name in ("none", "link"):
        with pytest.raises(FileTrouble, match=r"Could not open"):
            Hold(tmp_path / name)


def test_a_file_is_held_where_only_what_is_open_for_writing_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def as_on_nfs(handle: int, _: int) -> None:
        if fcntl.fcntl(handle, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY:
            raise OSError(errno.EBADF, "Bad file descriptor")

    (tmp_path / "file").touch()
    monkeypatch.setattr("fcntl.flock", as_on_nfs)
    Hold(tmp_path / "file").release()


def test_a_file_system_without_locks_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_locks(*_: object) -> None:
        raise OSError(37, "No locks available")

    (tmp_path / "file").touch()
    monkeypatch.setattr("fcntl.flock", no_locks)
    with pytest.raises(FileTrouble, match=r"Could not lock .*: No locks available"):
        Hold(tmp_path / "file")
