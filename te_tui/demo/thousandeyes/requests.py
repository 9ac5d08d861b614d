"""Reading of requests: the account group, and the fields and dates in the body."""

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
    """Return the base address of links, which has the host of the request (api.md, section 12.3)."""
    return f"{request.url.scheme}://{request.url.netloc}/v7"


def aid_of(request: Request) -> str:
    """Return the id of the account group that a request is for (api.md, section 7).

    A group that does not exist is refused with 403: the API documents no status for this case, but documents
    403 for all operations.
    """
    aid = request.query_params.get("aid", LOGIN_AID)
    if find_group(aid) is None:
        raise Problem(403, "The account group does not exist or is not yours.")
    return aid


async def object_in(request: Request) -> Json:
    """Return the JSON object in the body of a request; raise a `Problem` (400) for any other body."""
    try:
        body = json.loads(await request.body())
    except (ValueError, RecursionError) as error:
        raise Problem(400, "The body is not valid JSON.") from error
    if not isinstance(body, dict):
        raise Problem(400, "The body is not a JSON object.")
    return body


class Fields:
    """Reads the fields of a request body one by one, and notes all errors for `check` to report at once."""

    def __init__(self, body: Json) -> None:
        self._body = body
        self._errors: list[tuple[str, str]] = []

    def text(self, name: str) -> str:
        """Return a required text field; if it is missing or blank, note an error."""
        value = self._body.get(name)
        if isinstance(value, str) and value.strip():
            return value
        return self._wrong(name, "must be a text that is not empty", "")

    def flag(self, name: str) -> bool:
        """Return a boolean field, False if it is missing; note an error for any other value."""
        value = self._body.get(name, False)
        return value if isinstance(value, bool) else self._wrong(name, "must be true or false", False)

    def moment(self, name: str) -> datetime:
        """Return a required moment in UTC; note an error if it is not ISO 8601 with a time zone."""
        moment = _moment(self._body.get(name), old_style=False)
        return moment or self._wrong(
            name, "must be a date and time such as 2026-11-11T03:12:00Z", datetime.now(UTC)
        )

    def window(self, now: datetime) -> tuple[datetime, datetime]:
        """Return `startDate` and `endDate`; note an error if they are out of order or in the future."""
        start, end = self.moment("startDate"), self.moment("endDate")
        if not self._errors and start >= end:
            self.refuse("startDate", "must be before endDate")
        if not self._errors and end > now:
            self.refuse("endDate", "must not be in the future")
        return start, end

    def expiry(self, name: str, now: datetime, *, old_style: bool = False) -> datetime | None:
        """Return an expiry, at most five years from `now`; None if missing or wrong (api.md, section 3).

        A wrong one is noted as an error. `old_style` allows a time without a zone, as the deprecated field
        does.
        """
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
        """Note an error in a field; `check` then refuses the request."""
        self._errors.append((name, message))

    def require_any(self, found: object, name: str) -> None:
        """Note that the field `name` is missing if `found` is None.

        `found` is the value of the field or of its deprecated twin. It is None also if the value is wrong; so
        nothing is noted if there is an error already.
        """
        if found is None and not self._errors:
            self.refuse(name, "must be given")

    def check(self) -> None:
        """Raise a `Problem` (400) that lists the errors noted so far, if there are any."""
        if self._errors:
            raise Problem(400, INVALID, self._errors)

    def _wrong(self, name: str, message: str, instead: T) -> T:
        """Note an error in a field, and return `instead` as a stand-in for its value."""
        self.refuse(name, message)
        return instead


def years_after(moment: datetime, years: int) -> datetime:
    """Return the same day some years later; 29 February becomes the 28th if the later year has no 29th."""
    try:
        return moment.replace(year=moment.year + years)
    except ValueError:
        return moment.replace(year=moment.year + years, day=28)


def _moment(value: object, *, old_style: bool) -> datetime | None:
    """Read ISO 8601 as a moment in UTC; None if it is wrong, or has no zone (which `old_style` allows)."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None:
            return moment.replace(tzinfo=UTC) if old_style else None
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
