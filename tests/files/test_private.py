"""Files are private, and whole or not there."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import nullcontext, suppress
from pathlib import Path

import pytest

from te_tui.files.private import Appending, FileTrouble, read_private, replacing, write_private


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(autouse=True)
def _open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def test_files_and_folders_are_their_owners_alone(tmp_path: Path) -> None:
    write_private(tmp_path / "a" / "b" / "file", b"x")
    Appending(tmp_path / "a" / "c" / "journal").close()
    assert [mode(tmp_path / name) for name in ("a", "a/b", "a/c")] == [0o700] * 3
    assert [mode(tmp_path / name) for name in ("a/b/file", "a/c/journal")] == [0o600] * 2


def test_the_names_of_new_folders_are_on_the_disk_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced, fsync = [], os.fsync

    def watched(handle: int) -> None:
        synced.append(os.fstat(handle).st_ino)
        fsync(handle)

    monkeypatch.setattr("os.fsync", watched)
    Appending(tmp_path / "a" / "b" / "journal").close()
    assert [(folder.stat().st_ino in synced) for folder in (tmp_path, tmp_path / "a", tmp_path / "a/b")] == [
        True
    ] * 3


@pytest.mark.parametrize(
    ("kind", "number", "fails"),
    [
        (stat.S_ISDIR, errno.EINVAL, False),
        (stat.S_ISDIR, errno.EBADF, False),
        (stat.S_ISDIR, errno.ENOTSUP, False),
        (stat.S_ISREG, errno.EINVAL, True),
        (stat.S_ISREG, errno.ENOTSUP, True),
    ],
)
def test_a_folder_that_cannot_be_synced_is_passed_over_and_a_file_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: Callable[[int], bool], number: int, fails: bool
) -> None:
    def fsync(handle: int) -> None:
        if kind(os.fstat(handle).st_mode):
            raise OSError(number, "no")

    monkeypatch.setattr("os.fsync", fsync)
    with pytest.raises(FileTrouble) if fails else nullcontext():
        write_private(tmp_path / "a" / "file", b"x")
    journal = Appending(tmp_path / "b" / "journal")
    journal.append(b"x")
    with pytest.raises(FileTrouble) if fails else nullcontext():
        journal.sync()
    journal.close()


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC])
def test_a_folder_that_a_disk_failed_to_keep_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def fsync(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(number, "no")

    monkeypatch.setattr("os.fsync", fsync)
    with pytest.raises(FileTrouble):
        write_private(tmp_path / "file", b"x")
    with pytest.raises(FileTrouble):
        Appending(tmp_path / "journal")


def test_what_fails_half_way_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_private(path, b"before")
    with suppress(ZeroDivisionError), replacing(path) as file:
        file.write(b"half")
        raise ZeroDivisionError
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_symbolic_link_is_replaced_and_never_followed(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"untouched")
    link.symlink_to(target)
    with pytest.raises(FileTrouble):
        read_private(link, at_most=100)
    with pytest.raises(FileTrouble):
        Appending(link)
    write_private(link, b"new")
    assert target.read_bytes() == b"untouched"
    assert read_private(link, at_most=3) == b"new"


def test_a_folder_that_is_a_symbolic_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(FileTrouble, match="symbolic link"):
        write_private(tmp_path / "link" / "file", b"x")


def test_lines_are_appended_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    for line in (b"one", b"two"):
        journal = Appending(path)
        journal.append(line)
        journal.close()
    assert read_private(path, at_most=100) == b"one\ntwo\n"


@pytest.mark.parametrize("taken", [0, 3])
def test_a_line_that_a_full_disk_cut_takes_no_other_line_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken: int
) -> None:
    journal = Appending(tmp_path / "journal")
    journal.append(b"first")
    write = os.write

    def fill(handle: int, data: bytes) -> int:
        if len(data) <= len(b"second\n") - taken:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(handle, data[:taken])

    monkeypatch.setattr("te_tui.files.private.os.write", fill)
    with pytest.raises(FileTrouble, match="No space left"):
        journal.append(b"second")
    monkeypatch.setattr("te_tui.files.private.os.write", write)
    for line in (b"third", b"fourth"):
        journal.append(line)
    journal.close()
    lines = (tmp_path / "journal").read_bytes().splitlines()
    assert [line for line in lines if line] == [b"first", *[b"sec"] * (taken > 0), b"third", b"fourth"]


def test_trouble_names_the_file_the_reason_and_the_next_step(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FileTrouble, match=r"Could not write .*/file/below: Not a directory\. .*TE_TUI_HOME"):
        write_private(tmp_path / "file" / "below", b"x")
    write_private(tmp_path / "full", b"xy")
    with pytest.raises(FileTrouble, match="more than 0 bytes"):
        read_private(tmp_path / "full", at_most=0)


def test_what_is_not_there_is_none(tmp_path: Path) -> None:
    assert read_private(tmp_path / "none", at_most=1) is None
