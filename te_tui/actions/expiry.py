"""How long new and extended snapshots may live, by the rules of their source (api.md, section 3).

A snapshot that lives for ever has an expiry about 50 years ahead, if its source allows that.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from te_tui.actions.windows import NotAllowed
from te_tui.models.snapshot_row import SnapshotRow, lasts_for_ever
from te_tui.sources.abilities import Limits

_FOR_EVER: Final = timedelta(days=50 * 365)
_SOONER: Final = timedelta(minutes=1)
_LATER: Final = timedelta(hours=1)
"""How much later a snapshot may expire than asked: the service counts from when all of it has arrived."""


def longest_life(limits: Limits) -> str | None:
    """The longest time until a snapshot's expiry, in words; None if the source accepts any date."""
    return None if limits.longest_years is None else f"{limits.longest_years} years from today"


def never(now: datetime) -> datetime:
    """The date, 50 years ahead, that stands for the expiry of a snapshot that never expires."""
    return now + _FOR_EVER


def latest_expiry(now: datetime, limits: Limits) -> datetime | None:
    """The latest expiry that a source accepts, at 00:00 UTC; None if it accepts any date."""
    if limits.longest_years is None:
        return None
    today = now.astimezone(UTC).date()
    year = min(today.year + limits.longest_years, date.max.year)
    try:
        return midnight(today.replace(year=year))
    except ValueError:  # the 29th of February
        return midnight(today.replace(year=year, day=28))


def check_expiry(expires: datetime, now: datetime, limits: Limits) -> None:
    """Check that the source would accept an expiry; `now` is the time by the source's clock.

    Raises:
        NotAllowed: the expiry is in the past, or too far ahead.
    """
    told = f"{expires:%Y-%m-%d}" if expires.time() == time() else f"{expires:%Y-%m-%d %H:%M} UTC"
    if expires <= now:
        raise NotAllowed(f"{told} is not ahead: it is {now:%Y-%m-%d %H:%M} UTC")
    latest = latest_expiry(now, limits)
    if latest is not None and expires > latest:
        allowed = f"{longest_life(limits)}, until {latest:%Y-%m-%d}"
        raise NotAllowed(f"{told} is too far ahead: the service allows at most {allowed}")


def midnight(day: date) -> datetime:
    """The beginning of a day, 00:00 UTC."""
    return datetime.combine(day, time(), UTC)


def same_second(one: datetime | None, other: datetime | None) -> bool:
    """Whether two times are less than a second apart, or both None; some answers have only whole seconds."""
    if one is None or other is None:
        return one is other
    return abs(one - other) < timedelta(seconds=1)


def lasts_as_asked(row: SnapshotRow, wanted: datetime | None, asked: datetime) -> bool:
    """Whether a new snapshot got the expiry that was requested: at most a minute earlier, or an hour later.

    If `wanted` is so long after `asked`, the time of the request, that it means "never", the snapshot must
    never expire. False if `wanted` or the snapshot's expiry is unknown.
    """
    if wanted is None or row.expires is None:
        return False
    if lasts_for_ever(asked, wanted):
        return row.never_expires
    return wanted - _SOONER <= row.expires <= wanted + _LATER
