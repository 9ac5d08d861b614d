"""Renewal of a token that the service no longer accepts."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeVar

from te_tui.credentials.secret import Secret
from te_tui.credentials.token import NoToken
from te_tui.sources.errors import NotLoggedIn

T = TypeVar("T")

Renew = Callable[[NotLoggedIn, bool], Awaitable[Secret]]
"""Gives another token than the one that was refused, or raises `NoToken`.

It is told whether the one that was refused had just been given for the same request.
"""


class Renewal:
    """Gets a new token when the service refuses the present one (401), then repeats the refused request.

    Repeating is safe: the service has not carried out a request that it answers with 401. Requests that are
    refused at the same time share one new token. If one of these requests is cancelled, `ask` goes on for the
    others.

    Args:
        ask: gets a new token, from a person or a command.
        use: makes all further requests use that token.
    """

    def __init__(self, ask: Renew, use: Callable[[Secret], Awaitable[None]]) -> None:
        self._ask = ask
        self._use = use
        self._asking: asyncio.Task[bool] | None = None
        self._answers = 0
        self._renewed = False

    async def send(self, send: Callable[[], Awaitable[T]]) -> T:
        """Call `send`; after each 401, get a new token and call it again, until there is no new token.

        Raises:
            SourceError: as `send` does.
        """
        again = False
        while True:
            answers = self._answers
            try:
                return await send()
            except NotLoggedIn as refused:
                # Without a status nobody had a token to send, and has just been asked for one.
                if refused.problem.status is None or not await self._is_renewed(
                    refused, answers, again=again
                ):
                    raise
                again = True

    async def aclose(self) -> None:
        """Stop waiting for a new token."""
        if self._asking is not None:
            self._asking.cancel()
            with suppress(asyncio.CancelledError):
                await self._asking

    async def _is_renewed(self, refused: NotLoggedIn, answers: int, *, again: bool) -> bool:
        """Get a new token, unless another request has just done so; return whether there is one.

        `answers` is how many times `ask` had ended when the refused request was sent. If it has ended again
        since then, this request does not ask, too.
        """
        if self._answers == answers:
            if self._asking is None:
                self._asking = asyncio.create_task(self._renew(refused, again=again))
            return await asyncio.shield(self._asking)
        return self._renewed

    async def _renew(self, refused: NotLoggedIn, *, again: bool) -> bool:
        try:
            await self._use(await self._ask(refused, again))
        except NoToken:
            self._renewed = False
        else:
            self._renewed = True
        finally:
            self._asking = None
        self._answers += 1
        return self._renewed
