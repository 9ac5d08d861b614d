"""Helpers for all resources of the API: routes, the check of media types, and responses."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.routing import Route

from te_tui.demo.thousandeyes.hal import HAL
from te_tui.demo.thousandeyes.problems import Problem
from te_tui.demo.wire import encode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

Handler = Callable[["Request"], Awaitable[Response]]

_WITH_REQUEST_BODY = {"POST", "PATCH"}
_WITH_RESPONSE_BODY = {"GET", "HEAD", "POST"}
_READ = {"application/json", HAL}
_ACCEPTED = {HAL, "application/*", "*/*"}


def resource(path: str, **handlers: Handler) -> Route:
    """Return the route of a path with one handler for each HTTP method; other methods get a 405."""

    async def handle(request: Request) -> Response:
        _negotiate(request)
        return await handlers["GET" if request.method == "HEAD" else request.method](request)

    return Route(f"/v7{path}", handle, methods=list(handlers))


def hal_response(body: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Return a successful response with a HAL body; a body of type `bytes` is encoded already."""
    content = body if isinstance(body, bytes) else encode(body)
    return Response(content, status, headers, media_type=HAL)


def _negotiate(request: Request) -> None:
    """Refuse a request if it asks for, or sends, another media type than the API has (api.md, section 2)."""
    accept = request.headers.get("accept", "*/*")
    if request.method in _WITH_RESPONSE_BODY and not _ACCEPTED & _media_types(accept):
        raise Problem(406, f"This resource is available as {HAL} only.")
    if request.method in _WITH_REQUEST_BODY and not _READ & _media_types(
        request.headers.get("content-type", "")
    ):
        raise Problem(415, "The body must be application/json.")


def _media_types(header: str) -> set[str]:
    """Return the media types that a header lists, without their parameters."""
    return {part.partition(";")[0].strip().lower() for part in header.split(",")}
