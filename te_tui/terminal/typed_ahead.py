"""Keys and pasted text, one at a time: `TypedAhead`."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, TypeAlias

from textual.app import App
from textual.events import Key, Paste

from te_tui.terminal.settling import Settling

_MOMENT = 0.005  # seconds in which what a key has changed is mostly drawn
_FRAME = 1 / 60  # seconds, after which it has been drawn in any case
_LONGEST_REST = 0.25  # seconds that others wait for keys

Typed: TypeAlias = Key | Paste


class TypedAhead:
    """Sends each typed key when everything that the key before has caused is done.

    Keys are sent to what has the focus. In a burst, `/checkout`, the first one would not have moved the focus
    yet, and the rest would be commands.

    What is meant for something that is still on its way waits for it, and all behind it: without the first
    keys, the others would act on something else. An escape behind them gives them up.

    What was typed too early to be the answer to a question is dropped when it would be its turn.

    Args:
        app: whose keys.
        send: takes one to where it belongs.
        is_early: whether what one is meant for is still on its way.
        is_unread: whether the question that one would answer cannot have been read when it was typed.
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
        self._settling: Settling | None = None  # as long as what was typed last has effects to come
        self._rest = asyncio.Event()  # set while nothing is typed
        self._rest.set()
        self._resting: asyncio.TimerHandle | None = None

    async def take(self, typed: Typed) -> None:
        """Send it now, or when it is its turn."""
        self._waiting.append(typed)
        if self._settling is None:
            await self._send_next()
        else:
            self._settling.begin()

    async def go_on(self) -> None:
        """Check again whether the work that keys wait for is done."""
        if self._settling is None:
            await self._send_next()

    def forget(self) -> None:
        """Drop the keys that are waiting."""
        self._waiting.clear()

    async def let_pass(self) -> None:
        """Wait until what was typed is on the screen, but not for ever while a key is held down."""
        await asyncio.sleep(0)  # a key may have come in this moment
        if not self._rest.is_set():
            with suppress(TimeoutError):
                async with asyncio.timeout(_LONGEST_REST):
                    await self._rest.wait()

    async def _send_next(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting and (self._is_given_up or self._is_unread(self._waiting[0])):
            self._waiting.popleft()
        if not self._waiting or self._is_early(self._waiting[0]):
            self._settling = None
            self._resting = loop.call_later(_FRAME, self._rest.set)
            return
        if self._resting is not None:
            self._resting.cancel()
        self._rest.clear()
        self._settling = Settling(self._app, self._send_next)
        await self._send(self._waiting.popleft())
        if self._waiting:
            self._settling.begin()
        else:  # there is time to draw first what the key has changed
            loop.call_later(_MOMENT, self._settling.begin)

    @property
    def _is_given_up(self) -> bool:
        return self._is_early(self._waiting[0]) and any(map(_gives_up, self._waiting))


def _gives_up(typed: Typed) -> bool:
    return isinstance(typed, Key) and typed.key == "escape"
