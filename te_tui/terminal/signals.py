"""Handling signals and the loss of the terminal: the explorer ends properly, or stops and resumes."""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import sys
import termios
import time
from functools import partial
from types import FrameType
from typing import TYPE_CHECKING, Any, Final

from textual.drivers.linux_driver import LinuxDriver

from te_tui.terminal.first_frame import AS_IT_WAS

if TYPE_CHECKING:
    from textual.app import App
    from textual.driver import Driver

_ENDING: Final = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
_TERMINAL: Final = 0  # where keys come from
_SCREEN: Final = 2  # where Textual draws
_LOOK_INTERVAL: Final = 0.5  # seconds; a terminal that goes mostly says so by SIGHUP
_GRACE: Final = 3.0  # seconds for leaving in order
_TRIES: Final = 20
_PAUSE: Final = 0.03  # seconds between two tries
_CANCEL: Final = "\x18"  # ends a sequence that was cut


class Signals:
    """Handles signals for one app in its event loop, where they cannot interrupt half-done work.

    SIGTERM, SIGHUP and SIGQUIT end the app with exit code 128 + signal; so does a terminal that goes away
    without a signal. SIGTSTP gives the terminal back to the shell until SIGCONT. SIGINT is left alone.
    """

    def __init__(self, app: App[Any], driver: Driver) -> None:
        self._app = app
        self._driver = driver
        self._loop = asyncio.get_running_loop()

    def take(self) -> None:
        """Handle signals from now on, until the event loop is closed."""
        for number in _ENDING:
            self._loop.add_signal_handler(number, self._end, number)
            # The loop waits as long as the terminal takes nothing more, and then this alone comes through.
            signal.signal(number, self._insist)
        self._loop.add_signal_handler(signal.SIGTSTP, self._suspend)
        self._loop.add_signal_handler(signal.SIGCONT, self._redraw)
        self._look_for_terminal()

    def _end(self, number: signal.Signals) -> None:
        if not _terminal_is_there():
            _write_to_nobody()
        self._app.exit(return_code=128 + number)

    def _insist(self, number: int, _frame: FrameType | None) -> None:
        """Signal handler: set a timer that ends the process if the app has not ended in `_GRACE` seconds."""
        signal.signal(signal.SIGALRM, partial(self._leave, 128 + number))
        signal.setitimer(signal.ITIMER_REAL, _GRACE)

    def _leave(self, code: int, _number: int, _frame: FrameType | None) -> None:
        """Timer handler: drop unsent output, give the terminal back, and end with exit code `code`."""
        try:
            # First, or else the thread that waits for the terminal goes on waiting and keeps others from it.
            os.set_blocking(_SCREEN, False)
            for _ in range(_TRIES):
                termios.tcflush(_SCREEN, termios.TCOFLUSH)
                if _is_written(f"{_CANCEL}{AS_IT_WAS}".encode()):
                    break
                time.sleep(_PAUSE)
            os.set_blocking(_SCREEN, True)
            if isinstance(self._driver, LinuxDriver) and self._driver.attrs_before is not None:
                termios.tcsetattr(_TERMINAL, termios.TCSANOW, self._driver.attrs_before)
        except (OSError, termios.error):
            pass  # it has gone, or takes nothing at all
        finally:
            os._exit(code)

    def _look_for_terminal(self) -> None:
        # Reading from a terminal that has gone returns nothing, at once and for ever.
        if _terminal_is_there():
            self._loop.call_later(_LOOK_INTERVAL, self._look_for_terminal)
        else:
            self._end(signal.SIGHUP)

    def _suspend(self) -> None:
        """Give the terminal to the shell and stop, until the shell brings this job to the foreground."""
        self._driver.suspend_application_mode()
        self._loop.remove_signal_handler(signal.SIGTSTP)
        os.kill(0, signal.SIGTSTP)
        if not _comes_to_foreground():
            self._end(signal.SIGHUP)  # nobody is left who could give the terminal back
            return
        self._loop.add_signal_handler(signal.SIGTSTP, self._suspend)
        self._driver.resume_application_mode()

    def _redraw(self) -> None:
        """Draw everything again, because other programs have written on the screen meanwhile."""
        self._app.call_later(self._app.run_action, "redraw")


def _is_written(data: bytes) -> bool:
    """Write to the screen without waiting; return whether all bytes were written."""
    try:
        return os.write(_SCREEN, data) == len(data)
    except BlockingIOError:
        return False


def _terminal_is_there() -> bool:
    try:
        termios.tcgetattr(_TERMINAL)
    except termios.error:
        return False
    return True


def _comes_to_foreground() -> bool:
    """Wait, stopped by the kernel, until this job is in the foreground; return False if no shell is left.

    It calls `tcdrain`: the kernel stops each job that calls this in the background. If it checked first and
    then stopped itself, the shell could bring it to the foreground in between, unnoticed.
    """
    while True:
        try:
            termios.tcdrain(_TERMINAL)
        except termios.error as error:
            if error.args[0] != errno.EINTR:
                return False
        else:
            return True


def _write_to_nobody() -> None:
    """Send further output to /dev/null, because writing to a terminal that has gone fails."""
    elsewhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.__stdout__, sys.__stderr__):
        if stream is not None:
            os.dup2(elsewhere, stream.fileno())
    os.close(elsewhere)
