"""The time by the service's clock, with which expiries and ages are computed, and by this machine's."""

from __future__ import annotations

import time
from collections import deque
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from te_tui.sources.base import SnapshotSource

_KEPT: Final = 5
"""Answers whose Date counts; one alone that differs moves nothing once two agree."""

_TOLD_FROM: Final = timedelta(hours=6)
_BELIEVED_TO: Final = timedelta(days=1)

# Between these, any length of time that te-tui computes with stays within the calendar.
_EARLIEST: Final = datetime(1000, 1, 1, tzinfo=UTC)
_LATEST: Final = datetime(9000, 1, 1, tzinfo=UTC)

_CLOCK: Final = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))


class ClockWatch:
    """Estimates how far the service's clock is ahead of this machine's, from the Date headers of its answers.

    A single Date can be wrong, so the estimate is the median offset of the latest answers, sorted by absolute
    size; for an even number of answers, it is the smaller of the two middle offsets.
    """

    def __init__(self) -> None:
        self._seen: deque[timedelta] = deque(maxlen=_KEPT)

    def saw(self, offset: timedelta) -> None:
        """Add the offset of one answer: how far its Date was ahead of this machine's clock."""
        self._seen.append(offset)

    @property
    def offset(self) -> timedelta:
        """How far the service's clock is ahead of this machine's; zero before the first answer."""
        return sorted(self._seen, key=abs)[(len(self._seen) - 1) // 2] if self._seen else timedelta()


class ClockDoubt(NamedTuple):
    """A service's clock and this machine's differ by hours, so that at least one of them is wrong."""

    host: str
    offset: timedelta

    @property
    def is_grave(self) -> bool:
        """Whether the clocks differ by more than a day, so that a person should be asked before changes."""
        return abs(self.offset) > _BELIEVED_TO

    @property
    def summary(self) -> str:
        """The difference in a few words, short enough for the first line of a screen."""
        return f"service's clock {self._length} {'ahead' if self._is_ahead else 'behind'}"

    def __str__(self) -> str:
        which = "ahead of" if self._is_ahead else "behind"
        return f"The clock of {self.host} is {self._length} {which} this machine's: one of them is wrong"

    @property
    def _is_ahead(self) -> bool:
        return self.offset > timedelta()

    @property
    def _length(self) -> str:
        hours = round(abs(self.offset) / timedelta(hours=1))
        if hours < 48:
            return f"{hours} h"
        days = round(hours / 24)
        return f"{days} d" if days < 365 else f"{round(days / 365):,} y"


def clock_doubt(source: SnapshotSource) -> ClockDoubt | None:
    """Return a warning if the source's clock and this machine's differ by 6 hours or more; else None."""
    offset = source.clock_offset
    return ClockDoubt(source.host, offset) if abs(offset) >= _TOLD_FROM else None


def machine_now() -> datetime:
    """The current time by this machine's clock (UTC)."""
    return datetime.now(UTC)


def machine_seconds() -> float:
    """The current time by this machine's clock, in seconds since 1970."""
    return machine_now().timestamp()


def seconds_passing() -> float:
    """Seconds of a clock that is never set back; it also counts the machine's sleep if the system can."""
    return time.monotonic() if _CLOCK is None else time.clock_gettime(_CLOCK)


def server_now(source: SnapshotSource) -> datetime:
    """The current time (UTC) by the source's clock, as far as known, kept within the years 1000 to 9000."""
    try:
        now = machine_now() + source.clock_offset
    except OverflowError:
        now = _LATEST if source.clock_offset > timedelta() else _EARLIEST
    return min(max(now, _EARLIEST), _LATEST)
