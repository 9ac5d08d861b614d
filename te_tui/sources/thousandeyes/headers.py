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
    """Read how many snapshots may still be made; `resets` is computed from the header's seconds left.

    `now` is the present time in epoch seconds.
    """
    left = sensible(number(headers.get(_CREATION + "reset")))
    return Budget(
        limit=whole(headers.get(_CREATION + "limit")),
        remaining=whole(headers.get(_CREATION + "remaining")),
        resets=None if left is None else int(server_time(headers, now) + left),
    )


def until_over(headers: Mapping[str, str], now: float) -> Wait | None:
    """How long the limit that was hit still lasts; `now` is the server's time in epoch seconds.

    If no more snapshots may be made, the time left in that limit's header counts; else the epoch at which the
    organization's limit resets. None if the organization has requests left: then another limit was hit, such
    as the limit of test snapshots, which no header tells.
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
