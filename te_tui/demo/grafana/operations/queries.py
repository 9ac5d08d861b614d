"""Queries to data sources, which a client sends to capture a live dashboard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.routing import Route

from te_tui.demo.grafana.frames import answered
from te_tui.demo.grafana.operations.bodies import object_in
from te_tui.demo.grafana.refusals import json_response, plain
from te_tui.demo.grafana.scene import Scene
from te_tui.demo.grafana.snapshots import outage_story
from te_tui.demo.grafana.sources.catalogue import find_source
from te_tui.demo.grafana.sources.refused import QueryRefused

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from te_tui.demo.grafana.service import Service
    from te_tui.demo.story import Story
    from te_tui.demo.wire import Json

_AGO = re.compile(r"now(?:-(\d{1,6})([smhdw]))?")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
_MOST_POINTS = 11_000
_USUAL_POINTS = 100


class Queries:
    """The operation by which a client sends queries to data sources, `POST /api/ds/query`."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._story = outage_story(service.clock.start, service.options.seed)

    def routes(self) -> list[Route]:
        """Return the route of the operation."""
        return [Route("/api/ds/query", self.ask, methods=["POST"])]

    async def ask(self, request: Request) -> Response:
        """Answer all queries of a request: status 200, or 207 if some failed, or 400 if all failed."""
        self._service.access.caller(request)
        body = await object_in(request, self._service)
        start, end = self._moment(body.get("from")), self._moment(body.get("to"))
        match body.get("queries"):
            case [_, *_] as queries if start < end and all(isinstance(query, dict) for query in queries):
                pass
            case _:
                raise plain(400, "bad request data")
        if any(find_source(query.get("datasource")) is None for query in queries):
            raise plain(404, "Data source not found")
        results = await run_in_threadpool(self._results, queries, start, end)
        failed = sum("error" in result for result in results.values())
        status = 200 if not failed else 400 if failed == len(results) else 207
        return json_response({"results": results}, status)

    def _results(self, queries: list[Json], start: int, end: int) -> dict[str, Json]:
        """Return the result of each query, by the query's refId; `start` and `end` are in epoch seconds."""
        return {
            str(query.get("refId", "A")): _result(query, _scene(self._story, query, start, end))
            for query in queries
        }

    def _moment(self, given: object) -> int:
        """Read a moment, given in epoch milliseconds or as `now-6h`, and return it in epoch seconds."""
        ago = _AGO.fullmatch(str(given))
        if ago is not None:
            back = int(ago[1]) * _SECONDS[ago[2]] if ago[1] else 0
            return int(self._service.clock.now().timestamp()) - back
        text = str(given)
        if not text.isascii() or not text.isdecimal() or len(text) > 15:
            raise plain(400, "bad request data")
        return int(text) // 1000


def _scene(story: Story, query: Json, start: int, end: int) -> Scene:
    """Return the time window and step for which a query is answered, with no more points than it asks for."""
    most = min(_MOST_POINTS, _positive(query.get("maxDataPoints"), _USUAL_POINTS))
    step = max(1, _positive(query.get("intervalMs"), 1000) // 1000, -(-(end - start) // most))
    return Scene(story, start, end, step)


def _positive(given: Any, default: int) -> int:
    """Return the given number if it is above zero, else the default."""
    return int(given) if isinstance(given, int | float) and 1 <= given < 1e15 else default


def _result(query: Json, scene: Scene) -> Json:
    """Return the result of one query: its frames, or the error with which it failed."""
    source = find_source(query.get("datasource"))
    assert source is not None  # noqa: S101 - the operation looked for it
    try:
        frames = source.answer(query, scene)
    except QueryRefused as refused:
        return {"error": refused.message, "errorSource": "downstream", "status": refused.status}
    ref_id = str(query.get("refId", "A"))
    return {"status": 200, "frames": [answered(frame, ref_id) for frame in frames]}
