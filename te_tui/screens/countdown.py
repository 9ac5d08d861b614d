"""The countdown while a source pauses, for example before a retry; screens show it in their first line."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from typing import NamedTuple

from te_tui.sources.base import Wait


class Countdown(NamedTuple):
    """A pause of a source, or its long wait for an answer, and the time (aware) at which that began."""

    wait: Wait
    since: datetime

    def pause_left(self, now: datetime) -> float:
        """The seconds left of a pause; 0 while the source waits for an answer, which may come at any time."""
        if self.wait.silent:
            return 0.0
        return max((self.since + timedelta(seconds=self.wait.seconds) - now).total_seconds(), 0.0)

    def told(self, now: datetime) -> str:
        """How long the source still waits, as text.

        After a failure: `retrying in 12 s`, and `retrying` in the last moments. When the rate limit is used
        up: `rate limit: goes on in 48 s`. In other pauses: `goes on in 12 s`. While an answer is awaited:
        `no answer for 20 s (gives up at 60 s)`.
        """
        if self.wait.silent:
            return self.wait.silence(max((now - self.since).total_seconds(), 0.0))
        left = math.ceil(self.pause_left(now))
        if self.wait.is_limit:
            return f"rate limit: goes on in {max(left, 1):,} s"
        if not self.wait.is_retry:
            return f"goes on in {max(left, 1):,} s"
        return f"retrying in {left:,} s" if left > 0 else "retrying"
