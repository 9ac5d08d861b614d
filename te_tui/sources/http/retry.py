"""When a request is repeated, and how long to wait before (api.md, section 9; safety rule 12)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from te_tui.sources.base import Budget, Wait
from te_tui.sources.reading.fields import number, whole

# Half a second, doubled each time: five tries are over within eight seconds.
_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 8.0

LONGEST_TOLD = 86_400.0
"""Seconds; a service that tells more of them means something else."""

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
    """Back off, or wait as long as a failing server asks for where that is longer; `now` as below."""
    asked = _retry_after(headers, now)
    return not_sooner(None if asked is None else Wait(asked, reason), back_off(failures, reason))


def not_sooner(told: Wait | None, own: Wait) -> Wait:
    """The wait that a service tells, but never a shorter one than te-tui's own."""
    return own if told is None else told._replace(seconds=max(told.seconds, own.seconds))


def until_limit_is_over(headers: Mapping[str, str], now: float) -> Wait | None:
    """How long the limit that was hit still lasts; None where the answer does not say, or nothing sensible.

    Retry-After goes first; then the reset of snapshot creation where nothing remains of it, which is
    the time left; then the organization's, which is an epoch, unless some of its requests remain: then
    another limit was hit, such as that of test snapshots. `now` is epoch seconds, used where the answer
    carries no Date.
    """
    reason = "the rate limit is used up"
    asked = _retry_after(headers, now)
    if asked is not None:
        return Wait(asked, reason)
    if whole(headers.get(SNAPSHOT_CREATION + "remaining")) == 0:
        creation_left = _sensible(number(headers.get(SNAPSHOT_CREATION + "reset")))
        if creation_left is not None:
            return Wait(max(creation_left, 1.0), "the limit of 100 new snapshots an hour is used up")
    resets = number(headers.get(ORGANIZATION + "reset"))
    if resets is None or budget(headers).remaining:
        return None
    left = _sensible(resets - _server_time(headers, now))
    return None if left is None else Wait(left + _FIRST_PAUSE, reason)


def budget(headers: Mapping[str, str]) -> Budget:
    """Read the organization's rate budget; what is absent is None."""
    return Budget(
        limit=whole(headers.get(ORGANIZATION + "limit")),
        remaining=whole(headers.get(ORGANIZATION + "remaining")),
        resets=whole(headers.get(ORGANIZATION + "reset")),
    )


def creation_budget(headers: Mapping[str, str], now: float) -> Budget:
    """Read how many snapshots may still be made; its reset, the time left, becomes an epoch."""
    left = _sensible(number(headers.get(SNAPSHOT_CREATION + "reset")))
    return Budget(
        limit=whole(headers.get(SNAPSHOT_CREATION + "limit")),
        remaining=whole(headers.get(SNAPSHOT_CREATION + "remaining")),
        resets=None if left is None else int(_server_time(headers, now) + left),
    )


def clock_offset(headers: Mapping[str, str], now: float) -> timedelta | None:
    """How far the server's clock is ahead of `now`, epoch seconds; None where the answer does not tell.

    A Date is a whole second that has passed by the time it is read: the true offset is never smaller.
    """
    date = _date(headers)
    return None if date is None else timedelta(seconds=date - now)


def _retry_after(headers: Mapping[str, str], now: float) -> float | None:
    value = headers.get("retry-after")
    if value is None:
        return None
    seconds = number(value)
    if seconds is None:
        date = _http_date(value)
        seconds = None if date is None else date - _server_time(headers, now)
    return _sensible(seconds)


def _sensible(seconds: float | None) -> float | None:
    """A time that is left, in whole seconds; None for one in the past, and for what no limit lasts.

    Milliseconds in the place of seconds are of that kind.
    """
    return None if seconds is None or not 0 <= seconds <= LONGEST_TOLD else float(math.ceil(seconds))


def _server_time(headers: Mapping[str, str], now: float) -> float:
    """The server's own clock, so that a wrong clock on this machine changes no wait."""
    date = _date(headers)
    return now if date is None else date


def _date(headers: Mapping[str, str]) -> float | None:
    """When an answer was made; one out of a cache, which has an age, says nothing of now."""
    return None if "age" in headers else _http_date(headers.get("date", ""))


def _http_date(value: str) -> float | None:
    """Read an HTTP date as epoch seconds; one that does not name its zone is in UTC like all of them."""
    try:
        read = parsedate_to_datetime(value)
    except (ValueError, OverflowError, IndexError, TypeError):  # it is not as careful as it says
        return None
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp()
