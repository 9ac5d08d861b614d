"""Waiting until all effects of a key are done: `KeyEffects`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from textual.app import App
from textual.dom import DOMNode
from textual.events import Callback


class KeyEffects:
    """Calls `done` once all messages that a key has caused have been handled.

    A key goes to the focused widget and from there from parent to parent up to the app, which runs the bound
    action; the messages that the action posts go up in the same way. So a callback that goes through the same
    message queues, one after another, runs after all of them.

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
        """Start waiting, now that the key is sent, without blocking; a second call does nothing."""
        if not self._begun and self._app.is_running:
            self._begun = True
            self._step()

    @property
    def _place(self) -> DOMNode:
        return self._app.focused or self._app.screen

    def _step(self) -> None:
        """Put the callback at the end of the next parent's message queue, and finally of the app's."""
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
