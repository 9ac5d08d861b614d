"""Something to look at before anything heavy is imported, and the terminal as it was whatever happens then.

This module imports next to nothing: `typing` alone would take as long as all that happens here.
"""

from __future__ import annotations

import io
import os
import signal
import sys
import termios

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType
    from typing import Any, Self

_INPUT, _OUTPUT = 0, 2  # where Textual reads and draws
_ENTER = "\x1b[?1049h\x1b[?25l\x1b[2J"
_LEAVE = "\x1b[?1049l\x1b[?25h"
_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_IFLAG, _LFLAG, _CC = 0, 3, 6


def is_possible(environment: Mapping[str, str]) -> bool:
    """Whether there is a terminal that can be drawn on and read from."""
    return environment.get("TERM", "") not in {"", "dumb"} and all(map(os.isatty, range(3)))


def skeleton(columns: int) -> str:
    """The first line of the screen to come: what this is, and that it is on its way."""
    place, state = " te-tui", "Starting... "
    line = f"{place}{state:>{max(columns - len(place), 0)}}"[:columns]
    return f"\x1b[H\x1b[1m{line[: len(place)]}\x1b[0m{line[len(place) :]}"


class FirstFrame:
    """Shows the skeleton in a `with` block, and takes it away at its end, unless somebody has taken over.

    Meanwhile keys are kept and not echoed, and what is said on stderr is held back: it belongs on the
    terminal as it was, not on a screen that goes away. Signals that end the program do so at once: there is
    nothing to lose yet, and an exception out of a handler can get lost in the middle of an import.
    """

    def __init__(self) -> None:
        self._before: list[Any] | None = None
        self._stderr = sys.stderr
        self._held = io.StringIO()

    def __enter__(self) -> Self:
        # What is ignored, as by nohup and in the background, stays so.
        ending = [number for number in _ENDING if signal.getsignal(number) is not signal.SIG_IGN]
        self._handlers = {number: signal.signal(number, self._end) for number in ending}
        self._before = termios.tcgetattr(_INPUT)
        sys.stderr = self._held
        termios.tcsetattr(_INPUT, termios.TCSANOW, quiet(self._before))
        self._write(_ENTER + skeleton(os.get_terminal_size(_OUTPUT).columns))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._before is not None:
            self._write(_LEAVE)
            self.take_over()

    def take_over(self) -> None:
        """Leave the screen to somebody who enters and leaves it from now on; all else is as it was."""
        if self._before is None:
            return
        termios.tcsetattr(_INPUT, termios.TCSANOW, self._before)
        self._before = None
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        sys.stderr = self._stderr
        sys.stderr.write(self._held.getvalue())
        sys.stderr.flush()

    def _end(self, number: int, _frame: object) -> None:
        try:
            self.__exit__(None, None, None)
        finally:  # also where the terminal has gone
            os._exit(128 + number)

    def _write(self, text: str) -> None:
        os.write(_OUTPUT, text.encode())


def quiet(settings: list[Any]) -> list[Any]:
    """Terminal settings that keep keys for later as they are pressed, echo none, and let ctrl+c interrupt."""
    changed = [*settings[:_CC], [*settings[_CC]]]
    changed[_LFLAG] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
    changed[_IFLAG] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    for key in (termios.VQUIT, termios.VSUSP):
        changed[_CC][key] = b"\0"
    return changed
