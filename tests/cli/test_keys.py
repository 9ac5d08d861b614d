"""`te-tui keys`, and keys in the settings that cannot be had."""

from __future__ import annotations

from pathlib import Path

import pytest

from te_tui.keys.table import KEYS
from tests.cli.conftest import Run


def test_every_action_is_listed_with_its_keys_and_what_it_does(te_tui: Run) -> None:
    listed = te_tui("keys", "--json").objects
    assert [each["id"] for each in listed] == [key.id for key in KEYS]
    assert next(each for each in listed if each["id"] == "snapshots.filter") == {
        "id": "snapshots.filter",
        "keys": ["/"],
        "default": ["/"],
        "does": "Filter as you type",
        "topic": "Look",
        "screens": ["list", "archives"],
    }
    assert any("snapshots.filter" in line and " / " in line for line in te_tui("keys").lines)


def test_the_keys_of_the_settings_are_listed_beside_those_they_replace(te_tui: Run, tmp_path: Path) -> None:
    _settings(tmp_path, '[keys]\n"snapshots.filter" = ["ctrl+e", "F3"]')
    listed = te_tui("keys", "--json", TE_TUI_HOME=str(tmp_path)).objects
    found = next(each for each in listed if each["id"] == "snapshots.filter")
    assert (found["keys"], found["default"]) == (["ctrl+e", "f3"], ["/"])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            '"snapshots.filtre" = "x"',
            'no action is called "snapshots.filtre"; the nearest is',
        ),
        (
            '"snapshots.filter" = "d"',
            "d would be both snapshots.delete (Delete) and",
        ),
        ('"secret-7f3a-token" = "d"', "an id is none"),
        ('"snapshots.filter" = "secret-7f3a-token"', "a key has no such name"),
    ],
)
@pytest.mark.parametrize("command", ["keys", "profiles"])
def test_keys_that_cannot_be_had_are_told_in_one_sentence(
    te_tui: Run, tmp_path: Path, content: str, words: str, command: str
) -> None:
    _settings(tmp_path, f"[keys]\n{content}")
    outcome = te_tui(command, TE_TUI_HOME=str(tmp_path))
    if command == "profiles":  # which has no use for keys
        assert outcome.code == 0
        return
    assert outcome.code == 1
    assert words in outcome.err
    assert "secret" not in outcome.err
    assert outcome.err.count("\n") == 1


def _settings(home: Path, content: str) -> None:
    path = home / "settings.toml"
    path.write_text(content)
    path.chmod(0o600)
