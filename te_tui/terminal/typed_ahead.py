"""Keys and pasted texts, handled one at a time: `TypedAhead`."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from math import inf
from typing import Any, TypeAlias

from textual.app import App
from textual.events import Key, Paste

from te_tui.terminal.key_effects import KeyEffects

_MOMENT = 0.005  # seconds in which what a key has changed is mostly drawn
_FRAME = 1 / 60  # seconds, after which it has been drawn in any case
_LONGEST_REST = 0.25  # seconds that others wait for keys
_BETWEEN_KEYS = 0.1  # seconds without a key after which nobody is about to type the next one

Typed: TypeAlias = Key | Paste


class TypedAhead:
    """Sends a typed key to the app only when the key before it has taken full effect.

    Textual sends keys to the focused widget. If a burst such as `/checkout` were sent at once, `/` would not
    have moved the focus to the search yet, and the letters would run commands.

    A key meant for content that is still loading waits for it, and all keys after it as well, as they would
    act on something else otherwise. An escape among the waiting keys drops the keys before it.

    A key that was typed too early to answer a question is dropped when its turn comes.

    Args:
        app: the app that the keys are typed in.
        send: passes a key on to the app.
        is_early: whether a key has to wait for content that is still loading.
        is_unread: whether a key was typed before there was time to read the question on the screen.
    """

    def __init__(
        self,
        app: App[Any],
        send: Callable[[Typed], Awaitable[None]],
        is_early: Callable[[Typed], bool],
        is_unread: Callable[[Typed], bool],
    ) -> None:
        self._app = app
        self._send = send
        self._is_early = is_early
        self._is_unread = is_unread
        self._waiting: deque[Typed] = deque()
        self._typed_at = -inf  # by the loop's clock
        self._effects: KeyEffects | None = None  # as long as what was typed last has effects to come
        self._rest = asyncio.Event()  # set while nothing is typed
        self._rest.set()
        self._resting: asyncio.TimerHandle | None = None

    async def take(self, typed: Typed) -> None:
        """Send a key now, or when the effects of the keys before it are done."""
        self._waiting.append(typed)
        self._typed_at = asyncio.get_running_loop().time()
        if self._effects is None:
            await self._send_next()
        else:
            self._effects.begin()

    async def go_on(self) -> None:
        """Send the waiting keys if the content that they wait for has been loaded."""
        if self._effects is None:
            await self._send_next()

    def forget(self) -> None:
        """Drop the keys that are waiting."""
        self._waiting.clear()

    async def let_pass(self) -> None:
        """Wait until typed keys have taken effect on the screen, but at most `_LONGEST_REST` seconds."""
        await asyncio.sleep(0)  # a key may have come in this moment
        if not self._rest.is_set():
            with suppress(TimeoutError):
                async with asyncio.timeout(_LONGEST_REST):
                    await self._rest.wait()

    async def pause(self) -> None:
        """Wait until nobody has typed for a tenth of a second, but at most `_LONGEST_REST` seconds."""
        loop = asyncio.get_running_loop()
        end = loop.time() + _LONGEST_REST
        while (left := min(self._typed_at + _BETWEEN_KEYS, end) - loop.time()) > 0:  # noqa: ASYNC110 - no event says
            await asyncio.sleep(left)

    async def _send_next(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting and (self._is_given_up or self._is_unread(self._waiting[0])):
            self._waiting.popleft()
        if not self._waiting or self._is_early(self._waiting[0]):
            self._effects = None
            self._resting = loop.call_later(_FRAME, self._rest.set)
            return
        if self._resting is not None:
            self._resting.cancel()
        self._rest.clear()
        self._effects = KeyEffects(self._app, self._send_next)
        await self._send(self._waiting.popleft())
        if self._waiting:
            self._effects.begin()
        else:  # there is time to draw first what the key has changed
            loop.call_later(_MOMENT, self._effects.begin)

    @property
    def _is_given_up(self) -> bool:
        return self._is_early(self._waiting[0]) and any(map(_gives_up, self._waiting))


def _gives_up(typed: Typed) -> bool:
    return isinstance(typed, Key) and typed.key == "escape"
