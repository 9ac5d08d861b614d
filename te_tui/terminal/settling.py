"""When everything that a key has set off is done: `Settling`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from textual.app import App
from textual.dom import DOMNode


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

    def begin(self) -> None:
        """Wait for the key that was sent last, then for what it does."""
        self._climb(self._place, self._climb_again)

    @property
    def _place(self) -> DOMNode:
        return self._app.focused or self._app.screen

    def _climb_again(self) -> None:
        """Go up from where the focus is, until it stays there for a whole way."""
        start = self._place

        async def arrived() -> None:
            if self._place is start:
                await self._done()
            else:
                self._climb_again()

        self._climb(start, arrived)

    def _climb(self, node: DOMNode | None, arrived: Callable[[], object]) -> None:
        """Call `arrived` behind all that lies in the queues from a node up to the app's, both included."""
        while node is not None and node is not self._app:
            if node.call_later(self._climb, node.parent, arrived):
                return
            node = node.parent  # this one is being closed
        self._app.call_later(arrived)
