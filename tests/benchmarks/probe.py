"""A program in a pseudo-terminal, looked at from outside: what it writes, when, and at what cost.

A thread reads and stamps, so that drawing the screen here delays no time that is told. A program that is to
be measured fairly has the terminal, the variables and the home of nobody in particular.
"""

from __future__ import annotations

import fcntl
import os
import pty
import queue
import re
import select
import struct
import subprocess
import termios
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from tests.benchmarks.terminal import Terminal, answers

KEYS: Final = {"down": "[B", "up": "[A", "pagedown": "[6~", "pageup": "[5~"}
_MOVING: Final = {"down", "up"}  # sent in another way where a program asks for it
_TICK: Final = 0.05  # seconds between two reads of a slow link
_QUIET: Final = 0.03  # seconds without output, after which a key has been answered


@dataclass(frozen=True, slots=True)
class Response:
    """What a key did: seconds until it could be seen (None: never), and the bytes written for it."""

    latency: float | None
    bytes: int


class Probe:
    """Starts a program; use it with `with`, which ends it.

    Args:
        command: the program and its arguments.
        home: an empty folder that the program takes for its home.
        variables: of the environment, besides those of any terminal.
        columns: of the terminal.
        lines: of the terminal.
        pace: bytes a second that are read; None is as fast as they come.
        folder: where the program runs.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        home: Path,
        variables: Mapping[str, str] | None = None,
        columns: int = 120,
        lines: int = 40,
        pace: int | None = None,
        folder: Path | None = None,
    ) -> None:
        self.terminal = Terminal(columns, lines)
        self.written = 0
        self.last: float = 0.0
        """When the last output came, in seconds since the start."""
        self.first: float | None = None
        """When anything could be seen first."""
        self._pace = pace
        self._chunks: queue.SimpleQueue[tuple[float, bytes]] = queue.SimpleQueue()
        self._over = threading.Event()
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            **(variables or {}),
        }
        self._began = time.monotonic()
        self._process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave,
            env=environment, cwd=folder, start_new_session=True,
            preexec_fn=_own_terminal,  # noqa: PLW1509 - no thread runs yet that could hold a lock
        )  # fmt: skip
        os.close(slave)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        self._over.set()
        self._reader.join()
        os.close(self._master)

    @property
    def alive(self) -> bool:
        """Whether the program still runs."""
        return self._process.poll() is None

    def until(self, pattern: str, seconds: float) -> float | None:
        """When the screen showed a pattern first, in seconds since the start; None if it did not in time."""
        wanted = re.compile(pattern)
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.take(0.05) and wanted.search(self.terminal.text):
                return self.last
            if not self._reader.is_alive() and self._chunks.empty():
                return None  # it has ended, and all that it wrote has been looked at
        return None

    def settle(self, quiet: float, at_most: float) -> None:
        """Take in output until there has been none for `quiet` seconds."""
        deadline = time.monotonic() + at_most
        while time.monotonic() < deadline and self.take(quiet):
            pass

    def watch(self, seconds: float) -> None:
        """Take in whatever comes for some seconds."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            self.take(left)

    def press(
        self, key: str, effect: Callable[[Terminal], object] | None = None, *, within: float = 1.0
    ) -> Response:
        """Type a key, and wait until its effect can be seen and nothing more comes.

        Args:
            key: a name in `KEYS`, or text.
            effect: what becomes another when the key is answered; None is anything on the screen.
            within: seconds, after which the key has none.
        """
        seen = effect or (lambda terminal: terminal.changes)
        before, written = seen(self.terminal), self.written
        sent = time.monotonic() - self._began
        os.write(self._master, self._sequence(key))
        latency: float | None = None
        while time.monotonic() - self._began < sent + within:
            came = self.take(_QUIET)
            if latency is None and came and seen(self.terminal) != before:
                latency = self.last - sent
                if effect is not None:
                    break
            elif latency is not None and not came:
                break
        return Response(latency, self.written - written)

    def take(self, seconds: float) -> bool:
        """Take in the next piece of output; False if none came in time."""
        try:
            stamp, data = self._chunks.get(timeout=seconds)
        except queue.Empty:
            return False
        self.written += len(data)
        self.last = stamp - self._began
        self.terminal.feed(data)
        if self.first is None and self.terminal.text.strip():
            self.first = self.last
        return True

    def peak_memory(self) -> int | None:
        """The most memory that the process has had, in bytes; None if it has ended."""
        if not self.alive:
            return None
        status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii", errors="replace")
        found = re.search(r"VmHWM:\s+(\d+) kB", status)
        return int(found[1]) * 1024 if found else None

    def cpu(self) -> float:
        """Seconds that the threads of the process have computed."""
        tasks = Path(f"/proc/{self._process.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text(encoding="ascii").split()[0]) for task in tasks) / 1e9

    def _sequence(self, key: str) -> bytes:
        if key not in KEYS:
            return key.encode()
        tail = KEYS[key]
        if key in _MOVING and self.terminal.application_keys:
            tail = tail.replace("[", "O")
        return f"\x1b{tail}".encode()

    def _read(self) -> None:
        size = 65_536 if self._pace is None else max(int(self._pace * _TICK), 1)
        due = time.monotonic()
        while not self._over.is_set():
            if not select.select([self._master], [], [], 0.1)[0]:
                continue
            try:
                data = os.read(self._master, size)
            except OSError:  # the program has closed its end
                return
            self._chunks.put((time.monotonic(), data))
            if answer := answers(data):
                os.write(self._master, answer)
            if self._pace is not None:
                due = max(due, time.monotonic() - _TICK) + len(data) / self._pace
                self._over.wait(max(due - time.monotonic(), 0))


def _own_terminal() -> None:
    """Make the terminal the one that `/dev/tty` means; some programs read their keys there."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
