"""The ASGI application of the embedded ThousandEyes: its routes, and the middleware around them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware

from te_tui.demo.envelope import Envelope, RequestLog
from te_tui.demo.faults import Faults
from te_tui.demo.thousandeyes.gate import BearerOnly, RateLimit
from te_tui.demo.thousandeyes.operations import account_groups, dashboards
from te_tui.demo.thousandeyes.operations.api_v6 import ApiV6
from te_tui.demo.thousandeyes.operations.dashboard_snapshots import DashboardSnapshots
from te_tui.demo.thousandeyes.operations.tests import TestResources
from te_tui.demo.thousandeyes.problems import (
    Problem,
    answer_http_error,
    answer_mistake,
    answer_problem,
    refuse,
)
from te_tui.demo.thousandeyes.service import Service

if TYPE_CHECKING:
    from te_tui.demo.options import DemoOptions


def create_app(options: DemoOptions) -> Starlette:
    """Return the application of a new embedded ThousandEyes, which shares nothing with other ones.

    Raises:
        OSError: the log cannot be written.
    """
    service = Service.start(options)
    clock, seed = service.clock, options.seed
    log = None if options.log is None else RequestLog(options.log)
    app = Starlette(
        routes=[
            *DashboardSnapshots(service).routes(),
            *dashboards.routes(),
            *account_groups.routes(),
            *TestResources(service).routes(),
            *ApiV6(service).routes(),
        ],
        middleware=[
            Middleware(Envelope, clock=clock, seed=seed, latency_ms=options.latency_ms, log=log),
            Middleware(RateLimit, service=service),
            Middleware(BearerOnly),
            Middleware(Faults, faults=options.faults, seed=seed, refuse=partial(refuse, clock)),
        ],
        exception_handlers={
            Problem: answer_problem,
            HTTPException: answer_http_error,
            Exception: answer_mistake,
        },
    )
    app.router.redirect_slashes = False  # the API does not redirect: such a path is a 404
    return app
