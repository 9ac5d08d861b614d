"""The operations on dashboards: list and open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from te_tui.demo.thousandeyes.bodies import dashboard_detail, dashboard_row
from te_tui.demo.thousandeyes.operations.resources import hal_response, resource
from te_tui.demo.thousandeyes.organization import dashboards, find_dashboard
from te_tui.demo.thousandeyes.problems import Problem
from te_tui.demo.thousandeyes.requests import aid_of, base_of
from te_tui.demo.thousandeyes.snapshot_panels import panels_of_dashboard

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route


def routes() -> list[Route]:
    """Return the routes of the operations."""
    return [
        resource("/dashboards", GET=_list_all),
        resource("/dashboards/{dashboard_id}", GET=_open),
    ]


async def _list_all(request: Request) -> Response:
    """Return all dashboards of the account group as an array, not an object (api.md, section 2)."""
    base = base_of(request)
    return hal_response([dashboard_row(dashboard, base) for dashboard in dashboards(aid_of(request))])


async def _open(request: Request) -> Response:
    """Return one dashboard with its widgets."""
    dashboard = find_dashboard(aid_of(request), request.path_params["dashboard_id"])
    if dashboard is None:
        raise Problem(404, "The dashboard does not exist in this account group.")
    return hal_response(dashboard_detail(dashboard, panels_of_dashboard(dashboard), base_of(request)))
