"""Whether a person can have read a question before pressing a key, so that the key is an answer to it."""

from __future__ import annotations

from typing import Final

READING: Final = 0.7
"""Seconds that a question is on the screen, with nothing typed, before a key counts as its answer.

Longer than the 0.2 to 0.6 seconds between two letters of a word: the `y` of `tidy` answers no question that
its `d` has asked.
"""


class Attention:
    """Decides which keys answer a question: only those typed after there was time to read it.

    A key that comes too early is not an answer, and the time to read begins anew. So no burst of keys meant
    for something else can answer, however long it is. After the first answering key, all further keys count,
    too, until one of them looks like part of a word.

    All times are in seconds, by the same clock.
    """

    def __init__(self) -> None:
        self._is_drawn = False
        self._quiet_since: float | None = None
        self._is_given = False

    @property
    def is_shown(self) -> bool:
        """Whether the question is on the screen."""
        return self._quiet_since is not None

    def begin(self) -> None:
        """Start again: the question is not on the screen yet, or has changed."""
        self._is_drawn = self._is_given = False
        self._quiet_since = None

    def drawn(self) -> None:
        """Note that Textual has drawn the question; the terminal shows it from the next call of `sent` on."""
        self._is_drawn = True

    def sent(self, now: float) -> None:
        """Note the time at which everything that was drawn was sent to the terminal."""
        if self._is_drawn and self._quiet_since is None:
            self._quiet_since = now

    def doubt(self, pressed: float) -> None:
        """Note a key that may be part of a word: only keys typed well after that time are answers again."""
        self._is_given = False
        if self._quiet_since is not None:
            self._quiet_since = max(self._quiet_since, pressed)

    def admits(self, pressed: float, earliest: float | None = None) -> bool:
        """Whether a key answers the question; to be called once for each key, in order.

        Args:
            pressed: when the key was read; it may have been typed earlier.
            earliest: a time at which the key had certainly not been typed yet; None: `pressed`.
        """
        if self._quiet_since is None:
            return False
        if not self._is_given:
            since = pressed if earliest is None else earliest
            self._is_given = since - self._quiet_since >= READING
            self._quiet_since = max(self._quiet_since, pressed)
        return self._is_given
