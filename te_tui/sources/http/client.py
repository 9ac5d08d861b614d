"""The HTTP client of one account: sends requests with the token, and gets a new token if that is refused."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from typing import TypeVar

import httpx

from te_tui.credentials.mask import TokenMask
from te_tui.credentials.secret import Secret
from te_tui.credentials.token import NoToken
from te_tui.sources.base import Budget, Observer, Wait
from te_tui.sources.errors import NotLoggedIn
from te_tui.sources.http.connection import PinnedAuth, connect
from te_tui.sources.http.funnel import Dialect, Funnel, Request
from te_tui.sources.http.origin import Origin
from te_tui.sources.http.renewal import Renew, Renewal
from te_tui.sources.http.retry import Patience

T = TypeVar("T")


class _Unobserved:
    """An observer that ignores everything."""

    def budget_seen(self, budget: Budget) -> None:
        """Ignore the rate limit."""

    def creations_seen(self, budget: Budget) -> None:
        """Ignore the limit on new snapshots."""

    def waiting(self, wait: Wait | None) -> None:
        """Ignore the wait."""

    async def give_way(self) -> None:
        """Return at once: nothing is more urgent."""


class Client:
    """Sends the requests of one account.

    Args:
        origin: the base address of every request, and the only address that gets the token.
        secret: the token or password, or a function that gets it when the first request needs it.
        dialect: the functions that read the vendor's errors and headers.
        renew: gives a new token when the service refuses the old one; without it, a refusal is an error.
        observer: the object that is told of rate limits and waits.
        transport: replaces the network, in tests.
        patience: how often a request is tried, and for how long.
        sleep: replaces `asyncio.sleep`, in tests.
    """

    def __init__(
        self,
        origin: Origin,
        secret: Secret | Callable[[], Awaitable[Secret]],
        dialect: Dialect,
        *,
        renew: Renew | None = None,
        observer: Observer | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
        patience: Patience | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._origin = origin
        self._accept = dialect.accept
        self._secret = secret
        self._transport = transport
        self._renewal = Renewal(renew, self._use) if renew is not None else None
        self._connecting: asyncio.Task[httpx.AsyncClient] | None = None
        self._mask = TokenMask()
        self._funnel = Funnel(
            self._client,
            origin,
            observer or _Unobserved(),
            patience or Patience(),
            self._mask,
            dialect,
            sleep=sleep,
        )

    @property
    def clock_offset(self) -> timedelta:
        """How far the service's clock is ahead of this machine's, from the Date of its latest answers."""
        return self._funnel.clock_offset

    async def send(
        self,
        request: Request,
        read: Callable[[bytes], T],
        check: Callable[[T], None] | None = None,
        peek: Callable[[bytes], Awaitable[None]] | None = None,
    ) -> T:
        """Send a request with its retries, and return what `read` makes of its answer (see `Funnel.send`).

        If the token is refused, a new token is used.

        Raises:
            SourceError: the request failed.
        """
        send = partial(self._funnel.send, request, read, check, peek)
        return await (send() if self._renewal is None else self._renewal.send(send))

    def hide(self, secret: Secret) -> None:
        """Mask another secret, besides the token, in all answers from now on."""
        self._mask.add(secret)

    async def aclose(self) -> None:
        """Close the connections."""
        if self._renewal is not None:
            await self._renewal.aclose()
        connecting, self._connecting = self._connecting, None
        if connecting is None:
            return
        connecting.cancel()  # a keyring, or a person, may be asked for the token for a long time
        await asyncio.wait([connecting])
        if not connecting.cancelled() and not connecting.exception():
            await connecting.result().aclose()

    async def _client(self) -> httpx.AsyncClient:
        """The httpx client, shared by all requests; its making goes on if the first request is cancelled."""
        if self._connecting is None or (self._connecting.done() and self._connecting.exception() is not None):
            self._connecting = asyncio.create_task(self._connect())
        return await asyncio.shield(self._connecting)

    async def _connect(self) -> httpx.AsyncClient:
        try:
            secret = self._secret if isinstance(self._secret, Secret) else await self._secret()
        except NoToken as error:
            raise NotLoggedIn(error.sentence, error.next_step) from error
        self._mask.add(secret)
        return await connect(self._origin, secret, self._accept, self._transport)

    async def _use(self, secret: Secret) -> None:
        """Use another token from now on, on the same connections."""
        self._mask.add(secret)
        (await self._client()).auth = PinnedAuth(secret, self._origin)
