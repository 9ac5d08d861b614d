"""API v6, which ThousandEyes no longer supports; here it makes snapshots of tests and tells the time."""

from __future__ import annotations

import base64
import binascii
import hmac
import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from starlette.responses import Response
from starlette.routing import Route

from te_tui.demo.chance import choose, draw
from te_tui.demo.options import LOGIN_TOKEN, TOKEN, V6_USER
from te_tui.demo.thousandeyes.organization import LOGIN_AID, ConfiguredTest, find_group, find_test
from te_tui.demo.wire import Json, encode, plain

if TYPE_CHECKING:
    from starlette.requests import Request

    from te_tui.demo.thousandeyes.service import Service

_WINDOWS: Final = {timedelta(hours=hours) for hours in (1, 2, 4, 6, 12, 24, 48)}
_FORMS: Final = ("%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S")
_TOKENS: Final = (TOKEN, LOGIN_TOKEN)
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_UID: Final = 281474976810911


class _Refusal(Exception):
    """An error response that ends a request to API v6."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


class ApiV6:
    """The operations of API v6; if the option `v6_gone` has an HTTP status, all of them answer with it."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._made = 0

    def routes(self) -> list[Route]:
        """Return the routes of the operations."""
        return [
            Route("/v6/status.json", self.status, methods=["GET"]),
            Route("/v6/snapshot.json", self.create_snapshot, methods=["POST"]),
            Route("/v6/snapshot", self.create_snapshot, methods=["POST"]),
        ]

    async def status(self, request: Request) -> Response:
        """Return the server's time in epoch milliseconds; it needs no login."""
        return self._gone(request) or _json({"timestamp": int(self._service.clock.now().timestamp() * 1000)})

    async def create_snapshot(self, request: Request) -> Response:
        """Make a snapshot of a test; its time window must have one of seven lengths, from 1 to 48 hours."""
        gone = self._gone(request)
        if gone is not None:
            return gone
        answer = _json if _wants_json(request) else _xml
        try:
            _check_login(request)
            return answer({"link": self._create(request, await _object_in(request)), "test": []}, 201)
        except _Refusal as refusal:
            return answer({"errorMessage": refusal.message}, refusal.status)

    def _gone(self, request: Request) -> Response | None:
        status = self._service.options.v6_gone
        if status is None:
            return None
        headers = {"Location": f"{request.url.scheme}://{request.url.netloc}/v7/tests"}
        return Response(status_code=status, headers=headers if status == 301 else {})

    def _create(self, request: Request, body: Json) -> Json:
        options = self._service.options
        now = self._service.clock.now()
        test = _test_of(request, body)
        name = body.get("displayName")
        if not isinstance(name, str) or not name.strip():
            raise _Refusal(400, "displayName is required.")
        start, end = _window(body, now)
        public = body.get("isPublic", 0)
        if type(public) is not int or public not in {0, 1}:
            raise _Refusal(400, "isPublic must be 0 or 1.")
        if "Create snapshot shares" in options.lacking:
            raise _Refusal(403, "You do not have the permission to create snapshot shares.")
        if options.forbid_public and public:
            raise _Refusal(403, "Public snapshots are not available in this region.")
        if not self._service.budgets.test_snapshots.spend():
            raise _Refusal(429, "")
        self._made += 1
        is_share = bool(public) != options.documented_is_public
        return _link(test, name, (start, end, now), self._made, is_share=is_share)


def _check_login(request: Request) -> None:
    """Refuse any login other than one of the demo's tokens, as Bearer token or as password (Basic)."""
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    allowed = list(_TOKENS)
    if scheme.lower() == "basic":
        allowed = [f"{V6_USER}:{token}" for token in _TOKENS]
        try:
            given = base64.b64decode(given.strip(), validate=True).decode("latin-1")
        except (binascii.Error, ValueError):
            given = ""
    if scheme.lower() not in {"basic", "bearer"} or not any(
        hmac.compare_digest(given.strip().encode(), one.encode()) for one in allowed
    ):
        raise _Refusal(401, "Invalid email or authentication token.")


async def _object_in(request: Request) -> Json:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise _Refusal(415, "The body must be application/json.")
    try:
        body = json.loads(await request.body())
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise _Refusal(400, "The body is not a JSON object.")
    return body


def _test_of(request: Request, body: Json) -> ConfiguredTest:
    aid = request.query_params.get("aid", LOGIN_AID)
    if find_group(aid) is None:
        raise _Refusal(400, "The account group is not yours.")
    number = body.get("testId")
    if type(number) is not int:
        raise _Refusal(400, "testId must be an integer.")
    test = find_test(aid, str(number))
    if test is None:
        raise _Refusal(400, "The test does not exist in this account group.")
    return test


def _window(body: Json, now: datetime) -> tuple[datetime, datetime]:
    start, end = (_moment(name, body.get(name)) for name in ("from", "to"))
    if end - start not in _WINDOWS:
        raise _Refusal(400, "The window must be 1, 2, 4, 6, 12, 24 or 48 hours.")
    if end > now:
        raise _Refusal(400, "to must not be in the future.")
    return start, end


def _moment(name: str, given: object) -> datetime:
    """Read a date and time in UTC, without a zone, such as `2018-10-06T00:00:00`.

    Anything else is refused; the refusal names the field (`name`).
    """
    for form in _FORMS:
        try:
            return datetime.strptime(str(given), form).replace(tzinfo=UTC)
        except ValueError:
            continue
    raise _Refusal(400, f"{name} must be a date such as 2018-10-06T00:00:00.")


def _link(
    test: ConfiguredTest,
    name: str,
    times: tuple[datetime, datetime, datetime],
    number: int,
    *,
    is_share: bool,
) -> Json:
    """Return the JSON of a new test snapshot; `times` are the start and end of its data, and now."""
    start, end, now = times
    identity = "".join(choose(_LETTERS, "v6", test.test_id, number, place) for place in range(5))
    host = f"{identity}.share" if is_share else "app"
    return {
        "displayName": name,
        "linkId": identity,
        "testId": int(test.test_id) + 20_000_000 + draw("v6", test.test_id, number) % 1_000_000,
        "sourceTestId": int(test.test_id),
        "startRoundId": int(start.timestamp()),
        "endRoundId": int(end.timestamp()),
        "roundId": int(start.timestamp()),
        "shareDate": plain(now).isoformat(" "),
        "uid": _UID,
        "extraParams": None,
        "viewUrl": f"https://{host}.thousandeyes.com/view/tests/",
    }


def _wants_json(request: Request) -> bool:
    form = request.query_params.get("format")
    if form is not None:
        return form == "json"
    return request.url.path.endswith(".json") or "application/json" in request.headers.get("accept", "")


def _json(body: Json, status: int = 200) -> Response:
    return Response(encode(body), status, media_type="application/json")


def _xml(body: Json, status: int = 200) -> Response:
    return Response(f'<?xml version="1.0"?>{_element("te", body)}', status, media_type="application/xml")


def _element(name: str, value: object) -> str:
    inner = value.items() if isinstance(value, dict) else ()
    text = "".join(_element(*item) for item in inner) if inner else escape("" if not value else str(value))
    return f"<{name}>{text}</{name}>"
