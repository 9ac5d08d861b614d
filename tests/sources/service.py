"""A service played by a list of answers, and the records of what it was asked."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any, TypeAlias

import httpx

from te_tui.credentials.secret import Secret
from te_tui.sources.base import Budget, Wait
from te_tui.sources.http.origin import Origin
from te_tui.sources.http.retry import Patience
from te_tui.sources.thousandeyes.source import ThousandEyes

TOKEN = "canary-7f3a-token"
HTML = httpx.Response(200, html="<html>Please log in</html>")
NOW = "Wed, 11 Nov 2026 09:00:00 GMT"
NOW_EPOCH = 1_794_387_600

Step: TypeAlias = "httpx.Response | Exception"


def ok(body: Any) -> httpx.Response:
    return httpx.Response(200, content=json.dumps(body).encode())


def status(code: int, **headers: str) -> httpx.Response:
    return httpx.Response(code, headers={name.replace("_", "-"): value for name, value in headers.items()})


class Broken(httpx.AsyncByteStream):
    """A body that ends in the middle."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield b'{"dashboardSnapshots": ['
        raise self._error


class Recorder:
    """An observer that writes everything down."""

    def __init__(self) -> None:
        self.budgets: list[Budget] = []
        self.creations: list[Budget] = []
        self.waits: list[Wait | None] = []
        self.free = asyncio.Event()
        self.free.set()

    def budget_seen(self, budget: Budget) -> None:
        self.budgets.append(budget)

    def creations_seen(self, budget: Budget) -> None:
        self.creations.append(budget)

    def waiting(self, wait: Wait | None) -> None:
        self.waits.append(wait)

    async def give_way(self) -> None:
        await self.free.wait()


class Service:
    """Gives its `answers` in turn, the last one again and again."""

    def __init__(self) -> None:
        self.answers: list[Step] = []
        self.requests: list[httpx.Request] = []
        self.naps: list[float] = []
        self.observer = Recorder()

    def source(
        self, *answers: Step, base: str = "http://127.0.0.1:9/edge", patience: Patience | None = None
    ) -> ThousandEyes:
        self.answers = list(answers)
        return ThousandEyes(
            Origin.parse(base),
            Secret(TOKEN),
            observer=self.observer,
            transport=httpx.MockTransport(self._answer),
            patience=patience,
            sleep=self._nap,
        )

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        step = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(step, Exception):
            raise step
        stream = step.stream if isinstance(step.stream, Broken) else None
        content = None if stream else step.content
        return httpx.Response(step.status_code, headers=step.headers, content=content, stream=stream)

    async def _nap(self, seconds: float) -> None:
        self.naps.append(seconds)

    @property
    def asked(self) -> list[str]:
        """What was asked for, raw as it went out, without the base path."""
        return [f"{r.method} {r.url.raw_path.decode().removeprefix('/edge/v7')}" for r in self.requests]
