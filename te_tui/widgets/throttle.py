"""`Throttle`: calls a function at most once in an interval, however often the call is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message_pump import MessagePump
    from textual.timer import Timer


class Throttle:
    """Calls a function at once when asked, but then not again before an interval is over.

    If it is asked during the interval, it calls the function once more when the interval ends.

    Args:
        owner: The widget or app whose timer is used; when it ends, nothing more is called.
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
        """Call the function now, or at the end of the interval."""
        self._asked = True
        if self._timer is None:
            self._go_on()

    def _go_on(self) -> None:
        self._timer = None
        if self._asked:
            self._asked = False
            self._timer = self._owner.set_timer(self._interval, self._go_on)
            self._do()
