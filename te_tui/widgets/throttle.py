"""Limiting how often a function is called: `Throttle`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message_pump import MessagePump
    from textual.timer import Timer


class Throttle:
    """Calls a function when asked, but at most once in an interval.

    If it is asked again during the interval, it calls the function once more at the interval's end.

    Args:
        owner: The widget or app whose timer is used; once it is closed, nothing more is called.
        interval: The interval in seconds.
        do: The function to call.
    """

    def __init__(self, owner: MessagePump, interval: float, do: Callable[[], object]) -> None:
        self._owner = owner
        self._interval = interval
        self._do = do
        self._asked = False
        self._timer: Timer | None = None

    @property
    def resting(self) -> bool:
        """Whether no interval is running, so that the next `ask` calls the function at once."""
        return self._timer is None

    def ask(self) -> None:
        """Call the function now, or, if an interval is running, at its end."""
        self._asked = True
        if self._timer is None:
            self._go_on()

    def _go_on(self) -> None:
        self._timer = None
        if self._asked:
            self._asked = False
            self._timer = self._owner.set_timer(self._interval, self._go_on)
            self._do()
