"""Login and rate limits (api.md, sections 7 and 9)."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders

from te_tui.demo.options import LOGIN_TOKEN, TOKEN
from te_tui.demo.thousandeyes.problems import problem_response, unauthorized_response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from te_tui.demo.thousandeyes.service import Service


class RateLimit:
    """Middleware that enforces the organization's request limit and reports it in three headers."""

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self._app = app
        self._budgets = service.budgets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer 429 if the limit is used up."""

        async def send_counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._budgets.request_headers().items():
                    headers.setdefault(name, value)
            await send(message)

        if self._budgets.requests.spend():
            await self._app(scope, receive, send_counted)
        else:
            refusal = problem_response(429, "The organization's request limit is exhausted.", scope["path"])
            await refusal(scope, receive, send_counted)


class BearerOnly:
    """Middleware that lets only requests with one of the demo's tokens pass, and all requests to API v6.

    API v6 accepts passwords, too, and therefore checks the login itself.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer 401 if it has neither of the demo's tokens."""
        scheme, _, token = Headers(scope=scope).get("authorization", "").partition(" ")
        given = token.strip().encode()
        known = [hmac.compare_digest(given, one.encode()) for one in (TOKEN, LOGIN_TOKEN)]
        if scope["path"].startswith("/v6/") or (scheme.lower() == "bearer" and any(known)):
            await self._app(scope, receive, send)
        else:
            await unauthorized_response()(scope, receive, send)
