"""Rate limits: so many requests per time window, which starts with its first request (api.md, section 9)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from te_tui.demo.clock import Clock


class Budget:
    """A rate limit: at most `limit` requests in a time window of `seconds`; a limit of 0 means no limit."""

    def __init__(self, clock: Clock, limit: int, seconds: int) -> None:
        self.limit = limit
        self._clock = clock
        self._seconds = seconds
        self._end = 0.0
        self._used = 0

    def spend(self) -> bool:
        """Count one request and return True; return False if no more are allowed in this window."""
        if self.limit == 0:
            return True
        now = self._clock.now().timestamp()
        if now >= self._end:
            self._end, self._used = now + self._seconds, 0
        if self._used >= self.limit:
            return False
        self._used += 1
        return True

    @property
    def remaining(self) -> int:
        """How many more requests are allowed in this window."""
        return self.limit if self._over() else self.limit - self._used

    @property
    def seconds_left(self) -> int:
        """The seconds until the current window ends, rounded up; 0 if the last one has ended."""
        return 0 if self._over() else math.ceil(self._end - self._clock.now().timestamp())

    @property
    def reset_epoch(self) -> int:
        """The end of the current window in epoch seconds; the present time if the last one has ended."""
        return math.ceil(self._clock.now().timestamp() if self._over() else self._end)

    def _over(self) -> bool:
        """Whether the last window has ended; the next request starts a new one."""
        return self._clock.now().timestamp() >= self._end


class Budgets:
    """The three rate limits of an organization: requests, new dashboard snapshots, new test snapshots."""

    def __init__(self, clock: Clock, requests_a_minute: int) -> None:
        self.requests = Budget(clock, requests_a_minute, 60)
        self.dashboard_snapshots = Budget(clock, 100, 3600)
        self.test_snapshots = Budget(clock, 5, 300)

    def request_headers(self) -> dict[str, str]:
        """Return the headers that report the limit on requests; the window's end is in epoch seconds."""
        budget = self.requests
        if budget.limit == 0:
            return {}
        prefix = "X-Organization-Rate-Limit"
        return {
            f"{prefix}-Limit": str(budget.limit),
            f"{prefix}-Remaining": str(budget.remaining),
            f"{prefix}-Reset": str(budget.reset_epoch),
        }

    def creation_headers(self) -> dict[str, str]:
        """Return the headers that report the limit on new dashboard snapshots (api.md, section 3).

        The window's end is given as the seconds left, not as an epoch time.
        """
        budget = self.dashboard_snapshots
        prefix = "X-Dashboard-Snapshot-Rate-Limit"
        return {
            f"{prefix}-Limit": str(budget.limit),
            f"{prefix}-Remaining": str(budget.remaining),
            f"{prefix}-Reset": str(budget.seconds_left),
        }
