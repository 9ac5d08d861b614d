"""`Throttle`: work that is done at most once in an interval, however often it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message_pump import MessagePump
    from textual.timer import Timer


class Throttle:
    """Does something at once when it is asked for, but then not again before an interval is over.

    What is asked for in the meantime is done once, at its end.

    Args:
        owner: With whom the waiting ends.
        interval: In seconds.
        do: What is done.
    """

    def __init__(self, owner: MessagePump, interval: float, do: Callable[[], object]) -> None:
        self._owner = owner
        self._interval = interval
        self._do = do
        self._asked = False
        self._timer: Timer | None = None

    @property
    def resting(self) -> bool:
        """Whether the interval is over, and nothing is left to do."""
        return self._timer is None

    def ask(self) -> None:
        """Do it now, or at the end of the interval."""
        self._asked = True
        if self._timer is None:
            self._go_on()

    def _go_on(self) -> None:
        self._timer = None
        if self._asked:
            self._asked = False
            self._timer = self._owner.set_timer(self._interval, self._go_on)
            self._do()
