"""The cost of work on many snapshots, in words: number of requests and time."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from te_tui.render.text.times import format_duration

if TYPE_CHECKING:
    from te_tui.screens.session import Session

MANY: Final = 20
"""Work on more snapshots than these says what it costs before it is begun."""

_REQUESTS_A_MINUTE: Final = 240  # where the source has not said


def describe_cost(requests: int, session: Session) -> str:
    """What a number of requests costs within the rate limit, as text: `about 140 requests, 1 min or more`."""
    limit = session.budget.limit if session.budget else None
    minutes = math.ceil(requests / (limit or _REQUESTS_A_MINUTE))
    rounded = round(requests, -2) if requests >= 1000 else round(requests, -1)
    return f"about {rounded:,} requests, {format_duration(60 * minutes)} or more"
