"""Whether a question could be read before a key answers it: `Attention`."""

from __future__ import annotations

from typing import Final

READING: Final = 0.3
"""Seconds that a question is on the screen, with nothing typed, before a key counts as its answer."""


class Attention:
    """Decides whether a key counts as an answer: only if the person can have read the question.

    A key that comes too early does not count, and starts the reading time again: so a burst of keys that
    are meant for something else never answers, however long it is. After the first key that counts, all later
    keys count.

    All times are seconds of the same clock.
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
        """Note that the question is drawn, so that the next output to the terminal shows it."""
        self._is_drawn = True

    def sent(self, now: float) -> None:
        """Note the time at which everything that was drawn was sent to the terminal."""
        if self._is_drawn and self._quiet_since is None:
            self._quiet_since = now

    def admits(self, pressed: float, earliest: float | None = None) -> bool:
        """Whether a key counts as an answer; call it once for each key, in their order.

        Args:
            pressed: when the key was read; it was typed then, or before.
            earliest: the latest time at which the key was certainly not typed yet; None: `pressed`.
        """
        if self._quiet_since is None:
            return False
        if not self._is_given:
            since = pressed if earliest is None else earliest
            self._is_given = since - self._quiet_since >= READING
            self._quiet_since = max(self._quiet_since, pressed)
        return self._is_given
