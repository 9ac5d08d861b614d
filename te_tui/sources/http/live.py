"""The base class of live sources, which send the requests of one account over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, ClassVar, TypedDict, Unpack

from te_tui.sources.bare import BareSource
from te_tui.sources.http.client import Client

if TYPE_CHECKING:
    from datetime import timedelta

    import httpx

    from te_tui.credentials.secret import Secret
    from te_tui.sources.base import Observer
    from te_tui.sources.http.funnel import Dialect
    from te_tui.sources.http.origin import Origin
    from te_tui.sources.http.renewal import Renew
    from te_tui.sources.http.retry import Patience


class Options(TypedDict, total=False):
    """The options of a live source besides its address and its token.

    Attributes:
        renew: gives a new token when the service refuses the old one; without it, a refusal is an error.
        name: the source's name for people (default: the host).
        observer: the object that is told of rate limits and waits.
        patience: how often a request is tried, and for how long.
        transport: replaces the network, in tests.
        sleep: replaces `asyncio.sleep`, in tests.
    """

    renew: Renew | None
    name: str | None
    observer: Observer | None
    patience: Patience | None
    transport: httpx.AsyncBaseTransport | None
    sleep: Callable[[float], Awaitable[None]]


class LiveHttpSource(BareSource):
    """Base class of the sources over HTTP; used with ``async with``, which closes the connections at the end.

    A subclass names the path of its API and the functions that read its errors and headers (`dialect`).

    Args:
        origin: the base address, and the only address that gets the token.
        secret: the token, or a function that gets it when the first request needs it.
        options: further options, each with a default.
    """

    api_path: ClassVar[str]
    dialect: ClassVar[Dialect]

    def __init__(
        self, origin: Origin, secret: Secret | Callable[[], Awaitable[Secret]], **options: Unpack[Options]
    ) -> None:
        self.name = options.get("name") or origin.label
        self.host = origin.label
        self._origin = origin
        self._client = Client(
            origin.below(self.api_path),
            secret,
            self.dialect,
            renew=options.get("renew"),
            observer=options.get("observer"),
            transport=options.get("transport"),
            patience=options.get("patience"),
            sleep=options.get("sleep", asyncio.sleep),
        )
        self._send = self._client.send

    @property
    def clock_offset(self) -> timedelta:
        """How far the service's clock is ahead of this machine's, from the Date of its latest answers."""
        return self._client.clock_offset

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.aclose()
