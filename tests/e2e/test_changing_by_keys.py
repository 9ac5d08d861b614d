"""Extending and deleting in the real program, against the embedded server that logs what it is asked."""

from __future__ import annotations

import json
import os
import random
import time
from pathlib import Path

import pytest

from te_tui.archive.reader import verify
from te_tui.files.places import Places
from te_tui.terminal.attention import READING
from tests.e2e.forks import ForkedProgram as Program

DEMO = ("demo", "--now", "2026-11-21T09:00:00Z", "--aid", "1234")
SIZES = [(80, 24), (60, 20)]


def requests(log: Path) -> list[tuple[str, str]]:
    """Method and path of each request."""
    asked = [json.loads(line) for line in log.read_text().splitlines()]
    return [(one["method"], one["path"].split("?")[0]) for one in asked]


@pytest.mark.parametrize(("columns", "lines"), SIZES)
def test_four_keys_in_one_burst_extend_one_snapshot_by_30_days(
    tmp_path: Path, columns: int, lines: int
) -> None:
    log = tmp_path / "log"
    with Program(*DEMO, "--log", str(log), columns=columns, lines=lines) as program:
        program.until("210 snapshots", "e Extend")
        program.press("e", "3", "0", "enter")
        program.until('Extended "')
        assert [method for method, _ in requests(log)].count("PATCH") == 1
        program.press("U")
        program.until("Give 1 old expiry back?")
        program.answer("y")
        program.until("Undone: 1 old expiry is back.")
        assert [method for method, _ in requests(log)].count("PATCH") == 2
        program.press("ctrl+c")
        assert program.end() == 0
        program.assert_terminal_is_as_it_was()


@pytest.mark.parametrize(("columns", "lines"), SIZES)
def test_five_keys_archive_and_delete_three_marked_snapshots(
    tmp_path: Path, columns: int, lines: int
) -> None:
    log = tmp_path / "log"
    with Program(*DEMO, "--log", str(log), columns=columns, lines=lines) as program:
        program.until("210 snapshots", "e Extend")
        program.press(*"jjjjj")  # past those with widgets that cannot be read, and so not be archived
        program.press(" ", " ", " ", "d")
        program.until("Delete 3 snapshots")
        program.answer("y")
        program.until("207 snapshots", "Deleted 3 snapshots")
        program.press("ctrl+c")
        assert program.end() == 0
    asked = requests(log)
    deleted = [path for method, path in asked if method == "DELETE"]
    assert len(deleted) == 3
    for path in deleted:
        about = [method for method, other in asked if other == path or other.startswith(f"{path}/")]
        assert "GET" in about
        assert about.index("DELETE") == len(about) - 1
    archives = list(Places.of(os.environ).of_demo.archives.glob("*.tesnap"))
    assert {verify(path).snapshot_id for path in archives} == {path.rpartition("/")[2] for path in deleted}


# Without q, which quits, and n and N, which open the forms that make something.
_LIKELY = ("d", "y", "enter", "a", "e", "U", " ", "o")
_OTHERS = tuple("bcfghijklmprstuvwxz0123456789")


def burst(folder: Path, seed: int) -> tuple[list[str], set[str]] | None:
    """Press 80 keys in a row, and return them with the methods that were asked for.

    None where the machine made a pause between two keys, so that the second one would be an answer.
    """
    folder.mkdir()
    log, chance = folder / "log", random.Random(seed)
    typed: list[str] = []
    with Program(*DEMO, "--log", str(log), columns=80, lines=24) as program:
        program.until("210 snapshots", "d Delete")
        pressed = time.monotonic()
        for _ in range(80):
            time.sleep(chance.uniform(0.02, 0.25))
            key = chance.choice(_LIKELY if chance.random() < 0.7 else _OTHERS)
            late = time.monotonic() - pressed > READING - 0.03
            key = "escape" if late else key
            program.press(key)
            typed.append(key)
            before, pressed = pressed, time.monotonic()
            if pressed - before > READING and key in {"y", "enter"}:
                return None
            program.look()
        program.press("ctrl+c")
        program.end()
    return typed, {method for method, _ in requests(log)}


@pytest.mark.parametrize("seed", range(3))
def test_no_burst_of_keys_deletes_or_archives_anything_nor_extends_without_a_length(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    for attempt in range(9):
        home = tmp_path / f"home{attempt}"
        monkeypatch.setenv("TE_TUI_HOME", str(home))
        if (done := burst(home, seed)) is not None:
            break
    else:
        pytest.fail("the machine makes too many pauses to type on it")
    typed, methods = done
    length_was_typed = "e" in typed and any(key.isdecimal() for key in typed[typed.index("e") :])
    assert methods <= ({"GET", "PATCH"} if length_was_typed else {"GET"}), typed
    assert not list(Places.of(os.environ).of_demo.archives.glob("*"))


@pytest.mark.parametrize("typed", ["cd\r", "git add\r", "d\r", "dy", "ay"])
def test_what_is_typed_into_the_wrong_window_in_one_go_changes_nothing(tmp_path: Path, typed: str) -> None:
    log = tmp_path / "log"
    with Program(*DEMO, "--log", str(log), columns=80, lines=24) as program:
        program.until("210 snapshots", "d Delete")
        program.press(typed)
        program.until("esc Cancel")
        program.press("escape", "ctrl+c")
        assert program.end() == 0
    assert {method for method, _ in requests(log)} == {"GET"}
    assert not list(Places.of(os.environ).of_demo.archives.glob("*"))
