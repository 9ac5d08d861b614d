"""The settings file: read, written, and told where it is damaged."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_tui.files.private import FileTrouble
from te_tui.settings.file import Settings, UnknownProfile, load_settings, save_settings
from te_tui.settings.profile import STORES, Profile

WRITTEN = """\
theme = "nord"  # a remark

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
    store=st.none() | st.sampled_from(STORES), token_command=TEXTS,
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
    assert after.others == {"theme": "nord"}
    assert after.profile("work") == before.profile("work")
    assert after.profile("new").aid == "7"


@given(profiles=st.lists(PROFILES, max_size=4, unique_by=lambda profile: profile.name))
def test_what_is_saved_is_loaded(tmp_path_factory: pytest.TempPathFactory, profiles: list[Profile]) -> None:
    path = tmp_path_factory.getbasetemp() / "saved" / "settings.toml"
    settings = Settings({profile.name: profile for profile in profiles}, {"theme": "nord"})
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
        (b'[profiles."\\u001b"]', "line 1: "),
        (b"x" * 1_000_001, "more than 1,000,000 bytes"),
    ],
)
def test_a_damaged_file_is_told_with_the_line(path: Path, content: bytes, said: str) -> None:
    assert said in damaged(path, content)
