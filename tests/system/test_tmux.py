"""A session in a real tmux shows what the terminal shows without one."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import time
from base64 import b64decode
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from tests.cli.answers import Answer, answering
from tests.e2e.program import COMMAND, DEADLINE, KEYS, Program
from tests.system.packages import program

COLUMNS, LINES = 100, 30
DEMO = ("demo", "--now", "2026-11-21T09:00:00Z", "--rate-limit", "0", "--aid", "1234")
ALWAYS = ("set -g status off", "set -g default-terminal tmux-256color")
SCRIPT = (
    ("", ("Every widget type", "210 snapshots", "? Help")),
    ("/", ("esc Clear",)),
    ("id:d28b", ("1 of 210", "HTTP Server Dashboard")),
    (KEYS["enter"], ("1 of 210", "space Mark")),
    (KEYS["enter"], ("Checkout at a", "Spread of")),
    (KEYS["enter"], ("widget 1 of", "Frankfurt", "t Table")),
    ("?", ("esc closes · ",)),
)
"""What is typed, and what the screen shows then."""


def tmux_with(folder: Path, *settings: str, name: str = "tmux") -> tuple[str, ...]:
    """The command of a tmux of its own, with these settings."""
    tmux = program("tmux", "tmux")
    path = folder / f"{name}.conf"
    path.write_text("\n".join((*ALWAYS, *settings, "")), encoding="ascii")
    return tmux, "-u", "-f", str(path), "-S", str(folder / name)


class Tmux:
    """A tmux of its own, with these settings and one window in which a command runs; use it with `with`."""

    def __init__(self, folder: Path, command: tuple[str, ...], *settings: str) -> None:
        self._tmux = tmux_with(folder, *settings)
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

    @property
    def backgrounds(self) -> list[tuple[int, ...]]:
        """The backgrounds of what the window shows, red, green and blue, as they come."""
        found = re.findall(r"48;2;(\d+);(\d+);(\d+)", self._run("capture-pane", "-e", "-p"))
        return [tuple(map(int, parts)) for parts in found]

    def until(self, *words: str) -> None:
        """Look until the window shows all these words."""
        deadline = time.monotonic() + DEADLINE
        while not all(word in (shown := self.shown) for word in words):
            assert time.monotonic() < deadline, f"{words} did not come; the window shows:\n{shown}"

    def until_figures(self, numbers: Iterable[int]) -> None:
        """Look until the lines show what belongs to these numbers behind their names, and nothing else."""
        boards = {number: f"Board {number:02} {'odd' if number % 2 else 'even'}" for number in numbers}
        expected = [f"{boards[n]} {n + 1} Nov 10:{n:02} – {n + 1} h" for n in numbers]
        deadline = time.monotonic() + DEADLINE
        while [" ".join(line.split()) for line in re.findall("Board .*", self.shown)] != expected:
            assert time.monotonic() < deadline, f"it shows\n{self.shown}"

    def record(self, path: Path) -> None:
        """From now on, write into a file what the program sends to tmux."""
        self._run("pipe-pane", f"exec cat >{shlex.quote(str(path))}")

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


@pytest.mark.parametrize(("background", "light"), [("#fafaf0", True), ("#101020", False), ("default", False)])
def test_a_light_terminal_gets_the_light_theme_and_its_answer_is_never_a_key(
    tmp_path: Path, background: str, light: bool
) -> None:
    settings = ('set -ga terminal-overrides ",*:Tc"', f"set -g window-style bg={background}")
    with Tmux(tmp_path, ("env", "COLORTERM=truecolor", *COMMAND, *DEMO), *settings) as tmux:
        tmux.until("210 snapshots", "? Help", "/ filter: words")
        assert "does nothing here" not in tmux.shown
        # The row under the cursor has another one.
        assert (median(map(min, tmux.backgrounds)) > 127) is light


def lines_of(text: str) -> list[str]:
    """Lines without what stands at their ends and at the end of all, where there is nothing."""
    return "\n".join(line.rstrip() for line in text.splitlines()).rstrip().splitlines()


@pytest.mark.parametrize(
    "settings", [(), ("set -g set-clipboard external",)], ids=["as-delivered", "external"]
)
def test_y_reaches_the_clipboard_around_a_tmux_without_settings(
    tmp_path: Path, settings: tuple[str, ...]
) -> None:
    tmux = tmux_with(tmp_path, *settings)
    command = shlex.join(("env", "-u", "TMUX", *tmux, "new-session", shlex.join((*COMMAND, *DEMO))))
    try:
        with Program(command=("sh", "-c", command), columns=COLUMNS, lines=LINES) as outer:
            outer.until("Every widget type", "210 snapshots", "? Help")
            outer.press("y")
            outer.until("Copied")
            outer.until_written("\x1b]52;")
            sent = re.search(r"\x1b\]52;\w*;([A-Za-z0-9+/=]+)", outer.written)
            assert sent is not None
            assert b64decode(sent[1]).startswith(b"https://app.thousandeyes.com/")
    finally:
        subprocess.run([*tmux, "kill-server"], capture_output=True, check=False)


ON, PASSING = ("set -g set-clipboard on",), ("set -g set-clipboard off", "set -g allow-passthrough on")


@pytest.mark.parametrize(
    "tmuxes", [(ON,), (PASSING,), (ON, ON), (PASSING, ON)], ids=["on", "passing", "on-in-on", "passing-in-on"]
)
@pytest.mark.parametrize("way", [(), ("env", "-u", "TMUX")], ids=["here", "over-ssh"])
def test_y_reaches_the_clipboard_of_the_terminal_around_tmux(
    tmp_path: Path, tmuxes: tuple[tuple[str, ...], ...], way: tuple[str, ...]
) -> None:
    """From the inmost tmux to the outmost; over SSH it is on another machine, and only TERM tells of it."""
    command = shlex.join((*way, *COMMAND, *DEMO))
    servers = [tmux_with(tmp_path, *settings, name=f"tmux{depth}") for depth, settings in enumerate(tmuxes)]
    for tmux in servers:
        command = shlex.join(("env", "-u", "TMUX", *tmux, "new-session", command))
    try:
        with Program(command=("sh", "-c", command), columns=COLUMNS, lines=LINES) as outer:
            outer.until("Every widget type", "210 snapshots", "? Help")
            outer.press("y")
            outer.until("Copied")
            outer.until_written("\x1b]52;")
            sent = re.search(r"\x1b\]52;\w*;([A-Za-z0-9+/=]+)", outer.written)
            assert sent is not None
            assert b64decode(sent[1]).startswith(b"https://app.thousandeyes.com/")
    finally:
        for tmux in servers:
            subprocess.run([*tmux, "kill-server"], capture_output=True, check=False)


ODD_NAMES = (
    "\u0301begins with an accent",
    "\u3164\u0301",
    "मासिक रिपोर्ट दिल्ली",
    "👍🏽 weekly 👩🏽\u200d💻",
    "👨\u200d👩\u200d👧 ❤\ufe0f 🇩🇪",
    "日本語 한국어 ก็ำ",
)


def listed(names: Sequence[str]) -> Callable[[str], Answer]:
    """Answers of a service whose snapshots have these names, and are alike but for their numbers."""

    def row(number: int, name: str) -> dict[str, Any]:
        return {
            "snapshotId": f"id-{number}",
            "snapshotName": name,
            "snapshotCreatedDate": f"2026-11-{number + 1:02}T10:{number:02}:00Z",
            "timeSpan": {"start": "2026-11-01T00:00:00Z", "duration": 3600 * (number + 1)},
            "dashboard": {"title": f"Board {number:02} {'odd' if number % 2 else 'even'}"},
        }

    rows = json.dumps({"dashboardSnapshots": [row(*numbered) for numbered in enumerate(names)]})
    return lambda path: Answer(rows) if path.startswith("/v7/dashboard-snapshots?") else Answer("{}", 404)


def test_lines_beside_odd_names_show_their_figures_exactly(tmp_path: Path) -> None:
    """Each line is drawn, moved up by a filter and back, beside the cursor and without it."""
    names = [name for odd in ODD_NAMES for name in (odd, "plain")]
    with answering(listed(names)) as url:
        environment = (f"TE_BASE_URL={url}", "TE_TOKEN=a-token-of-a-test", f"TE_TUI_HOME={tmp_path}")
        with Tmux(tmp_path, ("env", *environment, *COMMAND, "--aid", "7")) as tmux:
            tmux.until("12 snapshots", "? Help")
            tmux.until_figures(range(12))
            for typed, numbers in (
                ("/odd", range(1, 12, 2)),
                (KEYS["escape"], range(12)),
                ("/even", range(0, 12, 2)),
            ):
                tmux.press(typed)
                tmux.until_figures(numbers)
            tmux.press(KEYS["down"])
            for _ in range(5):
                tmux.press(KEYS["down"])
                tmux.until_figures(range(0, 12, 2))


def bytes_of_a_filter(folder: Path, names: Sequence[str]) -> int:
    """Bytes sent to tmux for a filter that leaves every second line, and for taking it back."""
    folder.mkdir()
    sent = folder / "sent"
    with answering(listed(names)) as url:
        environment = (f"TE_BASE_URL={url}", "TE_TOKEN=a-token-of-a-test", f"TE_TUI_HOME={folder}")
        with Tmux(folder, ("env", *environment, *COMMAND, "--aid", "7")) as tmux:
            tmux.until("12 snapshots", "? Help")
            tmux.record(sent)
            for typed, numbers in (("/odd", range(1, 12, 2)), (KEYS["escape"], range(12))):
                tmux.press(typed)
                tmux.until_figures(numbers)
    return sent.stat().st_size


def test_a_filter_costs_little_more_beside_odd_names(tmp_path: Path) -> None:
    odd = bytes_of_a_filter(tmp_path / "odd", [name for odd in ODD_NAMES for name in (odd, "plain")])
    plain = bytes_of_a_filter(tmp_path / "plain", ["plain"] * 12)
    assert 0 < odd <= 1.5 * plain
