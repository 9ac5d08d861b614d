"""The error responses of the simulated ThousandEyes API (api.md, section 9)."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import Response

from te_tui.demo.thousandeyes.hal import PROBLEM
from te_tui.demo.wire import Json, encode

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request

    from te_tui.demo.clock import Clock

_TITLES = {404: "URI Resource Not Found"}


class Problem(Exception):
    """An error response that ends a request; `errors` are pairs of a field and its error message."""

    def __init__(self, status: int, detail: str, errors: Sequence[tuple[str, str]] | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.errors = errors


def problem_response(
    status: int, detail: str, instance: str, headers: Mapping[str, str] | None = None, **more: object
) -> Response:
    """Return an error response (problem+json) with `more` members; `instance` is the request's path."""
    body: Json = {
        "type": "about:blank",
        "title": _TITLES.get(status) or HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": instance,
    }
    return Response(encode(body | more), status, headers, media_type=PROBLEM)


def refuse(clock: Clock, status: int, path: str) -> Response:
    """Return the response of a simulated failure: 5xx, or 429 with a rate limit that resets in a second."""
    if status != 429:
        return problem_response(status, "Something went wrong on our side.", path)
    reset = int(clock.now().timestamp()) + 1
    prefix = "X-Organization-Rate-Limit"
    headers = {f"{prefix}-Remaining": "0", f"{prefix}-Reset": str(reset)}
    return problem_response(429, "The organization's request limit is exhausted.", path, headers)


def unauthorized_response() -> Response:
    """Return a 401 response; its body has the form that OAuth prescribes."""
    body = {"error": "invalid_token", "error_description": "Invalid access token"}
    return Response(encode(body), 401, {"WWW-Authenticate": "Bearer"}, media_type=PROBLEM)


async def answer_problem(request: Request, error: Exception) -> Response:
    """Turn a `Problem` into its response."""
    assert isinstance(error, Problem)  # noqa: S101 - registered for this type alone
    if error.status != 400:
        return problem_response(error.status, error.detail, request.url.path)
    items = [{"code": "invalid", "field": field, "message": text} for field, text in error.errors or ()]
    return problem_response(400, error.detail, request.url.path, errors=items or None)


async def answer_http_error(request: Request, error: Exception) -> Response:
    """Turn the router's 404 and 405 into problem+json responses."""
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this type alone
    return problem_response(error.status_code, error.detail, request.url.path, error.headers)


async def answer_mistake(request: Request, _: Exception) -> Response:
    """Answer an unexpected exception in the simulated server itself with 500."""
    return problem_response(500, "The server made a mistake.", request.url.path)
