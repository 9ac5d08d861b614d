"""Extending and deleting in the real program, against the embedded server that logs what it is asked."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from te_tui.archive.reader import verify
from te_tui.files.places import Places
from tests.e2e.program import Program

DEMO = ("demo", "--now", "2026-11-21T09:00:00Z", "--aid", "1234")
SIZES = [(80, 24), (60, 20)]


def requests(log: Path) -> list[tuple[str, str]]:
    """Method and path of each request."""
    asked = [json.loads(line) for line in log.read_text().splitlines()]
    return [(one["method"], one["path"].split("?")[0]) for one in asked]


@pytest.mark.parametrize(("columns", "lines"), SIZES)
def test_three_keys_extend_one_snapshot_by_30_days(tmp_path: Path, columns: int, lines: int) -> None:
    log = tmp_path / "log"
    with Program(*DEMO, "--log", str(log), columns=columns, lines=lines) as program:
        program.until("210 snapshots", "e Extend")
        program.press("e", "2", "enter")
        program.until("Extended 1 snapshot")
        assert [method for method, _ in requests(log)].count("PATCH") == 1
        program.press("U")
        program.until("The old expiries are back")
        assert [method for method, _ in requests(log)].count("PATCH") == 2
        program.press("ctrl+c")


@pytest.fixture
def server(log: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DemoServer]:
    with DemoServer(DemoOptions(now=NOW, rate_limit=0, log=log)) as server:
        monkeypatch.setenv("TE_BASE_URL", server.url)
        monkeypatch.setenv("TE_TOKEN", TOKEN)
        yield server


def methods(log: Path) -> set[str]:
    return {json.loads(line)["method"] for line in log.read_text().splitlines()}


@pytest.mark.parametrize("answer", ["n", "", "yes please", "\x04", "ctrl+c"])
def test_only_a_clear_yes_is_one(server: DemoServer, log: Path, answer: str) -> None:
    with Program(*RM) as program:
        asked = program.until("Go on? [y/N]")
        assert "Delete 1 snapshot of account group Network Ops (1234) on 127.0.0.1:" in asked
        assert "They are not archived: nobody can bring them back." in asked
        if answer == "ctrl+c":
            program.interrupt()
            program.until("Nothing was changed.")
        else:
            program.press(answer, *([] if answer == "\x04" else ["enter"]))
        assert program.end() == 130
    assert methods(log) == {"GET"}


def test_a_yes_deletes(server: DemoServer) -> None:
    with Program(*RM) as program:
        program.until("Go on? [y/N]")
        program.press("y", "enter")
        assert "Deleted 1 snapshot" in program.until("Deleted 1 snapshot")
        assert program.end() == 0
        program.assert_terminal_is_as_it_was()


@pytest.mark.parametrize(("columns", "lines"), SIZES)
def test_five_keys_archive_and_delete_three_marked_snapshots(
    tmp_path: Path, columns: int, lines: int
) -> None:
    log = tmp_path / "log"
    with Program(*DEMO, "--log", str(log), columns=columns, lines=lines) as program:
        program.until("210 snapshots", "d Delete")
        program.press(*"jjjjj")  # past those with widgets that cannot be read, and so not be archived
        program.press(" ", " ", " ", "d", "enter")
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
    archives = list(Places.of(os.environ).archives.glob("*.tesnap"))
    assert {verify(path).snapshot_id for path in archives} == {path.rpartition("/")[2] for path in deleted}
