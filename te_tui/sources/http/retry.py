"""The waits before a request is repeated (api.md, section 9; safety rule 12)."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from te_tui.sources.base import Budget, Wait
from te_tui.sources.reading.fields import number

# Half a second, doubled each time: five tries are over within eight seconds.
FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 8.0

LONGEST_TOLD = 86_400.0
"""Seconds; a service that tells more of them means something else."""

USED_UP = "the rate limit is used up"
"""Why a request waits, in words."""


class Patience(NamedTuple):
    """How often a request is tried, how often if no connection is made, and the longest wait (seconds)."""

    tries: int = 5
    tries_to_connect: int = 3
    longest_wait: float = 120.0


NO_BUDGET = Budget(None, None, None)
"""The default for an answer without the headers, such as one of a proxy in between."""


def back_off(failures: int, reason: str) -> Wait:
    """The pause after `failures` failed tries in a row: half a second, then doubled each time, up to 8 s."""
    return Wait(min(FIRST_PAUSE * 2 ** (failures - 1), _LONGEST_PAUSE), reason)


def after_failure(headers: Mapping[str, str], failures: int, reason: str, now: float) -> Wait:
    """The pause of `back_off`, or the Retry-After of a failing server if longer; `now` is epoch seconds."""
    asked = _retry_after(headers, now)
    return not_sooner(None if asked is None else Wait(asked, reason), back_off(failures, reason))


def not_sooner(told: Wait | None, own: Wait) -> Wait:
    """The longer of two waits: the service's (`told`), if any, and te-tui's (`own`)."""
    return own if told is None else told._replace(seconds=max(told.seconds, own.seconds))


@dataclass(frozen=True, slots=True)
class RateHeaders:
    """Functions that read a vendor's rate limits from an answer's headers; by default they find none.

    Attributes:
        budget: reads how many requests are left.
        creations: reads how many snapshots may still be made, given the present time in epoch seconds.
        until_over: reads how long a limit that was hit still lasts, if the answer has no Retry-After, given
            the server's time in epoch seconds.
    """

    budget: Callable[[Mapping[str, str]], Budget] = lambda headers: NO_BUDGET  # noqa: ARG005 - says nothing
    creations: Callable[[Mapping[str, str], float], Budget] = lambda headers, now: NO_BUDGET  # noqa: ARG005
    until_over: Callable[[Mapping[str, str], float], Wait | None] = lambda headers, now: None  # noqa: ARG005


NO_RATES = RateHeaders()
"""The answers say nothing of rate limits but Retry-After."""


def until_limit_is_over(headers: Mapping[str, str], now: float, rates: RateHeaders) -> Wait | None:
    """The wait until the limit that was hit is over; None if the headers give no plausible time.

    Retry-After takes precedence over the vendor's own headers. `now`, in epoch seconds, is used if the
    answer has no Date.
    """
    asked = _retry_after(headers, now)
    return Wait(asked, USED_UP) if asked is not None else rates.until_over(headers, server_time(headers, now))


def clock_offset(headers: Mapping[str, str], now: float) -> timedelta | None:
    """How far the server's clock is ahead of `now`, epoch seconds; None if the answer has no usable Date.

    A Date is rounded down, and has aged when it is read: the true offset is never smaller.
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
        seconds = None if date is None else date - server_time(headers, now)
    return sensible(seconds)


def sensible(seconds: float | None) -> float | None:
    """The time left, rounded up to whole seconds; None if it is negative or longer than a day.

    No limit lasts so long: a number that a service sends in milliseconds by mistake gives None.
    """
    return None if seconds is None or not 0 <= seconds <= LONGEST_TOLD else float(math.ceil(seconds))


def server_time(headers: Mapping[str, str], now: float) -> float:
    """The server's time by the answer's Date, in epoch seconds; `now` if the answer has no Date.

    So a wrong clock on this machine makes no wait longer or shorter.
    """
    date = _date(headers)
    return now if date is None else date


def _date(headers: Mapping[str, str]) -> float | None:
    """The Date of an answer in epoch seconds; None if it has none, or came from a cache (with Age)."""
    return None if "age" in headers else _http_date(headers.get("date", ""))


def _http_date(value: str) -> float | None:
    """Read an HTTP date as epoch seconds; without a zone it is in UTC. None if it is no date."""
    try:
        read = parsedate_to_datetime(value)
    except (ValueError, OverflowError, IndexError, TypeError):  # it is not as careful as it says
        return None
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp()
