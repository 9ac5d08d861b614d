"""Reading of request bodies as text or as a JSON object."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.requests import Request

    from te_tui.demo.grafana.service import Service
    from te_tui.demo.wire import Json

TOO_LARGE = (
    "<html>\n<head><title>413 Request Entity Too Large</title></head>\n<body>\n"
    "<center><h1>413 Request Entity Too Large</h1></center>\n<hr><center>nginx</center>\n</body>\n</html>\n"
)
"""The page of a proxy that does not let a body through."""


class TooLarge(Exception):
    """Raised for a request body that is larger than the option `body_cap` allows."""


async def text_in(request: Request, service: Service) -> str:
    """Return the body of a request as text.

    Raises:
        TooLarge: the body is larger than the simulated proxy allows.
        Refusal: the body is not UTF-8 text.
    """
    body = await request.body()
    cap = service.options.body_cap
    if cap and len(body) > cap:
        raise TooLarge
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise service.refusals.bad_body() from None


async def object_in(request: Request, service: Service) -> Json:
    """Return the JSON object in the body of a request.

    Raises:
        TooLarge: the body is larger than the simulated proxy allows.
        Refusal: the body is not a JSON object.
    """
    try:
        body = json.loads(await text_in(request, service))
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise service.refusals.bad_body()
    return body
