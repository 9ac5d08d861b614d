"""Between the command and the first screen."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from tests.e2e.program import ALTERNATE_SCREEN, CURSOR, Program

DEMO = ("demo", "--now", "2026-11-21T09:00:00Z")

# The driver has started, and switched everything on; the app does not take signals yet.
SIGNALLED_BEFORE_MOUNT = """
import os, sys
from te_tui.app import TeTui
from te_tui.cli.start import start

number = int(sys.argv.pop(1))
mounted = TeTui.on_mount

def signalled(app):
    os.kill(os.getpid(), number)
    mounted(app)

TeTui.on_mount = signalled
sys.exit(start())
"""

SAYS_SOMETHING = """
import sys
from te_tui.app import TeTui
from te_tui.cli.start import start

made = TeTui.__init__

def saying(app, *arguments, **options):
    print("said during the start", file=sys.stderr)
    made(app, *arguments, **options)

TeTui.__init__ = saying
sys.exit(start())
"""


def test_the_first_frame_is_there_before_anything_else() -> None:
    with Program(*DEMO, columns=80, lines=24) as program:
        first = program.until("Starting...").splitlines()
        assert first[0] == " te-tui" + " " * 61 + "Starting..."
        assert "".join(first[1:]) == ""
        assert ALTERNATE_SCREEN in program.modes
        assert CURSOR not in program.modes
        program.until("Lab (new)", "? Help", without="Starting")
        program.press("q")
        assert program.end() == 0
        program.assert_terminal_is_as_it_was()


ASKS, LIGHT, PAPER = "\x1b]11;?\x07", "\x1b]11;rgb:ffff/ffff/ffff\x07", "48;2;224;224;224"


def test_a_terminal_that_says_it_is_light_gets_the_light_theme_and_its_answer_is_no_key() -> None:
    with Program(*DEMO, "--aid", "1234", columns=80, lines=24) as program:
        program.until("Starting...")
        assert ASKS in program.written
        program.press(LIGHT)
        program.until("snapshots", "? Help", without="Starting")
        assert PAPER in program.written
        program.press(LIGHT, "j")  # as late as on a slow line
        program.until("▸", "? Help")
        assert "esc Clear" not in program.text
        program.press("q")
        assert program.end() == 0
        program.assert_terminal_is_as_it_was()


def test_a_theme_that_was_chosen_goes_before_the_terminal_and_an_unknown_one_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TE_TUI_HOME", str(tmp_path))
    settings = tmp_path / "settings.toml"
    settings.write_text('theme = "colour-blind-dark"')
    with Program(*DEMO, columns=80, lines=24) as program:
        program.until("Starting...")
        program.press(LIGHT)
        program.until("Lab (new)", "? Help", without="Starting")
        assert PAPER not in program.written
        program.press("q")
        assert program.end() == 0
    settings.write_text('theme = "nonesuch"')
    with Program(*DEMO, columns=80, lines=24) as program:
        assert program.end() == 1
        assert "there is no such theme" in program.last_words


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_start_that_is_ended_leaves_the_terminal_as_it_was(number: signal.Signals, code: int) -> None:
    with Program(*DEMO, "--snapshots", "100000") as program:
        program.until("Starting...")
        program.send(number)
        assert program.end() == code
        program.assert_terminal_is_as_it_was()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_while_the_screen_is_taken_over_leaves_the_terminal_as_it_was(
    number: signal.Signals,
) -> None:
    with Program(*DEMO, command=(sys.executable, "-c", SIGNALLED_BEFORE_MOUNT, str(int(number)))) as program:
        assert program.end() == 128 + number
        program.assert_terminal_is_as_it_was()


def test_what_is_said_during_the_start_is_there_after_the_end() -> None:
    with Program(*DEMO, command=(sys.executable, "-c", SAYS_SOMETHING)) as program:
        program.until("Lab (new)", "? Help", without="said")
        program.press("q")
        assert program.end() == 0
        assert program.last_words == "said during the start"


def test_keys_typed_ahead_are_neither_lost_nor_echoed() -> None:
    with Program(*DEMO, "--aid", "1234") as program:
        program.until("Starting...")
        program.press("/", "prod on fire", "enter")
        program.until("prod on fire", "1 of", "Prod on fire")
        program.press("ctrl+c")
        assert program.end() == 0
        assert "prod on fire" not in program.written.partition("\x1b[?1004h")[0]
        program.assert_terminal_is_as_it_was()


@pytest.mark.parametrize("words", [("--foo",), ("demo", "--snapshots", "many"), ("https://example.com/x",)])
def test_a_wrong_command_line_is_told_on_the_terminal_as_it_was(words: tuple[str, ...]) -> None:
    with Program(*words, columns=200) as program:
        assert program.end() in {2, 3}
        assert program.last_words.startswith("te-tui: ")
        assert len(program.last_words.splitlines()) == 1
        program.assert_modes_are_as_they_were()


def test_help_is_plain_text() -> None:
    with Program("--help", columns=120) as program:
        assert program.end() == 0
        assert "\x1b" not in program.written
