from __future__ import annotations

import stat
from pathlib import Path

import pytest

from te_tui.files.new_files import write_new
from te_tui.files.private import FileTrouble

BOTH = {".txt": b"text", ".svg": b"<svg/>"}


def test_files_are_private_and_beside_each_other(tmp_path: Path) -> None:
    text, picture = write_new(tmp_path / "evidence", "page-load", BOTH)
    assert (text.name, picture.name) == ("page-load.txt", "page-load.svg")
    assert text.read_bytes() == b"text"
    assert {stat.S_IMODE(path.stat().st_mode) for path in (text, picture)} == {0o600}
    assert stat.S_IMODE(text.parent.stat().st_mode) == 0o700


def test_no_file_is_replaced_not_even_one_of_the_two(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_bytes(b"mine")
    assert [path.name for path in write_new(tmp_path, "a", BOTH)] == ["a-2.txt", "a-2.svg"]
    assert [path.name for path in write_new(tmp_path, "a", BOTH)] == ["a-3.txt", "a-3.svg"]
    assert (tmp_path / "a.svg").read_bytes() == b"mine"
    assert not (tmp_path / "a.txt").exists()


def test_a_link_in_its_place_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "elsewhere")
    assert write_new(tmp_path, "a", BOTH)[0].name == "a-2.txt"
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FileTrouble, match="Could not write"):
        write_new(tmp_path / "file", "a", BOTH)
