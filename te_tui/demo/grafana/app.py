"""The ASGI application of the embedded Grafana: its routes, and the middleware around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse
from starlette.routing import BaseRoute, Mount

from te_tui.demo.envelope import Envelope, RequestLog
from te_tui.demo.faults import Faults
from te_tui.demo.grafana.delete_key_calls import DeleteKeyCalls
from te_tui.demo.grafana.operations.bodies import TOO_LARGE, TooLarge
from te_tui.demo.grafana.operations.dashboards import Dashboards
from te_tui.demo.grafana.operations.queries import Queries
from te_tui.demo.grafana.operations.server import AboutServer
from te_tui.demo.grafana.operations.snapshots import Snapshots
from te_tui.demo.grafana.refusals import Refusal, answer_http_error, answer_mistake, answer_refusal, refuse
from te_tui.demo.grafana.service import Service

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from te_tui.demo.options import GrafanaOptions


def create_app(options: GrafanaOptions) -> Starlette:
    """Return the application of a new embedded Grafana, which shares nothing with other ones.

    Raises:
        OSError: the log cannot be written.
    """
    service = Service.start(options)
    log = None if options.log is None else RequestLog(options.log)
    inside: list[BaseRoute] = [
        *Snapshots(service).routes(),
        *AboutServer(service).routes(),
        *Dashboards(service).routes(),
        *Queries(service).routes(),
    ]
    app = Starlette(
        routes=[Mount(options.base_path, routes=inside)] if options.base_path else inside,
        middleware=[
            Middleware(
                Envelope,
                clock=service.clock,
                seed=options.seed,
                latency_ms=options.latency_ms,
                log=log,
                describe=DeleteKeyCalls().describe,
            ),
            Middleware(Faults, faults=options.faults, seed=options.seed, refuse=refuse),
        ],
        exception_handlers={
            Refusal: answer_refusal,
            TooLarge: _answer_too_large,
            HTTPException: answer_http_error,
            Exception: answer_mistake,
        },
    )
    app.router.redirect_slashes = False  # the API does not redirect: such a path is a 404
    return app


async def _answer_too_large(_: Request, __: Exception) -> Response:
    """Return the error page for a request body that is too large, as from a proxy in front of the server."""
    return HTMLResponse(TOO_LARGE, 413)
