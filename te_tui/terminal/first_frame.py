"""The first frame: a line that says that te-tui is starting, shown while the heavy modules are imported.

This module imports almost nothing: importing `typing` alone would take as long as showing the frame.
"""

from __future__ import annotations

import io
import os
import signal
import sys
import termios

from te_tui.terminal.streams import write_all

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType
    from typing import Any, Self

_INPUT, _OUTPUT = 0, 2  # where Textual reads and draws
_ENTER = "\x1b[?1049h\x1b[?25l\x1b[2J"
_ASK = "\x1b]11;?\x07"  # for the colour of the background; a terminal that does not know that says nothing
_LEAVE = "\x1b[?1049l\x1b[?25h"
# What the one who took over may have changed by then: mouse, focus, paste, kitty's keyboard, wrapping.
_SWITCH_OFF = "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1004l\x1b[?2004l\x1b[<u\x1b[?7h"
AS_IT_WAS = _SWITCH_OFF + _LEAVE
"""Sequences that give the screen and all modes back, whichever program took them over."""

_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_IFLAG, _LFLAG, _CC = 0, 3, 6
_AT_ONCE = 4096  # bytes
_ANSWERED_WITHIN = 0.1  # seconds


def is_possible(environment: Mapping[str, str]) -> bool:
    """Whether standard input, output and error are a terminal that can be drawn on."""
    return environment.get("TERM", "") not in {"", "dumb"} and all(map(os.isatty, range(3)))


def may_ask(environment: Mapping[str, str]) -> bool:
    """Whether to ask the terminal for its background colour; not without colours, nor on the Linux console.

    The Linux console would print the question.
    """
    return environment.get("TERM", "") != "linux" and not environment.get("NO_COLOR")


def skeleton(columns: int) -> str:
    """The text of the first frame: one line with the program's name and `Starting...`."""
    place, state = " te-tui", "Starting... "
    line = f"{place}{state:>{max(columns - len(place), 0)}}"[:columns]
    return f"\x1b[H\x1b[1m{line[: len(place)]}\x1b[0m{line[len(place) :]}"


class FirstFrame:
    """Shows the first frame in a `with` block; at its end, the frame is removed, or the app has taken over.

    In the block, keys are kept and not echoed, and output to stderr is held back, as it would vanish with the
    frame. Signals end the program at once: there is nothing to save yet, and an exception from a signal
    handler could get lost amid an import.

    The app takes over in two steps: `take_screen`, then `take_signals` once it handles signals itself. Until
    then, a signal restores the terminal before it ends the program.

    Args:
        asks: whether to ask the terminal for its background colour; the answer is among the keys in `typed`.
    """

    def __init__(self, *, asks: bool = False) -> None:
        self._asks = asks
        self._before: list[Any] | None = None
        self._is_shown = False
        self._output = _OUTPUT
        self._handlers: dict[int, Any] = {}
        self._stderr = sys.stderr
        self._held = io.StringIO()

    def __enter__(self) -> Self:
        # What is ignored, as by nohup and in the background, stays so.
        ending = [number for number in _ENDING if signal.getsignal(number) is not signal.SIG_IGN]
        self._handlers = {number: signal.signal(number, self._end) for number in ending}
        self._before = termios.tcgetattr(_INPUT)
        sys.stderr = self._held
        self._is_shown = True
        termios.tcsetattr(_INPUT, termios.TCSANOW, quiet(self._before))
        ask = _ASK if self._asks else ""
        self._write(_ENTER + ask + skeleton(os.get_terminal_size(_OUTPUT).columns))
        return self

    def typed(self) -> str:
        """Return the keys typed since the last call, and the terminal's answer, if any.

        The result is empty after `take_screen`.
        """
        parts = []
        while self._is_shown and _is_waiting(0):
            data = os.read(_INPUT, _AT_ONCE)
            if not data:
                break
            parts.append(data)
        return b"".join(parts).decode(errors="replace")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._is_shown:
            self._write(_LEAVE)
            self._drop_answer()
            self.take_screen()
        self.take_signals()
        sys.stderr.write(self._held.getvalue())
        sys.stderr.flush()

    def take_screen(self) -> None:
        """Leave the screen to the app, which from now on enters and leaves the alternate screen itself."""
        if self._is_shown and self._before is not None:
            self._is_shown = False
            termios.tcsetattr(_INPUT, termios.TCSANOW, self._before)
        sys.stderr = self._stderr

    def take_signals(self) -> None:
        """Leave signals to the app: restore the handlers of those for which the app has set none."""
        for number, handler in self._handlers.items():
            if signal.getsignal(number) == self._end:
                signal.signal(number, handler)
        self._handlers = {}

    def _end(self, number: int, _frame: object) -> None:
        for other in _ENDING:
            signal.signal(other, signal.SIG_IGN)
        try:
            if self._before is not None:
                self._leave(self._before)
            self._write(self._held.getvalue())
        finally:  # also where the terminal has gone
            os._exit(128 + number)

    def _leave(self, settings: list[Any]) -> None:
        if self._is_shown:
            self._write(_LEAVE)
            self._drop_answer()
        else:
            self._silence_others()
            self._write(AS_IT_WAS)
            termios.tcflush(_INPUT, termios.TCIFLUSH)  # answers to what others asked the terminal
        termios.tcsetattr(_INPUT, termios.TCSANOW, settings)

    def _drop_answer(self) -> None:
        """Wait a moment for the terminal's answer, and discard it, or the shell would take it for keys."""
        if self._asks and _is_waiting(_ANSWERED_WITHIN):
            termios.tcflush(_INPUT, termios.TCIFLUSH)

    def _silence_others(self) -> None:
        """Redirect other threads' output to /dev/null, so that the app cannot draw on the restored screen."""
        self._output = os.dup(_OUTPUT)
        os.dup2(os.open(os.devnull, os.O_WRONLY), _OUTPUT)

    def _write(self, text: str) -> None:
        write_all(self._output, text.encode())


def _is_waiting(seconds: float) -> bool:
    """Whether there is input to read; wait for it for at most `seconds`."""
    import select

    poll = select.poll()
    poll.register(_INPUT, select.POLLIN)
    return bool(poll.poll(seconds * 1000))


def quiet(settings: list[Any]) -> list[Any]:
    """A copy of terminal settings without echo and line editing; of all keys only ctrl+c sends a signal."""
    changed = [*settings[:_CC], [*settings[_CC]]]
    changed[_LFLAG] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
    changed[_IFLAG] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    for key in (termios.VQUIT, termios.VSUSP):
        changed[_CC][key] = b"\0"
    return changed
