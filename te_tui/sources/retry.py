"""When a request is repeated, and how long to wait before (contract section 9; security rule 12)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from te_tui.models.fields import whole
from te_tui.sources.base import Budget, Wait

# Half a second, doubled each time: five tries are over within eight seconds.
_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 8.0

ORGANIZATION = "x-organization-rate-limit-"
SNAPSHOT_CREATION = "x-dashboard-snapshot-rate-limit-"


class Patience(NamedTuple):
    """How often and how long te-tui tries; seconds."""

    tries: int = 5
    tries_to_connect: int = 3
    longest_wait: float = 120.0


NO_BUDGET = Budget(None, None, None)
"""What an answer without the headers says, such as one of a proxy in between."""


def back_off(failures: int, reason: str) -> Wait:
    """Wait longer after each failure in a row."""
    return Wait(min(_FIRST_PAUSE * 2 ** (failures - 1), _LONGEST_PAUSE), reason)


def after_failure(headers: Mapping[str, str], failures: int, reason: str, now: float) -> Wait:
    """Wait as long as a failing server asks for, or else back off; `now` as below."""
    asked = _retry_after(headers, now)
    return Wait(asked, reason) if asked is not None else back_off(failures, reason)


def until_limit_is_over(headers: Mapping[str, str], now: float) -> Wait | None:
    """How long the limit that was hit still lasts; None where the answer does not say.

    Retry-After goes first; then the reset of snapshot creation where nothing remains of it, which is
    the time left; then the organization's, which is an epoch, unless some of its requests remain: then
    another limit was hit, such as that of test snapshots. `now` is epoch seconds, used where the answer
    carries no Date.
    """
    reason = "the rate limit is used up"
    asked = _retry_after(headers, now)
    if asked is not None:
        return Wait(asked, reason)
    creation_left = whole(headers.get(SNAPSHOT_CREATION + "reset"))
    if whole(headers.get(SNAPSHOT_CREATION + "remaining")) == 0 and creation_left is not None:
        return Wait(float(max(creation_left, 1)), "the limit of 100 new snapshots an hour is used up")
    left = budget(headers)
    if left.resets is None or left.remaining:
        return None
    return Wait(max(left.resets - _server_time(headers, now), 0.0) + _FIRST_PAUSE, reason)


def budget(headers: Mapping[str, str]) -> Budget:
    """Read the organization's rate budget; what is absent is None."""
    return Budget(
        limit=whole(headers.get(ORGANIZATION + "limit")),
        remaining=whole(headers.get(ORGANIZATION + "remaining")),
        resets=whole(headers.get(ORGANIZATION + "reset")),
    )


def creation_budget(headers: Mapping[str, str], now: float) -> Budget:
    """Read how many snapshots may still be made; its reset, the time left, becomes an epoch."""
    left = whole(headers.get(SNAPSHOT_CREATION + "reset"))
    return Budget(
        limit=whole(headers.get(SNAPSHOT_CREATION + "limit")),
        remaining=whole(headers.get(SNAPSHOT_CREATION + "remaining")),
        resets=None if left is None else int(_server_time(headers, now)) + left,
    )


def clock_offset(headers: Mapping[str, str], now: float) -> timedelta | None:
    """How far the server's clock is ahead of `now`, epoch seconds; None where the answer carries no Date.

    A Date is a whole second that has passed by the time it is read: the true offset is never smaller.
    """
    date = _http_date(headers.get("date", ""))
    return None if date is None else timedelta(seconds=date - now)


def _retry_after(headers: Mapping[str, str], now: float) -> float | None:
    value = headers.get("retry-after")
    if value is None:
        return None
    seconds = whole(value)
    if seconds is not None:
        return float(max(seconds, 0))
    date = _http_date(value)
    return None if date is None else max(date - _server_time(headers, now), 0.0)


def _server_time(headers: Mapping[str, str], now: float) -> float:
    """The server's own clock, so that a wrong clock on this machine changes no wait."""
    date = _http_date(headers.get("date", ""))
    return now if date is None else date


def _http_date(value: str) -> float | None:
    """Read an HTTP date as epoch seconds; one that does not name its zone is in UTC like all of them."""
    try:
        read = parsedate_to_datetime(value)
    except (ValueError, OverflowError, IndexError, TypeError):  # it is not as careful as it says
        return None
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp()
