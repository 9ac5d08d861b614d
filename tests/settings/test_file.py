"""The settings file: read, written, and told where it is damaged."""

from __future__ import annotations

import os
from contextlib import nullcontext
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.files.private import FileTrouble
from te_tui.settings.file import Settings, UnknownProfile, is_user, load_settings, save_settings
from te_tui.settings.profile import STORES, Profile

WRITTEN = """\
theme = "nord"  # a remark
size = 7

[profiles.work]
base_url = "https://gate.example/te"
aid = "1234"
read_only = true
store = "kernel"
colour = "red"

[profiles."night shift"]
token_command = "vault kv get -field=token te"
"""

NAMES = st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1).filter(str.isprintable)
TEXTS = st.none() | NAMES
PROFILES = st.builds(
    Profile, NAMES, base_url=TEXTS, aid=TEXTS, read_only=st.booleans(),
    store=st.none() | st.sampled_from(STORES), token_command=TEXTS, vendor=TEXTS,
    user=st.none() | NAMES.filter(is_user),
    others=st.dictionaries(st.sampled_from(("colour", "size")), st.integers(0, 9)),
)  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def damaged(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    with pytest.raises(FileTrouble) as trouble:
        load_settings(path)
    assert str(path) in str(trouble.value)
    assert "secret" not in str(trouble.value)
    return str(trouble.value)


def test_where_there_is_no_file_there_is_the_default_profile(path: Path) -> None:
    settings = load_settings(path)
    assert settings.names == ("default",)
    assert settings.profile("default") == Profile("default")


def test_profiles_are_read(path: Path) -> None:
    path.write_text(WRITTEN)
    settings = load_settings(path)
    assert settings.names == ("default", "work", "night shift")
    assert settings.profile("work") == Profile(
        "work", "https://gate.example/te", "1234", read_only=True, store="kernel", others={"colour": "red"}
    )
    assert settings.profile("night shift").token_command == "vault kv get -field=token te"


def test_an_unknown_profile_is_told_with_the_known_ones(path: Path) -> None:
    path.write_text(WRITTEN)
    with pytest.raises(UnknownProfile, match=r"default, work, night shift.*login --profile wrok"):
        load_settings(path).profile("wrok")


def test_a_changed_profile_keeps_what_te_tui_does_not_know(path: Path) -> None:
    path.write_text(WRITTEN)
    before = load_settings(path)
    save_settings(path, before.with_profile(Profile("new", aid="7")))
    after = load_settings(path)
    assert after.theme == "nord"
    assert after.others == {"size": 7}
    assert after.profile("work") == before.profile("work")
    assert after.profile("new").aid == "7"


KEYS = {"snapshots.filter": ("ctrl+e",), "snapshots.sort": ("s", "f3")}


def test_keys_are_read_one_as_a_text_and_several_as_a_list(path: Path) -> None:
    path.write_text('[keys]\n"snapshots.filter" = "ctrl+e"\n"snapshots.sort" = ["s", "f3"]')
    assert load_settings(path).keys == KEYS


@given(profiles=st.lists(PROFILES, max_size=4, unique_by=lambda profile: profile.name))
def test_what_is_saved_is_loaded(tmp_path_factory: pytest.TempPathFactory, profiles: list[Profile]) -> None:
    path = tmp_path_factory.getbasetemp() / "saved" / "settings.toml"
    settings = Settings({profile.name: profile for profile in profiles}, "nord", KEYS, {"size": 7})
    save_settings(path, settings)
    assert load_settings(path) == settings


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"x = 1\n[profiles\n", "line 2: "),
        (b'[profiles.a]\naid = "', "line 2: "),
        (b"x = 1\ny = \xff\n", "line 2 is not UTF-8"),
        (b'[profiles.a]\naid = "7"\n[profiles.b]\n\naid = 7', "line 5: aid is not a text"),
        (b'[profiles.a]\nbase_url = "\\u001b"', "line 2: base_url is not a text"),
        (b'[profiles.a]\nread_only = "secret"', "line 2: read_only is not true or false"),
        (b'[profiles.a]\nstore = "secret"', "line 2: store is not one of keyring, kernel, memory"),
        (b"profiles = 7", "line 1: profiles is not a table"),
        (b"[profiles]\na = 7", "line 2: a is not a table"),
        (b"theme = 7", "line 1: theme is not a text"),
        (b"keys = 7", "line 1: keys is not a table"),
        (b'[keys]\n"snapshots.sort" = 7', "line 2: an action is not a key or a list of keys"),
        (b'[profiles."\\u001b"]', "line 1: "),
        (b"x" * 1_000_001, "more than 1,000,000 bytes"),
    ],
)
def test_a_damaged_file_is_told_with_the_line(path: Path, content: bytes, said: str) -> None:
    assert said in damaged(path, content)


