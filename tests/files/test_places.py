"""Where files are, and what they are called."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.actions.journals import interrupted
from te_tui.files.places import Places, file_stem
from te_tui.files.private import FileTrouble, write_private
from te_tui.settings.file import Settings, load_settings


def test_everything_lies_below_te_tui_home(tmp_path: Path) -> None:
    places = Places.of({"TE_TUI_HOME": str(tmp_path)})
    for path in (places.settings, places.journals, places.archives):
        assert path.is_relative_to(tmp_path)


def test_without_te_tui_home_the_platforms_own_folders_are_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("CONFIG", "STATE", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    monkeypatch.setattr("sys.platform", "linux")
    places = Places.of({})
    assert places.settings == tmp_path / "CONFIG" / "te-tui" / "settings.toml"
    assert places.journals == tmp_path / "STATE" / "te-tui" / "journals"
    assert places.archives == tmp_path / "DATA" / "te-tui" / "archives"


@pytest.mark.parametrize("home", [None, "~nosuchuser/x", "~nosuchuser"])
def test_a_user_without_a_home_is_told_so_only_where_a_file_is_needed(
    monkeypatch: pytest.MonkeyPatch, home: str | None
) -> None:
    def no_line(_user: object) -> None:
        raise KeyError

    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", no_line)
    places = Places.of({"TE_TUI_HOME": home} if home else {})
    assert load_settings(places.settings) == Settings()
    assert interrupted(places.journals) == []
    for path in (places.settings, places.journals / "x", places.archives / "x"):
        with pytest.raises(FileTrouble, match=r"no home folder .* Set TE_TUI_HOME to a folder"):
            write_private(path, b"")


def test_a_relative_home_needs_a_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(FileTrouble, match="Set TE_TUI_HOME"):
        write_private(Places.of({"TE_TUI_HOME": "x"}).settings, b"")


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("/etc/passwd", "etc-passwd-"),
        ("..", ""),
        ("日本", ""),
        ("NOC  weekly!", "noc-weekly-"),
        ("x" * 300, "x" * 48),
    ],
)
def test_a_file_name_is_a_slug_of_the_name_and_a_hash_of_the_id(name: str, slug: str) -> None:
    assert file_stem(name, "id").startswith(slug)
    assert file_stem(name, "id") != file_stem(name, "another")


@given(st.text(), st.text())
def test_no_name_leaves_its_folder_or_is_too_long(name: str, identity: str) -> None:
    stem = file_stem(name, identity)
    assert Path("folder", stem).resolve().parent == Path("folder").resolve()
    assert 0 < len(stem) < 64
    assert not stem.startswith((".", "-"))


def test_the_demo_has_a_folder_of_its_own_in_which_no_real_archive_or_journal_lies(tmp_path: Path) -> None:
    real = Places.of({"TE_TUI_HOME": str(tmp_path)})
    demo = real.of_demo
    assert demo.archives.is_relative_to(real.demo)
    assert demo.journals.is_relative_to(real.demo)
    for path in (real.archives, real.journals):
        assert not demo.archives.is_relative_to(path)
        assert not demo.journals.is_relative_to(path)
