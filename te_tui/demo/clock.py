"""The embedded server's own clock, which starts at a given moment and then advances in real time."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime


class Clock:
    """A clock that starts at a given moment and advances even if the computer's clock is set back."""

    def __init__(self, start: datetime | None = None) -> None:
        moment = datetime.now(UTC) if start is None else start.astimezone(UTC)
        self.start = moment.replace(microsecond=0)
        self._origin = time.monotonic()

    def now(self) -> datetime:
        """Return the current time, in UTC."""
        return self.start + timedelta(seconds=time.monotonic() - self._origin)

    def header(self) -> str:
        """Return the current time in the format of the HTTP header `Date`."""
        return format_datetime(self.now(), usegmt=True)
