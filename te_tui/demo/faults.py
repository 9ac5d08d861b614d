"""Faults on demand: middleware that breaks the server's responses (api.md, section 12.8).

With `429`, `500`, `502`, `503` and `html` the request is not carried out, and an error or a login page is
sent instead. `slow` delays the request by two seconds. With `drop` and `truncate` the request is carried out,
but the client gets no answer or half of it, and cannot know whether its POST or DELETE had an effect.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders
from starlette.responses import HTMLResponse, Response

from te_tui.demo.chance import unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from te_tui.demo.options import Fault

HANG_UP = "te_tui.hang_up"
"""The ASGI extension by which the server offers to close the connection under a request."""

Refuse = Callable[[int, str], Response]
"""How a vendor answers a status (429, 500 or 502) at a path."""

_SLOW_SECONDS = 2.0
_MAINTENANCE = "<html><head><title>503</title></head><body><h1>Down for maintenance</h1></body></html>"
_LOGIN = "<!DOCTYPE html><html><body><form action='/login'><input name='password'></form></body></html>"


class Faults:
    """Middleware that spoils some responses on purpose.

    For each request, the faults are tried in order, each with its probability; only the first hit applies.
    """

    def __init__(self, app: ASGIApp, faults: Sequence[Fault], seed: int, refuse: Refuse) -> None:
        self._app = app
        self._faults = faults
        self._seed = seed
        self._refuse = refuse
        self._count = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, with a fault if one applies to it."""
        self._count += 1
        kind = self._kind(scope["path"])
        match kind:
            case None:
                await self._app(scope, receive, send)
            case "slow":
                await asyncio.sleep(_SLOW_SECONDS)
                await self._app(scope, receive, send)
            case "drop" | "truncate":
                messages = await self._messages(scope, receive)
                if kind == "drop" or not await self._send_half(messages, send):
                    await _hang_up(scope, receive)
            case _:
                await self._refusal(kind, scope["path"])(scope, receive, send)

    def _kind(self, path: str) -> str | None:
        """Return the kind of fault to apply to a request for this path; None if none applies."""
        for place, fault in enumerate(self._faults):
            if path.startswith(fault.path) and self._chance("fault", place) < fault.probability:
                return fault.kind
        return None

    def _chance(self, *keys: object) -> float:
        """Return a pseudo-random number in [0, 1) for this request; the seed and the keys decide on it."""
        return unit(self._seed, self._count, *keys)

    def _refusal(self, kind: str, path: str) -> Response:
        """Return the error or page that a fault of this kind sends in place of the true response."""
        match kind:
            case "503":
                retry = {"Retry-After": "1"} if self._chance("retry") < 0.5 else None
                return HTMLResponse(_MAINTENANCE, 503, retry)
            case "html":
                return HTMLResponse(_LOGIN)
            case _:
                return self._refuse(int(kind), path)

    async def _messages(self, scope: Scope, receive: Receive) -> list[Message]:
        """Let the application answer the request; return its ASGI messages, which are not sent yet."""
        messages: list[Message] = []

        async def keep(message: Message) -> None:
            messages.append(message)

        await self._app(scope, receive, keep)
        return messages

    async def _send_half(self, messages: list[Message], send: Send) -> bool:
        """Send the first half of a response's body; return whether `Content-Length` was changed to match.

        It is changed at random for half of the responses: the HTTP is then valid, and only the JSON is cut. A
        response without a body, as to a DELETE, is not sent, and the result is False.
        """
        start, *rest = messages
        body = b"".join(message.get("body", b"") for message in rest)
        if not body:
            return False
        half = body[: len(body) // 2]
        honest = self._chance("honest") < 0.5
        if honest:
            MutableHeaders(scope=start)["Content-Length"] = str(len(half))
        await send(start)
        await send({"type": "http.response.body", "body": half, "more_body": not honest})
        return honest


async def _hang_up(scope: Scope, receive: Receive) -> None:
    """Close the connection and wait until it is closed."""
    scope["extensions"][HANG_UP]["close"]()
    while (await receive())["type"] != "http.disconnect":
        pass
