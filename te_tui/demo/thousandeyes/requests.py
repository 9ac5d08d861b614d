"""Reads the parts of every request: the account group, the body, the dates in it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from te_tui.demo.thousandeyes.organization import LOGIN_AID, find_group
from te_tui.demo.thousandeyes.problems import Problem
from te_tui.demo.wire import Json

if TYPE_CHECKING:
    from starlette.requests import Request

T = TypeVar("T")
_LONGEST_YEARS = 5
INVALID = "The request is invalid."


def base_of(request: Request) -> str:
    """Return the base of links: the host that the client asked (api.md, section 12.3)."""
    return f"{request.url.scheme}://{request.url.netloc}/v7"


def aid_of(request: Request) -> str:
    """Return the account group that applies (api.md, section 7).

    A group that is not the caller's is refused with 403: the API does not specify a status, and 403 is the
    one that all operations document.
    """
    aid = request.query_params.get("aid", LOGIN_AID)
    if find_group(aid) is None:
        raise Problem(403, "The account group does not exist or is not yours.")
    return aid


async def object_in(request: Request) -> Json:
    """Return the JSON object in the body of a request."""
    try:
        body = json.loads(await request.body())
    except (ValueError, RecursionError) as error:
        raise Problem(400, "The body is not valid JSON.") from error
    if not isinstance(body, dict):
        raise Problem(400, "The body is not a JSON object.")
    return body


class Fields:
    """The fields of a request body: reads them one by one and collects what is wrong with them."""

    def __init__(self, body: Json) -> None:
        self._body = body
        self._errors: list[tuple[str, str]] = []

    def text(self, name: str) -> str:
        """Return a text that must be there and not be blank."""
        value = self._body.get(name)
        if isinstance(value, str) and value.strip():
            return value
        return self._wrong(name, "must be a text that is not empty", "")

    def flag(self, name: str) -> bool:
        """Return a boolean that is false where it is absent."""
        value = self._body.get(name, False)
        return value if isinstance(value, bool) else self._wrong(name, "must be true or false", False)

    def moment(self, name: str) -> datetime:
        """Return a moment that must be there, in ISO 8601 with a time zone."""
        moment = _moment(self._body.get(name), old_style=False)
        return moment or self._wrong(
            name, "must be a date and time such as 2026-11-11T03:12:00Z", datetime.now(UTC)
        )

    def window(self, now: datetime) -> tuple[datetime, datetime]:
        """Return `startDate` and `endDate`, which must be in order and not in the future."""
        start, end = self.moment("startDate"), self.moment("endDate")
        if not self._errors and start >= end:
            self.refuse("startDate", "must be before endDate")
        if not self._errors and end > now:
            self.refuse("endDate", "must not be in the future")
        return start, end

    def expiry(self, name: str, now: datetime, *, old_style: bool = False) -> datetime | None:
        """Return an expiry, which must be ahead and at most five years away (api.md, section 3)."""
        if self._body.get(name) is None:
            return None
        moment = _moment(self._body[name], old_style=old_style)
        if moment is None:
            return self._wrong(name, "must be a date and time", None)
        if moment <= now:
            return self._wrong(name, "must be in the future", None)
        if moment > years_after(now, _LONGEST_YEARS):
            return self._wrong(name, f"must be at most {_LONGEST_YEARS} years away", None)
        return moment

    def refuse(self, name: str, message: str) -> None:
        """Note that a field is wrong."""
        self._errors.append((name, message))

    def require_any(self, found: object, name: str) -> None:
        """Note that a field is missing, unless it was found or something worse is known already."""
        if found is None and not self._errors:
            self.refuse(name, "must be given")

    def check(self) -> None:
        """Refuse the request if anything was wrong with it."""
        if self._errors:
            raise Problem(400, INVALID, self._errors)

    def _wrong(self, name: str, message: str, instead: T) -> T:
        """Note that a field is wrong, and return `instead` to carry on with."""
        self.refuse(name, message)
        return instead


def years_after(moment: datetime, years: int) -> datetime:
    """Return the same day some years later, 28 February instead of a 29th that does not exist."""
    try:
        return moment.replace(year=moment.year + years)
    except ValueError:
        return moment.replace(year=moment.year + years, day=28)


def _moment(value: object, *, old_style: bool) -> datetime | None:
    """Read a text as a moment; None if it is none."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None:
            return moment.replace(tzinfo=UTC) if old_style else None
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
