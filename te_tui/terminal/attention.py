"""Whether a question could be read before a key answers it: `Attention`."""

from __future__ import annotations

from typing import Final

READING: Final = 0.3
"""Seconds that a question is on the screen, with nothing typed, before a key counts as its answer."""


class Attention:
    """Takes keys only from a person who can have read the question they answer.

    A key that comes too early is dropped, and begins the time anew: so a burst of keys, meant for something
    else, never answers, however long it is. From the first key that counts on, all do.

    All times are those of one clock, in seconds.
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
        """Begin anew: the question is not on the screen, or not this one."""
        self._is_drawn = self._is_given = False
        self._quiet_since = None

    def drawn(self) -> None:
        """Take note that the next thing to be sent to the terminal shows the question."""
        self._is_drawn = True

    def sent(self, now: float) -> None:
        """Take note that all that was drawn has been sent to the terminal."""
        if self._is_drawn and self._quiet_since is None:
            self._quiet_since = now

    def admits(self, pressed: float, earliest: float | None = None) -> bool:
        """Whether what was typed counts; call it once for each key, in their order.

        Args:
            pressed: when it was read; it was typed then, or before.
            earliest: when it was not typed yet, where a busy machine may have read it late.
        """
        if self._quiet_since is None:
            return False
        if not self._is_given:
            since = pressed if earliest is None else earliest
            self._is_given = since - self._quiet_since >= READING
            self._quiet_since = max(self._quiet_since, pressed)
        return self._is_given
