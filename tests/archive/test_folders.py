"""The archives in a folder, with what was passed over and what could not be read."""

from __future__ import annotations

from pathlib import Path

from te_tui.archive.folders import archives_in


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
