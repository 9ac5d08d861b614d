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
    """When to give up on a request.

    Attributes:
        tries: how often it is sent at most.
        tries_to_connect: how often at most, if the connection itself fails.
        longest_wait: the longest wait before another try, in seconds; a longer one is not begun.
    """

    tries: int = 5
    tries_to_connect: int = 3
    longest_wait: float = 120.0


NO_BUDGET = Budget(None, None, None)
"""The default for an answer without the headers, such as one of a proxy in between."""


def back_off(failures: int, reason: str) -> Wait:
    """The pause after `failures` failed tries in a row: half a second, then doubled each time, up to 8 s."""
    return Wait(min(FIRST_PAUSE * 2 ** (failures - 1), _LONGEST_PAUSE), reason)


def after_failure(headers: Mapping[str, str], failures: int, reason: str, now: float) -> Wait:
    """The pause after a server error: as `back_off`, or as long as Retry-After says if that is longer.

    `now` is this machine's time in epoch seconds.
    """
    asked = _retry_after(headers, now)
    return not_sooner(None if asked is None else Wait(asked, reason), back_off(failures, reason))


def not_sooner(told: Wait | None, own: Wait) -> Wait:
    """The longer of two waits: the service's (`told`), if any, and te-tui's (`own`)."""
    return own if told is None else told._replace(seconds=max(told.seconds, own.seconds))


@dataclass(frozen=True, slots=True)
class RateHeaders:
    """How to read a vendor's rate limits from the headers of an answer; by default, none are found.

    Attributes:
        budget: reads how many requests are left.
        creations: reads how many more snapshots may be created, given the present time in epoch seconds.
        until_over: reads how long to wait once a limit is used up and Retry-After is missing, given the
            server's time in epoch seconds.
    """

    budget: Callable[[Mapping[str, str]], Budget] = lambda headers: NO_BUDGET  # noqa: ARG005 - says nothing
    creations: Callable[[Mapping[str, str], float], Budget] = lambda headers, now: NO_BUDGET  # noqa: ARG005
    until_over: Callable[[Mapping[str, str], float], Wait | None] = lambda headers, now: None  # noqa: ARG005


NO_RATES = RateHeaders()
"""The answers say nothing of rate limits but Retry-After."""


def until_limit_is_over(headers: Mapping[str, str], now: float, rates: RateHeaders) -> Wait | None:
    """How long to wait once a rate limit is used up (429); None if the headers give no plausible time.

    Retry-After takes precedence over the vendor's own headers. `now` is this machine's time in epoch seconds,
    used if the answer has no Date.
    """
    asked = _retry_after(headers, now)
    return Wait(asked, USED_UP) if asked is not None else rates.until_over(headers, server_time(headers, now))


def clock_offset(headers: Mapping[str, str], now: float) -> timedelta | None:
    """How far the server's clock is ahead of `now` (epoch seconds); None if the answer has no usable Date.

    The result may be a little too small, never too large: a Date drops fractions of a second, and takes time
    to arrive.
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
    """A wait stated by a service, rounded up to whole seconds; None if it is negative or longer than a day.

    A longer one is a mistake, such as milliseconds instead of seconds: no rate limit lasts a day.
    """
    return None if seconds is None or not 0 <= seconds <= LONGEST_TOLD else float(math.ceil(seconds))


def server_time(headers: Mapping[str, str], now: float) -> float:
    """The server's time in epoch seconds, from the header Date; `now` if the answer has none.

    Waits are computed from this time, so that they are right even if this machine's clock is wrong.
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
