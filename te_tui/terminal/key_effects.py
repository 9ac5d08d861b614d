"""Waiting until all effects of a key are done: `KeyEffects`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from textual.app import App
from textual.dom import DOMNode
from textual.events import Callback


class KeyEffects:
    """Calls `done` once all messages that a key has caused have been handled.

    Textual passes a key, and the messages that follow from it, from the focused widget through its parents up
    to the app. A callback that takes the same way, queued behind these messages at each widget, arrives last.

    Args:
        app: the app whose messages are waited for.
        done: called at the end, by the app's message queue.
    """

    def __init__(self, app: App[Any], done: Callable[[], Awaitable[None]]) -> None:
        self._app = app
        self._done = done
        self._began_at: DOMNode | None = None
        self._next: DOMNode | None = self._place
        self._begun = False

    def begin(self) -> None:
        """Start to wait for the effects of the key just sent; return at once. A second call does nothing."""
        if not self._begun and self._app.is_running:
            self._begun = True
            self._step()

    @property
    def _place(self) -> DOMNode:
        return self._app.focused or self._app.screen

    def _step(self) -> None:
        """Queue this method at the next parent, behind the messages waiting there; at the app, `_arrive`."""
        # A callback without arguments: Textual looks anew at the signature of each `partial`, which takes
        # longer than all the rest of a step.
        while self._next is not None and self._next is not self._app:
            node, self._next = self._next, self._next.parent
            if node.post_message(Callback(callback=self._step)):
                return  # otherwise it is being closed
        self._app.post_message(Callback(callback=self._arrive))

    async def _arrive(self) -> None:
        """Call `done` if the focus has not moved meanwhile; otherwise go through all queues again."""
        if self._began_at is (place := self._place):
            await self._done()
        else:
            self._began_at = self._next = place
            self._step()
