"""Rate limits in the headers of answers (api.md, section 9)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from te_tui.sources.base import Budget, Wait
from te_tui.sources.http.retry import FIRST_PAUSE, USED_UP, RateHeaders, sensible, server_time
from te_tui.sources.reading.fields import number, whole

_ORGANIZATION: Final = "x-organization-rate-limit-"
_CREATION: Final = "x-dashboard-snapshot-rate-limit-"


def budget(headers: Mapping[str, str]) -> Budget:
    """Read the organization's rate limit; a field is None if its header is absent."""
    return Budget(
        limit=whole(headers.get(_ORGANIZATION + "limit")),
        remaining=whole(headers.get(_ORGANIZATION + "remaining")),
        resets=whole(headers.get(_ORGANIZATION + "reset")),
    )


def creation_budget(headers: Mapping[str, str], now: float) -> Budget:
    """Read how many more snapshots may be created; fields whose header is absent are None.

    `now` is this machine's time in epoch seconds, used to compute `resets` if the answer has no Date.
    """
    left = sensible(number(headers.get(_CREATION + "reset")))
    return Budget(
        limit=whole(headers.get(_CREATION + "limit")),
        remaining=whole(headers.get(_CREATION + "remaining")),
        resets=None if left is None else int(server_time(headers, now) + left),
    )


def until_over(headers: Mapping[str, str], now: float) -> Wait | None:
    """How long to wait after a 429 without Retry-After, by the limit that is used up; None if it is unknown.

    First the limit of new snapshots is looked at, then the organization's limit. If neither is used up,
    another limit was hit that no header mentions, such as the one of test snapshots. `now` is the server's
    time in epoch seconds.
    """
    if whole(headers.get(_CREATION + "remaining")) == 0:
        creation_left = sensible(number(headers.get(_CREATION + "reset")))
        if creation_left is not None:
            return Wait(max(creation_left, 1.0), "the limit of 100 new snapshots an hour is used up")
    resets = number(headers.get(_ORGANIZATION + "reset"))
    if resets is None or budget(headers).remaining:
        return None
    left = sensible(resets - now)
    return None if left is None else Wait(left + FIRST_PAUSE, USED_UP)


RATE_HEADERS: Final = RateHeaders(budget, creation_budget, until_over)
