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
