"""When everything that a key has set off is done: `Settling`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from textual.app import App
from textual.dom import DOMNode
from textual.events import Callback


class Settling:
    """Waits until messages that are under way have arrived, however many widgets they pass.

    A key goes to what has the focus and from there up to the app, which does what is bound to it; what that
    posts takes the same way. A call that goes from queue to queue along it arrives behind them.

    Args:
        app: whose messages.
        done: is called in the app's turn.
    """

    def __init__(self, app: App[Any], done: Callable[[], Awaitable[None]]) -> None:
        self._app = app
        self._done = done
        self._began_at: DOMNode | None = None
        self._next: DOMNode | None = self._place
        self._begun = False

    def begin(self) -> None:
        """Wait for the key that was sent last, then for what it does; at most once."""
        if not self._begun and self._app.is_running:
            self._begun = True
            self._step()

    @property
    def _place(self) -> DOMNode:
        return self._app.focused or self._app.screen

    def _step(self) -> None:
        """Go up behind all that lies in the queues, as far as the app's."""
        # A callback without arguments: Textual looks anew at the signature of each `partial`, which takes
        # longer than all the rest of a step.
        while self._next is not None and self._next is not self._app:
            node, self._next = self._next, self._next.parent
            if node.post_message(Callback(callback=self._step)):
                return  # otherwise it is being closed
        self._app.post_message(Callback(callback=self._arrive))

    async def _arrive(self) -> None:
        """Go up again from where the focus is, until it stays there for a whole way."""
        if self._began_at is (place := self._place):
            await self._done()
        else:
            self._began_at = self._next = place
            self._step()