TOKEN = "secret-7f3a-token"


@pytest.mark.parametrize(
    "content",
    [
        TOKEN,
        f"[{TOKEN}]\n[{TOKEN}]",
        f"[profiles]\n{TOKEN} = 7",
        f"[profiles.{TOKEN}]\naid = 7",
        f"{TOKEN} = 1\n{TOKEN} = 2",
        f'[profiles.a]\ntoken_command = ["{TOKEN}"]',
        f"x = {TOKEN}",
        f'x = "{TOKEN}',
        f"[profiles.a]\naid.{TOKEN} = 1\naid.{TOKEN}.b = 2",
    ],
)
def test_nothing_that_was_pasted_is_repeated(path: Path, content: str) -> None:
    assert "line " in damaged(path, content.encode())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("x = " + "[" * 10_000, "nested"),
        ("x = " + "[" * 50 + "]" * 50, "nested"),
        ("x = " + "{a = " * 50 + "1" + "}" * 50, "nested"),
        (".".join("a" * 5_000) + " = 1", "nested"),
        ("[" + ".".join("a" * 5_000) + "]", "nested"),
        ("x = " + "7" * 10_000, "64 bits"),
        ("x = 0x" + "7" * 10_000, "64 bits"),
        ("x = [1, {y = 9223372036854775808}]", "64 bits"),
    ],
)
def test_values_that_could_not_be_written_again_are_refused(path: Path, content: str, said: str) -> None:
    assert said in damaged(path, content.encode())


@pytest.mark.parametrize("mode", [0o666, 0o622, 0o660, 0o620])
def test_a_file_that_others_can_write_is_refused(path: Path, mode: int) -> None:
    path.write_text(WRITTEN)
    path.chmod(mode)
    with pytest.raises(FileTrouble, match=rf"others can write it \(mode {mode:04o}; chmod go-w "):
        load_settings(path)
    path.chmod(mode & ~0o022)
    assert load_settings(path).profiles


@pytest.mark.parametrize(("mode", "refused"), [(0o777, True), (0o770, True), (0o1777, False), (0o755, False)])
def test_so_is_one_in_a_folder_where_others_can_replace_it(path: Path, mode: int, refused: bool) -> None:
    path.write_text(WRITTEN)
    path.parent.chmod(mode)
    with pytest.raises(FileTrouble, match="others can write its folder") if refused else nullcontext():
        load_settings(path)


@pytest.mark.parametrize("foreign", ["file", "folder"])
def test_what_belongs_to_another_user_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch, foreign: str
) -> None:
    path.write_text(WRITTEN)
    if os.geteuid() == 0:
        os.chown(path if foreign == "file" else path.parent, 54321, -1)
    else:
        monkeypatch.setattr("os.geteuid", lambda: 54321)
    with pytest.raises(FileTrouble, match=r"belongs to another user \(uid \d+\)"):
        load_settings(path)


def test_what_is_no_regular_file_is_not_waited_for(path: Path) -> None:
    os.mkfifo(path)
    with pytest.raises(FileTrouble, match="it is no regular file"):
        load_settings(path)
    path.unlink()
    path.mkdir()
    with pytest.raises(FileTrouble, match="Is a directory"):
        load_settings(path)


def test_a_symbolic_link_is_called_so(path: Path) -> None:
    elsewhere = path.with_name("dotfiles.toml")
    elsewhere.write_text(WRITTEN)
    path.symlink_to(elsewhere)
    with pytest.raises(FileTrouble, match="it is a symbolic link, which te-tui does not follow"):
        load_settings(path)


def test_a_byte_order_mark_is_none_of_the_settings(path: Path) -> None:
    path.write_text(WRITTEN, encoding="utf-8-sig")
    assert load_settings(path).names == ("default", "work", "night shift")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32"])
def test_settings_in_utf_16_are_called_so(path: Path, encoding: str) -> None:
    path.write_text(WRITTEN, encoding=encoding)
    with pytest.raises(FileTrouble, match="it is UTF-16, not UTF-8"):
        load_settings(path)
