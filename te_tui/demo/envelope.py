"""Middleware that adds to every response a delay, `Date` and a request id, and logs every request."""

from __future__ import annotations

import asyncio
import json
import os
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders

from te_tui.demo.chance import hex_id
from te_tui.demo.wire import Json, iso

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path
    from typing import TextIO

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from te_tui.demo.clock import Clock


class RequestLog:
    """A log of requests as lines of JSON; it contains no header values, and thus no token.

    Raises:
        OSError: the file cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._open().close()

    def write(self, entry: Json) -> None:
        """Append an entry as one line to the file, which only its owner can read."""
        with self._open() as file:
            file.write(json.dumps(entry) + "\n")

    def _open(self) -> TextIO:
        flags = os.O_APPEND | os.O_CREAT | os.O_WRONLY | os.O_NOFOLLOW
        return os.fdopen(os.open(self._path, flags, 0o600), "a", encoding="utf-8")


class Envelope:
    """Middleware that delays and logs each request, and adds headers to its response.

    `describe` may change a log entry before it is written; it gets the request's ASGI scope and the entry.
    """

    def __init__(
        self,
        app: ASGIApp,
        clock: Clock,
        seed: int,
        latency_ms: int,
        log: RequestLog | None,
        describe: Callable[[Scope, Json], Json] = lambda _, entry: entry,
    ) -> None:
        self._app = app
        self._clock = clock
        self._seed = seed
        self._latency = latency_ms / 1000
        self._log = log
        self._describe = describe
        self._count = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Delay one request, let the application answer it, add headers to the response, and log it."""
        self._count += 1
        request_id = hex_id(16, self._seed, "request", self._count)
        began = self._clock.now()
        answered = False

        async def send_dated(message: Message) -> None:
            nonlocal answered
            if message["type"] == "http.response.start":
                answered = True
                headers = MutableHeaders(scope=message)
                headers["Date"] = self._clock.header()
                headers["X-Request-Id"] = request_id
                # Written before the answer leaves, so that who has the answer finds its line.
                self._write(scope, began, message["status"], request_id)
            await send(message)

        try:
            await asyncio.sleep(self._latency)
            await self._app(scope, receive, send_dated)
        finally:
            if not answered:
                self._write(scope, began, None, request_id)

    def _write(self, scope: Scope, began: datetime, status: int | None, request_id: str) -> None:
        """Log one request with the status of its response; `status` is None if there was no response."""
        if self._log is None:
            return
        entry: Json = {
            "time": iso(began),
            "method": scope["method"],
            "path": scope["path"],
            "query": scope["query_string"].decode("latin-1"),
            "status": status,
            "requestId": request_id,
        }
        self._log.write(self._describe(scope, entry))
