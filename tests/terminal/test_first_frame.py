from __future__ import annotations

import os
import pty
import subprocess
import sys
import termios
from collections.abc import Iterator

import pytest

from te_tui.terminal.first_frame import is_possible, quiet, skeleton


@pytest.fixture
def terminal() -> Iterator[int]:
    """The program's end of a terminal."""
    master, slave = pty.openpty()
    yield slave
    os.close(slave)
    os.close(master)


@pytest.mark.parametrize("columns", [1, 5, 20, 80, 200])
def test_the_skeleton_is_one_line_that_fits_the_terminal(columns: int) -> None:
    text = skeleton(columns)
    for sequence in ("\x1b[H", "\x1b[1m", "\x1b[0m"):
        text = text.replace(sequence, "")
    assert len(text) <= columns
    assert text.isascii()
    assert text.isprintable()


def test_the_skeleton_says_what_is_coming() -> None:
    assert "te-tui" in skeleton(80)
    assert "Starting" in skeleton(80)


@pytest.mark.parametrize("environment", [{}, {"TERM": ""}, {"TERM": "dumb"}])
def test_nothing_is_drawn_on_what_is_no_terminal(environment: dict[str, str]) -> None:
    assert not is_possible(environment)


def test_keys_pressed_meanwhile_are_kept_as_they_are_and_not_echoed(terminal: int) -> None:
    before = termios.tcgetattr(terminal)
    kept = [*before[:6], [*before[6]]]

    changed = quiet(before)

    assert before == kept
    assert not changed[3] & (termios.ECHO | termios.ICANON)
    assert not changed[0] & termios.ICRNL
    assert changed[3] & termios.ISIG
    assert changed[6][termios.VINTR] == before[6][termios.VINTR]
    assert changed[6][termios.VSUSP] == b"\0"


def test_the_first_frame_needs_next_to_nothing_imported() -> None:
    script = "import sys; import te_tui.cli.start, te_tui.terminal.first_frame; print(*sys.modules)"
    # Who counts lines in children, too, imports a lot into each of them.
    uncounted = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    loaded = subprocess.run(
        [sys.executable, "-c", script], env=uncounted, capture_output=True, text=True, check=True
    ).stdout
    assert not {"typing", "re", "argparse", "asyncio", "textual"} & set(loaded.split())
