"""A session in a real tmux shows what the terminal shows without one."""

from __future__ import annotations

import os
import shlex
import subprocess
import time
from pathlib import Path

from tests.e2e.program import COMMAND, DEADLINE, KEYS, Program
from tests.system.packages import program

COLUMNS, LINES = 100, 30
DEMO = ("demo", "--now", "2026-11-21T09:00:00Z", "--rate-limit", "0", "--aid", "1234")
SCRIPT = (
    ("", ("Every widget type", "210 snapshots", "? Help")),
    ("/", ("esc Cancel",)),
    ("id:d28b", ("1 of 210", "HTTP Server Dashboard")),
    (KEYS["enter"], ("1 of 210", "space Mark")),
    (KEYS["enter"], ("Checkout at a", "Spread of")),
    (KEYS["enter"], ("widget 1 of", "Frankfurt", "t Table")),
    ("?", ("All keys of this screen",)),
)
"""What is typed, and what the screen shows then."""


class Tmux:
    """A tmux of its own with one window, in which a command runs; use it with `with`."""

    def __init__(self, folder: Path, command: tuple[str, ...]) -> None:
        tmux = program("tmux", "tmux")
        settings = folder / "tmux.conf"
        settings.write_text("set -g status off\nset -g default-terminal tmux-256color\n", encoding="ascii")
        self._tmux = (tmux, "-u", "-f", str(settings), "-S", str(folder / "tmux"))
        # It lasts longer than the program, so that what that said can be read if it fails.
        shell = f"{shlex.join(command)}; exec sleep {DEADLINE}"
        self._run("new-session", "-d", "-x", str(COLUMNS), "-y", str(LINES), shell)

    def __enter__(self) -> Tmux:
        return self

    def __exit__(self, *_: object) -> None:
        self._run("kill-server")

    def press(self, text: str) -> None:
        """Type a text."""
        if text:
            self._run("send-keys", "-l", text)

    @property
    def shown(self) -> str:
        """What the window shows."""
        return self._run("capture-pane", "-p")

    def until(self, *words: str) -> None:
        """Look until the window shows all these words."""
        deadline = time.monotonic() + DEADLINE
        while not all(word in (shown := self.shown) for word in words):
            assert time.monotonic() < deadline, f"{words} did not come; the window shows:\n{shown}"

    def _run(self, *words: str) -> str:
        # Not the environment of C, where readline has put the size of the terminal that the tests run in.
        environment = dict(os.environ)
        command = [*self._tmux, *words]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def test_tmux_shows_what_a_terminal_shows_without_it(tmp_path: Path) -> None:
    command = (*COMMAND, *DEMO)
    with (
        Program(*DEMO, columns=COLUMNS, lines=LINES) as program,
        Tmux(tmp_path, command) as tmux,
    ):
        for typed, words in SCRIPT:
            program.press(typed)
            tmux.press(typed)
            program.until(*words)
            tmux.until(*words)
            # Both draw on for a while, each at its own pace.
            deadline = time.monotonic() + DEADLINE
            seen = lines_of(tmux.shown), lines_of(program.look())
            while seen[0] != seen[1] and time.monotonic() < deadline:
                seen = lines_of(tmux.shown), lines_of(program.look())
            assert seen[0] == seen[1], f"after {typed!r}"


def lines_of(text: str) -> list[str]:
    """Lines without what stands at their ends and at the end of all, where there is nothing."""
    return "\n".join(line.rstrip() for line in text.splitlines()).rstrip().splitlines()
