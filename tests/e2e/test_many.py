"""100,000 snapshots stream in, and what somebody has done meanwhile stays as it was."""

from __future__ import annotations

import re

import pytest

from te_tui.demo import TOKEN
from tests.benchmarks.lab import serving
from tests.e2e.forks import ForkedProgram as Program

MANY = 100_000
END = "\x1b[F"

_ID = re.compile(r"[0-9a-f]{8}-5a47-4783-8f12-[0-9a-f]{12}")


@pytest.mark.parametrize("sorted_by_name", [False, True])
def test_marks_and_cursor_stay_on_their_rows_while_100_000_stream_in(
    monkeypatch: pytest.MonkeyPatch, sorted_by_name: bool
) -> None:
    with serving("tests.benchmarks.service", "--snapshots", str(MANY)) as url:
        monkeypatch.setenv("TE_BASE_URL", url)
        monkeypatch.setenv("TE_TOKEN", TOKEN)
        with Program("--aid", "1234") as program:
            program.until("▸", "more coming")
            if sorted_by_name:  # what comes is to stand in front of the cursor's row
                program.press("s")
                program.until("Name↑", "more coming")
                program.press(END, "up", "up", "up")
            program.press(" ", " ", " ", "Y")
            copied = program.until("3 marked", "Copied", "more coming").partition("Copied")[2]
            marked = _marked(program)

            program.until(f"{MANY:,} snapshots", "3 marked", without="more coming")
            program.press("y")
            program.until(f"?reportSnapshotId={_ID.findall(copied)[0]}")  # in one line: copied
            if not sorted_by_name:
                assert len(marked) == 3
                assert _marked(program) == marked


def _marked(program: Program) -> list[str]:
    """The lines with a mark, as far as the name goes."""
    return [line[:40] for line in program.text.splitlines() if line[1:2] == "●"]
