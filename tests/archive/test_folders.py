"""The archives in a folder, with what was passed over and what could not be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from te_tui.archive.folders import archive_named, archives_in, completed


def test_archives_are_found_by_name_in_all_folders_and_links_are_passed_over(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    paths = [inner / "x.tesnap", tmp_path / "Y.TESNAP", tmp_path / "z.tesnap"]
    for path in (*paths, tmp_path / "z.tesnap.txt"):
        path.touch()
    (tmp_path / "link.tesnap").symlink_to(paths[0])
    assert archives_in(tmp_path) == (tuple(sorted(paths)), 1, ())


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    found = archives_in(tmp_path / "none")
    assert (found.archives, found.links) == ((), 0)
    (trouble,) = found.troubles
    assert str(trouble).startswith(f"Could not read {tmp_path / 'none'}: No such file or directory.")


def test_an_archive_is_found_by_its_file_name_with_or_without_suffix(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    for path in (inner / "x.tesnap", tmp_path / "y.txt"):
        path.touch()
    assert archive_named("x", tmp_path) == archive_named("x.tesnap", tmp_path) == inner / "x.tesnap"
    for name in ("", "y", "y.txt", "b/x", "../a/b/x.tesnap"):
        assert archive_named(name, tmp_path) is None
    assert archive_named("x", tmp_path / "none") is None


@pytest.mark.parametrize(
    ("beginning", "whole"),
    [
        ("", ""),
        ("sh", "shop-"),
        ("shop-1", "shop-1.tesnap"),
        ("net", "net.tesnap"),
        ("none", "none"),
        ("*", "*"),
        ("odd", "odd"),
    ],
)
def test_a_beginning_is_completed_as_far_as_all_names_agree(
    tmp_path: Path, beginning: str, whole: str
) -> None:
    for name in ("shop-1", "shop-2", "net", "odd\n"):
        (tmp_path / f"{name}.tesnap").touch()
    assert completed(beginning, tmp_path) == whole
