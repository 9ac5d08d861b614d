"""A real terminal in this process, whose size, signals and time the test decides: `Terminal`."""

from __future__ import annotations

import asyncio
import codecs
import fcntl
import os
import signal
import struct
import sys
import termios
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from textual.app import App
from textual.geometry import Size

from tests.clock import Clock
from tests.terminal.emulator import Emulator

DEADLINE = 20  # seconds: far more than anything takes
_SIGNALS = (signal.SIGWINCH, signal.SIGTSTP, signal.SIGCONT)


class Terminal:
    """A pseudo-terminal of the size given and what it shows.

    Args:
        app: what runs in it.
        clock: the time, in seconds, by which the event loop does things later.
    """

    def __init__(self, app: App[None], columns: int, lines: int, clock: Clock) -> None:
        self.app = app
        self.pass_time, self.time_stands_still = clock.pass_time, clock.stands_still
        self.taken = 0
        """How many bytes have been written to it."""
        self.screen = Emulator(columns, lines)
        self.master, self.slave = os.openpty()
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self.be(columns, lines)
        os.set_blocking(self.master, False)

    @property
    def text(self) -> str:
        """What it shows."""
        return self.screen.text

    def be(self, columns: int, lines: int) -> None:
        """Have another size, and tell nobody."""
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.screen.resize(lines, columns)

    def resize(self, columns: int, lines: int) -> None:
        """Have another size and nothing on the screen, and say so to the program by a signal."""
        self.be(columns, lines)
        self.screen.erase_in_display(2)
        os.kill(os.getpid(), signal.SIGWINCH)

    async def until(self, reached: Callable[[], bool]) -> None:
        """Wait for a condition."""
        async with asyncio.timeout(DEADLINE):
            while not reached():  # noqa: ASYNC110 - the screen tells nobody
                await asyncio.sleep(0)

    async def settle(self) -> None:
        """Let everything be done that is due."""
        for _ in range(500):  # turns of the loop, of which a frame needs some dozens
            await asyncio.sleep(0)

    def take(self) -> None:
        """Show what has been written."""
        try:
            written = os.read(self.master, 65_536)
        except BlockingIOError:
            return
        self.taken += len(written)
        self.screen.take(self._decode(written))


@asynccontextmanager
async def running(
    app: App[None], monkeypatch: pytest.MonkeyPatch, columns: int, lines: int
) -> AsyncIterator[Terminal]:
    """An app that runs in a terminal, and has drawn its first screen."""
    loop = asyncio.get_running_loop()
    clock = Clock.of(loop, monkeypatch)
    handlers = {number: signal.getsignal(number) for number in _SIGNALS}
    terminal = Terminal(app, columns, lines, clock)
    with os.fdopen(terminal.slave, "rb", 0) as keys, os.fdopen(os.dup(terminal.slave), "w") as screen:
        monkeypatch.setattr(sys, "__stdin__", keys)
        monkeypatch.setattr(sys, "__stderr__", screen)
        loop.add_reader(terminal.master, terminal.take)
        running_app = asyncio.create_task(app.run_async())
        try:
            await terminal.until(lambda: app.is_running and app.screen.outer_size == Size(columns, lines))
            yield terminal
        finally:
            app.exit()
            async with asyncio.timeout(DEADLINE):
                await running_app
            loop.remove_reader(terminal.master)
            os.close(terminal.master)
            for number, handler in handlers.items():
                signal.signal(number, handler)
