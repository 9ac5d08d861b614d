"""The time zone of the machine, whose offset changes with the seasons."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo


class LocalZone(tzinfo):
    """The machine's own time zone, for `datetime`; times that the machine cannot convert stay in UTC."""

    def fromutc(self, when: datetime) -> datetime:
        """The machine's wall-clock time of an instant that is given in UTC."""
        try:
            there = when.replace(tzinfo=UTC).astimezone()
            clock = there.replace(tzinfo=self)
            # Of an hour that the clocks show twice, this is the second one if the first has another offset.
            return clock if clock.utcoffset() == there.utcoffset() else clock.replace(fold=1)
        except (OverflowError, ValueError, OSError):
            return when.replace(tzinfo=self)

    def utcoffset(self, when: datetime | None) -> timedelta | None:
        """The machine's offset from UTC at a wall-clock time."""
        return _local(when).utcoffset()

    def dst(self, _when: datetime | None) -> timedelta | None:
        """None: the machine knows offsets from UTC, but not which of them are daylight saving time."""
        return None

    def tzname(self, when: datetime | None) -> str | None:
        """The machine's name of its zone."""
        return _local(when).tzname()


def _local(when: datetime | None) -> datetime:
    """A wall-clock time (None: now) with the UTC offset that the machine has at that time."""
    if when is None:
        return datetime.now(UTC).astimezone()
    try:
        return when.replace(tzinfo=None).astimezone()
    except (OverflowError, ValueError, OSError):
        return when.replace(tzinfo=UTC)
