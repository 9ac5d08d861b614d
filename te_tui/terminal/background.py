"""Finding out whether a terminal's background is light, by a query (OSC 11) sent with the first frame.

The terminal's answer arrives among the typed keys. It is removed from them, however late and in however many
pieces it arrives.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_WHOLE = re.compile(
    "\x1b\\]11;(?:rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})[^\x03\x07\x1b]{0,5}|[^\x03\x07\x1b]{0,40})"
    "(?:\x07|\x1b\\\\|(?=\x03))"  # a cut one ends before ctrl+c
)
_BEGUN = re.compile("\x1b(?:\\](?:1(?:1(?:;[^\x03\x07\x1b]{0,40}\x1b?)?)?)?)?$")
_MIDDLE = 0.5
_EXPECTED = 5.0  # seconds, after which no answer is on its way any more
_SILENCE = 1.0  # seconds, after which the rest of a cut one does not come any more


def is_light(typed: str) -> bool | None:
    """Whether the terminal's answer, found in the typed text, is a light colour; None without an answer."""
    answer = _WHOLE.search(typed)
    if answer is None or answer[1] is None:
        return None
    red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in answer.groups())
    return bool(0.299 * red + 0.587 * green + 0.114 * blue > _MIDDLE)


class Answers:
    """Removes the terminal's answers about its background from typed text, even if they arrive in pieces.

    Args:
        clock: returns the time in seconds.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._until = clock() + _EXPECTED
        self._held = ""
        self._last = 0.0

    def without(self, typed: str) -> str:
        """Return the typed text without answers; keep an end that may begin an answer for the next call."""
        text, count = _WHOLE.subn("", self._held + typed)
        self._held, self._last = "", self._clock()
        if count:
            self._until = self._last
        begun = _BEGUN.search(text)
        if begun is None or (self._last >= self._until and len(begun[0]) < len("\x1b]11;")):
            return text
        self._held = begun[0]
        return text[: begun.start()]

    def let_go(self) -> str:
        """Return a kept escape, which turned out to be a key, else an empty text; drop an unfinished answer.

        To be called when nothing more has arrived.
        """
        held = self._held
        if held and (held == "\x1b" or self._clock() - self._last >= _SILENCE):
            self._held = ""
        return held if held == "\x1b" else ""
