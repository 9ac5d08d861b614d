"""The real program in a terminal of its own: keys in, a screen out, and how it leaves the terminal."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, Self

import pyte

from te_tui.terminal.attention import READING

COMMAND = (sys.executable, "-W", "error", "-m", "te_tui")
TERMINAL = "xterm-256color"
DEADLINE = 60.0  # seconds: far more than anything takes, so that only what hangs fails

KEYS = {"enter": "\r", "escape": "\x1b", "tab": "\t", "down": "\x1b[B", "up": "\x1b[A", "ctrl+c": "\x03",
        "ctrl+z": "\x1a"}  # fmt: skip

# What Textual sends and pyte would print or misread: kitty's keyboard protocol, DECRQM, OSC and DCS strings.
_UNKNOWN_TO_PYTE = re.compile(
    r"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\??[0-9;]*\$p|\x1b\].*?(?:\x07|\x1b\\)|\x1b[P_^X].*?\x1b\\", re.DOTALL
)
_UNFINISHED = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|[\]P_^X][^\x07\x1b]*)?$")
_MODES = re.compile(r"\x1b\[\?([0-9;]+)([hl])")
_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\].*?(?:\x07|\x1b\\)|.)", re.DOTALL)

_COPIES = "\x1b]52;c;"

ALTERNATE_SCREEN, CURSOR, BRACKETED_PASTE, FOCUS = 1049, 25, 2004, 1004
MOUSE = {1000, 1002, 1003, 1006, 1015, 1016}


class Process(Protocol):
    """What is asked of a process that was begun."""

    @property
    def pid(self) -> int:
        """Its number."""

    def poll(self) -> int | None:
        """The exit code, or None while it runs."""

    def wait(self, timeout: float | None = None) -> int:
        """The exit code, after waiting for it for so many seconds."""

    def send_signal(self, sig: int, /) -> None:
        """Send a signal, unless it has ended."""

    def kill(self) -> None:
        """End it at once."""


class Program:
    """`te-tui` in a terminal of its own; use it with `with`, which ends what is still running.

    Args:
        argv: what stands on the command line after the command.
        columns: of the terminal.
        lines: of the terminal.
        command: the program, where it is another one.
    """

    def __init__(
        self, *argv: str, columns: int = 120, lines: int = 40, command: tuple[str, ...] = COMMAND
    ) -> None:
        self._master, self._slave = pty.openpty()
        self._resize_terminal(columns, lines)
        self._settings = termios.tcgetattr(self._slave)
        # The program holds the other end of this pipe: it can be read, as empty, when the program has ended.
        self._ended, held = os.pipe()
        environment = os.environ | {"TERM": TERMINAL, "COLORTERM": "truecolor"}
        self._process = self._begin([*command, *argv], self._slave, held, environment)
        os.close(held)
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.Stream(self._screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._pending = ""
        self.written = ""
        """Everything that the program has written so far."""

    def _begin(
        self, command: Sequence[str], terminal: int, held: int, environment: Mapping[str, str]
    ) -> Process:
        """Start a command on a terminal, with a descriptor that it holds until it ends."""
        return subprocess.Popen(
            command,
            stdin=terminal, stdout=terminal, stderr=terminal,
            env=environment, pass_fds=[held], start_new_session=True,
            preexec_fn=_control_jobs_from_terminal,  # noqa: PLW1509 - one system call, which takes no lock
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        for descriptor in (self._master, self._slave, self._ended):
            os.close(descriptor)

    @property
    def text(self) -> str:
        """What the screen shows."""
        # Not pyte's display, which fails at half of a wide character while the other half is still to come.
        columns = range(self._screen.columns)
        lines = (self._screen.buffer[y] for y in range(self._screen.lines))
        return "\n".join("".join(line[x].data for x in columns).rstrip() for line in lines)

    @property
    def modes(self) -> set[int]:
        """The private modes that the program has switched on and not off again; the cursor is on at first."""
        on = {CURSOR}
        for numbers, switch in _MODES.findall(self.written):
            changed = {int(number) for number in numbers.split(";")}
            on = on | changed if switch == "h" else on - changed
        return on

    @property
    def last_words(self) -> str:
        """What stands on the terminal since the program left its own screen for the last time."""
        return _SEQUENCE.sub("", self.written.rpartition(f"\x1b[?{ALTERNATE_SCREEN}l")[2]).strip()

    @property
    def pid(self) -> int:
        """The process of the program."""
        return self._process.pid

    @property
    def code(self) -> int:
        """The exit code, after waiting for it; for where there is no terminal to read from any more."""
        return self._process.wait(DEADLINE)

    def hang_up(self) -> None:
        """Close the terminal, as a lost connection does."""
        for descriptor in (self._master, self._slave):
            os.close(descriptor)
        self._master, self._slave = (os.open(os.devnull, os.O_RDWR) for _ in range(2))

    def block_nothing(self) -> None:
        """Make the terminal one that does not block, as another program on it may do."""
        os.set_blocking(self._slave, False)

    def clear(self) -> None:
        """Empty the screen, so that it shows only what is written from now on."""
        self._screen.reset()

    def press(self, *keys: str) -> None:
        """Type keys by their names in `KEYS`, or text as it is."""
        os.write(self._master, "".join(KEYS.get(key, key) for key in keys).encode())

    def answer(self, *keys: str) -> None:
        """Answer the question on the screen as somebody does who has read it, and sees whether it was taken.

        A busy machine may read a key so late that it cannot tell it from one typed before the question.
        """
        question, deadline = self.text, time.monotonic() + DEADLINE
        while self.text == question:
            assert time.monotonic() < deadline, f"{keys} are no answer; the screen shows:\n{question}"
            time.sleep(2 * READING)
            self.press(*keys)
            self._wait_for(lambda: self.text != question, DEADLINE / 10)

    def interrupt(self) -> None:
        """Do what ctrl+c does while the terminal is not in raw mode."""
        self._process.send_signal(signal.SIGINT)

    def resize(self, columns: int, lines: int) -> None:
        """Make the terminal larger or smaller."""
        self._resize_terminal(columns, lines)
        self._screen.resize(lines, columns)
        self.send(signal.SIGWINCH)

    def send(self, number: signal.Signals) -> None:
        """Send a signal to the program alone."""
        self._process.send_signal(number)

    def until(self, *words: str, without: str | None = None, last_line: str = "") -> str:
        """Read until the screen shows all these words, and not those; returns what it shows."""

        def shown() -> bool:
            text = self.text
            shows_all = all(word in text for word in words) and last_line in text.rpartition("\n")[2]
            return shows_all and not (without and without in text)

        self._read_until(shown, f"{words} (without {without!r})")
        return self.text

    def until_written(self, part: str) -> None:
        """Read until this has been written, seen or not."""
        self._read_until(lambda: part in self.written, f"{part!r} in what is written")

    def until_copied(self) -> str:
        """Read until something is put on the clipboard; returns what the terminal got last."""

        def last() -> str:
            return self.written.rpartition(_COPIES)[2] if _COPIES in self.written else ""

        self._read_until(lambda: "\x07" in last(), "a text for the clipboard")
        return b64decode(last().partition("\x07")[0]).decode()

    def look(self) -> str:
        """Read what has been written by now; returns what the screen shows."""
        while self._feed(0):
            pass
        return self.text

    def until_said(self, words: str) -> str:
        """Read until the program has left its own screen and these words follow; returns all that follows."""
        self._read_until(
            lambda: ALTERNATE_SCREEN not in self.modes and words in self.last_words, f"{words!r} afterwards"
        )
        return self.last_words

    def end(self) -> int:
        """Read until the program has ended; returns its exit code."""
        self._read_until(self._has_ended, "the end")
        while self._feed(0):
            pass
        return self._process.wait(DEADLINE)

    def assert_terminal_is_as_it_was(self) -> None:
        """No mode left on, no text behind the last one switched off, and the settings of before."""
        self.assert_modes_are_as_they_were()
        assert self.last_words == ""

    def assert_modes_are_as_they_were(self) -> None:
        """No mode left on, and the settings of before."""
        assert self.modes & {ALTERNATE_SCREEN, BRACKETED_PASTE, FOCUS, *MOUSE} == set()
        assert CURSOR in self.modes
        assert _without_speeds(termios.tcgetattr(self._slave)) == _without_speeds(self._settings)

    def _resize_terminal(self, columns: int, lines: int) -> None:
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def _read_until(self, reached: Callable[[], bool], what: str) -> None:
        if not self._wait_for(reached, DEADLINE):
            found = "it ended before" if self._has_ended() else "there was no"
            raise AssertionError(f"{found} {what}; the screen shows:\n{self.text}")

    def _wait_for(self, reached: Callable[[], bool], seconds: float) -> bool:
        """Read until this is reached; False if the program ended before, or so many seconds passed."""
        deadline = time.monotonic() + seconds
        while not reached():
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            if self._feed(left):
                # Looking at the screen is slow: only when there is nothing more to read at once.
                while self._feed(0):
                    pass
            elif self._has_ended():
                return reached()
        return True

    def _has_ended(self) -> bool:
        return bool(select.select([self._ended], [], [], 0)[0])

    def _feed(self, seconds: float) -> bool:
        """Take in what there is, after waiting for it; False if the program ended or nothing came."""
        if self._master not in select.select([self._master, self._ended], [], [], seconds)[0]:
            return False
        written = self._decoder.decode(os.read(self._master, 65_536))
        self.written += written
        text = self._pending + written
        unfinished = _UNFINISHED.search(text)
        cut = unfinished.start() if unfinished else len(text)
        self._pending = text[cut:]
        self._stream.feed(_UNKNOWN_TO_PYTE.sub("", text[:cut]))
        return True


def _control_jobs_from_terminal() -> None:
    """Make the terminal the one that signals come from, as it is for every program in a real one."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _without_speeds(settings: list[Any]) -> list[Any]:
    return [*settings[:4], *settings[6:]]
